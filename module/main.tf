# Generated from the constructs by `npm run module`: change those, not this file.

# The preconditions look at everything together; see checks.tf.
resource "aws_apigatewayv2_api" "api" {
  disable_execute_api_endpoint = coalesce(var.disable_execute_api_endpoint, var.custom_domain != null)
  name                         = "${var.project}-api"
  protocol_type                = "HTTP"
  tags                         = var.tags

  dynamic "cors_configuration" {
    for_each = var.cors.enabled ? [1] : []

    content {
      allow_credentials = var.cors.credentials
      allow_headers     = var.cors.headers
      allow_methods     = local.cors_methods
      allow_origins     = local.cors_origins
      expose_headers    = var.cors.expose_headers
      max_age           = var.cors.max_age_seconds
    }
  }

  lifecycle {
    precondition {
      condition     = length(local.scopes_unknown) == 0
      error_message = "[scope-unknown] Not declared in scopes: ${join("; ", local.scopes_unknown)}. Declare it there, or use one of ${join(", ", keys(var.scopes))}."
    }

    precondition {
      condition     = length(local.scopes_unobtainable) == 0
      error_message = "[scope-unobtainable] No client may ask for what these routes demand: ${join("; ", local.scopes_unobtainable)}. Add it to the scopes of a web client or a machine client."
    }

    precondition {
      condition     = length(local.routes_without_clients) == 0
      error_message = "[route-authorizer-missing] These routes demand a token, and there is no client that could get one: ${join("; ", local.routes_without_clients)}. Add a web client or a machine client, or name one in accepted_client_ids."
    }

    precondition {
      condition     = length(local.routes_without_authorizer) == 0
      error_message = "[route-authorizer] Authorizers of routes must be named in jwt_authorizers: ${join("; ", local.routes_without_authorizer)}. Add them there, or leave authorizer out for tokens of the pool."
    }

    precondition {
      condition     = length(local.routes_without_target) == 0
      error_message = "[route-target] Targets of routes must be named in exactly one of functions, lambdas and http_backends, or be bundled functions (${join(", ", local.bundled_functions)}): ${join("; ", local.routes_without_target)}."
    }

    precondition {
      condition     = length(local.preflights_caught) == 0
      error_message = "[preflight-caught] CORS is on, and beside these routes stands an OPTIONS route that asks for authorization, so browsers' preflights get 401: ${join("; ", local.preflights_caught)}. Remove the OPTIONS route, and the module adds an open one; or say public = \"the reason\" there."
    }

    precondition {
      condition     = length(local.function_targets) + length(var.lambdas) + length(var.http_backends) <= 300
      error_message = "[quota-integrations] There are ${length(local.function_targets) + length(var.lambdas) + length(var.http_backends)} targets; an API takes 300 integrations, which AWS doesn't raise. Let routes share targets."
    }

    precondition {
      condition     = length(var.web_clients) + length(var.machine_clients) + length(var.accepted_client_ids) <= 50
      error_message = "[quota-audience] There are more than 50 clients; a JWT authorizer's audience takes 50."
    }

    precondition {
      condition     = length(local.claims_without_attribute) == 0
      error_message = "[trigger-attribute] token_trigger makes claims from ${join(", ", local.claims_without_attribute)}, which the pool doesn't have: no token would carry them. Add the attributes to pool.attributes, or say in token_trigger.claims what to do."
    }

    precondition {
      condition     = var.token_trigger == null ? true : var.token_trigger.version == "V1_0" || var.pool.tier != "LITE"
      error_message = "[trigger-tier] token_trigger.version ${try(var.token_trigger.version, "")} needs more than the tier LITE. Use V1_0, or set pool.tier to \"ESSENTIALS\"."
    }
  }
}

# Every client whose tokens are welcome is in the audience, machine clients included.
resource "aws_apigatewayv2_authorizer" "jwt" {
  count = local.has_clients ? 1 : 0

  api_id           = aws_apigatewayv2_api.api.id
  authorizer_type  = "JWT"
  identity_sources = ["$request.header.Authorization"]
  name             = "cognito-jwt"

  jwt_configuration {
    audience = local.audience
    issuer   = local.issuer
  }
}

resource "aws_apigatewayv2_authorizer" "named" {
  for_each = var.jwt_authorizers

  api_id           = aws_apigatewayv2_api.api.id
  authorizer_type  = "JWT"
  identity_sources = ["$request.header.Authorization"]
  name             = each.key

  jwt_configuration {
    audience = each.value.audience
    issuer   = each.value.issuer
  }
}

# One integration and one permission for each target, however many routes lead there.
resource "aws_apigatewayv2_integration" "function" {
  for_each = local.function_targets

  api_id                 = aws_apigatewayv2_api.api.id
  integration_type       = "AWS_PROXY"
  integration_uri        = aws_lambda_function.function[each.key].invoke_arn
  payload_format_version = "2.0"
}

resource "aws_lambda_permission" "function" {
  for_each = local.function_targets

  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.function[each.key].function_name
  principal     = "apigateway.amazonaws.com"
  source_arn    = "${aws_apigatewayv2_api.api.execution_arn}/*/*"
  statement_id  = "AllowApi${replace(each.key, "/[^A-Za-z0-9]/", "")}"
}

resource "aws_apigatewayv2_integration" "lambda" {
  for_each = var.lambdas

  api_id                 = aws_apigatewayv2_api.api.id
  integration_type       = "AWS_PROXY"
  integration_uri        = each.value
  payload_format_version = "2.0"
}

# Named after the project: the function may serve other APIs too.
resource "aws_lambda_permission" "lambda" {
  for_each = var.lambdas

  action        = "lambda:InvokeFunction"
  function_name = join(":", slice(split(":", each.value), 0, 7))
  principal     = "apigateway.amazonaws.com"
  qualifier     = one(slice(split(":", each.value), 7, length(split(":", each.value))))
  source_arn    = "${aws_apigatewayv2_api.api.execution_arn}/*/*"
  statement_id  = "AllowApi-${var.project}-api-${replace(each.key, "/[^A-Za-z0-9]/", "")}"
}

resource "aws_apigatewayv2_integration" "http" {
  for_each = var.http_backends

  api_id                 = aws_apigatewayv2_api.api.id
  integration_method     = each.value.method
  integration_type       = "HTTP_PROXY"
  integration_uri        = each.value.url
  payload_format_version = "1.0"
}

# Routes are known by their keys: adding, removing or reordering some leaves the others alone.
resource "aws_apigatewayv2_route" "route" {
  for_each = local.routes

  api_id               = aws_apigatewayv2_api.api.id
  authorization_scopes = local.demanded_scopes[each.key]
  authorization_type   = local.authorization[each.key]
  authorizer_id        = local.authorization[each.key] == "JWT" ? local.authorizer_ids[each.key] : null
  route_key            = each.key
  target               = "integrations/${local.integration_ids[each.value.target]}"
}

resource "aws_cloudwatch_log_group" "access_log" {
  count = local.own_access_log ? 1 : 0

  kms_key_id        = var.access_log.kms_key_arn
  name              = coalesce(var.access_log.log_group_name, "/aws/vendedlogs/apigateway/${var.project}-api")
  retention_in_days = coalesce(var.access_log.retention_days, 30)
  tags              = var.tags
}

# Both throttling numbers are always sent: the provider sends 0 for one that is left out, and every call is answered 429.
resource "aws_apigatewayv2_stage" "stage" {
  api_id      = aws_apigatewayv2_api.api.id
  auto_deploy = true
  name        = var.stage.name
  tags        = var.tags

  dynamic "access_log_settings" {
    for_each = var.access_log.enabled ? [1] : []

    content {
      destination_arn = local.access_log_arn
      format          = jsonencode(var.access_log.format)
    }
  }

  default_route_settings {
    detailed_metrics_enabled = var.stage.detailed_metrics
    throttling_burst_limit   = var.stage.throttling.burst
    throttling_rate_limit    = var.stage.throttling.rate
  }

  dynamic "route_settings" {
    for_each = local.route_throttling

    content {
      detailed_metrics_enabled = var.stage.detailed_metrics
      route_key                = route_settings.key
      throttling_burst_limit   = route_settings.value.burst
      throttling_rate_limit    = route_settings.value.rate
    }
  }

  depends_on = [aws_apigatewayv2_route.route]
}
