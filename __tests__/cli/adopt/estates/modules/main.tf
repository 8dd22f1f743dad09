# An estate of modules in the manner of terraform-aws-modules: everything is `this`, routes and integrations come from one map.
terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}

provider "aws" {
  region = "us-east-1"

  default_tags {
    tags = { owner = "platform" }
  }
}

module "orders" {
  source = "./modules/function"

  name    = "orders"
  package = "${path.module}/items.zip"
  allowed_triggers = {
    ApiGatewayAny = { service = "apigateway", source_arn = "${module.api_gateway.api_execution_arn}/*/*" }
  }
}

module "reports" {
  source = "./modules/function"

  name    = "reports"
  package = "${path.module}/items.zip"
  allowed_triggers = {
    ApiGatewayReports = { service = "apigateway", source_arn = "${module.api_gateway.api_execution_arn}/*/GET/reports/{id}" }
  }
}

module "users" {
  source = "./modules/pool"

  name   = "shop-users"
  groups = { staff = 1, partner = 5 }
}

module "api_gateway" {
  source = "./modules/apigateway"

  name        = "shop"
  description = "Orders and reports"
  cors = {
    allow_headers = ["content-type", "authorization", "x-api-key"]
    allow_methods = ["*"]
    allow_origins = ["https://shop.example.com", "https://admin.example.com"]
  }
  authorizers = {
    users = { issuer = module.users.issuer, audience = [module.users.client_ids["app"]] }
    auth0 = { issuer = "https://shop.eu.auth0.com/", audience = ["https://shop.example.com"] }
  }
  routes = {
    "GET /orders"       = { uri = module.orders.arn, authorizer = "users", scopes = ["https://shop.example.com/orders.read"] }
    "POST /orders"      = { uri = module.orders.arn, authorizer = "users", scopes = ["https://shop.example.com/orders.write"] }
    "ANY /orders/{id}"  = { uri = module.orders.arn, authorizer = "users", timeout = 12000, payload = "1.0" }
    "GET /reports/{id}" = { uri = module.reports.arn, authorizer = "auth0", scopes = ["read:reports"] }
    "GET /status"       = { uri = "https://status.example.com/health", type = "HTTP_PROXY" }
    "$default"          = { uri = module.orders.arn, iam = true }
  }
  throttled = { "POST /orders" = { burst = 5, rate = 2 } }
  tags      = { service = "shop" }
}

output "endpoint" {
  value = module.api_gateway.api_endpoint
}
