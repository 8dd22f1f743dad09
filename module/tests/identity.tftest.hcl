# Pool, scopes, clients, sign-in domain and token trigger.
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
    condition = alltrue([
      for client in aws_cognito_user_pool_client.machine : client.allowed_oauth_flows == toset(["client_credentials"])
    ])
    error_message = "A client for programs allows more than client credentials."
  }

  assert {
    condition     = length(aws_lambda_function.pre_token_generation) == 0
    error_message = "There is a trigger that nobody asked for."
  }
}

run "text_messages" {
  command = plan

  variables {
    sign_in_domain = { managed_login = true }
    pool = {
      sign_in_aliases  = ["phone"]
      second_factors   = ["totp", "sms"]
      account_recovery = "administrator"
      sign_in_policy   = { sms_otp = true }
      sms              = { existing_role = { arn = "arn:aws:iam::123456789012:role/texts", external_id = "notes" } }
    }
  }

  assert {
    condition = (
      aws_cognito_user_pool.pool[0].sms_configuration[0].external_id == "notes" &&
      aws_cognito_user_pool.pool[0].username_attributes == toset(["phone_number"]) &&
      aws_cognito_user_pool.pool[0].auto_verified_attributes == toset(["phone_number"]) &&
      strcontains(aws_cognito_user_pool.pool[0].sms_authentication_message, "{####}")
    )
    error_message = "Text messages have no sender, or nobody signs in with a number."
  }
}

run "existing_pool" {
  command = plan

  variables {
    existing_pool = { id = "eu-central-1_AbCdEfGhI" }
  }

  assert {
    condition     = length(aws_cognito_user_pool.pool) == 0 && output.pool_id == "eu-central-1_AbCdEfGhI"
    error_message = "A pool is made beside the existing one."
  }

  assert {
    condition     = output.issuer == "https://cognito-idp.eu-central-1.amazonaws.com/eu-central-1_AbCdEfGhI"
    error_message = "The issuer isn't the existing pool's."
  }

  assert {
    condition     = length(aws_cognito_user_pool_domain.sign_in) == 0 && output.sign_in_url == null
    error_message = "The existing pool gets a sign-in domain that nobody asked for."
  }
}

run "sign_in_domain_and_scopes_of_an_existing_pool" {
  command = plan

  variables {
    existing_pool            = { id = "cn-north-1_AbCdEfGhI" }
    sign_in_domain           = { prefix = "notes-sign-in" }
    existing_resource_server = true
  }

  assert {
    condition     = aws_cognito_user_pool_domain.sign_in[0].domain == "notes-sign-in"
    error_message = "The sign-in domain that was asked for is missing."
  }

  assert {
    condition = (
      length(aws_cognito_resource_server.scopes) == 0 &&
      aws_apigatewayv2_route.route["GET /items"].authorization_scopes == toset(["https://api.example.com/read"]) &&
      aws_cognito_user_pool_client.machine["importer"].allowed_oauth_scopes == toset(["https://api.example.com/write"])
    )
    error_message = "Scopes that exist are made again, or aren't used."
  }

  assert {
    condition     = output.issuer == "https://cognito-idp.cn-north-1.amazonaws.com.cn/cn-north-1_AbCdEfGhI"
    error_message = "The issuer isn't China's."
  }

  assert {
    condition     = output.sign_in_url == "https://notes-sign-in.auth.cn-north-1.amazoncognito.com"
    error_message = "The sign-in pages have another host."
  }
}

run "no_scopes" {
  command = plan

  variables {
    scopes          = {}
    web_clients     = { web = { callback_urls = ["https://example.com/callback"] } }
    machine_clients = {}
    routes          = { "GET /items" = { authenticated = "items are for every signed-in user", target = "items" } }
  }

  assert {
    condition     = length(aws_cognito_resource_server.scopes) == 0 && output.scopes == {}
    error_message = "There is a resource server without scopes."
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

run "claims_from_attributes_that_the_pool_has" {
  command = plan

  variables {
    # Users don't write what a claim is made from.
    web_clients = {
      web = { callback_urls = ["https://example.com/callback"], scopes = ["read"], write_attributes = ["name"] }
    }
    pool = { custom_attributes = { plan = { type = "String" } } }
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

run "sign_in_beside_the_page_only_where_it_is_asked_for" {
  command = plan

  variables {
    web_clients = {
      page    = { callback_urls = ["https://example.com"], scopes = ["read"] }
      rotated = { callback_urls = ["https://example.com"], scopes = ["read"], refresh_token_rotation = { retry_grace_period_seconds = 10 } }
      app     = { callback_urls = ["https://example.com"], scopes = ["read"], srp_sign_in = true }
      both = {
        callback_urls          = ["https://example.com"]
        scopes                 = ["read"]
        srp_sign_in            = true
        refresh_token_rotation = { retry_grace_period_seconds = 10 }
      }
    }
  }

  assert {
    condition = { for name, client in aws_cognito_user_pool_client.web : name => join(" ", sort(client.explicit_auth_flows)) } == {
      page    = "ALLOW_REFRESH_TOKEN_AUTH"
      rotated = "ALLOW_CUSTOM_AUTH"
      app     = "ALLOW_REFRESH_TOKEN_AUTH ALLOW_USER_SRP_AUTH"
      both    = "ALLOW_USER_SRP_AUTH"
    }
    error_message = "A client lets users in by other ways than it says."
  }
}

run "text_messages_get_a_role" {
  command = plan

  variables {
    pool = { second_factors = ["totp", "sms"], account_recovery = "email-then-phone" }
  }

  override_data {
    target = data.aws_caller_identity.sms
    values = { account_id = "123456789012" }
  }
  override_data {
    target = data.aws_partition.sms
    values = { partition = "aws" }
  }

  assert {
    condition = (
      aws_cognito_user_pool.pool[0].sms_configuration[0].external_id == "notes-pool-sms" &&
      jsondecode(aws_iam_role.sms[0].assume_role_policy).Statement[0].Condition.StringEquals == {
        "aws:SourceAccount" = "123456789012", "sts:ExternalId" = "notes-pool-sms"
      } &&
      jsondecode(aws_iam_role_policy.sms[0].policy).Statement[0].NotResource == "arn:aws:sns:*:*:*"
    )
    error_message = "Cognito's role is open to others, or may publish to topics."
  }
}

run "an_existing_pool_of_the_european_sovereign_cloud" {
  command = plan

  variables {
    existing_pool = { id = "eusc-de-east-1_AbCdEfGhI" }
  }

  assert {
    condition     = output.issuer == "https://cognito-idp.eusc-de-east-1.amazonaws.eu/eusc-de-east-1_AbCdEfGhI"
    error_message = "The issuer isn't the European Sovereign Cloud's."
  }
}

run "the_sign_in_pages_of_an_existing_pool_in_govcloud" {
  command = plan

  variables {
    existing_pool  = { id = "us-gov-west-1_AbCdEfGhI" }
    sign_in_domain = { prefix = "notes-sign-in" }
  }

  assert {
    condition     = output.sign_in_url == "https://notes-sign-in.auth-fips.us-gov-west-1.amazoncognito.com"
    error_message = "GovCloud has Amazon Cognito under FIPS names only."
  }
}
