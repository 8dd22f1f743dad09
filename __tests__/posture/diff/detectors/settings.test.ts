import { synthChanges } from "../support";

type Body = Record<string, unknown>;
const policy = (principal: unknown, more: readonly object[] = []) =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Principal: principal, Action: "kms:Decrypt", Resource: "*" }, ...more],
  });
const API = { api_id: "${aws_apigatewayv2_api.api.id}" };
const guard = (...sources: readonly string[]): Body => ({
  ...API,
  name: "guard",
  authorizer_type: "REQUEST",
  authorizer_uri: "${aws_lambda_function.items.invoke_arn}",
  authorizer_payload_format_version: "2.0",
  identity_sources: sources,
});

/** Type, what it is before and after, and what is said; undefined: the resource is not there. */
const CASES: readonly (readonly [type: string, before: Body | undefined, after: Body | undefined, said: string])[] = [
  [
    "aws_api_gateway_method_settings",
    { settings: [{ throttling_rate_limit: 5 }] },
    { settings: [{ throttling_rate_limit: 0 }] },
    "breaking rest-api-setting: Limit of requests a second of aws_api_gateway_method_settings.x: 0, so every call gets 429.",
  ],
  [
    "aws_api_gateway_usage_plan_key",
    undefined,
    { key_id: "k" },
    "broadened rest-api-setting: aws_api_gateway_usage_plan_key.x is new: one more key is valid for the stages of its usage plan.",
  ],
  [
    "aws_lb",
    { name: "web", internal: true },
    { name: "web", internal: false },
    "broadened edge-setting: aws_lb.x is internet-facing.",
  ],
  [
    "aws_wafv2_web_acl",
    { rule: [{ name: "bots", priority: 1, action: [{ block: [{}] }] }] },
    { rule: [{ name: "bots", priority: 1, action: [{ count: [{}] }] }] },
    "broadened edge-setting: Rule bots of aws_wafv2_web_acl.x counts what it matches (was: blocked).",
  ],
  [
    "aws_iam_access_key",
    undefined,
    { user: "ada" },
    "broadened iam-setting: aws_iam_access_key.x is new: whoever has the key may do what its user may.",
  ],
  [
    "aws_kms_grant",
    { operations: ["Encrypt", "Decrypt"] },
    { operations: ["Encrypt"] },
    "narrowed function-or-key-setting: aws_kms_grant.x no longer allows Decrypt.",
  ],
  [
    "aws_iam_instance_profile",
    {},
    { role: "deployer" },
    "broadened grant-setting: EC2 instances with the instance profile aws_iam_instance_profile.x get credentials of the role deployer.",
  ],
  [
    "aws_vpc_security_group_ingress_rule",
    { security_group_id: "sg-1", ip_protocol: "tcp", from_port: 443, to_port: 443, cidr_ipv4: "10.0.0.0/8" },
    { security_group_id: "sg-1", ip_protocol: "tcp", from_port: 443, to_port: 443, cidr_ipv4: "0.0.0.0/0" },
    "broadened network-setting: aws_vpc_security_group_ingress_rule.x lets in connections from 0.0.0.0/0 to tcp port 443.",
  ],
  [
    "aws_cognito_user_pool",
    { name: "second" },
    { name: "second", a_later_setting: true },
    "unknown attribute-not-analysed: a_later_setting of aws_cognito_user_pool.x changed and was not analysed.",
  ],
  [
    "aws_cognito_identity_pool",
    { cognito_identity_providers: [{ client_id: "web", provider_name: "pool", server_side_token_check: true }] },
    { cognito_identity_providers: [{ client_id: "web", provider_name: "pool" }] },
    "broadened cognito-setting: Tokens of client web of pool of aws_cognito_identity_pool.x are no longer checked for revocation (server_side_token_check).",
  ],
  [
    "aws_apigatewayv2_authorizer",
    guard("$request.header.Authorization"),
    { ...guard("$request.header.Authorization"), authorizer_credentials_arn: "arn:aws:iam::123456789012:role/caller" },
    "unknown authorizer-role-changed: The Lambda authorizer guard is invoked as arn:aws:iam::123456789012:role/caller (was: by its function's own policy): unless that allows it, every call gets 500.",
  ],
  [
    "aws_apigatewayv2_authorizer",
    guard("$request.header.Authorization"),
    guard("$request.header.Authorization", "$request.header.X-Key"),
    "breaking authorizer-identity-source-added: The Lambda authorizer guard is invoked only if a request carries $request.header.X-Key: other requests get 401.",
  ],
  [
    "aws_apigatewayv2_authorizer",
    guard("$request.header.Authorization", "$request.header.X-Key"),
    guard("$request.header.Authorization"),
    "unknown authorizer-identity-source-removed: The Lambda authorizer guard is invoked for requests without $request.header.X-Key too: whether it lets them in can't be seen from a plan.",
  ],
  [
    "aws_kms_key_policy",
    { key_id: "k", policy: policy({ AWS: "123456789012" }) },
    { key_id: "k", policy: policy({ AWS: ["123456789012", "999999999999"] }) },
    "broadened resource-policy-widened: The policy of aws_kms_key_policy.x now allows kms:Decrypt for 999999999999.",
  ],
  [
    "aws_kms_key_policy",
    { key_id: "k", policy: policy({ AWS: ["123456789012", "999999999999"] }) },
    { key_id: "k", policy: policy({ AWS: "123456789012" }) },
    "narrowed resource-policy-narrowed: The policy of aws_kms_key_policy.x no longer allows kms:Decrypt for 999999999999.",
  ],
  [
    "aws_kms_key",
    { key_usage: "ENCRYPT_DECRYPT" },
    { key_usage: "ENCRYPT_DECRYPT", policy: policy({ AWS: "999999999999" }) },
    "unknown resource-policy-unknown: Whether the policy of aws_kms_key.x lets in other callers than before is unknown: on one side it is AWS's default policy, which isn't part of this input.",
  ],
  [
    "aws_apigatewayv2_api",
    { name: "quick", protocol_type: "HTTP", target: "https://one.example" },
    { name: "quick", protocol_type: "HTTP", target: "https://two.example" },
    "broadened quick-create-target-changed: https://two.example answers the catch-all route $default of API quick (was: https://one.example): that host gets the callers' tokens.",
  ],
  [
    "aws_apigatewayv2_api",
    {
      name: "other",
      protocol_type: "HTTP",
      cors_configuration: [{ allow_origins: ["https://a.example"], max_age: 5 }],
    },
    {
      name: "other",
      protocol_type: "HTTP",
      cors_configuration: [{ allow_origins: ["https://a.example"], max_age: 9 }],
    },
    "neutral cors-max-age-changed: Browsers cache preflight responses of API other for 9 s.",
  ],
];

test.each(CASES.map(([type, before, after, said]) => [said, type, before, after] as const))(
  "says: %s",
  (said, type, before, after) => {
    const one = (body: Body | undefined) => (body ? { [type]: { x: body } } : {});
    const of = (from: Body | undefined, to: Body | undefined) =>
      synthChanges(one(from), one(to)).map(({ kind, code, summary }) => `${kind} ${code}: ${summary}`);
    expect(of(before, after)).toEqual([said]);
    if (!said.startsWith("unknown")) expect(of(after, before)).not.toContain(said);
    expect(of(after, after)).toEqual([]);
  },
);

const POOL = { user_pool_id: "eu-west-1_people" };

/** What AWS knows by these arguments is the same thing at another address, as where a module takes it over; one of them changed, it is another. */
const KNOWN_BY: readonly (readonly [type: string, body: Body, other: Body])[] = [
  [
    "aws_wafv2_web_acl_association",
    { resource_arn: "arn:aws:apigateway:eu-west-1::/restapis/a/stages/live", web_acl_arn: "w" },
    { resource_arn: "arn:aws:apigateway:eu-west-1::/restapis/b/stages/live" },
  ],
  ["aws_cognito_user_in_group", { ...POOL, group_name: "staff", username: "ada" }, { username: "bob" }],
  ["aws_cognito_user_in_group", { ...POOL, group_name: "staff", username: "ada" }, { group_name: "ops" }],
  ["aws_cognito_risk_configuration", { ...POOL, client_id: "web" }, { client_id: "app" }],
  ["aws_cognito_risk_configuration", { ...POOL, client_id: "web" }, { user_pool_id: "eu-west-1_staff" }],
  ["aws_lambda_function_url", { function_name: "work", authorization_type: "NONE" }, { function_name: "other" }],
  ["aws_cognito_user_pool_domain", { ...POOL, domain: "people" }, { domain: "staff" }],
  ["aws_apigatewayv2_authorizer", guard("$request.header.Authorization"), { name: "another" }],
  ["aws_apigatewayv2_stage", { ...API, name: "extra" }, { name: "another" }],
  ["aws_cognito_user_pool_client", { ...POOL, name: "web" }, { name: "app" }],
  ["aws_cognito_user_group", { ...POOL, name: "staff" }, { name: "ops" }],
  ["aws_cognito_identity_provider", { ...POOL, provider_name: "corp", provider_type: "OIDC" }, { provider_name: "x" }],
  ["aws_cognito_resource_server", { ...POOL, identifier: "https://a.example", name: "a" }, { identifier: "b" }],
];

test.each(KNOWN_BY)("%s is known by what it is in AWS: %j", (type, body, other) => {
  const at = (name: string, own: Body) => ({ [type]: { [name]: own } });
  const codes = (own: Body) =>
    synthChanges(at("x", body), at("y", own)).flatMap(({ code, address }) =>
      address.startsWith(`${type}.`) ? code.replace(/.*-/, "") : [],
    );
  expect(codes(body).filter((code) => /^(added|removed|associated|on|off)$/.test(code))).toEqual([]);
  expect(codes({ ...body, ...other }).length).toBeGreaterThan(codes(body).length);
});

describe("what answers a route", () => {
  const integration = (body: Body) => ({ aws_apigatewayv2_integration: { items: { ...API, ...body } } });
  const to = (uri: string, more: Body = {}) =>
    integration({ integration_type: "HTTP_PROXY", integration_uri: uri, ...more });
  const said = (before: ReturnType<typeof to>, after: ReturnType<typeof to>) =>
    synthChanges(before, after).map(({ kind, code, summary }) => `${kind} ${code}: ${summary}`);

  test("is told by whether tokens go to another host, and unencrypted", () => {
    const [one, path, plain, two] = [
      "https://a.example/1",
      "https://a.example/2",
      "http://a.example/1",
      "https://b.example",
    ];
    expect(said(to(one), to(path))).toEqual([expect.stringMatching(/^neutral route-target-changed/)]);
    expect(said(to(one), to(plain))).toEqual([expect.stringMatching(/^broadened .*unencrypted\.$/)]);
    expect(said(to(plain), to(one))).toEqual([expect.stringMatching(/^protective .* encrypted\.$/)]);
    expect(said(to(one), to(two))).toEqual([
      expect.stringMatching(/^broadened .*that host gets the callers' tokens\.$/),
    ]);
  });

  test("is told by the accounts of functions", () => {
    const fn = (account: string) =>
      integration({
        integration_type: "AWS_PROXY",
        integration_uri: `arn:aws:lambda:eu-west-1:${account}:function:items`,
      });
    expect(said(fn("111111111111"), fn("222222222222"))).toEqual([
      expect.stringMatching(/^broadened .*account 222222222222 gets the callers' tokens\.$/),
    ]);
  });

  test("follows stage variables", () => {
    const stage = (host: string) => ({
      ...to("https://$${stageVariables.host}/x"),
      aws_apigatewayv2_stage: { live: { ...API, name: "live", stage_variables: { host } } },
    });
    expect(said(stage("a.example"), stage("b.example"))).toEqual([
      "broadened stage-variable-changed: The variable host of stage aws_apigatewayv2_stage.live is b.example (was: a.example), and with it the host of aws_apigatewayv2_integration.items: that host gets the callers' tokens.",
    ]);
  });

  test("may be nothing", () => {
    const route = (target: Body) => ({
      aws_apigatewayv2_route: { more: { ...API, route_key: "GET /more", ...target } },
    });
    const there = { target: "integrations/${aws_apigatewayv2_integration.items.id}" };
    expect(synthChanges(route(there), route({})).map(({ kind, code }) => `${kind} ${code}`)).toEqual([
      "breaking route-target-removed",
    ]);
  });

  test("is called in other ways", () => {
    const one = "https://a.example";
    const linked = to(one, { connection_type: "VPC_LINK", connection_id: "l" });
    expect(said(linked, to(one))).toContain(
      "broadened integration-setting: aws_apigatewayv2_integration.items reaches its backend over the internet (was: a VPC link).",
    );
    expect(said(to(one), linked).some((sentence) => sentence.startsWith("broadened"))).toBe(false);
  });
});
