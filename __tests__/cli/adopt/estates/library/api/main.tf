variable "issuer" { type = string }
variable "clients" { type = list(string) }
variable "functions" { type = any }

resource "aws_apigatewayv2_api" "http" {
  name          = "Library API"
  description   = "Books and loans"
  protocol_type = "HTTP"
  cors_configuration {
    allow_origins = ["https://library.example", "http://localhost:5173"]
    allow_methods = ["*"]
    allow_headers = ["*", "authorization"]
    max_age       = 0
  }
}

resource "aws_apigatewayv2_authorizer" "this" {
  for_each = {
    users = { type = "JWT" }
    gate  = { type = "REQUEST" }
  }
  api_id           = aws_apigatewayv2_api.http.id
  name             = each.key
  authorizer_type  = each.value.type
  identity_sources = each.value.type == "JWT" ? ["$request.header.Authorization"] : ["$request.header.X-Gate"]

  authorizer_uri                    = each.value.type == "REQUEST" ? var.functions["gate"].invoke_arn : null
  authorizer_payload_format_version = each.value.type == "REQUEST" ? "2.0" : null
  enable_simple_responses           = each.value.type == "REQUEST" ? true : null
  authorizer_result_ttl_in_seconds  = each.value.type == "REQUEST" ? 0 : null

  dynamic "jwt_configuration" {
    for_each = each.value.type == "JWT" ? [1] : []
    content {
      issuer   = var.issuer
      audience = var.clients
    }
  }
}

locals {
  routes = {
    "GET /books"              = { function = "books", authorizer = "users", scopes = ["books/read"] }
    "GET /books/{isbn}"       = { function = "books", authorizer = null, scopes = null }
    "POST /loans"             = { function = "loans", authorizer = "users", scopes = ["books/loan.write"] }
    "DELETE /loans/{id}"      = { function = "loans", authorizer = "users", scopes = ["books/loan.write"] }
    "GET /me"                 = { function = "loans", authorizer = "users", scopes = null }
    "POST /returns/{shelf+}"  = { function = "loans", authorizer = "gate", scopes = null }
    "GET /internal/inventory" = { function = "books", authorizer = "iam", scopes = null }
    "$default"                = { function = "books", authorizer = null, scopes = null }
  }
}

resource "aws_apigatewayv2_integration" "this" {
  for_each               = toset([for route in local.routes : route.function])
  api_id                 = aws_apigatewayv2_api.http.id
  integration_type       = "AWS_PROXY"
  integration_uri        = var.functions[each.key].invoke_arn
  payload_format_version = each.key == "loans" ? "1.0" : "2.0"
  timeout_milliseconds   = 29000
}

resource "aws_apigatewayv2_integration" "covers" {
  api_id             = aws_apigatewayv2_api.http.id
  integration_type   = "HTTP_PROXY"
  integration_method = "GET"
  integration_uri    = "https://covers.example/{isbn}"
  request_parameters = { "overwrite:header.x-key" = "$context.requestId" }
}

resource "aws_apigatewayv2_route" "this" {
  for_each             = local.routes
  api_id               = aws_apigatewayv2_api.http.id
  route_key            = each.key
  target               = "integrations/${aws_apigatewayv2_integration.this[each.value.function].id}"
  authorization_type   = each.value.authorizer == null ? "NONE" : each.value.authorizer == "iam" ? "AWS_IAM" : each.value.authorizer == "gate" ? "CUSTOM" : "JWT"
  authorizer_id        = contains(["users", "gate"], coalesce(each.value.authorizer, "-")) ? aws_apigatewayv2_authorizer.this[each.value.authorizer].id : null
  authorization_scopes = each.value.scopes
}

resource "aws_apigatewayv2_route" "covers" {
  api_id    = aws_apigatewayv2_api.http.id
  route_key = "GET /covers/{isbn}"
  target    = "integrations/${aws_apigatewayv2_integration.covers.id}"
}

resource "aws_lambda_permission" "api" {
  for_each      = { for name in ["books", "loans"] : name => var.functions[name].function_name }
  statement_id  = "ApiGateway-${each.key}"
  action        = "lambda:InvokeFunction"
  function_name = each.value
  principal     = "apigateway.amazonaws.com"
  source_arn    = "${aws_apigatewayv2_api.http.execution_arn}/*/*"
}

resource "aws_lambda_permission" "gate" {
  action        = "lambda:InvokeFunction"
  function_name = var.functions["gate"].function_name
  principal     = "apigateway.amazonaws.com"
  source_arn    = "${aws_apigatewayv2_api.http.execution_arn}/authorizers/${aws_apigatewayv2_authorizer.this["gate"].id}"
}

resource "aws_cloudwatch_log_group" "access" {
  name = "/aws/vendedlogs/library"
}

resource "aws_apigatewayv2_stage" "this" {
  for_each    = { "$default" = 100, prod = 50, test = 5 }
  api_id      = aws_apigatewayv2_api.http.id
  name        = each.key
  auto_deploy = true
  default_route_settings {
    throttling_burst_limit = each.value
    throttling_rate_limit  = each.value
  }
  dynamic "access_log_settings" {
    for_each = each.key == "test" ? [] : [1]
    content {
      destination_arn = aws_cloudwatch_log_group.access.arn
      format          = "$context.requestId $context.status $context.authorizer.error"
    }
  }
  stage_variables = { shelf = each.key == "prod" ? "main" : "spare" }
}
