provider "aws" {
  region = var.region
}

# Two APIs, each with a user pool of its own.

module "notes" {
  source = "../../module"

  project = "${var.environment}-notes"
  domain  = "notes.example.com"
  tags    = { api = "notes", environment = var.environment }
  pool    = { deletion_protection = var.protected }

  groups = {
    admin = { description = "Administrators", precedence = 1 }
    user  = { description = "Everybody else", precedence = 10 }
  }

  scopes = {
    read  = "Read notes"
    write = "Write notes"
  }
  web_clients = {
    web = {
      callback_urls = ["https://notes.example.com/callback"]
      logout_urls   = ["https://notes.example.com/logout"]
      scopes        = ["read", "write"]
    }
  }
  machine_clients = {
    backup = { scopes = ["read"] }
    import = { scopes = ["read", "write"] }
  }

  routes = {
    "GET /hello"   = { public = "a greeting for everybody", target = "hello" }
    "GET /profile" = { scopes = ["read"], target = "profile" }
    "POST /notes"  = { scopes = ["write"], target = "create-note", throttling = { burst_limit = 20, rate_limit = 10 } }
  }
}

module "stock" {
  source = "../../module"

  project = "${var.environment}-stock"
  domain  = "stock.example.com"
  tags    = { api = "stock", environment = var.environment }
  pool    = { deletion_protection = var.protected, mfa = "off" }

  scopes = {
    read = "Read the stock"
    fill = "Fill the stock"
  }
  # No people here: the APIs of this company talk to one another.
  sign_in_domain = { prefix = "${var.environment}-stock-tokens" }
  machine_clients = {
    shop      = { scopes = ["read"], access_token_minutes = 15 }
    warehouse = { scopes = ["read", "fill"], access_token_minutes = 15 }
  }

  functions = { items = { memory_size = 512, log_retention_in_days = 7 } }
  routes = {
    "GET /items"  = { scopes = ["read"], target = "items" }
    "POST /items" = { scopes = ["fill"], target = "items" }
  }
  cors  = { enabled = false }
  stage = { name = "live" }
}
