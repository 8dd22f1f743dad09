# Generated from the constructs by `npm run module`: change those, not this file.

locals {
  # The pool that issues tokens, made here or given.
  pool_id = var.existing_pool == null ? aws_cognito_user_pool.pool[0].id : var.existing_pool.id

  # The issuer must equal the tokens' iss to the letter; it has no trailing slash.
  issuer = var.existing_pool == null ? "https://${aws_cognito_user_pool.pool[0].endpoint}" : (
    var.existing_pool.endpoint != null ? "https://${var.existing_pool.endpoint}" :
    "https://cognito-idp.${split("_", var.existing_pool.id)[0]}.${local.aws_domain}/${var.existing_pool.id}"
  )

  aws_domain = startswith(local.pool_id, "cn-") ? "amazonaws.com.cn" : "amazonaws.com"

  scope_identifier = coalesce(var.scope_identifier, "https://api.${var.domain}")

  own_scopes = length(var.scopes) > 0 && !var.scopes_exist

  # A reference where there is something to refer to, so that who uses a scope waits for the resource server.
  scope_prefix = local.own_scopes ? aws_cognito_resource_server.scopes[0].identifier : local.scope_identifier

  # A pool that is managed elsewhere has a domain of its own or wants none, unless it is asked for.
  own_sign_in_domain = coalesce(
    var.sign_in_domain.enabled,
    var.existing_pool == null ? true : var.sign_in_domain.prefix != null || var.sign_in_domain.domain != null,
  )

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

  catch_all_keys = [
    for key, route in var.routes : key
    if var.cors.enabled && route.public == null && (key == "$default" || startswith(key, "ANY "))
  ]

  preflight_keys = distinct(flatten([
    for key in local.catch_all_keys :
    key == "$default" ? ["OPTIONS /", "OPTIONS /{proxy+}"] : ["OPTIONS ${split(" ", key)[1]}"]
  ]))

  # To API Gateway, /items/{id} and /items/{name} are one path.
  shapes = [for key in keys(var.routes) : replace(key, "/\\{[^}+]+(\\+?)\\}/", "{$1}")]

  preflights = {
    for key in local.preflight_keys : replace(key, "/\\{[^}+]+(\\+?)\\}/", "{$1}") => key...
    if !contains(local.shapes, replace(key, "/\\{[^}+]+(\\+?)\\}/", "{$1}"))
  }

  # A guarded ANY or $default route would refuse browsers' preflights, so each gets an OPTIONS route beside it.
  routes = merge(var.routes, {
    for keys in local.preflights : keys[0] => {
      scopes     = null
      any_token  = null
      authorizer = null
      iam        = false
      public     = "preflights carry no token; the answer is empty"
      target     = "preflight"
      throttling = null
    }
  })

  # Who may call each route, in API Gateway's words. What isn't said to be open demands a token.
  authorization = {
    for key, route in local.routes : key => (
      route.public != null ? "NONE" :
      route.iam ? "AWS_IAM" :
      "JWT"
    )
  }

  # As tokens carry them: the pool's with the identifier before them, those of others as they are.
  demanded_scopes = {
    for key, route in local.routes : key => (
      route.scopes == null ? null :
      route.authorizer == null ? formatlist("%s/%s", local.scope_prefix, route.scopes) :
      tolist(route.scopes)
    )
  }

  authorizer_ids = {
    for key, route in local.routes : key => (
      route.authorizer == null ? one(aws_apigatewayv2_authorizer.jwt[*].id) : aws_apigatewayv2_authorizer.named[route.authorizer].id
    )
  }

  route_throttling = { for key, route in var.routes : key => route.throttling if route.throttling != null }

  bundled_functions = ["create-note", "hello", "items", "preflight", "profile"]

  # The functions to make: those that the variable describes, and bundled ones that a route leads to.
  functions = merge(
    {
      for name in setintersection(local.bundled_functions, [for route in local.routes : route.target]) :
      name => {
        package            = null
        handler            = "index.handler"
        runtime            = "nodejs22.x"
        architecture       = "arm64"
        memory             = name == "preflight" ? 128 : 256
        timeout            = 10
        environment        = {}
        log_retention_days = 30
        log_kms_key_arn    = null
      }
    },
    var.functions,
  )

  function_targets = setintersection(keys(local.functions), [for route in local.routes : route.target])

  targets = [keys(local.functions), keys(var.lambdas), keys(var.http_backends)]

  integration_ids = merge(
    { for name, integration in aws_apigatewayv2_integration.function : name => integration.id },
    { for name, integration in aws_apigatewayv2_integration.lambda : name => integration.id },
    { for name, integration in aws_apigatewayv2_integration.http : name => integration.id },
  )

  bundled_trigger = var.token_trigger == null ? false : var.token_trigger.function == null

  token_trigger_arn = (
    var.token_trigger == null ? null :
    local.bundled_trigger ? aws_lambda_function.pre_token_generation[0].arn :
    var.token_trigger.function.arn
  )

  cors_origins = coalesce(var.cors.origins, ["https://${var.domain}"])

  route_methods = sort(distinct([for key in keys(var.routes) : key == "$default" ? "ANY" : split(" ", key)[0]]))

  # With credentials a browser takes * for a method of that name.
  cors_methods = (
    !contains(coalesce(var.cors.methods, local.route_methods), "ANY") ? coalesce(var.cors.methods, local.route_methods) :
    var.cors.credentials ? ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"] :
    ["*"]
  )

  api_endpoint = (
    var.stage.name == "$default" ? aws_apigatewayv2_api.api.api_endpoint :
    "${aws_apigatewayv2_api.api.api_endpoint}/${var.stage.name}"
  )

  own_access_log = var.access_log.enabled && var.access_log.existing_log_group == null

  # A data source gives the ARN with :* at its end, which a stage refuses.
  access_log_arn = (
    local.own_access_log ? aws_cloudwatch_log_group.access_log[0].arn :
    var.access_log.existing_log_group == null ? null :
    trimsuffix(var.access_log.existing_log_group.arn, ":*")
  )
}
