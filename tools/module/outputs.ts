/** What the module tells its caller, as HCL. */
export interface Output {
  readonly name: string;
  readonly description: string;
  readonly value: string;
  readonly sensitive?: boolean;
}

export const OUTPUTS: readonly Output[] = [
  { name: "issuer", description: "The tokens' issuer (iss).", value: "local.issuer" },
  {
    name: "jwks_uri",
    description: "The public keys that tokens are signed with.",
    value: '"${local.issuer}/.well-known/jwks.json"',
  },
  { name: "pool_id", description: "The user pool.", value: "local.pool_id" },
  {
    name: "pool_arn",
    description: "ARN of the user pool; null where it is managed elsewhere.",
    value: "one(aws_cognito_user_pool.pool[*].arn)",
  },
  {
    name: "web_client_ids",
    description: "The id of each client for people, by name.",
    value: "{ for name, client in aws_cognito_user_pool_client.web : name => client.id }",
  },
  {
    name: "web_client_secrets",
    description: "The secret of each confidential client for people, by name.",
    value:
      "{ for name, client in aws_cognito_user_pool_client.web : name => client.client_secret if var.web_clients[name].confidential }",
    sensitive: true,
  },
  {
    name: "machine_client_ids",
    description: "The id of each client for programs, by name.",
    value: "{ for name, client in aws_cognito_user_pool_client.machine : name => client.id }",
  },
  {
    name: "machine_client_secrets",
    description: "The secret of each client for programs, by name.",
    value: "{ for name, client in aws_cognito_user_pool_client.machine : name => client.client_secret }",
    sensitive: true,
  },
  {
    name: "sign_in_url",
    description: "Where people sign in and clients fetch tokens; null where the module makes no sign-in domain.",
    value: `!local.own_sign_in_domain ? null : (
  var.sign_in_domain.domain != null ? "https://\${var.sign_in_domain.domain}" :
  "https://\${aws_cognito_user_pool_domain.sign_in[0].domain}.auth.\${split("_", local.pool_id)[0]}.amazoncognito.com"
)`,
  },
  {
    name: "scopes",
    description: "The full scope string of each scope, by name, as tokens and clients write it.",
    value: '{ for name in keys(var.scopes) : name => "${local.scope_prefix}/${name}" }',
  },
  { name: "api_id", description: "The HTTP API.", value: "aws_apigatewayv2_api.api.id" },
  {
    name: "api_endpoint",
    description: "The API's own address, with the path of a stage that has a name. Nobody answers there where it is closed.",
    value: "local.api_endpoint",
  },
  {
    name: "api_url",
    description: "Where callers reach the API: its domain with the path, or its own address.",
    value: `(
  var.custom_domain == null ? local.api_endpoint :
  join("/", compact(["https://\${var.custom_domain.name}", var.custom_domain.path]))
)`,
  },
  {
    name: "api_domain_target",
    description: "What a record for the custom domain points at; null without one.",
    value: "one(aws_apigatewayv2_domain_name.domain[*].domain_name_configuration[0].target_domain_name)",
  },
  {
    name: "api_execution_arn",
    description: "What execute-api:Invoke is granted on, for routes with iam: EXECUTION_ARN/STAGE/METHOD/path.",
    value: "aws_apigatewayv2_api.api.execution_arn",
  },
  { name: "stage_name", description: "The stage, e.g. for a domain of your own.", value: "aws_apigatewayv2_stage.stage.name" },
  {
    name: "routes",
    description: "Who may call which route: authorization and scopes by route key.",
    value: `{
  for key, route in aws_apigatewayv2_route.route : key => {
    authorization = route.authorization_type
    scopes        = route.authorization_scopes == null ? [] : route.authorization_scopes
  }
}`,
  },
  {
    name: "function_roles",
    description: "The name of each function's role, by name: attach to it what the function may do besides writing its log.",
    value: "{ for name, role in aws_iam_role.function : name => role.name }",
  },
  {
    name: "function_arns",
    description: "ARN of each function that the module makes, by name.",
    value: "{ for name, function in aws_lambda_function.function : name => function.arn }",
  },
];
