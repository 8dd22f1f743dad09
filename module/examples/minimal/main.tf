provider "aws" {
  region = var.region
}

# One route for programs, and nothing that isn't needed for it.
module "auth_api" {
  source = "../.."

  project = "reports"
  domain  = "example.com"

  scopes          = { read = "Read reports" }
  machine_clients = { importer = { scopes = ["read"] } }
  routes          = { "GET /reports" = { scopes = ["read"], target = "items" } }
}
