# What works, though not as its author is likely to want.
variables {
  given   = {}
  create  = true
  project = "notes"
  domain  = "example.com"
  tags    = {}
  scopes  = { read = "Read access", write = "Write access" }
  routes  = { "GET /items" = { scopes = ["read"], target = "items" } }
  web_clients = {
    web = { callback_urls = ["https://example.com/callback"], scopes = ["read"] }
  }
  machine_clients = { importer = { scopes = ["write"] } }
  functions = {
    "bundled/authorizer" = {}
    "bundled/hello"      = {}
    "bundled/items"      = {}
    "bundled/preflight"  = {}
  }
  access_log                   = {}
  accepted_client_ids          = {}
  alarms                       = null
  cors                         = {}
  custom_domain                = null
  dashboard                    = false
  disable_execute_api_endpoint = null
  existing_pool                = null
  existing_resource_server     = false
  groups                       = {}
  http_backends                = {}
  identity_providers           = {}
  identity_source              = "$request.header.Authorization"
  integrations                 = {}
  ip_address_type              = null
  jwt_authorizers              = {}
  lambda_authorizers           = {}
  lambdas                      = {}
  pool                         = {}
  resource_identifiers         = []
  rotating_machine_clients     = {}
  scope_identifier             = null
  services                     = {}
  sign_in_domain               = {}
  stage                        = {}
  stages                       = {}
  token_trigger                = null
  triggers                     = {}
  vpc_links                    = {}
}

# Every warning at once.
run "warned_1" {
  command = plan
  expect_failures = [
    check.access_log,
    check.pool,
    check.cors,
    check.api,
  ]

  module {
    source = "./modules/inputs"
  }

  variables {
    pool       = { deletion_protection = false, custom_attributes = { plan = { type = "String" } } }
    access_log = { enabled = false }
    cors       = { allow_origins = ["*"], allow_methods = ["GET"], allow_headers = ["*"] }

    # Users would write the plan that they have paid for.
    token_trigger = { claims = { claims = { plan = { attribute = "custom:plan" } } } }
    web_clients = {
      portal = {
        callback_urls    = ["https://example.com/callback"]
        scopes           = ["read"]
        confidential     = true
        write_attributes = ["email", "custom:plan"]
      }
    }
    groups = {
      staff = { description = "Staff", precedence = 1 }
      admin = { description = "Administrators", precedence = 1 }
    }
    jwt_authorizers = {
      replica = { issuer = "https://cognito-idp.us-east-1.amazonaws.com/eu-central-1_AbCdEfGhI", audience = ["1example23456789"] }
    }

    # Retired in 2024.
    functions = { "bundled/items" = {}, "bundled/authorizer" = {}, orders = { package = "functions/hello.zip", runtime = "nodejs16.x" } }
    routes    = { "GET /items" = { scopes = ["read"], target = "orders" }, "POST /items" = { scopes = ["write"], target = "orders" } }
  }
}

run "warned_2" {
  command = plan
  expect_failures = [
    check.access_log,
  ]

  module {
    source = "./modules/inputs"
  }

  variables {
    access_log = { log_group_name = "/company/access", format = { requestId = "$context.requestId" } }
  }
}

# Left empty, the list lets users write every attribute.
run "warned_3" {
  command = plan
  expect_failures = [
    check.pool,
  ]

  module {
    source = "./modules/inputs"
  }

  variables {
    pool          = { custom_attributes = { plan = { type = "String" } } }
    token_trigger = { claims = { claims = { plan = { attribute = "custom:plan" } } } }
    web_clients   = { web = { callback_urls = ["https://example.com/callback"], scopes = ["read"], write_attributes = [] } }
  }
}

# Only servers call, so no page needs to.
run "warned_4" {
  command = plan
  expect_failures = [
    check.cors,
  ]

  module {
    source = "./modules/inputs"
  }

  variables {
    web_clients = {}
    cors        = { allow_origins = ["*"] }
    routes      = { "GET /items" = { scopes = ["write"], target = "items" } }
  }
}

# A plan that warns fails a run that doesn't expect it.
run "no_warning_where_all_is_well" {
  command = plan

  module {
    source = "./modules/inputs"
  }

  variables {
    access_log = {
      log_group_name = "/aws/vendedlogs/company/access"
      format         = { requestId = "$context.requestId", why = "$context.authorizer.error" }
    }
    cors          = { allow_origins = ["https://app.example.com"], allow_methods = ["GET", "POST"], allow_headers = ["Authorization"] }
    pool          = { custom_attributes = { plan = { type = "String" } } }
    token_trigger = { claims = { claims = { plan = { attribute = "custom:plan" } } } }
    groups = {
      staff = { description = "Staff", precedence = 1 }
      admin = { description = "Administrators", precedence = 0 }
    }
    functions = { "bundled/items" = {}, "bundled/authorizer" = {}, orders = { package = "functions/hello.zip", runtime = "python3.13" } }
    routes    = { "GET /items" = { scopes = ["read"], target = "orders" } }
  }
}
