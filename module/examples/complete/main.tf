# Beside what exists already: a user pool, a function and a log group of another team.

provider "aws" {
  region = var.region
}

module "auth_api" {
  source = "../.."

  project          = "billing"
  domain           = "example.com"
  scope_identifier = "billing"

  existing_pool       = { id = var.user_pool_id }
  accepted_client_ids = { portal = var.portal_client_id }

  scopes = {
    read = "Read bills"
    pay  = "Pay bills"
  }
  machine_clients = {
    ledger = {
      scopes          = ["read"]
      secrets_manager = { name = "billing/ledger" }
    }
  }

  lambdas       = { billing = var.billing_function_arn }
  http_backends = { archive = { url = "https://archive.example.com/bills/{id}" } }
  routes = {
    "GET /bills"          = { scopes = ["read"], target = "billing" }
    "POST /bills/{id}"    = { scopes = ["pay"], target = "billing", throttling = { burst_limit = 5, rate_limit = 1 } }
    "GET /archive/{id}"   = { scopes = ["read"], target = "archive" }
    "GET /me"             = { authenticated = "the handler shows the caller's own claims only", target = "profile" }
    "POST /internal/jobs" = { iam = true, target = "billing" }
    "GET /health"         = { public = "health check of the load balancer", target = "hello" }
  }

  custom_domain = {
    domain_name     = "billing.example.com"
    certificate_arn = var.certificate_arn
    hosted_zone     = { id = var.zone_id }
  }

  cors       = { allow_origins = ["https://portal.example.com"] }
  access_log = { existing_log_group = { arn = var.log_group_arn } }
  stage      = { throttling = { burst_limit = 50, rate_limit = 25 } }
}

# The module gives its functions nothing but their logs; what they need besides is said here.
resource "aws_iam_role_policy" "profile_reads_its_table" {
  name = "read-profiles"
  role = module.auth_api.function_roles["profile"]
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = ["dynamodb:GetItem"]
      Resource = ["arn:aws:dynamodb:*:*:table/profiles"]
    }]
  })
}
