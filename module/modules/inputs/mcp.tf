# MCP servers: routes that are open at the gateway, with a bundled function that verifies each token.

locals {
  # The function in front of each, named after the path.
  mcp_servers = {
    for key, route in local.routes : key => merge(route.mcp, {
      scopes = toset([for scope in coalesce(route.mcp.scopes, []) : scope if scope != null])
      # A tool whose scopes are null, or nothing but nulls, isn't named: it can't be called. One without any, [], asks for no further scope.
      tools = route.mcp.tools == null ? null : tomap({
        for tool, scopes in route.mcp.tools : tool => toset([for scope in scopes : scope if scope != null])
        if scopes == null ? false : length(scopes) == 0 || anytrue([for scope in scopes : scope != null])
      })
      allowed_origins = route.mcp.allowed_origins == null ? null : [for origin in route.mcp.allowed_origins : origin if origin != null]

      target = coalesce(route.target, "-")
      path   = try(replace(route.mcp.resource, "/^https:\\/\\/[^/]*/", ""), "")
      gate   = join("-", concat(coalescelist(compact(split("/", try(split(" ", key)[1], ""))), ["mcp"]), ["gate"]))
    }) if route.mcp != null
  }

  # Where clients find out how to get a token; the first by its key answers at the root too, where older clients look.
  mcp_well_known = merge(
    { "/.well-known/oauth-protected-resource" = "says where to get a token (RFC 9728)" },
    local.own_domain ? { "/.well-known/oauth-authorization-server" = "says how to get a token (RFC 8414)" } : {},
  )
  mcp_documents = merge([
    for key, server in local.mcp_servers : merge([
      for place, reason in local.mcp_well_known : {
        for path in distinct(concat(
          ["${place}${trimsuffix(server.path, "/")}"],
          key == keys(local.mcp_servers)[0] ? [place] : [],
        )) : "GET ${path}" => { gate = server.gate, public = reason }
      }
    ]...)
  ]...)

  mcp_faults = [
    for key, route in local.routes : jsonencode(key) if route.mcp == null ? false : (
      !can(regex("^https://[^/?#@]+(/[^?#]*)?$", coalesce(route.mcp.resource, "-"))) ||
      key != "ANY ${coalesce(local.mcp_servers[key].path, "/")}" ||
      length(local.mcp_servers[key].scopes) == 0 ||
      !contains(concat(keys(local.own_functions), local.known.bundled_functions), coalesce(route.target, "-"))
    )
  ]
}

output "mcp_servers" {
  description = "What the function in front of each MCP server is told, by the route's key."
  value       = local.mcp_servers

  precondition {
    condition     = length(local.mcp_faults) == 0
    error_message = <<-EOT
      [mcp-route] routes ${join(", ", local.mcp_faults)}: mcp needs an https address without query as resource, whose path is the
      key's ("ANY /mcp" for https://api.example.com/mcp), at least one of scopes, and as target one of functions.
    EOT
  }
}
