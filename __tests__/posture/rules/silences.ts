/**
 * Where a rule may stay silent though an argument that it looks at isn't known, by `RULE TYPE.ARGUMENT`: because another rule tells of that argument (`by`), or
 * because no plausible value makes it a mistake. Everywhere else a rule says "unknown" and why.
 */
interface Silence {
  readonly of: RegExp;
  readonly by?: string;
  readonly why?: string;
}

const at = (codes: string, places: string): RegExp => new RegExp(`^(?:${codes}) (?:${places})$`);
const ANY = "[a-z0-9-]+";
const LINK =
  "\\w+\\.(?:api_id|rest_api_id|resource_id|authorizer_id|user_pool_id|domain_name|target|function_name|topic_arn|endpoint|source_arn|resource_arn|(?:access_log_settings\\.)?destination_arn|role|credentials_arn|credentials|target_id|target_group_arn|listener_arn|load_balancer_arn|authorizer_uri|qualifier|default_action(?:\\.target_group_arn)?|action(?:\\.target_group_arn)?|sms_configuration(?:\\.sns_caller_arn)?)";
const AUTHORIZER = "aws_apigatewayv2_authorizer";
const CLIENT = "aws_cognito_user_pool_client";
const POOL = "aws_cognito_user_pool";

export const SILENCES: readonly Silence[] = [
  {
    of: at(ANY, LINK),
    why: "what an input names isn't made here, and of what is elsewhere a rule knows nothing",
  },
  { of: at(ANY, `${AUTHORIZER}\\.authorizer_type`), by: "route-authorizer-type" },
  { of: at(ANY, "aws_apigatewayv2_route\\.authorization_type"), by: "route-open" },
  { of: at(ANY, "aws_apigatewayv2_route\\.route_key"), by: "route-key-shape" },
  { of: at(ANY, "aws_apigatewayv2_route\\.authorization_scopes"), by: "scope-unknown" },
  { of: at(ANY, `${AUTHORIZER}\\.identity_sources`), by: "authorizer-token-in-query" },
  { of: at(ANY, `${AUTHORIZER}\\.jwt_configuration`), by: "issuer-shape" },
  { of: at(ANY, `${AUTHORIZER}\\.jwt_configuration\\.audience`), by: "audience-incomplete" },
  { of: at(ANY, `${CLIENT}\\.explicit_auth_flows`), by: "client-password-flow" },
  { of: at(ANY, `${CLIENT}\\.allowed_oauth_flows`), by: "client-implicit-flow" },
  { of: at(ANY, `${CLIENT}\\.callback_urls`), by: "client-callback-insecure" },
  { of: at(ANY, `${CLIENT}\\.(?:token_validity_units\\.)?access_token(?:_validity)?`), by: "client-token-lifetime" },
  { of: at(ANY, `${POOL}\\.lambda_config`), by: "trigger-permission" },
  {
    of: at(ANY, `${POOL}\\.lambda_config\\.[\\w.]+`),
    why: "a function that an input names isn't made here",
  },
  { of: at(ANY, "aws_cognito_user_pool_domain\\.managed_login_version"), by: "managed-login-tier" },
  { of: at("runtime-ending", "aws_lambda_function\\.runtime"), by: "runtime-retired" },
  { of: at(ANY, "aws_lambda_function_url\\.authorization_type"), by: "function-url-open" },
  { of: at(ANY, "aws_lambda_permission\\.principal"), by: "permission-everybody" },
  {
    of: at("service-permission", "aws_lambda_permission\\.principal_org_id"),
    why: "a permission that may be for everybody isn't missing for certain",
  },
  { of: at(ANY, "aws_api_gateway_method\\.authorization"), by: "rest-method-open" },
  {
    of: at("api-key-not-authorization", "aws_api_gateway_method\\.api_key_required"),
    why: "rest-method-open reports the method with a key or without",
  },
  { of: at(ANY, "aws_lb\\.internal"), by: "load-balancer-open" },
  { of: at("iam-resource-mismatch", "aws_iam_role_policy\\.policy"), by: "iam-pass-role" },
  { of: at("log-policy-overflow", "aws_apigatewayv2_stage\\.access_log_settings"), by: "access-log-off" },
  {
    of: at(`integration-(?!unreachable)${ANY}`, "aws_apigatewayv2_integration\\.(?:integration_type|integration_uri)"),
    by: "integration-unreachable",
  },
  {
    of: at("registration-(?:machine-clients|metadata-hosts)", "\\w+\\.(?:dcr_configuration[\\w.]*|template_body)"),
    by: "registration-open",
  },
  {
    of: at("(?:api-domain-certificate|arn-region|role-arn)", "\\w+\\.[\\w.]+"),
    why: "AWS names the mistake when it refuses it, and an ARN of an input is of the right service and region nearly always",
  },
  {
    of: at("function-environment-secret", "aws_lambda_function\\.environment[\\w.]*"),
    why: "a value that an input gives isn't written down here; a plan holds it, and is judged by it",
  },
  {
    of: at("quota-client|quota-(?:audience|scopes)", "\\w+\\.[\\w.]+"),
    why: "a list of an input counts as one entry: none has 50 plausibly",
  },
  {
    of: at("authorizer-name-duplicate|integration-duplicate", "\\w+\\.(?:name|integration_uri|payload_format_version)"),
    why: "two names that inputs give are two; of two integrations that aren't known nobody saves one",
  },
  {
    of: at("function-url-second-permission", "aws_lambda_permission\\.action"),
    why: "an action that isn't known may be the second one: what lacks then refuses callers, and lets nobody in",
  },
  {
    of: at("function-permission", "aws_lambda_alias\\.name"),
    why: "a permission that may be for the alias isn't missing for certain",
  },
  {
    of: at("graphql-groups-ignored", "aws_appsync_graphql_api\\.schema"),
    why: "it speaks where there is another provider, and what these are isn't known in this case",
  },
  {
    of: at("identity-under-count", "aws_cognito_user_group\\.count"),
    why: "how many there are says whether it is a list: one at most is a switch",
  },
  {
    of: at("payload-format", "aws_apigatewayv2_integration\\.integration_type"),
    why: "format 2.0 is wrong for an HTTP backend alone, and AWS refuses it there",
  },
  { of: at("rest-(?:response-exposes|validator-missing)", "aws_api_gateway_rest_api\\.body"), by: "rest-method-open" },
  {
    of: at(
      "registration-open",
      "(?:aws_cloudcontrolapi_resource\\.type_name|awscc_cloudformation_stack_set\\.parameters[\\w.]*)",
    ),
    why: "no configuration leaves a type or a parameter's name to an input",
  },
  {
    of: at("target-listener|vpc-link", "aws_apigatewayv2_integration\\.connection_type"),
    why: "an integration that may be public needs no link, and AWS refuses a private one without",
  },
  {
    of: at("vpc-link", "aws_apigatewayv2_vpc_link\\.subnet_ids"),
    why: "nobody gives a link an empty list on purpose, and AWS refuses it",
  },
  {
    of: at("web-acl-bypassed", "aws_(?:lb|api_gateway)_\\w+\\.(?:action\\.type|condition|http_method|uri)"),
    why: "what it leads to isn't known, and so isn't known to be the same place",
  },
  {
    of: at("web-acl-bypassed", "aws_lambda_function\\.environment[\\w.]*"),
    why: "an authorizer that may look at a header is taken for one that does",
  },
  { of: at("websocket-connect-open", "aws_apigatewayv2_api\\.protocol_type"), by: "route-open" },
  {
    of: at(
      "service-permission",
      "aws_api_gateway_\\w+\\.(?:http_method|uri)|aws_sns_topic_subscription\\.\\w+|aws_lb_\\w+\\.[\\w.]+",
    ),
    why: "which function is called isn't known, so that none lacks a permission for certain",
  },
  {
    of: at("output-secret", ""),
    why: "it looks at what an output names, whatever the value",
  },
  {
    of: at("permission-duplicate|route-without-target", ""),
    why: "what is there counts, known or not",
  },
];
