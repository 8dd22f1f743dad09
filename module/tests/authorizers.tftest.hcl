# Tokens of other issuers than the pool.
mock_provider "aws" {
  # The provider looks at the form of ARNs and ids, and OpenTofu makes them up for a plan already.
  mock_resource "aws_apigatewayv2_api" {
    defaults = { execution_arn = "arn:aws:execute-api:us-east-1:123456789012:mocked" }
  }
  mock_resource "aws_cloudwatch_log_group" {
    defaults = { arn = "arn:aws:logs:us-east-1:123456789012:log-group:mocked" }
  }
  mock_resource "aws_cognito_user_pool" {
    defaults = { id = "us-east-1_mocked", arn = "arn:aws:cognito-idp:us-east-1:123456789012:userpool/us-east-1_mocked" }
  }
  mock_resource "aws_iam_role" {
    defaults = { arn = "arn:aws:iam::123456789012:role/mocked" }
  }
  mock_resource "aws_lambda_function" {
    defaults = {
      arn        = "arn:aws:lambda:us-east-1:123456789012:function:mocked"
      invoke_arn = "arn:aws:apigateway:us-east-1:lambda:path/mocked/invocations"
    }
  }
}

variables {
  project         = "notes"
  domain          = "example.com"
  scopes          = { read = "Read access" }
  machine_clients = { importer = { scopes = ["read"] } }
  jwt_authorizers = {
    partner = { issuer = "https://partner.eu.auth0.com/", audience = ["https://api.example.com"] }
    staff   = { issuer = "https://cognito-idp.eu-central-1.amazonaws.com/eu-central-1_AbCdEfGhI", audience = ["1example23456789"] }
  }
  routes = {
    "GET /items"   = { scopes = ["read"], target = "items" }
    "GET /partner" = { authorizer = "partner", scopes = ["read:items"], target = "items" }
    "GET /staff"   = { authorizer = "staff", authenticated = "everybody on the payroll", target = "items" }
  }
}

run "each_route_asks_the_issuer_that_it_names" {
  # Ids are known once they are applied.
  command = apply

  assert {
    condition = {
      for key, route in aws_apigatewayv2_route.route : key => route.authorizer_id
      } == {
      "GET /items"   = aws_apigatewayv2_authorizer.jwt[0].id
      "GET /partner" = aws_apigatewayv2_authorizer.named["partner"].id
      "GET /staff"   = aws_apigatewayv2_authorizer.named["staff"].id
    }
    error_message = "A route asks another issuer."
  }

  # Without this the comparison above says nothing; so it is with OpenTofu, whose mocks give every resource of a type the same id.
  assert {
    condition = contains([1, 3], length(distinct(concat(
      [for authorizer in aws_apigatewayv2_authorizer.named : authorizer.id],
      [for authorizer in aws_apigatewayv2_authorizer.jwt : authorizer.id],
    ))))
    error_message = "The authorizers can't be told apart."
  }

  assert {
    condition     = alltrue([for route in aws_apigatewayv2_route.route : route.authorization_type == "JWT"])
    error_message = "A route asks for no token."
  }

  assert {
    condition = (
      aws_apigatewayv2_route.route["GET /partner"].authorization_scopes == toset(["read:items"]) &&
      aws_apigatewayv2_route.route["GET /staff"].authorization_scopes == null
    )
    error_message = "The scopes aren't those of the issuer's tokens."
  }

  assert {
    condition = (
      aws_apigatewayv2_authorizer.named["partner"].jwt_configuration[0].issuer == "https://partner.eu.auth0.com/" &&
      aws_apigatewayv2_authorizer.named["partner"].jwt_configuration[0].audience == toset(["https://api.example.com"])
    )
    error_message = "The authorizer trusts somebody else."
  }
}

run "no_client_of_the_pool_is_needed" {
  command = plan

  variables {
    machine_clients = {}
    routes          = { "GET /partner" = { authorizer = "partner", scopes = ["read:items"], target = "items" } }
  }

  assert {
    condition     = length(aws_apigatewayv2_authorizer.jwt) == 0 && length(aws_apigatewayv2_authorizer.named) == 2
    error_message = "There is an authorizer for tokens that nobody can get."
  }
}
