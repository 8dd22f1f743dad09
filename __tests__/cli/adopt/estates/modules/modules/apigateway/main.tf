variable "name" {}
variable "description" {}
variable "cors" {}
variable "authorizers" {}
variable "routes" { type = any }
variable "throttled" {}
variable "tags" {}

resource "aws_apigatewayv2_api" "this" {
  name          = var.name
  description   = var.description
  protocol_type = "HTTP"
  version       = "2024-01"
  tags          = var.tags

  cors_configuration {
    allow_headers = var.cors.allow_headers
    allow_methods = var.cors.allow_methods
    allow_origins = var.cors.allow_origins
  }
}

resource "aws_apigatewayv2_authorizer" "this" {
  for_each = var.authorizers

  api_id           = aws_apigatewayv2_api.this.id
  authorizer_type  = "JWT"
  identity_sources = ["$request.header.Authorization"]
  name             = each.key

  jwt_configuration {
    issuer   = each.value.issuer
    audience = each.value.audience
  }
}

resource "aws_apigatewayv2_integration" "this" {
  for_each = var.routes

  api_id                 = aws_apigatewayv2_api.this.id
  description            = "Integration of ${each.key}"
  integration_type       = try(each.value.type, "AWS_PROXY")
  integration_method     = try(each.value.type, "AWS_PROXY") == "HTTP_PROXY" ? "GET" : "POST"
  integration_uri        = each.value.uri
  payload_format_version = try(each.value.type, "AWS_PROXY") == "HTTP_PROXY" ? "1.0" : try(each.value.payload, "2.0")
  timeout_milliseconds   = try(each.value.timeout, 30000)
}

resource "aws_apigatewayv2_route" "this" {
  for_each = var.routes

  api_id               = aws_apigatewayv2_api.this.id
  route_key            = each.key
  authorization_type   = try(each.value.iam, false) ? "AWS_IAM" : can(each.value.authorizer) ? "JWT" : "NONE"
  authorizer_id        = try(aws_apigatewayv2_authorizer.this[each.value.authorizer].id, null)
  authorization_scopes = try(each.value.scopes, null)
  target               = "integrations/${aws_apigatewayv2_integration.this[each.key].id}"
}

resource "aws_cloudwatch_log_group" "this" {
  name              = "/aws/vendedlogs/${var.name}"
  retention_in_days = 7
}

resource "aws_apigatewayv2_stage" "this" {
  api_id      = aws_apigatewayv2_api.this.id
  name        = "$default"
  auto_deploy = true
  description = "The only stage"
  tags        = var.tags

  access_log_settings {
    destination_arn = aws_cloudwatch_log_group.this.arn
    format          = "$context.requestId $context.identity.sourceIp $context.status"
  }

  default_route_settings {
    detailed_metrics_enabled = true
    throttling_burst_limit   = 500
    throttling_rate_limit    = 1000
  }

  dynamic "route_settings" {
    for_each = var.throttled

    content {
      route_key                = route_settings.key
      detailed_metrics_enabled = true
      throttling_burst_limit   = route_settings.value.burst
      throttling_rate_limit    = route_settings.value.rate
    }
  }

  depends_on = [aws_apigatewayv2_route.this]
}

output "api_execution_arn" {
  value = aws_apigatewayv2_api.this.execution_arn
}

output "api_endpoint" {
  value = aws_apigatewayv2_api.this.api_endpoint
}
