# AWS keeps in us-east-1 what CloudFront uses of AWS WAF, Secrets Manager's secret among the rest; the API may lie elsewhere, by a second provider.
provider "aws" {
  region = "us-east-1"
}

module "auth_api" {
  source = "../.."

  project = "orders"
  domain  = var.domain

  scopes      = { read = "Read orders" }
  groups      = { staff = { description = "Who packs them", precedence = 1 } }
  web_clients = { shop = { callback_urls = ["https://${var.domain}/callback"], scopes = ["read"] } }

  # Its function denies what doesn't come by the distribution. A JWT authorizer can't tell.
  lambda_authorizers = { token = { origin_header = module.distribution.origin_header } }
  routes = {
    "GET /orders" = { authorizer = "token", requires = { groups = ["staff"] }, target = "items" }
  }
}

module "distribution" {
  source = "../../modules/distribution"

  name       = "orders"
  origin     = module.auth_api.distribution_origin
  rate_limit = 2000
}
