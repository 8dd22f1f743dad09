# What is refused, by the inputs alone: no provider is needed. Each file of modules/inputs ends in the outputs that are named here.
variables {
  given           = {}
  create          = true
  project         = "notes"
  domain          = "example.com"
  tags            = {}
  scopes          = { read = "Read access", write = "Write access" }
  routes          = { "GET /items" = { scopes = ["read"], target = "items" } }
  web_clients     = { web = { callback_urls = ["https://example.com/callback"], scopes = ["read"] } }
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

# One wrong value of each input; one plan tells all of them.
run "refused_1" {
  command = plan
  expect_failures = [
    output.project,
    output.tags,
    output.routes,
    output.jwt_authorizers,
    output.lambda_authorizers,
    output.functions,
    output.lambdas,
    output.http_backends,
    output.vpc_links,
    output.integrations,
    output.groups,
    output.scopes,
    output.web_clients,
    output.machine_clients,
    output.rotating_machine_clients,
    output.identity_providers,
    output.own_domain,
    output.own_pool,
    output.cors,
    output.stage,
    output.access_log,
    output.alarms,
    output.custom_domain,
    output.token_trigger,
  ]

  module {
    source = "./modules/inputs"
  }

  variables {
    project = "Notes"
    tags    = { "aws:team" = "shop" }

    # No authorization.
    routes = { "GET /items" = { target = "items" } }

    # An issuer that no token carries.
    jwt_authorizers = { partner = { issuer = "https://partner.eu.auth0.com", audience = ["shop"] } }

    # Answers kept for longer than AWS keeps them.
    lambda_authorizers = { keys = { result_ttl_in_seconds = 3601 } }

    # A function that an HTTP API wouldn't wait for.
    functions = { "bundled/items" = {}, "bundled/authorizer" = {}, items = { timeout = 31 } }

    # Targets that are none.
    lambdas       = { billing = "billing" }
    http_backends = { old = { url = "http://old.example.com" } }
    vpc_links     = { private = {} }
    integrations  = { nobody = { timeout_milliseconds = 1000 } }

    groups = { admin = { description = "Administrators", precedence = -1 } }
    scopes = { "notes/read" = "Read access", read = "Read", write = "Write" }

    web_clients              = { web = { callback_urls = ["http://example.com/callback"], scopes = ["read"] } }
    machine_clients          = { importer = { scopes = ["write"], access_token_minutes = 1441 } }
    rotating_machine_clients = { backup = { scopes = ["read"], current = "2026-a" } }
    identity_providers       = { corp = { kind = "ldap" } }

    sign_in_domain = { prefix = "my-cognito" }
    pool           = { password_policy = { minimum_length = 5 } }
    token_trigger  = { version = "V9_0", claims = {} }

    cors       = { allow_origins = ["https://*"], allow_credentials = true }
    stage      = { throttling = { rate_limit = 0 } }
    access_log = { existing_log_group = { arn = "arn:aws:logs:us-east-1:123456789012:log-group:shared" }, retention_in_days = 7 }
    alarms     = { latency = { threshold = -1 } }
    custom_domain = {
      domain_name     = "https://api.example.com"
      certificate_arn = "arn:aws:acm:us-east-1:123456789012:certificate/1"
    }
  }
}

run "refused_2" {
  command = plan
  expect_failures = [
    output.routes,
    output.jwt_authorizers,
    output.lambda_authorizers,
    output.functions,
    output.http_backends,
    output.integrations,
    output.groups,
    output.scopes,
    output.web_clients,
    output.machine_clients,
    output.rotating_machine_clients,
    output.identity_providers,
    output.own_domain,
    output.own_pool,
    output.cors,
    output.stage,
    output.access_log,
    output.token_trigger,
  ]

  module {
    source = "./modules/inputs"
  }

  variables {
    # An authorizer beside everybody.
    routes = { "GET /partner" = { authorizer = "partner", public = "a greeting for everybody", target = "items" } }

    # The discovery document instead of the issuer.
    jwt_authorizers = {
      partner = { issuer = "https://issuer.example.com/.well-known/openid-configuration", audience = ["shop"] }
    }
    lambda_authorizers = { keys = { response_type = "yes" } }

    functions     = { "bundled/items" = {}, "bundled/authorizer" = {}, orders = {} }
    http_backends = { old = { url = "https:///items" } }
    integrations  = { items = { timeout_milliseconds = 30001 } }

    groups                   = { "a,admin" = { description = "Two in one", precedence = 1 } }
    scope_identifier         = "shop api"
    existing_resource_server = true

    web_clients              = { web = { callback_urls = ["https://example.com"], scopes = ["read"], openid_scopes = ["mail"] } }
    machine_clients          = { importer = { scopes = [] } }
    rotating_machine_clients = { backup = { scopes = ["read"], current = "a", previous = "a" } }
    identity_providers       = { corp = { kind = "oidc", issuer = "https://corp.example.com" } }

    sign_in_domain = { domain = "auth.example.com" }
    pool           = { tier = "LITE", password_policy = { password_history_size = 3 } }

    # Misspelt: it would stop every sign-in.
    token_trigger = { version = "V1_0", claims = { claims = { plan = { atribute = "custom:plan" } } } }

    cors       = { allow_origins = ["https://example.com/app"] }
    stage      = { name = "my stage" }
    access_log = { existing_log_group = { arn = "/company/access" } }
  }
}

run "refused_3" {
  command = plan
  expect_failures = [
    output.routes,
    output.jwt_authorizers,
    output.functions,
    output.groups,
    output.web_clients,
    output.own_pool,
    output.access_log,
    output.custom_domain,
    output.token_trigger,
  ]

  module {
    source = "./modules/inputs"
  }

  variables {
    # Two authorizations.
    routes = { "GET /items" = { scopes = ["read"], iam = true, target = "items" } }

    jwt_authorizers = { partner = { issuer = "https://issuer.example.com", audience = [""] } }
    functions = {
      "bundled/items" = {}
      orders          = { package = "orders.zip", runtime = "node22", architecture = "arm", log_retention_in_days = 31 }
    }
    groups = { "power users" = { description = "", precedence = 1.5 } }

    # AWS accepts none of OpenID's scopes without openid.
    web_clients = {
      web = { callback_urls = ["https://example.com"], logout_urls = ["https://example.com/#out"], scopes = ["read"], openid_scopes = [] }
    }

    # Number without limits.
    pool       = { custom_attributes = { seats = { type = "Number" } } }
    access_log = { format = { requestId = "$context.requestId", ip = "$context.sourceIp", why = "$context.authorizer.error" } }

    # The API's own address is the way around mutual TLS.
    custom_domain = {
      domain_name     = "api.example.com"
      certificate_arn = "arn:aws:acm:us-east-1:123456789012:certificate/1"
      mutual_tls      = { truststore_uri = "s3://trust/store.pem" }
    }
    disable_execute_api_endpoint = false

    # An attribute that the pool lacks.
    token_trigger = { claims = { claims = { plan = { attribute = "custom:plan" } } } }
  }
}

# Public without a reason.
run "refused_4" {
  command = plan
  expect_failures = [
    output.routes,
  ]

  module {
    source = "./modules/inputs"
  }

  variables {
    routes = { "GET /items" = { public = " ", target = "items" } }
  }
}

# True is no reason.
run "refused_5" {
  command = plan
  expect_failures = [
    output.routes,
  ]

  module {
    source = "./modules/inputs"
  }

  variables {
    routes = { "GET /items" = { authenticated = true, target = "items" } }
  }
}

# An empty list of scopes would let every token in.
run "refused_6" {
  command = plan
  expect_failures = [
    output.routes,
  ]

  module {
    source = "./modules/inputs"
  }

  variables {
    routes = { "GET /items" = { scopes = [], target = "items" } }
  }
}

# Not a route key.
run "refused_7" {
  command = plan
  expect_failures = [
    output.routes,
  ]

  module {
    source = "./modules/inputs"
  }

  variables {
    routes = { "GET /{all+}/items" = { scopes = ["read"], target = "items" } }
  }
}

# One route to API Gateway.
run "refused_8" {
  command = plan
  expect_failures = [
    output.routes,
  ]

  module {
    source = "./modules/inputs"
  }

  variables {
    routes = {
      "GET /items/{id}"  = { scopes = ["read"], target = "items" }
      "GET /items/{key}" = { scopes = ["read"], target = "items" }
    }
  }
}

# Half a throttling.
run "refused_9" {
  command = plan
  expect_failures = [
    output.routes,
  ]

  module {
    source = "./modules/inputs"
  }

  variables {
    routes = { "GET /items" = { scopes = ["read"], target = "items", throttling = { burst_limit = 1, rate_limit = null } } }
  }
}

# A scope that is not declared.
run "refused_10" {
  command = plan
  expect_failures = [
    output.scopes,
  ]

  module {
    source = "./modules/inputs"
  }

  variables {
    routes = { "GET /items" = { scopes = ["reed"], target = "items" } }
  }
}

# A scope that nobody can obtain.
run "refused_11" {
  command = plan
  expect_failures = [
    output.scopes,
  ]

  module {
    source = "./modules/inputs"
  }

  variables {
    scopes = { read = "Read", write = "Write", admin = "Administration" }
    routes = { "GET /items" = { scopes = ["admin"], target = "items" } }
  }
}

# A token that no client gets.
run "refused_12" {
  command = plan
  expect_failures = [
    output.scopes,
  ]

  module {
    source = "./modules/inputs"
  }

  variables {
    web_clients     = {}
    machine_clients = {}
    routes          = { "GET /items" = { authenticated = "items are for every signed-in user", target = "items" } }
  }
}

# A target that is nowhere, and one that is twice.
run "refused_13" {
  command = plan
  expect_failures = [
    output.routes,
  ]

  module {
    source = "./modules/inputs"
  }

  variables {
    lambdas       = { backend = "arn:aws:lambda:us-east-1:123456789012:function:backend" }
    http_backends = { backend = { url = "https://backend.example.com" } }
    routes = {
      "GET /items" = { scopes = ["read"], target = "itmes" }
      "GET /old"   = { scopes = ["read"], target = "backend" }
    }
  }
}

# A guarded preflight beside a catch-all route.
run "refused_14" {
  command = plan
  expect_failures = [
    output.routes,
  ]

  module {
    source = "./modules/inputs"
  }

  variables {
    routes = {
      "ANY /stock/{id}"       = { scopes = ["read"], target = "items" }
      "OPTIONS /stock/{item}" = { scopes = ["read"], target = "items" }
    }
  }
}

# An authorizer that nobody declared.
run "refused_15" {
  command = plan
  expect_failures = [
    output.routes,
  ]

  module {
    source = "./modules/inputs"
  }

  variables {
    routes = { "GET /partner" = { authorizer = "patrner", scopes = ["read:items"], target = "items" } }
  }
}

# A trigger on a pool that is managed elsewhere, and one that the tier lacks.
run "refused_16" {
  command = plan
  expect_failures = [
    output.token_trigger,
  ]

  module {
    source = "./modules/inputs"
  }

  variables {
    existing_pool = { id = "eu-central-1_AbCdEfGhI" }
    token_trigger = { claims = {} }
  }
}

# Passkeys on pages that know passwords only.
run "refused_17" {
  command = plan
  expect_failures = [
    output.own_pool,
  ]

  module {
    source = "./modules/inputs"
  }

  variables {
    pool = { sign_in_policy = { passkeys = {} } }
  }
}

# Misspelt attributes, at every depth.
run "refused_18" {
  command = plan
  expect_failures = [
    output.routes,
  ]

  module {
    source = "./modules/inputs"
  }

  variables {
    given = {
      routes     = { "GET /partner" = { authenticated = "partner only", authoriser = "partner" } }
      pool       = { password_policy = { minimum_lenght = 20 } }
      access_log = { retention_days = 1 }
    }
    routes = { "GET /partner" = { authenticated = "partner only", target = "items" } }
  }
}
