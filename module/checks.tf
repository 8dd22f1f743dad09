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
}
