# Generated from the constructs by `npm run module`: change those, not this file.

locals {
  route_scopes = { for key, route in var.routes : key => route.scopes == null ? tolist([]) : tolist(route.scopes) }

  named_scopes = merge(
    { for key, scopes in local.route_scopes : "routes ${jsonencode(key)}" => scopes },
    { for name, client in var.web_clients : "web_clients ${jsonencode(name)}" => tolist(client.scopes) },
    { for name, client in var.machine_clients : "machine_clients ${jsonencode(name)}" => tolist(client.scopes) },
  )

  scopes_unknown = [
    for place, scopes in local.named_scopes :
    "${place}: ${join(", ", setsubtract(scopes, keys(var.scopes)))}"
    if length(setsubtract(scopes, keys(var.scopes))) > 0
  ]

  # Declared, but no client of the module may ask for them. Clients that are managed elsewhere may.
  unused_scopes = setsubtract(keys(var.scopes), local.obtainable_scopes)

  scopes_unobtainable = [
    for key, scopes in local.route_scopes :
    "${jsonencode(key)}: ${join(", ", setintersection(scopes, local.unused_scopes))}"
    if length(setintersection(scopes, local.unused_scopes)) > 0 && length(var.accepted_client_ids) == 0
  ]

  routes_without_clients = [for key, said in local.authorization : jsonencode(key) if said == "JWT" && !local.has_clients]

  routes_without_target = [
    for key, route in var.routes : "${jsonencode(key)}: ${route.target}"
    if length([for targets in local.targets : true if contains(targets, route.target)]) != 1
  ]

  # The attributes that the bundled trigger makes claims from.
  claim_sources = !local.bundled_trigger ? [] : var.token_trigger.claims == null ? ["custom:org_id", "custom:org_tier", "custom:feature_flags"] : [
    for claim in try(values(var.token_trigger.claims.claims), []) : try(claim.attribute, "")
  ]

  claims_without_attribute = [
    for source in local.claim_sources : source
    if startswith(source, "custom:") && !contains(keys(var.pool.attributes), trimprefix(source, "custom:"))
  ]
}

check "access_log_off" {
  assert {
    condition     = var.access_log.enabled
    error_message = "[access-log-off] access_log.enabled is false: nobody will see who was refused, and why."
  }
}

check "pool_deletion_protection" {
  assert {
    condition     = var.pool.protected || var.existing_pool != null
    error_message = "[pool-deletion-protection] pool.protected is false: whoever may delete the user pool deletes its users."
  }
}

check "cors_method_missing" {
  assert {
    condition = !var.cors.enabled || contains(local.cors_methods, "*") || length(
      setsubtract(local.route_methods, concat(local.cors_methods, ["ANY", "OPTIONS"])),
    ) == 0
    error_message = "[cors-method-missing] cors.methods lacks ${join(", ", setsubtract(local.route_methods, local.cors_methods))}: browsers can't call the routes that have it."
  }
}

check "cors_header_missing" {
  assert {
    condition = !var.cors.enabled || length(
      setintersection([for header in var.cors.headers : lower(header)], ["authorization", "*"]),
    ) > 0
    error_message = "[cors-header-missing] cors.headers lacks authorization, which carries the token."
  }
}

check "cors_wildcard_confidential" {
  assert {
    condition = !var.cors.enabled || !contains(local.cors_origins, "*") || !anytrue([
      for client in var.web_clients : client.confidential
    ])
    error_message = "[cors-wildcard-confidential] cors.origins lets every page in, although a client keeps a secret on a server: name that server's pages."
  }
}
