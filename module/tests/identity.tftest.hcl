# Pool, scopes, clients, sign-in domain and token trigger.
mock_provider "aws" {}

variables {
  project         = "notes"
  domain          = "example.com"
  scopes          = { read = "Read access", write = "Write access" }
  web_clients     = { web = { callback_urls = ["https://example.com/callback"], scopes = ["read"] } }
  machine_clients = { importer = { scopes = ["write"] } }
  routes          = { "GET /items" = { scopes = ["read"], target = "items" } }
}

run "secure_by_default" {
  command = plan

  assert {
    condition = (
      aws_cognito_user_pool.pool[0].deletion_protection == "ACTIVE" &&
      aws_cognito_user_pool.pool[0].admin_create_user_config[0].allow_admin_create_user_only &&
      aws_cognito_user_pool.pool[0].mfa_configuration == "OPTIONAL"
    )
    error_message = "The pool is more open than it should be."
  }

  assert {
    condition = alltrue([
      for client in aws_cognito_user_pool_client.web :
      client.allowed_oauth_flows == toset(["code"]) && client.prevent_user_existence_errors == "ENABLED"
    ])
    error_message = "A client for people allows more than the code flow."
  }

  assert {
    condition     = alltrue([for client in aws_cognito_user_pool_client.machine : client.allowed_oauth_flows == toset(["client_credentials"])])
    error_message = "A client for programs allows more than client credentials."
  }

  assert {
    condition     = length(aws_lambda_function.pre_token_generation) == 0
    error_message = "There is a trigger that nobody asked for."
  }
}

run "existing_pool" {
  command = plan

  variables {
    existing_pool  = { id = "eu-central-1_AbCdEfGhI" }
    sign_in_domain = { enabled = false }
  }

  assert {
    condition     = length(aws_cognito_user_pool.pool) == 0 && output.pool_id == "eu-central-1_AbCdEfGhI"
    error_message = "A pool is made beside the existing one."
  }

  assert {
    condition     = output.issuer == "https://cognito-idp.eu-central-1.amazonaws.com/eu-central-1_AbCdEfGhI"
    error_message = "The issuer isn't the existing pool's."
  }
}

run "existing_pool_by_another_id" {
  command         = plan
  expect_failures = [var.existing_pool]

  variables {
    existing_pool = { id = "notes-pool" }
  }
}

run "trigger_on_a_pool_that_is_managed_elsewhere" {
  command         = plan
  expect_failures = [aws_lambda_permission.token_trigger]

  variables {
    existing_pool = { id = "eu-central-1_AbCdEfGhI" }
    token_trigger = { claims = {} }
  }
}

run "trigger_that_the_tier_lacks" {
  command         = plan
  expect_failures = [aws_apigatewayv2_api.api]

  variables {
    pool          = { tier = "LITE" }
    token_trigger = { version = "V2_0", claims = {} }
  }
}

run "trigger_of_the_first_version_on_the_lite_tier" {
  command = plan

  variables {
    pool          = { tier = "LITE" }
    token_trigger = { version = "V1_0", claims = {} }
  }

  assert {
    condition     = aws_cognito_user_pool.pool[0].lambda_config[0].pre_token_generation_config[0].lambda_version == "V1_0"
    error_message = "The trigger isn't there."
  }
}

run "trigger_of_ones_own" {
  command = plan

  variables {
    token_trigger = { function = { arn = "arn:aws:lambda:us-east-1:123456789012:function:tokens" } }
  }

  assert {
    condition = (
      length(aws_lambda_function.pre_token_generation) == 0 &&
      aws_lambda_permission.token_trigger[0].function_name == "arn:aws:lambda:us-east-1:123456789012:function:tokens" &&
      aws_lambda_permission.token_trigger[0].statement_id == "AllowUserPool-notes"
    )
    error_message = "The pool isn't allowed to call the function."
  }
}

run "claims_for_a_trigger_of_ones_own" {
  command         = plan
  expect_failures = [var.token_trigger]

  variables {
    token_trigger = {
      claims   = { suppress = { id = ["email"] } }
      function = { arn = "arn:aws:lambda:us-east-1:123456789012:function:tokens" }
    }
  }
}

run "undeclared_scope_of_a_client" {
  command         = plan
  expect_failures = [aws_apigatewayv2_api.api]

  variables {
    machine_clients = { importer = { scopes = ["wirte"] } }
  }
}

run "callback_without_encryption" {
  command         = plan
  expect_failures = [var.web_clients]

  variables {
    web_clients = { web = { callback_urls = ["http://example.com/callback"], scopes = ["read"] } }
  }
}

run "callbacks_that_cognito_takes" {
  command = plan

  variables {
    web_clients = {
      web = {
        callback_urls = ["http://localhost:3000/callback", "http://localhost", "https://example.com", "notes://signed-in"]
        scopes        = ["read"]
      }
    }
  }

  assert {
    condition     = aws_cognito_user_pool_client.web["web"].default_redirect_uri == "http://localhost:3000/callback"
    error_message = "The first isn't the default."
  }
}

run "callback_on_a_host_that_begins_like_localhost" {
  command         = plan
  expect_failures = [var.web_clients]

  variables {
    web_clients = { web = { callback_urls = ["http://localhost.example.com/"], scopes = ["read"] } }
  }
}

run "logout_with_a_fragment" {
  command         = plan
  expect_failures = [var.web_clients]

  variables {
    web_clients = {
      web = { callback_urls = ["https://example.com"], logout_urls = ["https://example.com/#out"], scopes = ["read"] }
    }
  }
}

run "token_that_lives_too_long" {
  command         = plan
  expect_failures = [var.machine_clients]

  variables {
    machine_clients = { importer = { scopes = ["write"], access_token_minutes = 1441 } }
  }
}

run "machine_without_scopes" {
  command         = plan
  expect_failures = [var.machine_clients]

  variables {
    machine_clients = { importer = { scopes = [] } }
  }
}

run "prefix_that_aws_keeps_for_itself" {
  command         = plan
  expect_failures = [var.sign_in_domain]

  variables {
    sign_in_domain = { prefix = "my-cognito" }
  }
}

run "domain_without_certificate" {
  command         = plan
  expect_failures = [var.sign_in_domain]

  variables {
    sign_in_domain = { domain = "auth.example.com" }
  }
}

run "short_passwords" {
  command         = plan
  expect_failures = [var.pool]

  variables {
    pool = { password_policy = { minimum_length = 5 } }
  }
}

run "password_history_that_the_tier_lacks" {
  command         = plan
  expect_failures = [var.pool]

  variables {
    pool = { tier = "LITE", password_policy = { history = 3 } }
  }
}

run "number_without_limits" {
  command         = plan
  expect_failures = [var.pool]

  variables {
    pool = { attributes = { seats = { type = "Number" } } }
  }
}

run "negative_precedence" {
  command         = plan
  expect_failures = [var.groups]

  variables {
    groups = { admin = { description = "Administrators", precedence = -1 } }
  }
}

run "scope_name_with_a_slash" {
  command         = plan
  expect_failures = [var.scopes]

  variables {
    scopes = { "notes/read" = "Read access", read = "Read", write = "Write" }
  }
}

run "claims_from_attributes_that_the_pool_lacks" {
  command         = plan
  expect_failures = [aws_apigatewayv2_api.api]

  variables {
    token_trigger = {}
  }
}

run "claims_from_attributes_that_the_pool_has" {
  command = plan

  variables {
    pool = { attributes = { plan = { type = "String" } } }
    token_trigger = {
      claims = {
        claims = {
          plan  = { attribute = "custom:plan", default = "free" }
          email = { attribute = "email" }
          realm = { constant = "shop" }
        }
      }
    }
  }

  assert {
    condition = jsondecode(
      aws_lambda_function.pre_token_generation[0].environment[0].variables.TOKEN_CLAIMS
    ).claims.plan == { attribute = "custom:plan", default = "free" }
    error_message = "The function isn't told what to do."
  }
}
