output "apis" {
  description = "Where each API answers, who may call what, and where tokens come from."
  value = {
    notes = {
      api_id     = module.notes.api_id
      endpoint   = module.notes.api_endpoint
      issuer     = module.notes.issuer
      sign_in    = module.notes.sign_in_url
      scopes     = module.notes.scopes
      routes     = module.notes.routes
      client_ids = merge(module.notes.web_client_ids, module.notes.machine_client_ids)
    }
    stock = {
      api_id     = module.stock.api_id
      endpoint   = module.stock.api_endpoint
      issuer     = module.stock.issuer
      sign_in    = module.stock.sign_in_url
      scopes     = module.stock.scopes
      routes     = module.stock.routes
      client_ids = module.stock.machine_client_ids
    }
  }
}

output "machine_client_secrets" {
  description = "The secrets of the machine clients, by API and name."
  sensitive   = true
  value = {
    notes = module.notes.machine_client_secrets
    stock = module.stock.machine_client_secrets
  }
}
