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
      invoke_arn = "arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:123456789012:function:mocked/invocations"
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

run "every_warning_at_once" {
  command = plan
  expect_failures = [
    check.access_log_off,
    check.claim_attribute_writable,
    check.cors_header_missing,
    check.cors_method_missing,
    check.cors_wildcard_confidential,
    check.group_precedence,
    check.pool_deletion_protection,
    check.quota_routes,
    check.runtime_retired,
  ]

  variables {
    pool       = { protected = false, attributes = { plan = { type = "String" } } }
    access_log = { enabled = false }
    cors       = { origins = ["*"], methods = ["GET"], headers = ["*"] }

    # Users would write the plan that they have paid for.
    token_trigger = { claims = { claims = { plan = { attribute = "custom:plan" } } } }
    web_clients = {
      portal = {
        callback_urls       = ["https://example.com/callback"]
        scopes              = ["read"]
        confidential        = true
        writable_attributes = ["email", "custom:plan"]
      }
    }
    groups = {
      staff = { description = "Staff", precedence = 1 }
      admin = { description = "Administrators", precedence = 1 }
    }

    # Retired in 2024.
    functions = { orders = { package = "./functions/hello.zip", runtime = "nodejs16.x" } }
    routes = merge(
      { for number in range(300) : "GET /items/${number}" => { scopes = ["read"], target = "orders" } },
      { "POST /items" = { scopes = ["write"], target = "orders" } },
    )
  }
}

run "warnings_of_the_log" {
  command         = plan
  expect_failures = [check.log_authorizer_error, check.log_policy_overflow]

  variables {
    access_log = { log_group_name = "/company/access", format = { requestId = "$context.requestId" } }
  }
}

# A plan that warns fails a run that doesn't expect it.
run "no_warning_where_all_is_well" {
  command = plan

  variables {
    access_log = {
      log_group_name = "/aws/vendedlogs/company/access"
      format         = { requestId = "$context.requestId", why = "$context.authorizer.error" }
    }
    cors          = { origins = ["https://app.example.com"], methods = ["GET", "POST"], headers = ["Authorization"] }
    pool          = { attributes = { plan = { type = "String" } } }
    token_trigger = { claims = { claims = { plan = { attribute = "custom:plan" } } } }
    groups = {
      staff = { description = "Staff", precedence = 1 }
      admin = { description = "Administrators", precedence = 0 }
    }
    functions = { orders = { package = "./functions/hello.zip", runtime = "python3.13" } }
    routes    = { for number in range(300) : "GET /items/${number}" => { scopes = ["read"], target = "orders" } }
  }
}

# Left empty, the list lets users write every attribute.
run "claim_that_a_client_without_a_list_writes" {
  command         = plan
  expect_failures = [check.claim_attribute_writable]

  variables {
    pool          = { attributes = { plan = { type = "String" } } }
    token_trigger = { claims = { claims = { plan = { attribute = "custom:plan" } } } }
    web_clients = {
      web = { callback_urls = ["https://example.com/callback"], scopes = ["read"], writable_attributes = [] }
    }
  }
}

# Only servers call, so no page needs to.
run "every_page_beside_machines_alone" {
  command         = plan
  expect_failures = [check.cors_wildcard_confidential]

  variables {
    web_clients = {}
    cors        = { origins = ["*"] }
    routes      = { "GET /items" = { scopes = ["write"], target = "items" } }
  }
}

run "nothing_guarded_needs_no_header" {
  command = plan

  variables {
    cors       = { headers = ["content-type"] }
    access_log = { format = { requestId = "$context.requestId", why = "$context.authorizer.error" } }
    routes     = { "GET /hello" = { public = "a greeting for everybody", target = "hello" } }
  }
}

run "guarded_preflights" {
  command         = plan
  expect_failures = [aws_apigatewayv2_api.api]

  variables {
    routes = {
      "ANY /stock/{id}"       = { scopes = ["read"], target = "items" }
      "OPTIONS /stock/{item}" = { scopes = ["read"], target = "items" }
    }
  }
}

run "guarded_options_without_a_catch_all" {
  command = plan

  variables {
    routes = {
      "GET /stock/{id}"     = { scopes = ["read"], target = "items" }
      "OPTIONS /stock/{id}" = { scopes = ["read"], target = "items" }
    }
    cors = { methods = ["GET"] }
  }

  assert {
    condition     = length(aws_apigatewayv2_route.route) == 2
    error_message = "There are routes that nobody asked for."
  }
}

run "three_hundred_integrations_and_one" {
  command         = plan
  expect_failures = [aws_apigatewayv2_api.api]

  variables {
    http_backends = { for number in range(300) : "backend-${number}" => { url = "https://${number}.example.com" } }
  }
}

run "three_hundred_integrations" {
  command = plan

  variables {
    http_backends = { for number in range(299) : "backend-${number}" => { url = "https://${number}.example.com" } }
  }

  assert {
    condition     = length(aws_apigatewayv2_integration.http) + length(aws_apigatewayv2_integration.function) == 300
    error_message = "There aren't as many integrations as an API takes."
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

run "prefix_that_the_project_may_not_begin" {
  command         = plan
  expect_failures = [aws_cognito_user_pool_domain.sign_in]

  variables {
    project = "aws-notes"
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

run "name_that_no_function_may_have" {
  command         = plan
  expect_failures = [aws_lambda_function.function]

  variables {
    functions = { "orders.v1" = { package = "./functions/hello.zip" } }
  }
}

run "fifty_scopes" {
  command = plan

  variables {
    scopes          = { for number in range(50) : "scope-${number}" => "One of many" }
    web_clients     = { web = { callback_urls = ["http://[::1]:3000/"], scopes = [for number in range(47) : "scope-${number}"] } }
    machine_clients = { importer = { scopes = [for number in range(50) : "scope-${number}"] } }
    routes          = { "GET /items" = { scopes = ["scope-0"], target = "items" } }
  }

  assert {
    condition = alltrue([
      for client in [aws_cognito_user_pool_client.web["web"], aws_cognito_user_pool_client.machine["importer"]] :
      length(client.allowed_oauth_scopes) == 50
    ])
    error_message = "A scope is missing."
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
    routes = { "GET /me" = { any_token = "the handler shows the caller's own claims only", target = "profile" } }
  }

  assert {
    condition = (
      aws_apigatewayv2_route.route["GET /me"].authorization_type == "JWT" &&
      aws_apigatewayv2_route.route["GET /me"].authorization_scopes == null
    )
    error_message = "Not every token is let in, or none is asked for."
  }
}
