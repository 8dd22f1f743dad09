# Generated from the constructs by `npm run module`: change those, not this file.

locals {
  # The pool that issues tokens, made here or given.
  pool_id = var.existing_pool == null ? aws_cognito_user_pool.pool[0].id : var.existing_pool.id

  # The issuer must equal the tokens' iss to the letter; it has no trailing slash.
  issuer = var.existing_pool == null ? "https://${aws_cognito_user_pool.pool[0].endpoint}" : (
    var.existing_pool.endpoint != null ? "https://${var.existing_pool.endpoint}" :
    "https://cognito-idp.${split("_", var.existing_pool.id)[0]}.amazonaws.com/${var.existing_pool.id}"
  )

  scope_identifier = coalesce(var.scope_identifier, "https://api.${var.domain}")

  audience = concat(
    [for client in aws_cognito_user_pool_client.web : client.id],
    [for client in aws_cognito_user_pool_client.machine : client.id],
    values(var.accepted_client_ids),
  )

  has_clients = length(var.web_clients) + length(var.machine_clients) + length(var.accepted_client_ids) > 0

  obtainable_scopes = toset(flatten([
    [for client in var.web_clients : client.scopes],
    [for client in var.machine_clients : client.scopes],
  ]))

  stored_secrets = { for name, client in var.machine_clients : name => client.secrets_manager if client.secrets_manager != null }

  # Who may call each route, in API Gateway's words. What isn't said to be open demands a token.
  authorization = {
    for key, route in var.routes : key => (
      route.public != null ? "NONE" :
      route.iam ? "AWS_IAM" :
      "JWT"
    )
  }

  route_throttling = { for key, route in var.routes : key => route.throttling if route.throttling != null }

  bundled_functions = ["create-note", "hello", "items", "profile"]

  # The functions to make: those that the variable describes, and bundled ones that a route leads to.
  functions = merge(
    {
      for name in setintersection(local.bundled_functions, [for route in var.routes : route.target]) :
      name => {
        package            = null
        handler            = "index.handler"
        runtime            = "nodejs22.x"
        architecture       = "arm64"
        memory             = 256
        timeout            = 10
        environment        = {}
        log_retention_days = 30
        log_kms_key_arn    = null
      }
    },
    var.functions,
  )

  function_targets = setintersection(keys(local.functions), [for route in var.routes : route.target])

  targets = [keys(local.functions), keys(var.lambdas), keys(var.http_backends)]

  integration_ids = merge(
    { for name, integration in aws_apigatewayv2_integration.function : name => integration.id },
    { for name, integration in aws_apigatewayv2_integration.lambda : name => integration.id },
    { for name, integration in aws_apigatewayv2_integration.http : name => integration.id },
  )

  bundled_trigger = try(var.token_trigger.function == null, false)

  token_trigger_arn = (
    var.token_trigger == null ? null :
    local.bundled_trigger ? aws_lambda_function.pre_token_generation[0].arn :
    var.token_trigger.function.arn
  )

  cors_origins = coalesce(var.cors.origins, ["https://${var.domain}"])

  route_methods = sort(distinct([for key in keys(var.routes) : key == "$default" ? "ANY" : split(" ", key)[0]]))

  cors_methods = contains(
    coalesce(var.cors.methods, local.route_methods),
    "ANY",
  ) ? ["*"] : coalesce(var.cors.methods, local.route_methods)

  own_access_log = var.access_log.enabled && var.access_log.existing_log_group == null

  access_log_arn = (
    local.own_access_log ? aws_cloudwatch_log_group.access_log[0].arn :
    var.access_log.existing_log_group == null ? null :
    var.access_log.existing_log_group.arn
  )
}
