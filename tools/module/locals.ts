import { METHODS } from "../../constructs/api/routes/route-key";

/** A value that the module derives from its variables, as HCL. */
export interface Local {
  readonly name: string;
  readonly value: string;
  readonly comment?: string;
}

/** A route key without the names of its variables. */
export const SHAPE = 'replace(key, "/\\\\{[^}+]+(\\\\+?)\\\\}/", "{$1}")';

/** @param bundled the names of the functions that come with the module, sorted */
export function localsOf(bundled: readonly string[], functionDefaults: string): readonly Local[] {
  return [
    {
      name: "pool_id",
      value: "var.existing_pool == null ? aws_cognito_user_pool.pool[0].id : var.existing_pool.id",
      comment: "The pool that issues tokens, made here or given.",
    },
    {
      name: "issuer",
      value: `var.existing_pool == null ? "https://\${aws_cognito_user_pool.pool[0].endpoint}" : (
  var.existing_pool.endpoint != null ? "https://\${var.existing_pool.endpoint}" :
  "https://cognito-idp.\${split("_", var.existing_pool.id)[0]}.\${local.aws_domain}/\${var.existing_pool.id}"
)`,
      comment: "The issuer must equal the tokens' iss to the letter; it has no trailing slash.",
    },
    {
      name: "aws_domain",
      value: 'startswith(local.pool_id, "cn-") ? "amazonaws.com.cn" : "amazonaws.com"',
    },
    { name: "scope_identifier", value: 'coalesce(var.scope_identifier, "https://api.${var.domain}")' },
    { name: "own_scopes", value: "length(var.scopes) > 0 && !var.scopes_exist" },
    {
      name: "scope_prefix",
      value: "local.own_scopes ? aws_cognito_resource_server.scopes[0].identifier : local.scope_identifier",
      comment: "A reference where there is something to refer to, so that who uses a scope waits for the resource server.",
    },
    {
      name: "own_sign_in_domain",
      value: `coalesce(
  var.sign_in_domain.enabled,
  var.existing_pool == null ? true : var.sign_in_domain.prefix != null || var.sign_in_domain.domain != null,
)`,
      comment: "A pool that is managed elsewhere has a domain of its own or wants none, unless it is asked for.",
    },
    {
      name: "audience",
      value: `concat(
  [for client in aws_cognito_user_pool_client.web : client.id],
  [for client in aws_cognito_user_pool_client.machine : client.id],
  values(var.accepted_client_ids),
)`,
    },
    {
      name: "has_clients",
      value: "length(var.web_clients) + length(var.machine_clients) + length(var.accepted_client_ids) > 0",
    },
    {
      name: "obtainable_scopes",
      value: `toset(flatten([
  [for client in var.web_clients : client.scopes],
  [for client in var.machine_clients : client.scopes],
]))`,
    },
    {
      name: "stored_secrets",
      value:
        "{ for name, client in var.machine_clients : name => client.secrets_manager if client.secrets_manager != null }",
    },
    {
      name: "catch_all_keys",
      value: `[
  for key, route in var.routes : key
  if var.cors.enabled && route.public == null && (key == "$default" || startswith(key, "ANY "))
]`,
    },
    {
      name: "preflight_keys",
      value: `distinct(flatten([
  for key in local.catch_all_keys :
  key == "$default" ? ["OPTIONS /", "OPTIONS /{proxy+}"] : ["OPTIONS \${split(" ", key)[1]}"]
]))`,
    },
    {
      name: "shapes",
      value: `[for key in keys(var.routes) : ${SHAPE}]`,
      comment: "To API Gateway, /items/{id} and /items/{name} are one path.",
    },
    {
      name: "preflights",
      value: `{
  for key in local.preflight_keys : ${SHAPE} => key...
  if !contains(local.shapes, ${SHAPE})
}`,
    },
    {
      name: "routes",
      value: `merge(var.routes, {
  for keys in local.preflights : keys[0] => {
    scopes = null
    any_token = null
    authorizer = null
    iam = false
    public = "preflights carry no token; the answer is empty"
    target = "preflight"
    throttling = null
  }
})`,
      comment: "A guarded ANY or $default route would refuse browsers' preflights, so each gets an OPTIONS route beside it.",
    },
    {
      name: "authorization",
      value: `{
  for key, route in local.routes : key => (
    route.public != null ? "NONE" :
    route.iam ? "AWS_IAM" :
    "JWT"
  )
}`,
      comment: "Who may call each route, in API Gateway's words. What isn't said to be open demands a token.",
    },
    {
      name: "demanded_scopes",
      value: `{
  for key, route in local.routes : key => (
    route.scopes == null ? null :
    route.authorizer == null ? formatlist("%s/%s", local.scope_prefix, route.scopes) :
    tolist(route.scopes)
  )
}`,
      comment: "As tokens carry them: the pool's with the identifier before them, those of others as they are.",
    },
    {
      name: "authorizer_ids",
      value: `{
  for key, route in local.routes : key => (
    route.authorizer == null ? one(aws_apigatewayv2_authorizer.jwt[*].id) : aws_apigatewayv2_authorizer.named[route.authorizer].id
  )
}`,
    },
    { name: "route_throttling", value: "{ for key, route in var.routes : key => route.throttling if route.throttling != null }" },
    { name: "bundled_functions", value: `[${bundled.map((name) => `"${name}"`).join(", ")}]` },
    {
      name: "functions",
      value: `merge(
  {
    for name in setintersection(local.bundled_functions, [for route in local.routes : route.target]) :
    name => ${functionDefaults}
  },
  var.functions,
)`,
      comment: "The functions to make: those that the variable describes, and bundled ones that a route leads to.",
    },
    { name: "function_targets", value: "setintersection(keys(local.functions), [for route in local.routes : route.target])" },
    { name: "targets", value: "[keys(local.functions), keys(var.lambdas), keys(var.http_backends)]" },
    {
      name: "integration_ids",
      value: `merge(
  { for name, integration in aws_apigatewayv2_integration.function : name => integration.id },
  { for name, integration in aws_apigatewayv2_integration.lambda : name => integration.id },
  { for name, integration in aws_apigatewayv2_integration.http : name => integration.id },
)`,
    },
    { name: "bundled_trigger", value: "var.token_trigger == null ? false : var.token_trigger.function == null" },
    {
      name: "token_trigger_arn",
      value: `(
  var.token_trigger == null ? null :
  local.bundled_trigger ? aws_lambda_function.pre_token_generation[0].arn :
  var.token_trigger.function.arn
)`,
    },
    { name: "cors_origins", value: 'coalesce(var.cors.origins, ["https://${var.domain}"])' },
    {
      name: "route_methods",
      value: 'sort(distinct([for key in keys(var.routes) : key == "$default" ? "ANY" : split(" ", key)[0]]))',
    },
    {
      name: "cors_methods",
      value: `(
  !contains(coalesce(var.cors.methods, local.route_methods), "ANY") ? coalesce(var.cors.methods, local.route_methods) :
  var.cors.credentials ? [${METHODS.filter((method) => method !== "ANY").map((method) => `"${method}"`).join(", ")}] :
  ["*"]
)`,
      comment: "With credentials a browser takes * for a method of that name.",
    },
    {
      name: "api_endpoint",
      value: `(
  var.stage.name == "$default" ? aws_apigatewayv2_api.api.api_endpoint :
  "\${aws_apigatewayv2_api.api.api_endpoint}/\${var.stage.name}"
)`,
    },
    { name: "own_access_log", value: "var.access_log.enabled && var.access_log.existing_log_group == null" },
    {
      name: "access_log_arn",
      value: `(
  local.own_access_log ? aws_cloudwatch_log_group.access_log[0].arn :
  var.access_log.existing_log_group == null ? null :
  trimsuffix(var.access_log.existing_log_group.arn, ":*")
)`,
      comment: "A data source gives the ARN with :* at its end, which a stage refuses.",
    },
  ];
}
