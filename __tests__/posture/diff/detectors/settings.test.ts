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
  ["aws_lb", { name: "web", internal: true }, { name: "web" }, "broadened edge-setting: aws_lb.x is internet-facing."],
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

it.each(CASES.map(([type, before, after, said]) => [said, type, before, after] as const))(
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

/**
 * TYPE ARGUMENT DEFAULT KIND OF A STRICTER VALUE, OF A WEAKER ONE: the values, the weakest first. The default is what AWS does where nothing is
 * written; - where its documents don't say it. * ends a list that holds all there are.
 */
const RANKS = `
  aws_lb_listener mutual_authentication.mode off narrowed broadened: off passthrough verify
  aws_lb_listener protocol HTTP protective broadened: HTTP HTTPS
  aws_lb internal false narrowed broadened: false true
  aws_lb enable_waf_fail_open false protective broadened: true false
  aws_lb drop_invalid_header_fields false protective broadened: false true
  aws_lb access_logs.enabled false protective broadened: false true
  aws_cloudfront_distribution enabled - breaking broadened: true false
  aws_cloudfront_distribution default_cache_behavior.viewer_protocol_policy - protective broadened: allow-all redirect-to-https https-only
  aws_cloudfront_distribution viewer_certificate.minimum_protocol_version TLSv1 protective broadened: SSLv3 TLSv1 TLSv1_2016 TLSv1.1_2016 TLSv1.2_2018 TLSv1.2_2019 TLSv1.2_2021 TLSv1.2_2025 TLSv1.3_2025
  aws_cloudfront_origin_access_control signing_behavior - protective broadened: never no-override always
  aws_appsync_graphql_api user_pool_config.default_action ALLOW narrowed broadened: ALLOW DENY
  aws_appsync_graphql_api log_config.field_log_level - protective broadened: NONE ERROR INFO DEBUG ALL
  aws_appsync_graphql_api introspection_config ENABLED protective broadened: ENABLED DISABLED
  aws_appsync_graphql_api visibility GLOBAL narrowed broadened: GLOBAL PRIVATE
  aws_cognito_user enabled true narrowed broadened: true false
  aws_cognito_user_pool web_authn_configuration.user_verification preferred protective broadened: preferred required
  aws_cognito_user_pool schema.required false narrowed broadened: false true
  aws_cognito_user_pool schema.mutable true narrowed broadened: true false
  aws_cognito_user_pool deletion_protection INACTIVE protective broadened: INACTIVE ACTIVE *
  aws_cognito_user_pool mfa_configuration OFF protective broadened: OFF OPTIONAL ON *
  aws_cognito_user_pool user_pool_tier ESSENTIALS neutral breaking: LITE ESSENTIALS PLUS *
  aws_cognito_user_pool user_pool_add_ons.advanced_security_mode OFF protective broadened: OFF AUDIT ENFORCED *
  aws_cognito_user_pool password_policy.minimum_length - protective broadened: 6 8 12
  aws_cognito_user_pool password_policy.require_lowercase - protective broadened: false true
  aws_cognito_user_pool password_policy.require_uppercase - protective broadened: false true
  aws_cognito_user_pool password_policy.require_numbers - protective broadened: false true
  aws_cognito_user_pool password_policy.require_symbols - protective broadened: false true
  aws_cognito_user_pool password_policy.password_history_size - protective broadened: 0 4 24
  aws_cognito_user_pool password_policy.temporary_password_validity_days - protective broadened: 30 7 1
  aws_cognito_user_pool admin_create_user_config.allow_admin_create_user_only false narrowed broadened: false true
  aws_cognito_user_pool_client prevent_user_existence_errors - protective broadened: LEGACY ENABLED *
  aws_cognito_user_pool_client enable_token_revocation true protective broadened: false true
  aws_cognito_user_pool_client access_token_validity 1 narrowed broadened: 24 2 1
  aws_cognito_user_pool_client id_token_validity 1 narrowed broadened: 24 2 1
  aws_cognito_user_pool_client refresh_token_validity 30 narrowed broadened: 60 30 1
  aws_cognito_user_pool_client refresh_token_rotation.feature - protective broadened: DISABLED ENABLED *
  aws_cognito_risk_configuration compromised_credentials_risk_configuration.actions.event_action NO_ACTION protective broadened: NO_ACTION BLOCK *
  aws_cognito_risk_configuration account_takeover_risk_configuration.actions.low_action.event_action NO_ACTION protective broadened: NO_ACTION MFA_IF_CONFIGURED MFA_REQUIRED BLOCK *
  aws_cognito_risk_configuration account_takeover_risk_configuration.actions.medium_action.event_action NO_ACTION protective broadened: NO_ACTION MFA_IF_CONFIGURED MFA_REQUIRED BLOCK *
  aws_cognito_risk_configuration account_takeover_risk_configuration.actions.high_action.event_action NO_ACTION protective broadened: NO_ACTION MFA_IF_CONFIGURED MFA_REQUIRED BLOCK *
  aws_apigatewayv2_api disable_execute_api_endpoint false narrowed broadened: false true
  aws_apigatewayv2_api cors_configuration.allow_credentials false narrowed broadened: true false
  aws_cognito_user_pool_client auth_session_validity 3 protective broadened: 15 5 3
  aws_cognito_user_pool_client enable_propagate_additional_user_context_data false protective broadened: true false
  aws_cognito_identity_pool allow_unauthenticated_identities false narrowed broadened: true false
  aws_cognito_identity_pool allow_classic_flow false narrowed broadened: true false
  aws_cognito_identity_pool cognito_identity_providers.server_side_token_check false protective broadened: false true
  aws_cognito_identity_pool_roles_attachment role_mapping.ambiguous_role_resolution Deny narrowed broadened: AuthenticatedRole Deny
  aws_iam_access_key status Active narrowed broadened: Active Inactive
  aws_iam_role max_session_duration 3600 protective broadened: 43200 7200 3600
  aws_iam_account_password_policy minimum_password_length 6 protective broadened: 6 8 14
  aws_iam_account_password_policy password_reuse_prevention 0 protective broadened: 0 4 24
  aws_iam_account_password_policy require_lowercase_characters false protective broadened: false true
  aws_iam_account_password_policy require_uppercase_characters false protective broadened: false true
  aws_iam_account_password_policy require_numbers false protective broadened: false true
  aws_iam_account_password_policy require_symbols false protective broadened: false true
  aws_s3_bucket_acl acl private narrowed broadened: public-read-write public-read authenticated-read private
  aws_s3_bucket_public_access_block block_public_acls false protective broadened: false true
  aws_s3_bucket_public_access_block ignore_public_acls false protective broadened: false true
  aws_s3_bucket_public_access_block block_public_policy false protective broadened: false true
  aws_s3_bucket_public_access_block restrict_public_buckets false protective broadened: false true
  aws_secretsmanager_secret_policy block_public_policy false protective broadened: false true
  aws_kms_key enable_key_rotation false protective broadened: false true
  aws_kms_key is_enabled true breaking broadened: true false
  aws_lambda_function_url cors.allow_credentials false narrowed broadened: true false
  aws_lambda_function reserved_concurrent_executions -1 protective broadened: -1 10 5
  aws_lambda_event_source_mapping enabled true breaking broadened: true false
  aws_lambda_code_signing_config policies.untrusted_artifact_on_deployment Warn protective broadened: Warn Enforce
  aws_rolesanywhere_trust_anchor enabled - breaking broadened: true false
  aws_vpclattice_service auth_type NONE narrowed broadened: NONE AWS_IAM
  aws_vpclattice_service_network auth_type NONE narrowed broadened: NONE AWS_IAM
  aws_apigatewayv2_integration connection_type INTERNET protective broadened: INTERNET VPC_LINK
  aws_api_gateway_integration connection_type INTERNET protective broadened: INTERNET VPC_LINK
  aws_api_gateway_integration tls_config.insecure_skip_verification false protective broadened: true false
  aws_api_gateway_authorizer authorizer_result_ttl_in_seconds 300 protective broadened: 3600 300 0
  aws_api_gateway_rest_api disable_execute_api_endpoint false narrowed broadened: false true
  aws_api_gateway_method_settings settings.caching_enabled false protective broadened: true false
  aws_api_gateway_method_settings settings.require_authorization_for_cache_control - protective broadened: false true
  aws_api_gateway_method_settings settings.cache_data_encrypted false protective broadened: false true
  aws_api_gateway_method_settings settings.throttling_rate_limit -1 protective broadened: -1 100 10
  aws_api_gateway_method_settings settings.throttling_burst_limit -1 protective broadened: -1 100 10
  aws_api_gateway_usage_plan throttle_settings.rate_limit - protective broadened: 100 10
  aws_api_gateway_usage_plan throttle_settings.burst_limit - protective broadened: 100 10
  aws_api_gateway_api_key enabled true narrowed broadened: true false
  aws_api_gateway_request_validator validate_request_body false narrowed broadened: false true
  aws_api_gateway_request_validator validate_request_parameters false narrowed broadened: false true
  aws_api_gateway_domain_name security_policy TLS_1_2 protective broadened: TLS_1_0 TLS_1_2 SecurityPolicy_TLS12_2018_EDGE SecurityPolicy_TLS13_1_3_2025_09
`
  .trim()
  .split("\n")
  .map((line) => {
    const [head = "", values = ""] = line.split(": ");
    const [type = "", argument = "", absent = "", up = "", down = ""] = head.trim().split(" ");
    return {
      type,
      argument,
      absent,
      up,
      down,
      values: values.replace(" *", "").split(" "),
      whole: values.endsWith("*"),
    };
  });

it.each(RANKS)(
  "$type: which value of $argument is the stricter",
  ({ type, argument, absent, up, down, values, whole }) => {
    const isText = values.some((value) => !/^(true|false|-?\d+)$/.test(value));
    const body = (value?: string): Body =>
      argument
        .split(".")
        .reverse()
        .reduce<unknown>(
          (inner, name, i) => (i === 0 ? { [name]: inner } : { [name]: [inner] }),
          isText || value === undefined ? value : (JSON.parse(value) as unknown),
        ) as Body;
    const kinds = (before?: string, after?: string) =>
      synthChanges({ [type]: { x: body(before) } }, { [type]: { x: body(after) } }).map(({ kind }) => kind);
    for (const [i, weak] of values.entries())
      for (const strict of values.slice(i + 1))
        expect({ weak, strict, turns: [kinds(weak, strict), kinds(strict, weak)] }).toEqual({
          weak,
          strict,
          turns: [[up], [down]],
        });
    if (absent !== "-") expect([...kinds(absent, undefined), ...kinds(undefined, absent)]).toEqual([]);
    if (isText && !whole) expect(kinds(values[0], "of another year")).toEqual(["unknown"]);
  },
);

describe("what answers a route", () => {
  const integration = (body: Body) => ({ aws_apigatewayv2_integration: { items: { ...API, ...body } } });
  const to = (uri: string, more: Body = {}) =>
    integration({ integration_type: "HTTP_PROXY", integration_uri: uri, ...more });
  const said = (before: ReturnType<typeof to>, after: ReturnType<typeof to>) =>
    synthChanges(before, after).map(({ kind, code, summary }) => `${kind} ${code}: ${summary}`);

  it("is told by whether tokens go to another host, and unencrypted", () => {
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

  it("is told by the accounts of functions", () => {
    const fn = (account: string) =>
      integration({
        integration_type: "AWS_PROXY",
        integration_uri: `arn:aws:lambda:eu-west-1:${account}:function:items`,
      });
    expect(said(fn("111111111111"), fn("222222222222"))).toEqual([
      expect.stringMatching(/^broadened .*account 222222222222 gets the callers' tokens\.$/),
    ]);
  });

  it("follows stage variables", () => {
    const stage = (host: string) => ({
      ...to("https://$${stageVariables.host}/x"),
      aws_apigatewayv2_stage: { live: { ...API, name: "live", stage_variables: { host } } },
    });
    expect(said(stage("a.example"), stage("b.example"))).toEqual([
      "broadened stage-variable-changed: The variable host of stage aws_apigatewayv2_stage.live is b.example (was: a.example), and with it the host of aws_apigatewayv2_integration.items: that host gets the callers' tokens.",
    ]);
  });

  it("may be nothing", () => {
    const route = (target: Body) => ({
      aws_apigatewayv2_route: { more: { ...API, route_key: "GET /more", ...target } },
    });
    const there = { target: "integrations/${aws_apigatewayv2_integration.items.id}" };
    expect(synthChanges(route(there), route({})).map(({ kind, code }) => `${kind} ${code}`)).toEqual([
      "breaking route-target-removed",
    ]);
  });

  it("is called in other ways", () => {
    const one = "https://a.example";
    const linked = to(one, { connection_type: "VPC_LINK", connection_id: "l" });
    expect(said(linked, to(one))).toContain(
      "broadened integration-setting: aws_apigatewayv2_integration.items reaches its backend over the internet (was: a VPC link).",
    );
    expect(said(to(one), linked).some((sentence) => sentence.startsWith("broadened"))).toBe(false);
  });
});
