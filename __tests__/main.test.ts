import { readFileSync } from "node:fs";
import * as path from "node:path";
import { temporaryFolder } from "./support/folder";
import { ROOT, synthesizeMain } from "./support/project";
import { addresses, everyResource, resource, resources, withoutCode, type Terraform } from "./support/terraform-json";

/** The stack that main.ts deploys, as `npm run synth` emits it. */

const folder = temporaryFolder("main");
let json: Terraform;
beforeAll(async () => {
  json = (await synthesizeMain(path.join(folder(), "out"), { LAMBDA_PACKAGING: "prebuilt" })).json;
});

test("the whole stack", () => expect(withoutCode(json)).toMatchSnapshot());

test("the ledger of addresses holds: state, moved blocks and reviews use them", () => {
  const committed = readFileSync(path.join(ROOT, "addresses.txt"), "utf8").trimEnd().split("\n");
  const emitted = addresses(json);
  const gone = committed.filter((address) => !emitted.includes(address));
  const added = emitted.filter((address) => !committed.includes(address));
  if (gone.length > 0 || added.length > 0) {
    throw new Error(
      [
        "The addresses of the stack and addresses.txt differ.",
        ...gone.map((address) => `  gone:  ${address}`),
        ...added.map((address) => `  added: ${address}`),
        "Terraform destroys what is gone and makes what is added. If one took the other's place, write a moved block",
        "(resource.moveFromId in TypeScript); if it is removed for good, say so in CHANGELOG.md under the next version.",
        "Then bring addresses.txt up to date: one address a line, sorted.",
      ].join("\n"),
    );
  }
  expect(committed).toEqual(emitted);
});

describe("every route", () => {
  test("says who may call it, and is open only where a reason is given", () => {
    const open: string[] = [];
    everyResource(json, "aws_apigatewayv2_route", (route) => {
      if (route.authorization_type === "NONE") return void open.push(String(route.route_key));
      expect(route.authorization_type).toBe("JWT");
      expect(route.authorizer_id).toBe("${aws_apigatewayv2_authorizer.jwt.id}");
      expect(route.authorization_scopes).toEqual([
        expect.stringMatching(/^\$\{aws_cognito_resource_server\.scopes\.identifier\}\/(read|write)$/),
      ]);
    });
    expect(open).toEqual(["GET /hello"]);
  });

  test("is in the table that is an output, with the same authorization", () => {
    const table = json.output?.routes?.value as Record<string, { authorization: string; scopes: string[] }>;
    everyResource(json, "aws_apigatewayv2_route", (route) => {
      expect(table[String(route.route_key)]).toEqual({
        authorization: route.authorization_type,
        scopes: route.authorization_scopes ?? [],
      });
    });
    expect(Object.keys(table)).toHaveLength(resources(json, "aws_apigatewayv2_route").size);
  });

  test("leads to an integration with payload 2.0 of a function that the API may invoke", () => {
    everyResource(json, "aws_apigatewayv2_route", (route) => {
      const name = /^integrations\/\$\{aws_apigatewayv2_integration\.(\w+)\.id\}$/.exec(String(route.target))?.[1];
      expect(resource(json, `aws_apigatewayv2_integration.${name}`)).toMatchObject({
        integration_type: "AWS_PROXY",
        integration_uri: `\${aws_lambda_function.${name}.invoke_arn}`,
        payload_format_version: "2.0",
      });
      expect(resource(json, `aws_lambda_permission.${name}`)).toMatchObject({
        function_name: `\${aws_lambda_function.${name}.function_name}`,
        principal: "apigateway.amazonaws.com",
        source_arn: "${aws_apigatewayv2_api.api.execution_arn}/*/*",
      });
    });
  });
});

describe("every function", () => {
  test("has a role of its own and a log group with retention", () => {
    const roles = new Set<unknown>();
    everyResource(json, "aws_lambda_function", ({ role, function_name }, address) => {
      const name = address.split(".")[1];
      expect(role).toBe(`\${aws_iam_role.${name}.arn}`);
      roles.add(role);
      expect(resource(json, `aws_cloudwatch_log_group.${name}`).name).toBe(`/aws/lambda/${String(function_name)}`);
    });
    expect(roles.size).toBe(resources(json, "aws_lambda_function").size);
    everyResource(json, "aws_cloudwatch_log_group", (group) => Number(group.retention_in_days) > 0);
  });

  test("may do nothing but write its own log", () => {
    everyResource(json, "aws_iam_role_policy", ({ policy }, address) => {
      const name = address.split(".")[1];
      expect(String(policy).match(/"Action" = \[.*?\]/g)).toEqual([
        '"Action" = ["logs:CreateLogStream", "logs:PutLogEvents"]',
      ]);
      expect(String(policy).match(/"Resource" = \[.*?\]\}/g)).toEqual([
        `"Resource" = ["\${aws_cloudwatch_log_group.${name}.arn}:*"]}`,
      ]);
    });
  });

  test("can be invoked by one service from one place only", () => {
    everyResource(json, "aws_lambda_permission", ({ principal, source_arn }) => {
      expect(["apigateway.amazonaws.com", "cognito-idp.amazonaws.com"]).toContain(principal);
      expect(source_arn).toMatch(
        /^\$\{aws_(apigatewayv2_api\.api\.execution_arn\}\/\*\/\*|cognito_user_pool\.pool\.arn\})$/,
      );
    });
    const invoked = [...resources(json, "aws_lambda_permission").values()].map((body) => String(body.function_name));
    everyResource(json, "aws_lambda_function", (_, address) => invoked.includes(`\${${address}.function_name}`));
  });
});

describe("every client", () => {
  test("states its tokens' lifetimes with units, can revoke, and doesn't tell whether a user exists", () => {
    everyResource(json, "aws_cognito_user_pool_client", (client) => {
      expect(client).toMatchObject({
        access_token_validity: 60,
        enable_token_revocation: true,
        prevent_user_existence_errors: "ENABLED",
        allowed_oauth_flows_user_pool_client: true,
      });
      expect([client.token_validity_units].flat()).toEqual([
        expect.objectContaining({ access_token: "minutes", id_token: "minutes", refresh_token: "days" }),
      ]);
      expect(client.explicit_auth_flows).not.toContainEqual(expect.stringContaining("PASSWORD"));
    });
  });

  test("is in the authorizer's audience", () => {
    const { audience } = resource(json, "aws_apigatewayv2_authorizer.jwt").jwt_configuration as { audience: string[] };
    everyResource(json, "aws_cognito_user_pool_client", (_, address) => audience.includes(`\${${address}.id}`));
    expect(audience).toHaveLength(resources(json, "aws_cognito_user_pool_client").size);
  });
});

test("the pool outlives mistakes", () => {
  everyResource(json, "aws_cognito_user_pool", (pool) => {
    expect(pool).toMatchObject({ deletion_protection: "ACTIVE", lifecycle: { prevent_destroy: true } });
  });
});

test("every stage throttles by both numbers and logs", () => {
  everyResource(json, "aws_apigatewayv2_stage", ({ default_route_settings, access_log_settings }) => {
    expect(default_route_settings).toMatchObject({ throttling_burst_limit: 200, throttling_rate_limit: 100 });
    expect(access_log_settings).toMatchObject({ destination_arn: "${aws_cloudwatch_log_group.access_log.arn}" });
  });
});

test("whatever takes tags has the project's", () => {
  for (const type of ["aws_apigatewayv2_api", "aws_apigatewayv2_stage", "aws_cloudwatch_log_group", "aws_iam_role"])
    everyResource(json, type, ({ tags }) => expect(tags).toEqual({ project: "notes" }));
  for (const type of ["aws_lambda_function", "aws_cognito_user_pool"])
    everyResource(json, type, ({ tags }) => expect(tags).toEqual({ project: "notes" }));
});

test("the outputs are what other stacks and people rely on, and only the secret is sensitive", () => {
  const outputs = Object.entries(json.output ?? {});
  expect(outputs.map(([name]) => name).sort()).toEqual([
    "access_list",
    "api_endpoint",
    "issuer",
    "jwks_uri",
    "machine_client_id",
    "machine_client_secret",
    "pool_id",
    "routes",
    "sign_in_url",
    "web_client_id",
  ]);
  expect(outputs.filter(([, { sensitive }]) => sensitive === true).map(([name]) => name)).toEqual([
    "machine_client_secret",
  ]);
  for (const [name, { value }] of outputs)
    expect([name, JSON.stringify(value).includes("client_secret")]).toEqual([name, name === "machine_client_secret"]);
});
