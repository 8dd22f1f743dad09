# Values that a variable may not have. One plan refuses one value of each variable, so that there are few plans.
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
  project = "notes"
  domain  = "example.com"
  scopes  = { read = "Read access", write = "Write access" }
  routes  = { "GET /items" = { iam = true, target = "items" } }
}

run "refused_1" {
  command = plan
  expect_failures = [
    var.routes,
    var.existing_pool,
    var.token_trigger,
    var.web_clients,
    var.machine_clients,
    var.sign_in_domain,
    var.pool,
    var.groups,
    var.scopes,
    var.access_log,
    var.cors,
    var.stage,
    var.http_backends,
    var.lambdas,
    var.functions,
    var.domain,
    var.project,
  ]

  variables {
    # No authorization.
    routes = { "GET /items" = { target = "items" } }

    # Existing pool by another id.
    existing_pool = { id = "notes-pool" }

    # Claims for a trigger of ones own.
    token_trigger = {
      claims   = { suppress = { id = ["email"] } }
      function = { arn = "arn:aws:lambda:us-east-1:123456789012:function:tokens" }
    }

    # Callback without encryption.
    web_clients = { web = { callback_urls = ["http://example.com/callback"], scopes = ["read"] } }

    # Token that lives too long.
    machine_clients = { importer = { scopes = ["write"], access_token_minutes = 1441 } }

    # Prefix that aws keeps for itself.
    sign_in_domain = { prefix = "my-cognito" }

    # Short passwords.
    pool = { password_policy = { minimum_length = 5 } }

    # Negative precedence.
    groups = { admin = { description = "Administrators", precedence = -1 } }

    # Scope name with a slash.
    scopes = { "notes/read" = "Read access", read = "Read", write = "Write" }

    # Retention of an existing log group.
    access_log = {
      existing_log_group = { arn = "arn:aws:logs:us-east-1:123456789012:log-group:shared" }
      retention_days     = 7
    }

    # Credentials for every origin.
    cors = { origins = ["*"], credentials = true }

    # Stage throttled to nothing.
    stage = { throttling = { burst = 10, rate = 0 } }

    # Targets that are none.
    http_backends = { old = { url = "http://old.example.com" } }
    lambdas       = { billing = "billing" }

    # Function that an HTTP API wouldn't wait for.
    functions = { items = { timeout = 31 } }

    # Domain with a scheme.
    domain = "https://example.com"

    # Project in capitals.
    project = "Notes"
  }
}

run "refused_2" {
  command = plan
  expect_failures = [
    var.routes,
    var.web_clients,
    var.machine_clients,
    var.sign_in_domain,
    var.pool,
    var.groups,
    var.access_log,
    var.cors,
    var.http_backends,
    var.existing_pool,
    var.scopes,
  ]

  variables {
    # Endpoint with a scheme.
    existing_pool = {
      id       = "eu-central-1_AbCdEfGhI"
      endpoint = "https://cognito-idp.eu-central-1.amazonaws.com/eu-central-1_AbCdEfGhI"
    }

    # Scope name that needs quoting.
    scopes = { "say \"hello\"" = "Greetings", read = "Read", write = "Write" }

    # No scope.
    routes = { "GET /items" = { scopes = [], target = "items" } }

    # Callback on a host that begins like localhost.
    web_clients = { web = { callback_urls = ["http://localhost.example.com/"], scopes = ["read"] } }

    # Machine without scopes.
    machine_clients = { importer = { scopes = [] } }

    # Domain without certificate.
    sign_in_domain = { domain = "auth.example.com" }

    # Password history that the tier lacks.
    pool = { tier = "LITE", password_policy = { history = 3 } }

    # Group that reads as two.
    groups = { "a,admin" = { description = "Two in one", precedence = 1 } }

    # Log group by its name.
    access_log = { existing_log_group = { arn = "/company/access" } }

    # Origin with a path.
    cors = { origins = ["https://example.com/app"] }

    # Backend without a host.
    http_backends = { old = { url = "https:///items" } }
  }
}

run "refused_3" {
  command = plan
  expect_failures = [
    var.routes,
    var.web_clients,
    var.machine_clients,
    var.existing_pool,
    var.pool,
    var.groups,
    var.access_log,
  ]

  variables {
    # Endpoint of another region.
    existing_pool = {
      id       = "eu-central-1_AbCdEfGhI"
      endpoint = "cognito-idp.us-east-1.amazonaws.com/eu-central-1_AbCdEfGhI"
    }

    # More scopes than a client may ask for.
    machine_clients = { importer = { scopes = [for number in range(51) : "scope-${number}"] } }

    # Two authorizations.
    routes = { "GET /items" = { scopes = ["read"], iam = true, target = "items" } }

    # Logout with a fragment.
    web_clients = {
      web = { callback_urls = ["https://example.com"], logout_urls = ["https://example.com/#out"], scopes = ["read"] }
    }

    # Number without limits.
    pool = { attributes = { seats = { type = "Number" } } }

    # Group with a space.
    groups = { "power users" = { description = "Two words", precedence = 1 } }

    # Log variable that aws does not know.
    access_log = { format = { requestId = "$context.requestId", ip = "$context.sourceIp" } }
  }
}

run "refused_4" {
  command = plan
  expect_failures = [
    var.routes,
    var.access_log,
    var.web_clients,
    var.groups,
    var.pool,
  ]

  variables {
    # Public without reason.
    routes = { "GET /items" = { public = " ", target = "items" } }

    # More scopes than a client may ask for, those of OpenID included.
    web_clients = {
      web = { callback_urls = ["https://example.com"], scopes = [for number in range(48) : "scope-${number}"] }
    }

    # Precedence between two.
    groups = { staff = { description = "Staff", precedence = 1.5 } }

    # Attribute without a name.
    pool = { attributes = { "" = { type = "String" } } }

    # Log without request id.
    access_log = { format = { path = "$context.path" } }
  }
}

run "refused_5" {
  command = plan
  expect_failures = [
    var.routes,
    var.access_log,
    var.web_clients,
  ]

  variables {
    # Route key in lower case.
    routes = { "get /items" = { scopes = ["read"], target = "items" } }

    # Refresh tokens that stay good for long after they were used.
    web_clients = {
      web = { callback_urls = ["https://example.com"], scopes = ["read"], rotation_grace_seconds = 61 }
    }

    # Log retention that cloudwatch does not offer.
    access_log = { retention_days = 31 }
  }
}

run "refused_6" {
  command = plan
  expect_failures = [
    var.routes,
    var.access_log,
  ]

  variables {
    # 3073 bytes, of letters that take two each.
    access_log = {
      format = { requestId = "$context.requestId", "${join("", [for number in range(755) : "üü"])}" = "$context.path" }
    }

    # Route key with greedy part in the middle.
    routes = { "GET /{all+}/items" = { scopes = ["read"], target = "items" } }
  }
}

run "refused_7" {
  command = plan
  expect_failures = [
    var.routes,
  ]

  variables {
    # Throttled to nothing.
    routes = { "GET /items" = { scopes = ["read"], target = "items", throttling = { burst = 0, rate = 1 } } }
  }
}

run "refused_8" {
  command = plan
  expect_failures = [
    var.routes,
  ]

  variables {
    # Routes that are one to aws.
    routes = {
      "GET /items/{id}"  = { scopes = ["read"], target = "items" }
      "GET /items/{key}" = { scopes = ["read"], target = "items" }
    }
  }
}

run "refused_9" {
  command = plan
  expect_failures = [
    var.routes,
  ]

  variables {
    # True is no reason.
    routes = { "GET /items" = { any_token = true, target = "items" } }
  }
}
