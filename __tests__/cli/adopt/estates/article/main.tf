# An estate as an article's readers have it: one pool, two clients of which the authorizer accepts one, two routes without scopes.
terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}

provider "aws" {
  region = var.region
}

variable "project" {
  default = "shop"
}

variable "domain" {
  default = "example.com"
}

variable "region" {
  default = "us-east-1"
}

variable "tags" {
  default = { team = "web" }
}

resource "aws_cognito_user_pool" "api" {
  name = "${var.project}-api-pool"

  password_policy {
    minimum_length    = 12
    require_uppercase = true
    require_lowercase = true
    require_numbers   = true
    require_symbols   = true
  }

  account_recovery_setting {
    recovery_mechanism {
      name     = "verified_email"
      priority = 1
    }
  }

  auto_verified_attributes = ["email"]
  tags                     = var.tags
}

resource "aws_cognito_resource_server" "api" {
  user_pool_id = aws_cognito_user_pool.api.id
  identifier   = "https://api.${var.domain}"
  name         = "${var.project}-api"

  dynamic "scope" {
    for_each = { read = "Read access", write = "Write access", admin = "Admin access" }

    content {
      scope_name        = scope.key
      scope_description = "${scope.value} to API resources"
    }
  }
}

resource "aws_cognito_user_pool_client" "web" {
  name            = "${var.project}-web-client"
  user_pool_id    = aws_cognito_user_pool.api.id
  generate_secret = false

  allowed_oauth_flows                  = ["code"]
  allowed_oauth_flows_user_pool_client = true
  allowed_oauth_scopes = [
    "openid", "email", "profile",
    "${aws_cognito_resource_server.api.identifier}/read",
    "${aws_cognito_resource_server.api.identifier}/write",
  ]
  callback_urls                = ["https://${var.domain}/callback"]
  logout_urls                  = ["https://${var.domain}/logout"]
  supported_identity_providers = ["COGNITO"]

  token_validity_units {
    access_token  = "minutes"
    id_token      = "minutes"
    refresh_token = "days"
  }
  access_token_validity         = 60
  id_token_validity             = 60
  refresh_token_validity        = 30
  prevent_user_existence_errors = "ENABLED"
}

resource "aws_cognito_user_pool_client" "machine" {
  name            = "${var.project}-m2m-client"
  user_pool_id    = aws_cognito_user_pool.api.id
  generate_secret = true

  allowed_oauth_flows                  = ["client_credentials"]
  allowed_oauth_flows_user_pool_client = true
  allowed_oauth_scopes = [
    "${aws_cognito_resource_server.api.identifier}/read",
    "${aws_cognito_resource_server.api.identifier}/write",
  ]

  token_validity_units {
    access_token  = "minutes"
    refresh_token = "days"
  }
  access_token_validity = 60
}

resource "aws_cognito_user_pool_domain" "api" {
  domain       = "${var.project}-auth"
  user_pool_id = aws_cognito_user_pool.api.id
}

resource "aws_cognito_user_group" "admin" {
  user_pool_id = aws_cognito_user_pool.api.id
  name         = "admin"
  description  = "Admin users with elevated API access"
  precedence   = 1
}

resource "aws_cognito_user_group" "user" {
  user_pool_id = aws_cognito_user_pool.api.id
  name         = "user"
}

resource "aws_apigatewayv2_api" "api" {
  name          = "${var.project}-api"
  protocol_type = "HTTP"

  cors_configuration {
    allow_origins = ["https://${var.domain}"]
    allow_methods = ["GET", "POST", "PUT", "DELETE", "OPTIONS"]
    allow_headers = ["Content-Type", "Authorization"]
    max_age       = 300
  }
}

resource "aws_apigatewayv2_authorizer" "cognito" {
  api_id           = aws_apigatewayv2_api.api.id
  authorizer_type  = "JWT"
  identity_sources = ["$request.header.Authorization"]
  name             = "cognito-jwt"

  jwt_configuration {
    issuer   = "https://cognito-idp.${var.region}.amazonaws.com/${aws_cognito_user_pool.api.id}"
    audience = [aws_cognito_user_pool_client.web.id]
  }
}

resource "aws_apigatewayv2_stage" "default" {
  api_id      = aws_apigatewayv2_api.api.id
  name        = "$default"
  auto_deploy = true

  access_log_settings {
    destination_arn = aws_cloudwatch_log_group.api_access.arn
    format = jsonencode({
      requestId       = "$context.requestId"
      ip              = "$context.identity.sourceIp"
      requestTime     = "$context.requestTime"
      httpMethod      = "$context.httpMethod"
      routeKey        = "$context.routeKey"
      status          = "$context.status"
      responseLength  = "$context.responseLength"
      errorMessage    = "$context.error.message"
      authorizerError = "$context.authorizer.error"
    })
  }
}

resource "aws_apigatewayv2_integration" "lambda" {
  api_id                 = aws_apigatewayv2_api.api.id
  integration_type       = "AWS_PROXY"
  integration_uri        = aws_lambda_function.items.invoke_arn
  payload_format_version = "2.0"
}

resource "aws_apigatewayv2_route" "get_items" {
  api_id             = aws_apigatewayv2_api.api.id
  route_key          = "GET /items"
  authorization_type = "JWT"
  authorizer_id      = aws_apigatewayv2_authorizer.cognito.id
  target             = "integrations/${aws_apigatewayv2_integration.lambda.id}"
}

resource "aws_apigatewayv2_route" "post_items" {
  api_id             = aws_apigatewayv2_api.api.id
  route_key          = "POST /items"
  authorization_type = "JWT"
  authorizer_id      = aws_apigatewayv2_authorizer.cognito.id
  target             = "integrations/${aws_apigatewayv2_integration.lambda.id}"
}

resource "aws_apigatewayv2_route" "options" {
  api_id    = aws_apigatewayv2_api.api.id
  route_key = "OPTIONS /{proxy+}"
  target    = "integrations/${aws_apigatewayv2_integration.lambda.id}"
}

resource "aws_cloudwatch_log_group" "api_access" {
  name              = "/aws/apigateway/${var.project}"
  retention_in_days = 30
}

resource "aws_lambda_permission" "api" {
  statement_id  = "AllowAPIGatewayInvoke"
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.items.function_name
  principal     = "apigateway.amazonaws.com"
  source_arn    = "${aws_apigatewayv2_api.api.execution_arn}/*/*"
}

resource "aws_lambda_function" "items" {
  function_name = "${var.project}-items"
  role          = aws_iam_role.items.arn
  runtime       = "python3.12"
  handler       = "index.handler"
  filename      = "${path.module}/items.zip"
}

resource "aws_iam_role" "items" {
  name = "${var.project}-items"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }]
  })
}

output "pool_id" {
  value = aws_cognito_user_pool.api.id
}
