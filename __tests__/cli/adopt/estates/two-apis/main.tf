# Two HTTP APIs on one pool, beside a REST API and a WebSocket API; clients that differ in everything; functions of other runtimes.
terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}

provider "aws" {
  region = "us-east-1"
}

locals {
  trust = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }]
  })
  functions = { books = "python3.12", loans = "ruby3.3", gate = "nodejs20.x" }
  books = {
    "GET /books"            = "books/read"
    "POST /books"           = "books/write"
    "GET /books/{isbn}"     = "books/read"
    "DELETE /books/{isbn}"  = "aws.cognito.signin.user.admin"
    "GET /v2/books/{isbn+}" = "books/read"
  }
}

resource "aws_cognito_user_pool" "members" {
  name                = "Library Members"
  username_attributes = ["phone_number", "email"]

  admin_create_user_config {
    allow_admin_create_user_only = false
  }

  lambda_config {
    post_confirmation = aws_lambda_function.all["gate"].arn
  }
}

resource "aws_cognito_resource_server" "books" {
  user_pool_id = aws_cognito_user_pool.members.id
  identifier   = "books"
  name         = "Books"

  scope {
    scope_name        = "read"
    scope_description = "Look books up"
  }

  scope {
    scope_name        = "write"
    scope_description = "Change the catalogue"
  }
}

resource "aws_cognito_user_pool_client" "reader" {
  user_pool_id                         = aws_cognito_user_pool.members.id
  name                                 = "reader"
  allowed_oauth_flows_user_pool_client = true
  allowed_oauth_flows                  = ["code", "implicit"]
  allowed_oauth_scopes                 = ["openid", "books/read"]
  callback_urls                        = ["https://library.example.org/"]
  supported_identity_providers         = ["COGNITO"]

  depends_on = [aws_cognito_resource_server.books]
}

resource "aws_cognito_user_pool_client" "kiosk" {
  user_pool_id        = aws_cognito_user_pool.members.id
  name                = "kiosk"
  explicit_auth_flows = ["ALLOW_USER_PASSWORD_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"]
}

resource "aws_cognito_user_pool_client" "nightly" {
  user_pool_id                         = aws_cognito_user_pool.members.id
  name                                 = "nightly"
  generate_secret                      = true
  allowed_oauth_flows_user_pool_client = true
  allowed_oauth_flows                  = ["client_credentials"]
  allowed_oauth_scopes                 = ["books/write"]

  depends_on = [aws_cognito_resource_server.books]
}

resource "aws_iam_role" "all" {
  name               = "library"
  assume_role_policy = local.trust
}

resource "aws_lambda_function" "all" {
  for_each = local.functions

  function_name = "library-${each.key}"
  role          = aws_iam_role.all.arn
  runtime       = each.value
  handler       = "index.handler"
  filename      = "${path.module}/items.zip"
  publish       = true
}

resource "aws_lambda_alias" "live" {
  name             = "live"
  function_name    = aws_lambda_function.all["loans"].function_name
  function_version = aws_lambda_function.all["loans"].version
}

resource "aws_apigatewayv2_api" "books" {
  name          = "books"
  protocol_type = "HTTP"
}

resource "aws_apigatewayv2_authorizer" "members" {
  api_id           = aws_apigatewayv2_api.books.id
  authorizer_type  = "JWT"
  identity_sources = ["$request.header.Authorization"]
  name             = "members"

  jwt_configuration {
    issuer = "https://${aws_cognito_user_pool.members.endpoint}"
    audience = [
      aws_cognito_user_pool_client.reader.id,
      aws_cognito_user_pool_client.nightly.id,
      "3n4b5urk1ft4fl3mg5e62d9ado",
    ]
  }
}

resource "aws_apigatewayv2_integration" "books" {
  api_id                 = aws_apigatewayv2_api.books.id
  integration_type       = "AWS_PROXY"
  integration_uri        = aws_lambda_function.all["books"].invoke_arn
  payload_format_version = "1.0"
}

resource "aws_apigatewayv2_route" "books" {
  for_each = local.books

  api_id               = aws_apigatewayv2_api.books.id
  route_key            = each.key
  authorization_type   = "JWT"
  authorizer_id        = aws_apigatewayv2_authorizer.members.id
  authorization_scopes = [each.value]
  target               = "integrations/${aws_apigatewayv2_integration.books.id}"
}

resource "aws_apigatewayv2_integration" "queue" {
  api_id              = aws_apigatewayv2_api.books.id
  integration_type    = "AWS_PROXY"
  integration_subtype = "SQS-SendMessage"
  credentials_arn     = aws_iam_role.all.arn

  request_parameters = {
    QueueUrl    = "https://sqs.us-east-1.amazonaws.com/123456789012/returns"
    MessageBody = "$request.body"
  }
}

resource "aws_apigatewayv2_route" "queue" {
  api_id               = aws_apigatewayv2_api.books.id
  route_key            = "POST /returns"
  authorization_type   = "JWT"
  authorizer_id        = aws_apigatewayv2_authorizer.members.id
  authorization_scopes = ["books/write"]
  target               = "integrations/${aws_apigatewayv2_integration.queue.id}"
}

resource "aws_apigatewayv2_stage" "v1" {
  api_id      = aws_apigatewayv2_api.books.id
  name        = "v1"
  auto_deploy = true

  stage_variables = { region = "eu" }
}

resource "aws_lambda_permission" "books" {
  for_each = toset(["GET/books", "POST/books"])

  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.all["books"].arn
  principal     = "apigateway.amazonaws.com"
  source_arn    = "${aws_apigatewayv2_api.books.execution_arn}/v1/${each.value}*"
}

resource "aws_apigatewayv2_api" "loans" {
  name                         = "Loans API (internal)"
  protocol_type                = "HTTP"
  disable_execute_api_endpoint = false

  cors_configuration {
    allow_origins     = ["https://library.example.org"]
    allow_methods     = ["*"]
    allow_headers     = ["*"]
    allow_credentials = true
    expose_headers    = ["x-request-id"]
    max_age           = 0
  }
}

resource "aws_apigatewayv2_authorizer" "gate" {
  api_id                            = aws_apigatewayv2_api.loans.id
  authorizer_type                   = "REQUEST"
  authorizer_uri                    = aws_lambda_function.all["gate"].invoke_arn
  authorizer_payload_format_version = "1.0"
  authorizer_result_ttl_in_seconds  = 300
  identity_sources                  = ["$request.header.Authorization", "$context.identity.sourceIp"]
  name                              = "Gate keeper"
}

resource "aws_apigatewayv2_authorizer" "members_of_loans" {
  api_id           = aws_apigatewayv2_api.loans.id
  authorizer_type  = "JWT"
  identity_sources = ["$request.querystring.token"]
  name             = "cognito-jwt"

  jwt_configuration {
    issuer   = "https://${aws_cognito_user_pool.members.endpoint}"
    audience = [aws_cognito_user_pool_client.kiosk.id]
  }
}

resource "aws_lambda_permission" "gate" {
  statement_id  = "gate"
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.all["gate"].function_name
  principal     = "apigateway.amazonaws.com"
  source_arn    = "${aws_apigatewayv2_api.loans.execution_arn}/authorizers/${aws_apigatewayv2_authorizer.gate.id}"
}

resource "aws_lambda_permission" "loans" {
  statement_id  = "loans"
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.all["loans"].function_name
  qualifier     = aws_lambda_alias.live.name
  principal     = "apigateway.amazonaws.com"
  source_arn    = "${aws_apigatewayv2_api.loans.execution_arn}/*"
}

resource "aws_apigatewayv2_integration" "loans" {
  count = 2

  api_id                 = aws_apigatewayv2_api.loans.id
  description            = count.index == 0 ? "reading" : null
  integration_type       = "AWS_PROXY"
  integration_uri        = aws_lambda_alias.live.invoke_arn
  payload_format_version = "2.0"
  timeout_milliseconds   = count.index == 0 ? 5000 : 29000
}

resource "aws_apigatewayv2_integration" "legacy" {
  api_id             = aws_apigatewayv2_api.loans.id
  integration_type   = "HTTP_PROXY"
  integration_method = "ANY"
  integration_uri    = "http://legacy.example.org/{proxy}"

  request_parameters = { "overwrite:header.x-from" = "api" }
}

resource "aws_apigatewayv2_route" "loans" {
  for_each = {
    "GET /loans"           = { integration = 0, type = "CUSTOM" }
    "POST /loans"          = { integration = 1, type = "CUSTOM" }
    "GET /loans/{id}"      = { integration = 0, type = "JWT" }
    "PUT /loans/{id}"      = { integration = 1, type = "AWS_IAM" }
    "OPTIONS /loans/{id+}" = { integration = 0, type = "NONE" }
  }

  api_id             = aws_apigatewayv2_api.loans.id
  route_key          = each.key
  authorization_type = each.value.type
  authorizer_id = (
    each.value.type == "CUSTOM" ? aws_apigatewayv2_authorizer.gate.id :
    each.value.type == "JWT" ? aws_apigatewayv2_authorizer.members_of_loans.id : null
  )
  operation_name = each.key == "GET /loans" ? "ListLoans" : null
  target         = "integrations/${aws_apigatewayv2_integration.loans[each.value.integration].id}"
}

resource "aws_apigatewayv2_route" "legacy" {
  api_id             = aws_apigatewayv2_api.loans.id
  route_key          = "ANY /legacy/{proxy+}"
  authorization_type = "AWS_IAM"
  target             = "integrations/${aws_apigatewayv2_integration.legacy.id}"
}

resource "aws_apigatewayv2_stage" "loans" {
  for_each = toset(["$default", "preview"])

  api_id      = aws_apigatewayv2_api.loans.id
  name        = each.value
  auto_deploy = each.value == "$default"
}

resource "aws_apigatewayv2_api" "events" {
  name                       = "events"
  protocol_type              = "WEBSOCKET"
  route_selection_expression = "$request.body.action"
}

resource "aws_api_gateway_rest_api" "old" {
  name = "old"
}
