# The one catalogue of scopes.

locals {
  scopes           = { for name, description in var.scopes : name => description if var.create && description != null }
  own_scopes       = length(local.scopes) > 0 && !var.existing_resource_server
  scope_identifier = var.scope_identifier == null ? "https://api.${var.domain}" : var.scope_identifier

  # Which scopes are named where. Those of other issuers' tokens are known to their issuers.
  route_scopes = {
    for key, route in local.routes : key => setsubtract(route.scopes, [""])
    if route.scopes != null && route.authorizer == null
  }
  named_scopes = merge(
    { for key, scopes in local.route_scopes : "routes ${jsonencode(key)}" => scopes },
    {
      for key, route in local.routes : "routes ${jsonencode(key)}.requires" => route.requires.scopes
      if route.requires == null ? false : length(route.requires.scopes) > 0
    },
    { for key, server in local.mcp_servers : "routes ${jsonencode(key)}.mcp.scopes" => server.scopes },
    merge([
      for key, server in local.mcp_servers : {
        for tool, scopes in coalesce(server.tools, {}) : "routes ${jsonencode(key)}.mcp.tools.${tool}" => scopes
      }
    ]...),
    { for name, item in local.web_clients : "web_clients ${jsonencode(name)}" => item.scopes },
    { for name, item in local.machine_clients : "machine_clients ${jsonencode(name)}" => item.scopes },
    { for name, item in local.rotating_clients : "rotating_machine_clients ${jsonencode(name)}" => item.scopes },
  )
  obtainable_scopes = toset(flatten([
    [for item in local.web_clients : tolist(item.scopes)],
    [for item in local.machine_clients : tolist(item.scopes)],
    [for item in local.rotating_clients : tolist(item.scopes)],
  ]))

  scope_faults = {
    scopes = {
      name = [for name in keys(local.scopes) : jsonencode(name) if !can(regex("^[\\x21\\x23-\\x2E\\x30-\\x5B\\x5D-\\x7E]{1,256}$", name))]
      description = [
        for name, description in local.scopes : jsonencode(name) if trimspace(description) == "" || length(description) > 256
      ]
      unknown = compact([join("; ", [
        for place, scopes in local.named_scopes :
        "${place}: ${join(", ", [for scope in setsubtract(scopes, keys(local.scopes)) : scope if !strcontains(scope, "/")])}"
        if anytrue([for scope in setsubtract(scopes, keys(local.scopes)) : !strcontains(scope, "/")])
      ])])
      # As tokens carry it, which is what is copied from elsewhere.
      full = compact([join("; ", [
        for place, scopes in local.named_scopes :
        "${place}: ${join(", ", [for scope in setsubtract(scopes, keys(local.scopes)) : scope if strcontains(scope, "/")])}"
        if anytrue([for scope in setsubtract(scopes, keys(local.scopes)) : strcontains(scope, "/")])
      ])])
      # One of a route's scopes is enough for a caller, so one that can be had is enough for the route.
      unobtainable = compact([join("; ", [
        for key, scopes in local.route_scopes : "${jsonencode(key)}: ${join(", ", scopes)}"
        if length(scopes) > 0 && length(local.accepted_client_ids) == 0 && length(setsubtract(scopes, keys(local.scopes))) == 0
        && length(setintersection(scopes, local.obtainable_scopes)) == 0
      ])])
      no_client = compact([join("; ", [
        for key, route in local.resolved_routes : jsonencode(key)
        if route.authorization == "JWT" && route.authorizer == null && !local.has_clients && lookup(local.authorizations, key, 1) > 0
      ])])
    }
  }
}

output "scopes" {
  description = "Every scope with its description."
  value       = local.scopes

  precondition {
    condition = length(flatten(values(local.scope_faults.scopes))) == 0
    error_message = join("\n", [
      for fault, sentence in {
        name         = <<-EOT
          [scope-name] scopes %s: can't name a scope: 1 to 256 characters without slash, space, quotation
          mark and backslash. Write the bare name: the identifier is put before it.
        EOT
        description  = <<-EOT
          [scope-name] scopes %s: no description, or one of more than 256 characters. Say what the
          scope allows: Cognito requires it.
        EOT
        unknown      = <<-EOT
          [scope-unknown] Not declared in scopes: %s. Declare it there. Declared:
          ${join(", ", concat(keys(local.scopes), length(local.scopes) == 0 ? ["none"] : []))}.
        EOT
        full         = <<-EOT
          [scope-unknown] Not declared in scopes: %s. No name there has a slash: write it without the identifier, which
          is put before it.
        EOT
        unobtainable = <<-EOT
          [scope-unobtainable] No client may ask for what these routes require: %s. Add it to the
          scopes of a web client or a machine client.
        EOT
        no_client    = <<-EOT
          [scope-unobtainable] These routes require a token, and there is no client that could get one:
          %s. Add a web client or a machine client, or name one in accepted_client_ids.
        EOT
      } : replace(chomp(sentence), "%s", join(", ", local.scope_faults.scopes[fault]))
      if length(local.scope_faults.scopes[fault]) > 0
    ])
  }

  precondition {
    condition     = length(local.scopes) <= 100
    error_message = "[scope-name] scopes has ${length(local.scopes)} entries; a resource server takes at most 100."
  }

  precondition {
    condition     = var.scope_identifier == null ? true : can(regex("^[\\x21\\x23-\\x5B\\x5D-\\x7E]{1,256}$", var.scope_identifier))
    error_message = <<-EOT
      [scope-identifier] scope_identifier can't begin a scope. Write 1 to 256 characters without blanks, quotation marks and backslashes.
    EOT
  }

  precondition {
    condition     = !var.existing_resource_server || var.existing_pool != null
    error_message = <<-EOT
      [scope-server] existing_resource_server says that the resource server is managed elsewhere, but the pool is made here and can have
      none yet. Name existing_pool, or leave it out.
    EOT
  }
}

output "own_scopes" {
  description = "Whether a resource server is made."
  value       = local.own_scopes
}

output "scope_identifier" {
  description = "What every scope string begins with."
  value       = local.scope_identifier
}
