# A parcel service: functions by for_each over a module, two pools, a shared API by count, Auth0 beside Cognito.
terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}

provider "aws" {
  region = "us-east-1"
  default_tags {
    tags = { Team = "parcels" }
  }
}

locals {
  services = { parcels = true, tracking = true, gate = false, labels = false }
  pools    = { senders = "Senders", couriers = "Couriers" }
  routes = {
    "GET /parcels"          = { service = "parcels", scopes = ["https://courier.example/parcels.read"] }
    "POST /parcels"         = { service = "parcels", scopes = ["https://courier.example/parcels.write"] }
    "ANY /parcels/{id}"     = { service = "parcels", scopes = ["https://courier.example/parcels.read", "https://courier.example/parcels.write"] }
    "GET /tracking/{code+}" = { service = "tracking", scopes = null }
  }
}

module "service" {
  source      = "./service"
  for_each    = local.services
  name        = each.key
  aliased     = each.value
  environment = { STAGE = "live" }
}

resource "aws_cognito_user_pool" "this" {
  for_each                 = local.pools
  name                     = each.value
  alias_attributes         = each.key == "couriers" ? ["preferred_username"] : null
  username_attributes      = each.key == "senders" ? ["email"] : null
  auto_verified_attributes = ["email"]

  username_configuration {
    case_sensitive = false
  }

  account_recovery_setting {
    recovery_mechanism {
      name     = "verified_email"
      priority = 1
    }
  }

  verification_message_template {
    default_email_option = "CONFIRM_WITH_LINK"
  }
}

resource "aws_cognito_resource_server" "parcels" {
  user_pool_id = aws_cognito_user_pool.this["senders"].id
  identifier   = "https://courier.example"
  name         = "parcels"

  dynamic "scope" {
    for_each = { "parcels.read" = "See parcels", "parcels.write" = "Send parcels", "labels.print" = "Print labels" }
    content {
      scope_name        = scope.key
      scope_description = scope.value
    }
  }
}

resource "aws_cognito_resource_server" "billing" {
  user_pool_id = aws_cognito_user_pool.this["senders"].id
  identifier   = "billing"
  name         = "billing"

  scope {
    scope_name        = "read"
    scope_description = "See bills"
  }
}

resource "aws_cognito_user_pool_domain" "this" {
  for_each     = local.pools
  domain       = "courier-${each.key}"
  user_pool_id = aws_cognito_user_pool.this[each.key].id
}

resource "aws_cognito_user_pool_client" "shop" {
  count                                = 2
  user_pool_id                         = aws_cognito_user_pool.this["senders"].id
  name                                 = "shop-${count.index}"
  allowed_oauth_flows_user_pool_client = true
  allowed_oauth_flows                  = ["code"]
  allowed_oauth_scopes                 = ["openid", "https://courier.example/parcels.read"]
  callback_urls                        = ["https://shop-${count.index}.example/cb", "http://localhost:5173/cb"]
  default_redirect_uri                 = "http://localhost:5173/cb"
  supported_identity_providers         = ["COGNITO"]
  enable_token_revocation              = false
  auth_session_validity                = 5
  depends_on                           = [aws_cognito_resource_server.parcels]
}

resource "aws_cognito_user_pool_client" "partner" {
  user_pool_id                         = aws_cognito_user_pool.this["senders"].id
  name                                 = "partner"
  generate_secret                      = true
  allowed_oauth_flows_user_pool_client = true
  allowed_oauth_flows                  = ["client_credentials"]
  allowed_oauth_scopes                 = ["https://courier.example/parcels.write", "billing/read"]
  access_token_validity                = 10
  token_validity_units {
    access_token = "minutes"
  }
  depends_on = [aws_cognito_resource_server.parcels, aws_cognito_resource_server.billing]
}

resource "aws_cognito_user_pool_client" "courier_app" {
  user_pool_id                         = aws_cognito_user_pool.this["couriers"].id
  name                                 = "courier-app"
  allowed_oauth_flows_user_pool_client = true
  allowed_oauth_flows                  = ["code"]
  allowed_oauth_scopes                 = ["openid", "profile"]
  callback_urls                        = ["com.example.courier://cb"]
  supported_identity_providers         = ["COGNITO"]
}

resource "aws_apigatewayv2_api" "parcels" {
  count                        = 1
  name                         = "courier-parcels"
  protocol_type                = "HTTP"
  version                      = "2026-01"
  disable_execute_api_endpoint = true

  cors_configuration {
    allow_origins     = ["https://shop-0.example", "https://shop-1.example"]
    allow_methods     = ["*"]
    allow_headers     = ["*"]
    allow_credentials = false
  }
}

resource "aws_apigatewayv2_authorizer" "senders" {
  api_id           = aws_apigatewayv2_api.parcels[0].id
  name             = "senders"
  authorizer_type  = "JWT"
  identity_sources = ["$request.header.Authorization"]
  jwt_configuration {
    issuer   = "https://${aws_cognito_user_pool.this["senders"].endpoint}"
    audience = concat(aws_cognito_user_pool_client.shop[*].id, [aws_cognito_user_pool_client.partner.id])
  }
}

resource "aws_apigatewayv2_authorizer" "couriers" {
  api_id           = aws_apigatewayv2_api.parcels[0].id
  name             = "couriers"
  authorizer_type  = "JWT"
  identity_sources = ["$request.header.Authorization"]
  jwt_configuration {
    issuer   = "https://${aws_cognito_user_pool.this["couriers"].endpoint}"
    audience = [aws_cognito_user_pool_client.courier_app.id]
  }
}

resource "aws_apigatewayv2_authorizer" "auth0" {
  api_id           = aws_apigatewayv2_api.parcels[0].id
  name             = "auth0"
  authorizer_type  = "JWT"
  identity_sources = ["$request.querystring.token"]
  jwt_configuration {
    issuer   = "https://courier.eu.auth0.com/"
    audience = ["https://api.courier.example", "https://old.courier.example"]
  }
}

resource "aws_apigatewayv2_authorizer" "gate" {
  api_id                            = aws_apigatewayv2_api.parcels[0].id
  name                              = "gate"
  authorizer_type                   = "REQUEST"
  authorizer_uri                    = module.service["gate"].invoke_arn
  authorizer_payload_format_version = "1.0"
  identity_sources                  = ["$request.header.x-api-key", "$context.identity.sourceIp"]
  authorizer_result_ttl_in_seconds  = 60
}

resource "aws_apigatewayv2_integration" "service" {
  for_each               = { for name, aliased in local.services : name => aliased if name != "gate" }
  api_id                 = aws_apigatewayv2_api.parcels[0].id
  integration_type       = "AWS_PROXY"
  integration_method     = "POST"
  integration_uri        = module.service[each.key].invoke_arn
  payload_format_version = each.key == "labels" ? "1.0" : "2.0"
  timeout_milliseconds   = each.key == "labels" ? 29000 : null
}

resource "aws_apigatewayv2_route" "parcels" {
  for_each             = local.routes
  api_id               = aws_apigatewayv2_api.parcels[0].id
  route_key            = each.key
  target               = "integrations/${aws_apigatewayv2_integration.service[each.value.service].id}"
  authorization_type   = "JWT"
  authorizer_id        = aws_apigatewayv2_authorizer.senders.id
  authorization_scopes = each.value.scopes
}

resource "aws_apigatewayv2_route" "labels" {
  api_id             = aws_apigatewayv2_api.parcels[0].id
  route_key          = "POST /labels"
  target             = "integrations/${aws_apigatewayv2_integration.service["labels"].id}"
  authorization_type = "CUSTOM"
  authorizer_id      = aws_apigatewayv2_authorizer.gate.id
  operation_name     = "PrintLabel"
}

resource "aws_apigatewayv2_route" "rounds" {
  api_id             = aws_apigatewayv2_api.parcels[0].id
  route_key          = "GET /rounds"
  target             = "integrations/${aws_apigatewayv2_integration.service["parcels"].id}"
  authorization_type = "JWT"
  authorizer_id      = aws_apigatewayv2_authorizer.couriers.id
}

resource "aws_apigatewayv2_route" "admin" {
  api_id               = aws_apigatewayv2_api.parcels[0].id
  route_key            = "DELETE /parcels/{id}"
  target               = "integrations/${aws_apigatewayv2_integration.service["parcels"].id}"
  authorization_type   = "JWT"
  authorizer_id        = aws_apigatewayv2_authorizer.auth0.id
  authorization_scopes = ["delete:parcels"]
}

resource "aws_apigatewayv2_route" "preflight" {
  api_id    = aws_apigatewayv2_api.parcels[0].id
  route_key = "OPTIONS /{proxy+}"
  target    = "integrations/${aws_apigatewayv2_integration.service["parcels"].id}"
}

resource "aws_apigatewayv2_integration" "depot" {
  api_id             = aws_apigatewayv2_api.parcels[0].id
  description        = "Depot's own server"
  integration_type   = "HTTP_PROXY"
  integration_method = "GET"
  integration_uri    = "https://depot.courier.example/stock"
  request_parameters = {
    "overwrite:path"       = "/stock"
    "append:header.depot"  = "$request.path.depot"
    "remove:header.cookie" = "''"
  }
  response_parameters {
    status_code = "500"
    mappings    = { "overwrite:statuscode" = "503" }
  }
}

resource "aws_apigatewayv2_route" "depot" {
  api_id             = aws_apigatewayv2_api.parcels[0].id
  route_key          = "GET /depots/{depot}/stock"
  target             = "integrations/${aws_apigatewayv2_integration.depot.id}"
  authorization_type = "AWS_IAM"
}

resource "aws_lambda_permission" "service" {
  for_each      = module.service
  action        = "lambda:InvokeFunction"
  function_name = each.value.name
  qualifier     = each.value.qualifier
  principal     = "apigateway.amazonaws.com"
  source_arn    = "${aws_apigatewayv2_api.parcels[0].execution_arn}/*"
}

resource "aws_cloudwatch_log_group" "api" {
  name              = "/aws/apigateway/courier"
  retention_in_days = 0
  tags              = { Kept = "always" }
}

resource "aws_apigatewayv2_stage" "default" {
  api_id      = aws_apigatewayv2_api.parcels[0].id
  name        = "$default"
  auto_deploy = true

  access_log_settings {
    destination_arn = aws_cloudwatch_log_group.api.arn
    format          = "$context.identity.sourceIp - - [$context.requestTime] \"$context.httpMethod $context.routeKey $context.protocol\" $context.status $context.responseLength $context.requestId"
  }

  default_route_settings {
    detailed_metrics_enabled = true
    throttling_burst_limit   = 500
    throttling_rate_limit    = 250
  }

  route_settings {
    route_key              = "POST /labels"
    throttling_burst_limit = 5
    throttling_rate_limit  = 2
  }

  lifecycle {
    ignore_changes = [deployment_id]
  }
  depends_on = [aws_apigatewayv2_route.labels]
}

resource "aws_apigatewayv2_domain_name" "this" {
  for_each    = toset(["api.courier.example", "legacy.courier.example"])
  domain_name = each.key
  domain_name_configuration {
    certificate_arn = "arn:aws:acm:us-east-1:000000000000:certificate/11111111-2222-3333-4444-555555555555"
    endpoint_type   = "REGIONAL"
    security_policy = "TLS_1_2"
  }
}

resource "aws_apigatewayv2_api_mapping" "this" {
  for_each        = aws_apigatewayv2_domain_name.this
  api_id          = aws_apigatewayv2_api.parcels[0].id
  domain_name     = each.value.id
  stage           = aws_apigatewayv2_stage.default.id
  api_mapping_key = each.key == "legacy.courier.example" ? "parcels/v1" : null
}
