# Generated from the constructs by `npm run module`: change those, not this file.

locals {
  # Of the pool's own tokens; what others carry is known to their issuers.
  route_scopes = {
    for key, route in var.routes : key => tolist(route.scopes)
    if route.scopes != null && route.authorizer == null
  }

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

  # One of a route's scopes is enough for a caller, so one that can be had is enough for the route.
  scopes_unobtainable = [
    for key, scopes in local.route_scopes :
    "${jsonencode(key)}: ${join(", ", scopes)}"
    if length(scopes) > 0 && length(setsubtract(scopes, local.unused_scopes)) == 0 && length(var.accepted_client_ids) == 0
  ]

  routes_without_clients = [
    for key, said in local.authorization : jsonencode(key)
    if said == "JWT" && local.routes[key].authorizer == null && !local.has_clients
  ]

  routes_without_authorizer = [
    for key, route in var.routes : "${jsonencode(key)}: ${route.authorizer}"
    if route.authorizer == null ? false : !contains(keys(var.jwt_authorizers), route.authorizer)
  ]

  routes_without_target = [
    for key, route in var.routes : "${jsonencode(key)}: ${route.target}"
    if length([for targets in local.targets : true if contains(targets, route.target)]) != 1
  ]

  guarded = anytrue([for said in values(local.authorization) : said != "NONE"])

  guarded_shapes = [for key, route in var.routes : replace(key, "/\\{[^}+]+(\\+?)\\}/", "{$1}") if route.public == null]

  # A catch-all route gets an open OPTIONS route beside it, unless the caller has put a guarded one there.
  preflights_caught = [
    for key in local.catch_all_keys : jsonencode(key)
    if contains(local.guarded_shapes, key == "$default" ? "OPTIONS /{+}" : "OPTIONS ${split(" ", replace(key, "/\\{[^}+]+(\\+?)\\}/", "{$1}"))[1]}")
  ]

  # The attributes that the bundled trigger makes claims from.
  claim_sources = distinct(compact(!local.bundled_trigger ? [] : var.token_trigger.claims == null ? ["custom:org_id", "custom:org_tier", "custom:feature_flags"] : [
    for claim in try(values(var.token_trigger.claims.claims), []) : try(claim.attribute, "")
  ]))

  claims_without_attribute = [
    for source in local.claim_sources : source
    if startswith(source, "custom:") && !contains(keys(var.pool.attributes), trimprefix(source, "custom:"))
  ]

  # A client that lists nothing lets its users write everything.
  writable_claim_sources = {
    for name, client in var.web_clients : name => setintersection(
      local.claim_sources,
      length(client.writable_attributes) == 0 ? toset(local.claim_sources) : client.writable_attributes,
    )
  }

  writable_claims = [
    for name, sources in local.writable_claim_sources : "${jsonencode(name)}: ${join(", ", sources)}"
    if length(sources) > 0
  ]

  # From that day on a runtime gets no security patches.
  retired_runtimes = {
    "nodejs24.x"      = { since = "2028-04-30", next = "its successor" }
    "nodejs22.x"      = { since = "2027-04-30", next = "nodejs24.x" }
    "nodejs20.x"      = { since = "2026-04-30", next = "nodejs24.x" }
    "nodejs18.x"      = { since = "2025-09-01", next = "nodejs24.x" }
    "nodejs16.x"      = { since = "2024-06-12", next = "nodejs24.x" }
    "nodejs14.x"      = { since = "2023-12-04", next = "nodejs24.x" }
    "nodejs12.x"      = { since = "2023-03-31", next = "nodejs24.x" }
    "nodejs10.x"      = { since = "2021-07-30", next = "nodejs24.x" }
    "python3.14"      = { since = "2029-06-30", next = "its successor" }
    "python3.13"      = { since = "2029-06-30", next = "python3.14" }
    "python3.12"      = { since = "2028-10-31", next = "python3.13" }
    "python3.11"      = { since = "2027-06-30", next = "python3.13" }
    "python3.10"      = { since = "2026-10-31", next = "python3.13" }
    "python3.9"       = { since = "2025-12-15", next = "python3.13" }
    "python3.8"       = { since = "2024-10-14", next = "python3.13" }
    "python3.7"       = { since = "2023-12-04", next = "python3.13" }
    "python3.6"       = { since = "2022-07-18", next = "python3.13" }
    "python2.7"       = { since = "2021-07-15", next = "python3.13" }
    java25            = { since = "2029-06-30", next = "its successor" }
    java21            = { since = "2029-06-30", next = "java25" }
    java17            = { since = "2027-06-30", next = "java21" }
    java11            = { since = "2027-06-30", next = "java21" }
    "java8.al2"       = { since = "2027-06-30", next = "java21" }
    java8             = { since = "2024-01-08", next = "java21" }
    "provided.al2023" = { since = "2029-06-30", next = "its successor" }
    "provided.al2"    = { since = "2026-07-31", next = "provided.al2023" }
    provided          = { since = "2024-01-08", next = "provided.al2023" }
    "go1.x"           = { since = "2024-01-08", next = "provided.al2023" }
    dotnet10          = { since = "2028-11-14", next = "its successor" }
    dotnet8           = { since = "2026-11-10", next = "dotnet10" }
    dotnet6           = { since = "2024-12-20", next = "dotnet10" }
    "dotnet5.0"       = { since = "2022-05-10", next = "dotnet10" }
    "dotnetcore3.1"   = { since = "2023-04-03", next = "dotnet10" }
    "dotnetcore2.1"   = { since = "2022-01-05", next = "dotnet10" }
    "ruby3.4"         = { since = "2028-03-31", next = "its successor" }
    "ruby3.3"         = { since = "2027-03-31", next = "ruby3.4" }
    "ruby3.2"         = { since = "2026-03-31", next = "ruby3.4" }
    "ruby2.7"         = { since = "2023-12-07", next = "ruby3.4" }
    "ruby2.5"         = { since = "2021-07-30", next = "ruby3.4" }
  }

  functions_retired = [
    for name, function in local.functions :
    "${jsonencode(name)} runs on ${function.runtime} (write ${local.retired_runtimes[function.runtime].next})"
    if timecmp(plantimestamp(), "${try(local.retired_runtimes[function.runtime].since, "9999-12-31")}T00:00:00Z") >= 0
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
    condition = !var.cors.enabled || !local.guarded || contains(
      [for header in var.cors.headers : lower(header)],
      "authorization",
    )
    error_message = "[cors-header-missing] cors.headers lacks authorization, which carries the token; by the Fetch standard * doesn't stand for it."
  }
}

check "cors_wildcard_confidential" {
  assert {
    condition = !var.cors.enabled || !contains(local.cors_origins, "*") || !(
      anytrue([for client in var.web_clients : client.confidential]) || (
        length(var.web_clients) + length(var.accepted_client_ids) == 0 && length(var.machine_clients) > 0
      )
    )
    error_message = "[cors-wildcard-confidential] cors.origins lets every page in, although a client keeps a secret on a server: name that server's pages, or switch CORS off if only servers call."
  }
}

check "claim_attribute_writable" {
  assert {
    condition     = length(local.writable_claims) == 0
    error_message = "[claim-attribute-writable] Users can write what token claims are made from, and so say themselves what they may do: web_clients ${join("; ", local.writable_claims)}. List in writable_attributes what users may write, without it."
  }
}

check "group_precedence" {
  assert {
    condition     = length(distinct([for group in var.groups : group.precedence])) == length(var.groups)
    error_message = "[group-precedence] groups: two of them have the same precedence, so for members of both neither group's role is preferred. Give each its own; 0 is the highest."
  }
}

check "log_authorizer_error" {
  assert {
    condition = !var.access_log.enabled || !(local.has_clients || length(var.jwt_authorizers) > 0) || contains(
      values(var.access_log.format),
      "$context.authorizer.error",
    )
    error_message = "[log-authorizer-error] access_log.format doesn't say why a caller got 401 or 403. Add a field like authorizerError = \"$context.authorizer.error\"."
  }
}

check "log_policy_overflow" {
  assert {
    condition = !local.own_access_log || var.access_log.log_group_name == null ? true : startswith(
      var.access_log.log_group_name,
      "/aws/vendedlogs/",
    )
    error_message = "[log-policy-overflow] access_log.log_group_name is outside /aws/vendedlogs/: each such group takes room in one resource policy of 5120 characters that all APIs of the account and region share; when it is full, AWS refuses the delivery."
  }
}

check "quota_authorizers" {
  assert {
    condition     = length(var.jwt_authorizers) + (local.has_clients ? 1 : 0) <= 10
    error_message = "[quota-authorizers] The API has ${length(var.jwt_authorizers) + (local.has_clients ? 1 : 0)} authorizers, the pool's included; AWS takes 10 unless the quota (Authorizers per API) is raised."
  }
}

check "quota_routes" {
  assert {
    condition     = length(local.routes) <= 300
    error_message = "[quota-routes] The API has ${length(local.routes)} routes, those for preflights included; AWS takes 300 unless the quota (Routes per API) is raised."
  }
}

check "runtime_retired" {
  assert {
    condition     = length(local.functions_retired) == 0
    error_message = "[runtime-retired] AWS has retired these functions' runtimes, which get no security patches any more: functions ${join("; ", local.functions_retired)}."
  }
}
