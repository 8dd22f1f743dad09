import { changesBetween } from "../../../posture/diff";
import { readSynth } from "../../../posture/model/read";
import { lambdaAuthorizer, stackOf } from "../rules/support";
import type { Resources } from "../rules/support";

const API = "${aws_apigatewayv2_api.api.id}";
const BESIDE: Resources = {
  aws_apigatewayv2_domain_name: { own: { domain_name: "api.example.com" } },
  aws_apigatewayv2_api_mapping: {
    own: { api_id: API, domain_name: "${aws_apigatewayv2_domain_name.own.domain_name}", stage: "live" },
  },
  aws_cognito_user_group: { admin: { name: "admin", user_pool_id: "${aws_cognito_user_pool.pool.id}" } },
  aws_lambda_function_url: {
    items: { function_name: "${aws_lambda_function.items.function_name}", authorization_type: "AWS_IAM" },
  },
};

const read = (...more: readonly Resources[]) =>
  readSynth(JSON.parse(JSON.stringify(stackOf(lambdaAuthorizer(), BESIDE, ...more))));

/** The stack with one attribute of one resource changed. */
function changed(type: string, name: string, change: Record<string, unknown>) {
  const { resource } = stackOf(lambdaAuthorizer(), BESIDE);
  return read({ [type]: { [name]: { ...resource[type]?.[name], ...change } } });
}

describe("what leads elsewhere is never the same in other words", () => {
  test.each([
    ["aws_apigatewayv2_authorizer", "lambda", { identity_sources: ["$request.header.X-Other"] }],
    ["aws_apigatewayv2_authorizer", "lambda", { api_id: "other" }],
    ["aws_apigatewayv2_api_mapping", "own", { stage: "other" }],
    ["aws_apigatewayv2_api_mapping", "own", { domain_name: "other.example.com" }],
    ["aws_apigatewayv2_api_mapping", "own", { api_id: "other" }],
    ["aws_cognito_user_pool_client", "web", { user_pool_id: "eu-west-1_Other" }],
    ["aws_cognito_resource_server", "scopes", { user_pool_id: "eu-west-1_Other" }],
    ["aws_cognito_user_group", "admin", { user_pool_id: "eu-west-1_Other" }],
    ["aws_lambda_function_url", "items", { function_name: "other" }],
  ])("%s.%s %j", (type, name, change) => {
    const kinds = changesBetween(read(), changed(type, name, change)).map(({ address, kind }) => `${kind} ${address}`);
    expect(kinds.filter((line) => !line.startsWith("neutral"))).not.toEqual([]);
    const back = changesBetween(changed(type, name, change), read());
    expect(back.filter(({ kind }) => kind !== "neutral")).not.toEqual([]);
  });

  test("but the same place in other letters is", () => {
    const upper = changed("aws_apigatewayv2_authorizer", "lambda", {
      identity_sources: ["$request.header.authorization"],
    });
    expect(changesBetween(read(), upper)).toEqual([]);
  });
});

describe("a value that is only taken from another resource isn't that resource", () => {
  const later = { terraform_data: { later: { input: "x" } } };
  const taken = "${terraform_data.later.output}";
  const said = (before: Resources, after: Resources) =>
    changesBetween(readSynth({ resource: before }), readSynth({ resource: after })).map(
      ({ kind, summary }) => `${kind}: ${summary}`,
    );

  test("that a web ACL filters requests to, and that goes with it", () => {
    const association = {
      aws_wafv2_web_acl_association: { a: { resource_arn: taken, web_acl_arn: "arn:aws:wafv2:x" } },
    };
    expect(said(later, { ...later, ...association })).toEqual([
      "protective: A web ACL filters requests to what terraform_data.later.output names.",
    ]);
    expect(said({ ...later, ...association }, {})).toContain(
      "broadened: This web ACL no longer filters requests to what terraform_data.later.output names.",
    );
  });

  test("that a name points to", () => {
    const record = (name: string) => ({
      ...later,
      aws_route53_record: { r: { zone_id: "Z1", name: "api", type: "A", alias: [{ name, zone_id: "Z2" }] } },
    });
    const [only, ...more] = said(record("${var.one}"), record("${var.one}.${terraform_data.later.output}"));
    expect([only?.split(":")[0], more]).toEqual(["unknown", []]);
  });

  test("that a rule gives as a role", () => {
    const rules = (role_arn: string) => ({
      aws_cognito_identity_pool_roles_attachment: {
        r: {
          roles: {},
          role_mapping: [
            {
              ...{ identity_provider: "idp", type: "Rules", ambiguous_role_resolution: "Deny" },
              mapping_rule: [{ claim: "c", match_type: "Equals", value: "v", role_arn }],
            },
          ],
        },
      },
    });
    const kinds = said(rules("${var.one}"), rules("${var.other}")).map((text) => text.split(":")[0]);
    expect(new Set(kinds)).toEqual(new Set(["unknown"]));
  });
});
