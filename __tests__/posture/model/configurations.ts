/** Small configurations of what plans hold seldom: resources whose partners are elsewhere, left out, unknown or misspelt. */
type Resources = Readonly<Record<string, Readonly<Record<string, object>>>>;

const FUNCTION = "${aws_lambda_function.f.arn}";
const ELSEWHERE = "arn:aws:lambda:eu-west-1:123456789012:function:elsewhere";
const f: Resources = { aws_lambda_function: { f: { function_name: "f" } } };
const all = (type: string, bodies: readonly object[]): Resources => ({
  [type]: Object.fromEntries(bodies.map((body, i) => [`x${i}`, body])),
});
const rest = (api: object, methods: readonly object[], more: Resources = {}): Resources => ({
  ...f,
  aws_api_gateway_rest_api: { r: { name: "r", ...api } },
  aws_api_gateway_resource: { x: { rest_api_id: "${aws_api_gateway_rest_api.r.id}", path_part: "x" } },
  ...all(
    "aws_api_gateway_method",
    methods.map((method) => ({
      rest_api_id: "${aws_api_gateway_rest_api.r.id}",
      resource_id: "${aws_api_gateway_resource.x.id}",
      authorization: "NONE",
      ...method,
    })),
  ),
  ...more,
});
const integration = (method: string, more: object) => ({
  rest_api_id: "${aws_api_gateway_rest_api.r.id}",
  resource_id: "${aws_api_gateway_resource.x.id}",
  http_method: method,
  ...more,
});
const INVOKES = `arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/${ELSEWHERE}/invocations`;
const operation = (security: readonly object[] | undefined, more: object = {}) => ({
  ...(security && { security }),
  "x-amazon-apigateway-integration": { type: "aws_proxy", uri: INVOKES, httpMethod: "POST" },
  ...more,
});
const SCHEMES = {
  pool: { "x-amazon-apigateway-authorizer": { type: "cognito_user_pools", providerARNs: ["${aws_cognito_user_pool.p.arn}", "arn:aws:cognito-idp:eu-west-1:123456789012:userpool/eu-west-1_A", 7] } }, // prettier-ignore
  one: { "x-amazon-apigateway-authorizer": { type: "cognito_user_pools", providerARNs: "${var.arns}" } },
  jwt: { "x-amazon-apigateway-authorizer": { type: "jwt", jwtConfiguration: { issuer: "https://i.example", audience: ["a", "${var.b}"] } } }, // prettier-ignore
  blank: { "x-amazon-apigateway-authorizer": { type: "jwt", jwtConfiguration: { issuer: "${var.i}" } } },
  ask: { "x-amazon-apigateway-authorizer": { type: "request", authorizerUri: INVOKES } },
  token: { "x-amazon-apigateway-authorizer": { type: "token", authorizerUri: "${aws_lambda_function.f.invoke_arn}" } },
  odd: { "x-amazon-apigateway-authorizer": { type: "odd" } },
  sigv4: { type: "apiKey", "x-amazon-apigateway-authtype": "awsSigv4" },
  key: { type: "apiKey", in: "header", name: "x-api-key" },
};
const document = {
  openapi: "3.0.1",
  components: { securitySchemes: SCHEMES },
  paths: {
    ...Object.fromEntries(
      Object.keys(SCHEMES).map((name) => [`/${name}`, { get: operation([{ [name]: ["api/read"] }]) }]),
    ),
    "/none": { post: operation([]), put: operation(undefined), trace: "${var.operation}" },
    "/var": "${var.item}",
    "/scopes": { get: operation([{ jwt: "${var.scopes}" }]) },
    "/any": { "x-amazon-apigateway-any-method": operation([{ key: [] }]) },
    "/mock": { get: { "x-amazon-apigateway-integration": { type: "mock" } }, head: {} },
    "/http": { get: { "x-amazon-apigateway-integration": { type: "http_proxy", uri: "https://backend.example.com" } } },
    "/here": { get: operation(undefined, { "x-amazon-apigateway-integration": { type: "aws_proxy", uri: "${aws_lambda_function.f.invoke_arn}" } }) }, // prettier-ignore
  },
};

export const CONFIGURATIONS: Readonly<Record<string, Resources>> = {
  "function URLs": {
    ...f,
    ...all("aws_lambda_function_url", [
      { function_name: "f", authorization_type: "NONE", function_url: "https://abc.lambda-url.eu-west-1.on.aws/" },
      { function_name: FUNCTION, authorization_type: "AWS_IAM", qualifier: "live" },
      { function_name: ELSEWHERE, authorization_type: "${var.type}" },
      { function_name: "${var.f}", authorization_type: "none" },
      {},
    ]),
  },
  "web functions": {
    ...f,
    ...all("aws_lambdaweb_function_endpoint", [
      { function_name: FUNCTION, auth_type: "ApplicationManaged" },
      { function_name: "w", auth_type: "IamAuth", function_url: "https://w.example/" },
      { function_name: "${aws_lambdaweb_function.w.name}", auth_type: "${var.type}" },
      { function_name: "${var.f}", auth_type: "iam" },
    ]),
  },
  permissions: {
    ...f,
    ...all("aws_lambda_permission", [
      { function_name: FUNCTION, action: "lambda:InvokeFunction", principal: "*" },
      { function_name: FUNCTION, action: "lambda:*", principal: "123456789012", qualifier: "live" },
      { function_name: `${FUNCTION}:v1`, action: "lambda:InvokeFunction", principal: "*", principal_org_id: "o-1" },
      { function_name: ELSEWHERE, action: "lambda:InvokeFunction", principal: "${var.p}" },
      { function_name: FUNCTION, action: "lambda:InvokeFunctionUrl", principal: "*", function_url_auth_type: "NONE" },
      { function_name: FUNCTION, action: "lambda:InvokeFunction", principal: "*", invoked_via_function_url: true },
      { function_name: FUNCTION, action: "lambda:GetFunction", principal: "*" },
      { function_name: "${var.f}", action: "${var.a}", principal: "*", qualifier: "${var.q}" },
      { function_name: FUNCTION, action: "lambda:InvokeFunction", principal: "s3.amazonaws.com", source_arn: "arn:aws:s3:::b" }, // prettier-ignore
    ]),
  },
  "VPC Lattice": {
    ...f,
    aws_vpclattice_service: {
      s: { name: "s", auth_type: "${var.type}", custom_domain_name: "s.example.com" },
      t: { name: "t" },
    },
    aws_vpclattice_target_group: { a: { name: "a" }, b: { name: "b" } },
    ...all("aws_vpclattice_target_group_attachment", [
      { target_group_identifier: "${aws_vpclattice_target_group.a.id}", target: [{ id: FUNCTION }] },
      { target_group_identifier: "${aws_vpclattice_target_group.a.id}", target: [{ id: ELSEWHERE }] },
      { target_group_identifier: "${aws_vpclattice_target_group.b.id}", target: [{ id: "i-0123456789" }] },
      { target_group_identifier: "${aws_vpclattice_target_group.b.id}", target: [{ id: "${var.target}" }] },
    ]),
    ...all("aws_vpclattice_listener", [
      { service_identifier: "${aws_vpclattice_service.s.arn}", default_action: [{ forward: [{ target_groups: [{ target_group_identifier: "${aws_vpclattice_target_group.a.id}" }] }] }] }, // prettier-ignore
      { service_identifier: "svc-1", default_action: [{ fixed_response: [{ status_code: 404 }] }] },
    ]),
    ...all("aws_vpclattice_listener_rule", [
      { name: "r", service_identifier: "svc-1", action: [{ forward: [{ target_groups: [{ target_group_identifier: "${aws_vpclattice_target_group.b.id}" }] }] }] }, // prettier-ignore
      { service_identifier: "${aws_vpclattice_service.t.id}", action: [{ forward: [{ target_groups: [{ target_group_identifier: "${aws_vpclattice_target_group.b.id}" }] }] }] }, // prettier-ignore
    ]),
  },
  "AgentCore gateways": {
    ...f,
    aws_bedrockagentcore_gateway: {
      jwt: { name: "jwt", authorizer_type: "CUSTOM_JWT", authorizer_configuration: [{ custom_jwt_authorizer: [{ discovery_url: "${var.url}" }] }] }, // prettier-ignore
      odd: { name: "odd", authorizer_type: "ODD" },
      none: { name: "none" },
    },
    ...all("aws_bedrockagentcore_gateway_target", [
      ...["${aws_bedrockagentcore_gateway.jwt.gateway_id}", "${aws_bedrockagentcore_gateway.odd.gateway_id}", "${aws_bedrockagentcore_gateway.none.gateway_id}", "elsewhere", "${var.gateway}"].map((gateway_identifier) => ({ name: "t", gateway_identifier, target_configuration: [{ mcp: [{ lambda: [{ lambda_arn: FUNCTION }] }] }] })), // prettier-ignore
      { name: "api", gateway_identifier: "elsewhere", target_configuration: [{ mcp: [{ open_api_schema: [{}] }] }] },
    ]),
  },
  pools: {
    ...f,
    ...all("aws_cognito_user_pool", [
      { name: "p", lambda_config: [{ pre_sign_up: FUNCTION, pre_token_generation_config: [{ lambda_arn: FUNCTION, lambda_version: "V2_0" }], pre_token_generation: FUNCTION, custom_email_sender: [{ lambda_arn: ELSEWHERE, lambda_version: "V1_0" }], custom_sms_sender: [{ lambda_arn: "${var.f}", lambda_version: "${var.v}" }] }] }, // prettier-ignore
      { name: "q", lambda_config: [{ pre_token_generation: FUNCTION, user_migration: ELSEWHERE, custom_message: "${var.f}" }], mfa_configuration: "ON", deletion_protection: "INACTIVE", user_pool_tier: "LITE" }, // prettier-ignore
      { name: "${var.name}", schema: [{ name: "a", attribute_data_type: "String" }, { name: "b", attribute_data_type: "String", string_attribute_constraints: [{ max_length: 9 }], mutable: true, required: false }, { name: "c", attribute_data_type: "Number" }, { name: "d", attribute_data_type: "Number", number_attribute_constraints: [{}] }, { name: "e", attribute_data_type: "Boolean", required: true }, { attribute_data_type: "${var.t}" }] }, // prettier-ignore
      { name: "r", admin_create_user_config: [{ allow_admin_create_user_only: true }], username_attributes: ["email"], auto_verified_attributes: ["${var.x}"], password_policy: [{ minimum_length: 8, temporary_password_validity_days: 3 }], user_pool_add_ons: [{ advanced_security_mode: "ENFORCED" }] }, // prettier-ignore
    ]),
    ...all("aws_cognito_resource_server", [
      { user_pool_id: "${aws_cognito_user_pool.x0.id}", identifier: "${var.id}", name: "n", scope: [{ scope_name: "read" }, { scope_name: "${var.s}" }] }, // prettier-ignore
      { user_pool_id: "eu-west-1_A", identifier: "api", name: "n" },
    ]),
    ...all("aws_cognito_user_pool_client", [
      { user_pool_id: "${aws_cognito_user_pool.x0.id}", name: "c", allowed_oauth_flows: ["client_credentials"], allowed_oauth_flows_user_pool_client: true, generate_secret: true, access_token_validity: 5, id_token_validity: 10, refresh_token_validity: 1, token_validity_units: [{ access_token: "minutes", id_token: "seconds", refresh_token: "days" }], enable_token_revocation: false, prevent_user_existence_errors: "ENABLED", explicit_auth_flows: ["ALLOW_USER_PASSWORD_AUTH"], read_attributes: ["email"], write_attributes: ["name"] }, // prettier-ignore
      { user_pool_id: "${var.pool}", name: "d", access_token_validity: "${var.validity}", callback_urls: ["https://a.example", "${var.url}"], logout_urls: ["https://b.example"], allowed_oauth_scopes: ["openid", "${var.s}"], supported_identity_providers: ["COGNITO", "${var.idp}"] }, // prettier-ignore
    ]),
    ...all("aws_cognito_user_pool_domain", [
      { domain: "prefix", user_pool_id: "${aws_cognito_user_pool.x0.id}" },
      { domain: "auth.example.com", certificate_arn: "arn:aws:acm:us-east-1:123456789012:certificate/1", user_pool_id: "${var.pool}", managed_login_version: 2 }, // prettier-ignore
    ]),
    ...all("aws_cognito_user_group", [{ name: "admin", user_pool_id: "${aws_cognito_user_pool.x0.id}", precedence: 1 }, { name: "${var.g}", user_pool_id: "eu-west-1_A" }]), // prettier-ignore
    ...all("aws_cognito_identity_provider", [
      { user_pool_id: "${aws_cognito_user_pool.x0.id}", provider_name: "Google", provider_type: "Google", attribute_mapping: { email: "email" }, provider_details: { client_id: "c", authorize_scopes: "openid" } }, // prettier-ignore
      { user_pool_id: "eu-west-1_A", provider_name: "${var.n}", provider_type: "SAML" },
    ]),
  },
  "methods of a REST API": rest(
    {},
    [
      { http_method: "GET" },
      { http_method: "ANY", authorization: "AWS_IAM", api_key_required: true },
      { http_method: "${var.verb}", authorization: "${var.authorization}" },
      { http_method: "PUT", authorization: "CUSTOM", authorizer_id: "${aws_api_gateway_authorizer.ask.id}" },
      { http_method: "POST", authorization: "COGNITO_USER_POOLS", authorizer_id: "${aws_api_gateway_authorizer.pools.id}", authorization_scopes: ["api/read", "${var.s}"] }, // prettier-ignore
      { http_method: "PATCH", authorization: "COGNITO_USER_POOLS", authorizer_id: "abc123" },
      { http_method: "DELETE", authorization: "CUSTOM", authorizer_id: "${var.authorizer}" },
      { http_method: "HEAD", resource_id: "${aws_api_gateway_rest_api.r.root_resource_id}" },
      { http_method: "OPTIONS", resource_id: "${var.resource}", authorization: "ODD" },
    ],
    {
      aws_cognito_user_pool: { p: { name: "p" } },
      aws_api_gateway_authorizer: {
        ask: { name: "ask", rest_api_id: "${aws_api_gateway_rest_api.r.id}", type: "REQUEST", authorizer_uri: "${aws_lambda_function.f.invoke_arn}", identity_source: "method.request.header.X" }, // prettier-ignore
        pools: { name: "pools", rest_api_id: "${aws_api_gateway_rest_api.r.id}", type: "COGNITO_USER_POOLS", provider_arns: ["${aws_cognito_user_pool.p.arn}", "arn:aws:cognito-idp:eu-west-1:123456789012:userpool/eu-west-1_A"] }, // prettier-ignore
      },
      ...all("aws_api_gateway_integration", [
        integration("GET", { type: "AWS_PROXY", uri: "${aws_lambda_function.f.invoke_arn}" }),
        integration("ANY", { type: "AWS", uri: INVOKES, credentials: "arn:aws:iam::123456789012:role/r" }),
        integration("PUT", { type: "HTTP_PROXY", uri: "https://backend.example.com/x" }),
        integration("POST", { type: "MOCK" }),
        integration("PATCH", { type: "AWS", uri: "arn:aws:apigateway:eu-west-1:sqs:path/q" }),
        integration("DELETE", { type: "${var.type}", uri: "${var.uri}" }),
        integration("${var.verb}", { type: "AWS_PROXY", uri: "${var.uri}" }),
      ]),
    },
  ),
  "addresses of a REST API": rest(
    { disable_execute_api_endpoint: true, endpoint_configuration: [{ types: ["PRIVATE"], vpc_endpoint_ids: ["vpce-1"] }] }, // prettier-ignore
    [{ http_method: "GET" }],
    {
      aws_api_gateway_deployment: { d: { rest_api_id: "${aws_api_gateway_rest_api.r.id}", stage_name: "v1" } },
      aws_api_gateway_domain_name: {
        d: { domain_name: "a.example.com", endpoint_configuration: [{ types: ["PRIVATE"] }] },
        m: { domain_name: "m.example.com", mutual_tls_authentication: [{ truststore_uri: "s3://b/k" }] },
        u: { domain_name: "${var.domain}" },
      },
      ...all("aws_api_gateway_base_path_mapping", [
        { api_id: "${aws_api_gateway_rest_api.r.id}", domain_name: "${aws_api_gateway_domain_name.d.domain_name}", base_path: "v1" }, // prettier-ignore
        { api_id: "${aws_api_gateway_rest_api.r.id}", domain_name: "${aws_api_gateway_domain_name.m.domain_name}" },
        { api_id: "${aws_api_gateway_rest_api.r.id}", domain_name: "${aws_api_gateway_domain_name.u.domain_name}" },
        { api_id: "${aws_api_gateway_rest_api.r.id}", domain_name: "elsewhere.example.com", base_path: "${var.b}" },
        { api_id: "${var.api}", domain_name: "elsewhere.example.com" },
      ]),
    },
  ),
  "a body of a REST API": rest({ body: JSON.stringify(document) }, [], {
    aws_cognito_user_pool: { p: { name: "p" } },
    ...all("aws_api_gateway_stage", [{ rest_api_id: "${aws_api_gateway_rest_api.r.id}", stage_name: "v1" }]),
  }),
  "a body of an HTTP API": {
    ...f,
    aws_cognito_user_pool: { p: { name: "p" } },
    ...all("aws_apigatewayv2_api", [
      { name: "a", protocol_type: "HTTP", body: JSON.stringify(document) },
      { name: "b", protocol_type: "HTTP", body: "${var.body}" },
      { name: "c", protocol_type: "HTTP", body: "{ not: [" },
      { name: "d", protocol_type: "HTTP", body: JSON.stringify({ paths: "${var.paths}" }) },
      { name: "e", protocol_type: "HTTP", body: "{}" },
    ]),
  },
};
