import type { Resources } from "./support";

/** One change between two synthesized stacks, for what no fixture's plan can show. */
export interface Case {
  readonly before: Resources;
  readonly after: Resources;
  readonly code: string;
  readonly kind: string;
  readonly address: string;
}

const POOL = "${aws_cognito_user_pool.pool.id}";
const API = "${aws_apigatewayv2_api.api.id}";
const VAR = "${var.unset}";
const jwt = {
  issuer: "https://${aws_cognito_user_pool.pool.endpoint}",
  audience: ["${aws_cognito_user_pool_client.web.id}"],
};
const route = {
  api_id: API,
  route_key: "GET /x",
  authorization_type: "JWT",
  authorizer_id: "${aws_apigatewayv2_authorizer.jwt.id}",
};
const request = {
  api_id: API,
  name: "request",
  authorizer_type: "REQUEST",
  authorizer_uri: "${aws_lambda_function.items.invoke_arn}",
};
const web = { user_pool_id: POOL, name: "web" };
const stage = { api_id: API, name: "live" };
const limited = (rate: unknown) => ({
  ...stage,
  default_route_settings: { throttling_rate_limit: rate, throttling_burst_limit: 5 },
});
const log = { destination_arn: "arn:aws:logs:eu-west-1:123456789012:log-group:x" };
const permission = { action: "lambda:InvokeFunction", function_name: "items", principal: "s3.amazonaws.com" };

const everything = JSON.stringify({ Statement: { Effect: "Allow", Action: "*", Resource: "*" } });
const bounded = (limited: boolean) => ({
  name: "bounded",
  assume_role_policy: "{}",
  inline_policy: [{ name: "all", policy: everything }],
  ...(limited && { permissions_boundary: "arn:aws:iam::aws:policy/AWSLambdaBasicExecutionRole" }),
});

const REST = "${aws_api_gateway_rest_api.rest.id}";
const method = (authorization: string | undefined): Resources => ({
  aws_api_gateway_rest_api: { rest: { name: "rest" } },
  aws_api_gateway_resource: {
    x: { rest_api_id: REST, parent_id: "${aws_api_gateway_rest_api.rest.root_resource_id}", path_part: "x" },
  },
  ...(authorization !== undefined && {
    aws_api_gateway_method: {
      x: { rest_api_id: REST, resource_id: "${aws_api_gateway_resource.x.id}", http_method: "GET", authorization },
    },
  }),
  aws_api_gateway_integration: {
    x: {
      rest_api_id: REST,
      resource_id: "${aws_api_gateway_resource.x.id}",
      http_method: "GET",
      type: "AWS_PROXY",
      uri: "${aws_lambda_function.items.invoke_arn}",
    },
  },
});
const demanding = (before: string | undefined, after: string | undefined, kind: string, code: string): Case => ({
  before: method(before),
  after: method(after),
  kind,
  code,
  address: "aws_api_gateway_method.x",
});

const one = (type: string, name: string, body?: Record<string, unknown>): Resources =>
  body ? { [type]: { [name]: body } } : {};

function at(
  type: string,
  name: string,
  before: Record<string, unknown> | undefined,
  after: Record<string, unknown> | undefined,
  kind: string,
  code: string,
): Case {
  return { before: one(type, name, before), after: one(type, name, after), kind, code, address: `${type}.${name}` };
}

const pool = (
  name: string,
  before: Record<string, unknown> | undefined,
  after: Record<string, unknown> | undefined,
  kind: string,
  code: string,
) => at("aws_cognito_user_pool", name, before, after, kind, code);
const client = (before: Record<string, unknown>, after: Record<string, unknown>, kind: string, code: string) =>
  at("aws_cognito_user_pool_client", "web", { ...web, ...before }, { ...web, ...after }, kind, code);

const risk = (
  before: Record<string, unknown> | undefined,
  after: Record<string, unknown> | undefined,
  kind: string,
  code: string,
) => {
  const whole = (body: Record<string, unknown> | undefined) => body && { user_pool_id: POOL, ...body };
  return at("aws_cognito_risk_configuration", "pool", whole(before), whole(after), kind, code);
};
const compromised = (event_action: string, event_filter?: readonly string[]) => ({
  compromised_credentials_risk_configuration: { actions: { event_action }, event_filter },
});
const takeover = (high: string) => ({
  account_takeover_risk_configuration: { actions: { high_action: { event_action: high, notify: false } } },
});
const ranges = (list: string) => ({ risk_exception_configuration: { [list]: ["203.0.113.0/24"] } });

const cognito = (amr: string) =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: {
      Effect: "Allow",
      Action: "sts:AssumeRoleWithWebIdentity",
      Principal: { Federated: "cognito-identity.amazonaws.com" },
      Condition: { "ForAnyValue:StringLike": { "cognito-identity.amazonaws.com:amr": amr } },
    },
  });
const guests = (open: unknown): Resources => ({
  aws_cognito_identity_pool: { visitors: { identity_pool_name: "visitors", allow_unauthenticated_identities: open } },
  aws_iam_role: {
    guest: {
      name: "guest",
      assume_role_policy: cognito("unauthenticated"),
      inline_policy: [{ name: "all", policy: everything }],
    },
  },
  aws_cognito_identity_pool_roles_attachment: {
    visitors: {
      identity_pool_id: "${aws_cognito_identity_pool.visitors.id}",
      roles: { unauthenticated: "${aws_iam_role.guest.arn}" },
    },
  },
});
const acting = (role: string): Resources => ({
  aws_iam_role: {
    little: { name: "little", assume_role_policy: "{}" },
    much: { name: "much", assume_role_policy: "{}", inline_policy: [{ name: "all", policy: everything }] },
  },
  aws_lambda_function: { acting: { function_name: "acting", role: `\${aws_iam_role.${role}.arn}` } },
});
const pooled = (before: unknown, after: unknown, kind: string, code: string): Case => ({
  before: guests(before),
  after: guests(after),
  kind,
  code,
  address: "aws_cognito_identity_pool.visitors",
});

export const CASES: readonly Case[] = [
  pooled(false, true, "broadened", "identity-pool-role-added"),
  pooled(true, false, "narrowed", "identity-pool-role-removed"),
  pooled(false, VAR, "unknown", "identity-pool-unknown"),
  {
    before: acting("little"),
    after: acting("much"),
    kind: "broadened",
    code: "function-role-changed",
    address: "aws_lambda_function.acting",
  },
  {
    before: acting("much"),
    after: acting("little"),
    kind: "narrowed",
    code: "function-role-changed",
    address: "aws_lambda_function.acting",
  },
  at(
    "aws_apigatewayv2_route",
    "x",
    route,
    { ...route, authorization_type: VAR },
    "unknown",
    "route-authorization-unknown",
  ),
  at("aws_apigatewayv2_route", "x", route, { ...route, route_key: VAR }, "unknown", "route-key-unknown"),
  at(
    "aws_apigatewayv2_route",
    "x",
    { ...route, authorization_scopes: ["a"] },
    { ...route, authorization_scopes: ["a", VAR] },
    "unknown",
    "route-scopes-unknown",
  ),
  at(
    "aws_apigatewayv2_route",
    "many",
    undefined,
    { ...route, for_each: VAR, route_key: "${each.key}" },
    "unknown",
    "instances-unknown",
  ),
  at(
    "aws_apigatewayv2_authorizer",
    "jwt",
    { api_id: API, name: "jwt", authorizer_type: "JWT", jwt_configuration: jwt },
    { ...request, name: "jwt" },
    "unknown",
    "authorizer-type-changed",
  ),
  at(
    "aws_apigatewayv2_authorizer",
    "jwt",
    { api_id: API, name: "jwt", authorizer_type: "JWT", jwt_configuration: jwt },
    { api_id: API, name: "jwt", authorizer_type: "JWT", jwt_configuration: { ...jwt, issuer: VAR } },
    "unknown",
    "authorizer-unknown",
  ),
  at(
    "aws_apigatewayv2_authorizer",
    "request",
    request,
    { ...request, authorizer_result_ttl_in_seconds: VAR },
    "unknown",
    "lambda-authorizer-unknown",
  ),
  pool("second", undefined, { name: "second" }, "neutral", "pool-added"),
  pool("second", { name: "second" }, undefined, "breaking", "pool-removed"),
  pool("second", { name: "second" }, { name: "other" }, "unknown", "pool-replaced"),
  pool(
    "second",
    { name: "second", lifecycle: { prevent_destroy: true } },
    { name: "second" },
    "broadened",
    "pool-prevent-destroy-off",
  ),
  pool(
    "second",
    { name: "second" },
    { name: "second", lifecycle: { prevent_destroy: true } },
    "protective",
    "pool-prevent-destroy-on",
  ),
  pool("second", { name: "second" }, { name: "second", mfa_configuration: VAR }, "unknown", "pool-unknown"),
  pool(
    "second",
    { name: "second", lambda_config: { pre_sign_up: "${aws_lambda_function.items.arn}" } },
    { name: "second", lambda_config: { pre_sign_up: VAR } },
    "unknown",
    "trigger-unknown",
  ),
  pool(
    "second",
    {
      name: "second",
      lambda_config: {
        pre_token_generation_config: { lambda_arn: "${aws_lambda_function.items.arn}", lambda_version: "V2_0" },
      },
    },
    { name: "second" },
    "breaking",
    "trigger-removed",
  ),
  client({ refresh_token_rotation: { feature: "ENABLED" } }, {}, "broadened", "client-rotation-off"),
  client({}, { refresh_token_rotation: { feature: "ENABLED" } }, "protective", "client-rotation-on"),
  client({}, { access_token_validity: VAR }, "unknown", "client-unknown"),
  client({}, { callback_urls: [VAR] }, "unknown", "client-redirects-unknown"),
  client({}, { generate_secret: true }, "breaking", "client-replaced"),
  at(
    "aws_cognito_resource_server",
    "scopes",
    { user_pool_id: POOL, identifier: "https://api.example", name: "scopes" },
    { user_pool_id: POOL, identifier: "https://api.example", name: "renamed" },
    "breaking",
    "resource-server-replaced",
  ),
  at(
    "aws_cognito_resource_server",
    "scopes",
    { user_pool_id: POOL, identifier: "https://api.example", name: "scopes" },
    { user_pool_id: POOL, identifier: VAR, name: "scopes" },
    "unknown",
    "resource-server-unknown",
  ),
  at(
    "aws_cognito_user_group",
    "g",
    { user_pool_id: POOL, name: "g" },
    { user_pool_id: POOL, name: "g", precedence: VAR },
    "unknown",
    "group-unknown",
  ),
  at(
    "aws_cognito_user_pool_domain",
    "d",
    undefined,
    { user_pool_id: POOL, domain: "d" },
    "neutral",
    "sign-in-domain-added",
  ),
  at(
    "aws_cognito_user_pool_domain",
    "d",
    { user_pool_id: POOL, domain: "d" },
    undefined,
    "breaking",
    "sign-in-domain-removed",
  ),
  at(
    "aws_cognito_user_pool_domain",
    "d",
    { user_pool_id: POOL, domain: "d" },
    { user_pool_id: POOL, domain: VAR },
    "unknown",
    "domain-unknown",
  ),
  at("aws_apigatewayv2_domain_name", "d", undefined, { domain_name: "a.example" }, "neutral", "api-domain-added"),
  at("aws_apigatewayv2_domain_name", "d", { domain_name: "a.example" }, undefined, "breaking", "api-domain-removed"),
  at(
    "aws_apigatewayv2_api",
    "api",
    { name: "api" },
    { name: "api", disable_execute_api_endpoint: VAR },
    "unknown",
    "api-unknown",
  ),
  at(
    "aws_apigatewayv2_api",
    "api",
    { name: "api" },
    { name: "api", cors_configuration: { allow_origins: [VAR] } },
    "unknown",
    "cors-unknown",
  ),
  at("aws_apigatewayv2_stage", "s", stage, limited(VAR), "unknown", "throttling-unknown"),
  at("aws_apigatewayv2_stage", "s", stage, limited(5), "protective", "throttling-lowered"),
  at("aws_apigatewayv2_stage", "s", limited(5), stage, "broadened", "throttling-removed"),
  at(
    "aws_apigatewayv2_stage",
    "s",
    { ...stage, access_log_settings: { ...log, format: "x" } },
    { ...stage, access_log_settings: { ...log, format: VAR } },
    "unknown",
    "log-unknown",
  ),
  at("aws_lambda_permission", "p", permission, { ...permission, principal: VAR }, "unknown", "permission-unknown"),
  at(
    "aws_lambda_permission",
    "p",
    permission,
    { ...permission, principal: "sns.amazonaws.com" },
    "broadened",
    "permission-changed",
  ),
  at("aws_iam_role", "bounded", bounded(true), bounded(false), "broadened", "permissions-boundary-widened"),
  at("aws_iam_role", "bounded", bounded(false), bounded(true), "narrowed", "permissions-boundary-narrowed"),
  at(
    "aws_lambda_function_url",
    "u",
    { function_name: "items", authorization_type: "AWS_IAM" },
    { function_name: "items", authorization_type: VAR },
    "unknown",
    "function-url-unknown",
  ),
  risk(undefined, compromised("BLOCK"), "protective", "threat-responses-added"),
  risk(compromised("BLOCK"), undefined, "broadened", "threat-responses-removed"),
  risk(compromised("BLOCK"), compromised("NO_ACTION"), "broadened", "threat-response-weakened"),
  risk(compromised("BLOCK"), compromised("BLOCK", ["SIGN_IN"]), "broadened", "threat-response-weakened"),
  risk(takeover("BLOCK"), takeover("MFA_IF_CONFIGURED"), "broadened", "threat-response-weakened"),
  risk(takeover("MFA_REQUIRED"), {}, "broadened", "threat-response-weakened"),
  risk(takeover("MFA_IF_CONFIGURED"), takeover("MFA_REQUIRED"), "protective", "threat-response-strengthened"),
  risk(compromised("BLOCK", ["SIGN_UP"]), compromised("BLOCK"), "protective", "threat-response-strengthened"),
  risk({}, ranges("skipped_ip_range_list"), "broadened", "threat-address-exempted"),
  risk(ranges("skipped_ip_range_list"), {}, "protective", "threat-address-unexempted"),
  risk({}, ranges("blocked_ip_range_list"), "narrowed", "threat-address-blocked"),
  risk(ranges("blocked_ip_range_list"), {}, "broadened", "threat-address-unblocked"),
  risk(takeover("BLOCK"), takeover(VAR), "unknown", "threat-response-unknown"),
  client({ write_attributes: ["name"] }, { write_attributes: [VAR] }, "unknown", "client-attributes-unknown"),
  client({ read_attributes: ["email"] }, {}, "broadened", "client-read-widened"),
  client({}, { read_attributes: ["email"] }, "narrowed", "client-read-narrowed"),
  {
    ...at(
      "aws_apigatewayv2_integration",
      "items",
      { api_id: API, integration_type: "HTTP_PROXY", integration_uri: "https://a.example" },
      { api_id: API, integration_type: "HTTP_PROXY", integration_uri: VAR },
      "unknown",
      "route-target-unknown",
    ),
    address: "aws_apigatewayv2_route.get_items",
  },
  demanding(undefined, "NONE", "broadened", "entry-point-added"),
  demanding(undefined, VAR, "unknown", "entry-point-added"),
  demanding("AWS_IAM", undefined, "breaking", "entry-point-removed"),
  demanding("AWS_IAM", "NONE", "broadened", "entry-point-opened"),
  demanding("NONE", "AWS_IAM", "narrowed", "entry-point-closed"),
  demanding("COGNITO_USER_POOLS", "AWS_IAM", "unknown", "entry-point-callers-changed"),
];
