import { changesBetween } from "../../../../posture/diff/index";
import { readPlan } from "../../../../posture/model/read";
import { synthChanges } from "../support";

/** A plan in which the clients `a` and `b` exist, `a` changes, and the authorizer's audience goes from one list to another. */
function planOf(was: readonly string[], is: readonly string[]) {
  const provider = { provider_name: "registry.terraform.io/hashicorp/aws", mode: "managed" };
  const client = (name: string, more: object) => ({ id: `id-${name}`, name, user_pool_id: "eu-west-1_Abc", ...more });
  const jwt = (audience: readonly string[]) => ({
    id: "j",
    api_id: "api",
    name: "jwt",
    authorizer_type: "JWT",
    identity_sources: ["$request.header.Authorization"],
    jwt_configuration: [{ audience, issuer: "https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_Abc" }],
  });
  const of = (type: string, name: string, before: object, after: object) => ({
    ...provider,
    address: `${type}.${name}`,
    type,
    name,
    values: after,
    change: { actions: before === after ? ["no-op"] : ["update"], before, after, after_unknown: {} },
  });
  const steady = client("b", {});
  const resources = [
    of("aws_cognito_user_pool_client", "a", client("a", {}), client("a", { enable_token_revocation: false })),
    of("aws_cognito_user_pool_client", "b", steady, steady),
    of("aws_apigatewayv2_authorizer", "jwt", jwt(was), jwt(is)),
  ];
  const references = ["a", "b"].flatMap((n) => [
    `aws_cognito_user_pool_client.${n}.id`,
    `aws_cognito_user_pool_client.${n}`,
  ]);
  return {
    format_version: "1.2",
    terraform_version: "1.14.0",
    planned_values: { root_module: { resources } },
    prior_state: {
      format_version: "1.0",
      terraform_version: "1.14.0",
      values: { root_module: { resources: resources.map((one) => ({ ...one, values: one.change.before })) } },
    },
    resource_changes: resources,
    configuration: {
      root_module: {
        resources: resources.map(({ address, type, name }) => ({
          address,
          mode: "managed",
          type,
          name,
          expressions: name === "jwt" ? { jwt_configuration: [{ audience: { references } }] } : {},
        })),
      },
    },
  };
}

test("names no client as the cause of another one's being accepted", () => {
  const added = (was: readonly string[], is: readonly string[]) => {
    const { before, after } = readPlan(planOf(was, is));
    return changesBetween(before, after).filter(({ code }) => code === "authorizer-audience-added");
  };
  const [other, ...rest] = added(["id-a"], ["id-a", "id-b"]);
  expect(rest).toEqual([]);
  expect(other?.summary).toContain("the client b.");
  expect(other?.cause).toBeUndefined();
  // The one that changes itself is.
  expect(added(["id-b"], ["id-a", "id-b"])[0]?.cause).toBe(
    "aws_cognito_user_pool_client.a changes (jwt_configuration.audience)",
  );
});

test("names the domain under which an API answers, as far as the source holds it", () => {
  const domain = (domain_name: string) => ({ aws_apigatewayv2_domain_name: { d: { domain_name } } });
  const mapping = (more: object = {}) => ({
    aws_apigatewayv2_api_mapping: {
      m: {
        api_id: "${aws_apigatewayv2_api.api.id}",
        stage: "$default",
        domain_name: "${aws_apigatewayv2_domain_name.d.id}",
        ...more,
      },
    },
  });
  const named = domain("api.example.org");
  const said = (...sides: Parameters<typeof synthChanges>) =>
    synthChanges(...sides)
      .filter(({ code }) => code.startsWith("api-mapping"))
      .map(({ summary }) => summary);
  expect(said(named, { ...named, ...mapping() })).toEqual(["An API now answers under api.example.org."]);
  expect(said({ ...named, ...mapping({ api_mapping_key: "v1" }) }, named)).toEqual([
    "api.example.org/v1 no longer maps to an API.",
  ]);
  expect(said({ ...named, ...mapping() }, { ...named, ...mapping({ api_mapping_key: "v2" }) })).toEqual([
    "api.example.org no longer maps to an API.",
    "An API answers under api.example.org/v2, where it did not before.",
  ]);
  const open = domain("${var.name}");
  expect(said(open, { ...open, ...mapping() })).toEqual(["An API now answers under aws_apigatewayv2_domain_name.d."]);
});

test.each([
  [
    "ACTIVE",
    "which AWS refuses while its deletion_protection is ACTIVE: then apply ends with an error, and the users stay.",
  ],
  ["INACTIVE", "every user is lost"],
  ["${var.unset}", "every user is lost"],
])("a pool whose deletion_protection is %s that is removed or replaced: %s", (deletion_protection, expected) => {
  const pool = (name: string) => ({ aws_cognito_user_pool: { p: { name, deletion_protection } } });
  const of = (before: Parameters<typeof synthChanges>[0], after: Parameters<typeof synthChanges>[1]) =>
    synthChanges(before, after).filter(({ code }) => code === "pool-removed" || code === "pool-replaced");
  for (const found of [of(pool("people"), {}), of(pool("people"), pool("staff"))]) {
    expect(found).toHaveLength(1);
    expect(found[0]?.summary).toContain(expected);
  }
});
