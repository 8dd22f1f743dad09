terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}
provider "aws" {
  region = "us-east-1"
}
resource "aws_cognito_user_pool" "guests" {
  name                     = "hotel-guests"
  auto_verified_attributes = ["email"]
  username_attributes      = ["email"]
  mfa_configuration        = "OPTIONAL"
  software_token_mfa_configuration {
    enabled = true
  }
  schema {
    name                = "room"
    attribute_data_type = "String"
    mutable             = true
    string_attribute_constraints {
      min_length = 1
      max_length = 8
    }
  }
}
resource "aws_cognito_user_group" "front_desk" {
  user_pool_id = aws_cognito_user_pool.guests.id
  name         = "front-desk"
  description  = "Reception"
  precedence   = 5
}
resource "aws_cognito_resource_server" "hotel" {
  user_pool_id = aws_cognito_user_pool.guests.id
  identifier   = "https://hotel.example.com"
  name         = "hotel"
  scope {
    scope_name        = "bookings.read"
    scope_description = "See bookings"
  }
  scope {
    scope_name        = "bookings.write"
    scope_description = "Change bookings"
  }
}
resource "aws_cognito_user_pool_domain" "signin" {
  domain       = "hotel-guests-signin"
  user_pool_id = aws_cognito_user_pool.guests.id
}
resource "aws_cognito_user_pool_client" "app" {
  user_pool_id                         = aws_cognito_user_pool.guests.id
  name                                 = "guest-app"
  allowed_oauth_flows_user_pool_client = true
  allowed_oauth_flows                  = ["code"]
  allowed_oauth_scopes                 = ["openid", "email", "https://hotel.example.com/bookings.read"]
  callback_urls                        = ["hotelapp://signed-in", "https://hotel.example.com/cb"]
  logout_urls                          = ["https://hotel.example.com/bye"]
  supported_identity_providers         = ["COGNITO"]
  explicit_auth_flows                  = ["ALLOW_REFRESH_TOKEN_AUTH", "ALLOW_USER_SRP_AUTH"]
  access_token_validity                = 30
  id_token_validity                    = 30
  refresh_token_validity               = 14
  token_validity_units {
    access_token  = "minutes"
    id_token      = "minutes"
    refresh_token = "days"
  }
  prevent_user_existence_errors = "ENABLED"
}
resource "aws_cognito_user_pool_client" "backoffice" {
  user_pool_id                         = aws_cognito_user_pool.guests.id
  name                                 = "backoffice"
  generate_secret                      = true
  allowed_oauth_flows_user_pool_client = true
  allowed_oauth_flows                  = ["code"]
  allowed_oauth_scopes                 = ["openid", "https://hotel.example.com/bookings.write"]
  callback_urls                        = ["https://backoffice.example.com/cb"]
  supported_identity_providers         = ["COGNITO"]
  explicit_auth_flows                  = ["ALLOW_REFRESH_TOKEN_AUTH"]
}
resource "aws_cognito_user_pool_client" "channel_manager" {
  user_pool_id                         = aws_cognito_user_pool.guests.id
  name                                 = "channel-manager"
  generate_secret                      = true
  allowed_oauth_flows_user_pool_client = true
  allowed_oauth_flows                  = ["client_credentials"]
  allowed_oauth_scopes                 = ["https://hotel.example.com/bookings.write"]
}
resource "aws_iam_role" "bookings" {
  name = "hotel-bookings"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }]
  })
}
resource "aws_iam_role_policy_attachment" "logs" {
  role       = aws_iam_role.bookings.name
  policy_arn = "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole"
}
resource "aws_lambda_function" "bookings" {
  function_name = "hotel-bookings"
  filename      = "${path.module}/items.zip"
  handler       = "index.handler"
  runtime       = "python3.12"
  role          = aws_iam_role.bookings.arn
  publish       = true
  memory_size   = 512
  environment {
    variables = { TABLE = "bookings" }
  }
}
resource "aws_lambda_alias" "prod" {
  name             = "prod"
  function_name    = aws_lambda_function.bookings.function_name
  function_version = aws_lambda_function.bookings.version
}
resource "aws_apigatewayv2_api" "hotel" {
  name          = "hotel"
  protocol_type = "HTTP"
  description   = "Hotel API"
  cors_configuration {
    allow_origins = ["https://hotel.example.com"]
    allow_methods = ["GET", "POST"]
    allow_headers = ["authorization", "content-type"]
    max_age       = 300
  }
}
resource "aws_apigatewayv2_authorizer" "guests" {
  api_id           = aws_apigatewayv2_api.hotel.id
  name             = "guests"
  authorizer_type  = "JWT"
  identity_sources = ["$request.header.Authorization"]
  jwt_configuration {
    issuer   = "https://${aws_cognito_user_pool.guests.endpoint}"
    audience = [aws_cognito_user_pool_client.app.id, aws_cognito_user_pool_client.backoffice.id, aws_cognito_user_pool_client.channel_manager.id]
  }
}
resource "aws_apigatewayv2_integration" "bookings" {
  api_id                 = aws_apigatewayv2_api.hotel.id
  integration_type       = "AWS_PROXY"
  integration_uri        = aws_lambda_alias.prod.invoke_arn
  payload_format_version = "2.0"
}
resource "aws_apigatewayv2_route" "read" {
  for_each             = toset(["GET /bookings", "GET /bookings/{id}"])
  api_id               = aws_apigatewayv2_api.hotel.id
  route_key            = each.key
  target               = "integrations/${aws_apigatewayv2_integration.bookings.id}"
  authorization_type   = "JWT"
  authorizer_id        = aws_apigatewayv2_authorizer.guests.id
  authorization_scopes = ["https://hotel.example.com/bookings.read", "https://hotel.example.com/bookings.write"]
}
resource "aws_apigatewayv2_route" "write" {
  api_id               = aws_apigatewayv2_api.hotel.id
  route_key            = "POST /bookings"
  target               = "integrations/${aws_apigatewayv2_integration.bookings.id}"
  authorization_type   = "JWT"
  authorizer_id        = aws_apigatewayv2_authorizer.guests.id
  authorization_scopes = ["https://hotel.example.com/bookings.write"]
}
resource "aws_cloudwatch_log_group" "access" {
  name              = "/hotel/access"
  retention_in_days = 14
}
resource "aws_apigatewayv2_stage" "prod" {
  api_id      = aws_apigatewayv2_api.hotel.id
  name        = "prod"
  auto_deploy = true
  access_log_settings {
    destination_arn = aws_cloudwatch_log_group.access.arn
    format          = jsonencode({ requestId = "$context.requestId", status = "$context.status" })
  }
  default_route_settings {
    throttling_burst_limit = 50
    throttling_rate_limit  = 20
  }
}
resource "aws_apigatewayv2_stage" "beta" {
  api_id          = aws_apigatewayv2_api.hotel.id
  name            = "beta"
  auto_deploy     = true
  stage_variables = { flavour = "beta" }
}
resource "aws_lambda_permission" "api" {
  statement_id  = "AllowHotel"
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.bookings.function_name
  qualifier     = aws_lambda_alias.prod.name
  principal     = "apigateway.amazonaws.com"
  source_arn    = "${aws_apigatewayv2_api.hotel.execution_arn}/*/*"
}
resource "aws_apigatewayv2_domain_name" "hotel" {
  domain_name = "api.hotel.example.com"
  domain_name_configuration {
    certificate_arn = "arn:aws:acm:us-east-1:000000000000:certificate/11111111-2222-3333-4444-555555555555"
    endpoint_type   = "REGIONAL"
    security_policy = "TLS_1_2"
  }
}
resource "aws_apigatewayv2_api_mapping" "v1" {
  api_id          = aws_apigatewayv2_api.hotel.id
  domain_name     = aws_apigatewayv2_domain_name.hotel.id
  stage           = aws_apigatewayv2_stage.prod.id
  api_mapping_key = "v1"
}
resource "aws_apigatewayv2_api_mapping" "beta" {
  api_id          = aws_apigatewayv2_api.hotel.id
  domain_name     = aws_apigatewayv2_domain_name.hotel.id
  stage           = aws_apigatewayv2_stage.beta.id
  api_mapping_key = "beta"
}
