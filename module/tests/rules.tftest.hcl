# What the rules of `posture check` say of a plan, the module says before: each is told once, and is silent where all is well.
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
  scopes          = { read = "Read access", write = "Write access" }
  web_clients     = { web = { callback_urls = ["https://example.com/callback"], scopes = ["read"] } }
  machine_clients = { importer = { scopes = ["write"] } }
  routes          = { "GET /items" = { scopes = ["read"], target = "items" } }
}

# A plan that warns fails a run that doesn't expect it.
# Left empty, the list lets users write every attribute.
# Only servers call, so no page needs to.
run "nothing_guarded_needs_no_header" {
  command = plan

  variables {
    cors       = { allow_headers = ["content-type"] }
    access_log = { format = { requestId = "$context.requestId", why = "$context.authorizer.error" } }
    routes     = { "GET /hello" = { public = "a greeting for everybody", target = "hello" } }
  }
}

run "guarded_options_without_a_catch_all" {
  command = plan

  variables {
    routes = {
      "GET /stock/{id}"     = { scopes = ["read"], target = "items" }
      "OPTIONS /stock/{id}" = { scopes = ["read"], target = "items" }
    }
    cors = { allow_methods = ["GET"] }
  }

  assert {
    condition     = length(aws_apigatewayv2_route.route) == 2
    error_message = "There are routes that nobody asked for."
  }
}

run "one_scope_that_can_be_had_is_enough" {
  command = plan

  variables {
    scopes = { read = "Read access", write = "Write access", admin = "Administration" }
    routes = { "GET /items" = { scopes = ["read", "admin"], target = "items" } }
  }

  assert {
    condition     = length(aws_apigatewayv2_route.route["GET /items"].authorization_scopes) == 2
    error_message = "A scope is missing."
  }
}

run "prefix_beside_such_a_project" {
  command = plan

  variables {
    project        = "aws-notes"
    sign_in_domain = { prefix = "company-notes" }
  }

  assert {
    condition     = aws_cognito_user_pool_domain.sign_in[0].domain == "company-notes"
    error_message = "The prefix isn't used."
  }
}

run "endpoint_of_an_existing_pool" {
  command = plan

  variables {
    existing_pool = {
      id       = "eu-central-1_AbCdEfGhI"
      endpoint = "cognito-idp.eu-central-1.amazonaws.com/eu-central-1_AbCdEfGhI"
    }
  }

  assert {
    condition     = output.issuer == "https://cognito-idp.eu-central-1.amazonaws.com/eu-central-1_AbCdEfGhI"
    error_message = "The issuer isn't the existing pool's."
  }
}

run "reason_for_any_token" {
  command = plan

  variables {
    routes = { "GET /me" = { authenticated = "the handler shows the caller's own claims only", target = "profile" } }
  }

  assert {
    condition = (
      aws_apigatewayv2_route.route["GET /me"].authorization_type == "JWT" &&
      aws_apigatewayv2_route.route["GET /me"].authorization_scopes == null
    )
    error_message = "Not every token is let in, or none is asked for."
  }
}
