import { accountFor, existenceOf, relevance, hasTagConditions } from "../../../posture/coverage";
import type { ResourceChange } from "../../../posture/coverage";

function kept(type: string, before: object, after: object, unknown: Partial<ResourceChange> = {}) {
  return accountFor({ type, before, after, ...unknown });
}

const readPaths = (account: ReturnType<typeof accountFor>) => account.read.map(({ path, by }) => `${path} (${by})`);

describe("relevance", () => {
  test.each([
    ["aws_cognito_user_pool", "relevant"],
    ["awscc_cognito_user_pool", "relevant"],
    ["aws_cognito_type_of_tomorrow", "relevant"],
    ["aws_cloudwatch_dashboard", "irrelevant"],
    ["aws_ce_anomaly_monitor", "irrelevant"],
    ["random_password", "irrelevant"],
    ["aws_instance", "unclassified"],
    ["null_resource", "unclassified"],
    // A prefix ends with an underscore: this is another service.
    ["aws_certificate_of_mine", "unclassified"],
  ])("%s is %s", (type, expected) => {
    expect(relevance(type)).toMatchObject({ relevance: expected });
    expect(relevance(type).reason).not.toBe("");
  });
});

test("nothing differs: nothing to account for", () => {
  const values = { name: "a", environment: [{ variables: { A: "1" } }], tags: null };
  const account = kept("aws_lambda_function", values, { ...values, tags: {}, layers: [] });
  expect(account).toMatchObject({ existence: "kept", read: [], irrelevant: [], notAnalysed: [] });
});

test("each changed attribute is in one list, with a reason where it is irrelevant", () => {
  const account = kept(
    "aws_apigatewayv2_stage",
    { stage_variables: { host: "a" }, description: "x", auto_deploy: true, invented_tomorrow: 1, name: "v1" },
    { stage_variables: { host: "b" }, description: "y", auto_deploy: false, invented_tomorrow: 2, name: "v1" },
  );
  expect(readPaths(account)).toEqual(["stage_variables.host (whole)", "auto_deploy (model)"]);
  expect(account.irrelevant).toMatchObject([
    { path: "description", reason: expect.stringContaining("people") as string },
  ]);
  expect(account.irrelevant[0]?.source).toMatch(/https:\/\//);
  expect(account.notAnalysed.map(({ path }) => path)).toEqual(["invented_tomorrow"]);
});

test("of a type that nobody sorted, everything that differs is not analysed; of an irrelevant one, nothing", () => {
  expect(kept("aws_instance", { user_data: "a" }, { user_data: "b" }).notAnalysed).toMatchObject([
    { path: "user_data" },
  ]);
  const account = kept("aws_cloudwatch_dashboard", { dashboard_body: "{}" }, { dashboard_body: '{"a":1}' });
  expect(account).toMatchObject({ read: [], notAnalysed: [], irrelevant: [{ path: "dashboard_body" }] });
  for (const type of ["aws_cloudwatch_dashboard", "aws_ce_anomaly_monitor", "random_password"]) {
    const [irrelevant] = kept(type, { a: "b" }, { a: "c" }).irrelevant;
    expect([type, irrelevant?.reason, irrelevant?.source, irrelevant?.state]).toMatchSnapshot();
  }
});

test("a block that is there or not counts, even if nothing stands in it", () => {
  const acl = (action: object) => ({ default_action: [action] });
  const account = kept("aws_wafv2_web_acl", acl({ allow: [], block: [{}] }), acl({ allow: [{}], block: [] }));
  expect(account.read.map(({ path, uncited, state }) => [path, uncited, state])).toEqual([
    ["default_action[0].allow[0]", "unknown", "changed"],
    ["default_action[0].block[0]", "unknown", "changed"],
  ]);
});

test("lists are sets, but for those whose order decides", () => {
  const rules = (...claims: string[]) => ({
    role_mapping: [{ mapping_rule: claims.map((claim) => ({ claim, role_arn: claim })) }],
  });
  expect(kept("aws_cognito_identity_pool_roles_attachment", rules("a", "b"), rules("b", "a")).read).toHaveLength(4);
  const urls = (...callback_urls: string[]) => ({ callback_urls });
  expect(kept("aws_cognito_user_pool_client", urls("a", "b"), urls("b", "a")).read).toEqual([]);
  expect(readPaths(kept("aws_cognito_user_pool_client", urls("a", "b"), urls("b", "c")))).toEqual([
    "callback_urls (model)",
  ]);
  const layers = (...names: string[]) => ({ layers: names });
  expect(kept("aws_lambda_function", layers("a", "b"), layers("b", "a")).read).toMatchObject([{ path: "layers" }]);
});

test("an item more or less of a list of blocks is told by what it holds", () => {
  const before = { ingress: [{ cidr_blocks: ["10.0.0.0/8"], from_port: 443 }] };
  const after = { ingress: [...before.ingress, { cidr_blocks: ["0.0.0.0/0"], from_port: 443 }] };
  for (const [b, a] of [
    [before, after],
    [after, before],
  ] as const)
    expect(kept("aws_security_group", b, a).read.map(({ path }) => path)).toEqual([
      "ingress[1].cidr_blocks",
      "ingress[1].from_port",
    ]);
});

test("documents are compared by what they say, to the last empty list", () => {
  const policy = (text: string) => ({ policy: text });
  const [one, other] = ['{"Version":"1","Statement":[]}', '{ "Statement": [], "Version": "1" }'];
  expect(kept("aws_iam_policy", policy(one), policy(other)).read).toEqual([]);
  const guarded = { body: '{"paths":{"/a":{}},"security":[{"jwt":[]}]}' };
  const open = { body: '{"paths":{"/a":{"security":[]}},"security":[{"jwt":[]}]}' };
  expect(readPaths(kept("aws_apigatewayv2_api", guarded, open))).toEqual(["body (model)"]);
});

test("what is known only after apply is told apart from what changed", () => {
  const account = kept(
    "aws_apigatewayv2_authorizer",
    { jwt_configuration: [{ issuer: "https://a", audience: ["x"] }] },
    { jwt_configuration: [{ audience: ["y"] }] },
    { afterUnknown: { jwt_configuration: [{ issuer: true, audience: [false] }] } },
  );
  expect(account.read.map(({ path, state }) => [path, state])).toEqual([
    ["jwt_configuration[0].issuer", "not known"],
    ["jwt_configuration[0].audience", "changed"],
  ]);
  const both = kept(
    "aws_apigatewayv2_route",
    { target: null },
    { target: null },
    { beforeUnknown: { target: true }, afterUnknown: { target: true } },
  );
  expect(both.read).toMatchObject([{ path: "target", state: "not known" }]);
  const whole = kept(
    "aws_apigatewayv2_authorizer",
    { jwt_configuration: [{ issuer: "a" }] },
    {},
    { afterUnknown: { jwt_configuration: true } },
  );
  expect(whole.read).toMatchObject([{ path: "jwt_configuration", state: "not known" }]);
});

describe("circumstances", () => {
  test("tags count where a policy's condition names them", () => {
    const change = { type: "aws_iam_role", before: { tags: { team: "a" } }, after: { tags: { team: "b" } } };
    expect(accountFor(change).read).toMatchObject([{ path: "tags.team", uncited: "unknown" }]);
    expect(accountFor(change, { hasTagConditions: false })).toMatchObject({
      read: [],
      irrelevant: [{ path: "tags.team" }],
    });
    expect(hasTagConditions(['{"Condition":{"StringEquals":{"aws:PrincipalTag/team":"a"}}}'])).toBe(true);
    expect(hasTagConditions(['{"Action":"s3:GetObject"}', undefined])).toBe(true);
    expect(hasTagConditions(['{"Action":"lambda:TagResource"}'])).toBe(false);
  });

  test("a function's code and environment are unknown where it decides, neutral where a gateway does", () => {
    const change = {
      type: "aws_lambda_function",
      before: { environment: [{ variables: { AUTHORIZER_CONFIG: '{"groups":["admin"]}' } }], handler: "a" },
      after: { environment: [{ variables: { AUTHORIZER_CONFIG: '{"groups":[]}' } }], handler: "b" },
    };
    const uncitedKinds = (decides: boolean | undefined) =>
      accountFor(change, decides === undefined ? {} : { functionDecides: decides }).read.map((place) => place.uncited);
    expect(uncitedKinds(undefined)).toEqual(["unknown", "unknown"]);
    expect(uncitedKinds(false)).toEqual(["neutral", "neutral"]);
  });

  test.each([
    { handler: "a.b" },
    { layers: ["arn:aws:lambda:eu-west-1:123456789012:layer:a:1"] },
    { s3_key: "a.zip" },
    { s3_bucket: "a" },
    { s3_object_version: "1" },
    { image_uri: "123456789012.dkr.ecr.eu-west-1.amazonaws.com/a:1" },
    { source_code_hash: "a" },
  ])("%j is code, which is unknown where it decides", (after) => {
    const { read } = accountFor({ type: "aws_lambda_function", before: {}, after });
    expect(read.map(({ uncited }) => uncited)).toEqual(["unknown"]);
  });

  test("a region that provider 6 writes down is no move; another region is", () => {
    const move = (before: object, after: object) => kept("aws_apigatewayv2_api", before, after);
    expect(move({}, { region: "eu-central-1" })).toMatchObject({ read: [], irrelevant: [{ path: "region" }] });
    expect(move({ region: "us-east-1" }, { region: "eu-central-1" }).read).toMatchObject([{ uncited: "unknown" }]);
  });
});

test("a new or a removed resource says what it means by itself", () => {
  const created = accountFor({ type: "aws_iam_role_policy", before: null, after: { role: "r", policy: "{}" } });
  expect(created).toMatchObject({ existence: "created", existenceUncited: "unknown" });
  expect(readPaths(created)).toEqual(["role (iam)", "policy (iam)"]);
  const gone = accountFor({ type: "aws_secretsmanager_secret", before: { name: "s" }, after: null });
  expect(gone).toMatchObject({ existence: "deleted", existenceUncited: "neutral" });
  expect(existenceOf("aws_instance")).toBe("unknown");
  expect(existenceOf("aws_cloudwatch_dashboard")).toBe("neutral");
});

test("no value leaves it", () => {
  const account = kept("aws_secretsmanager_secret_version", { secret_string: "hunter2" }, { secret_string: "hunter3" });
  expect(account.read).toMatchObject([{ path: "secret_string", uncited: "unknown" }]);
  expect(JSON.stringify(account)).not.toMatch(/hunter/);
});
