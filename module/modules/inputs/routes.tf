# Who may call what. A route that doesn't say it fails the plan.

locals {
  routes = {
    for key, route in var.routes : key => merge(route, {
      scopes        = route.scopes == null ? null : toset([for scope in route.scopes : scope if scope != null])
      authenticated = route.authenticated == null ? null : trimspace(route.authenticated)
      public        = route.public == null ? null : trimspace(route.public)
      requires = route.requires == null ? null : {
        for name, accepted in route.requires : name => toset([for one in accepted : one if one != null])
      }
    })
    if var.create && route != null
  }

  # Not null where a route has none: HCL evaluates both sides of "and".
  authorizers = { for key, route in local.routes : key => route.authorizer == null ? "-" : route.authorizer }

  # How many of the ways to say who may call; a Lambda authorizer says it by itself.
  authorizations = {
    for key, route in local.routes : key => sum([
      route.scopes == null ? 0 : 1,
      route.authenticated == null ? 0 : 1,
      route.iam ? 1 : 0,
      route.public == null ? 0 : 1,
      route.mcp == null ? 0 : 1,
      contains(keys(local.lambda_authorizers), local.authorizers[key]) ? 1 : 0,
    ])
  }

  # To API Gateway, /items/{id} and /items/{name} are one path.
  shapes = { for key in keys(local.routes) : key => replace(key, "/\\{[^}+]+(\\+?)\\}/", "{$1}") }

  route_faults = {
    routes = {
      open = [
        for key, authorizer in local.authorizers : jsonencode(key)
        if local.authorizations[key] == 0 && contains(concat(["-"], keys(local.jwt_authorizers)), authorizer)
      ]
      ambiguous = [
        for key, route in local.routes : jsonencode(key)
        if local.authorizations[key] > 1 || (route.authorizer != null && (route.iam || route.public != null || route.mcp != null))
      ]
      authorizer = compact([join("; ", [
        for key, authorizer in local.authorizers : "${jsonencode(key)}: ${authorizer}"
        if authorizer != "-" && !contains(local.authorizer_names, authorizer)
      ])])
      requires = [
        for key, route in local.routes : jsonencode(key)
        if route.requires != null && !contains(keys(local.bundled_authorizers), local.authorizers[key])
      ]
      group = compact([join("; ", [
        for key, route in local.routes : "${jsonencode(key)}: ${join(", ", setsubtract(route.requires.groups, keys(local.groups)))}"
        if route.requires == null || var.existing_pool != null ? false : length(setsubtract(route.requires.groups, keys(local.groups))) > 0
      ])])
      public = [
        for key, route in local.routes : jsonencode(key)
        if route.public == null ? false : can(regex(local.patterns.no_reason, route.public))
      ]
      authenticated = [
        for key, route in local.routes : jsonencode(key)
        if route.authenticated == null ? false : can(regex(local.patterns.no_reason, route.authenticated))
      ]
      no_scopes   = [for key, route in local.routes : jsonencode(key) if route.scopes == null ? false : length(route.scopes) == 0]
      many_scopes = [for key, route in local.routes : jsonencode(key) if route.scopes == null ? false : length(route.scopes) > 10]
      blank_scope = [
        for key, route in local.routes : jsonencode(key)
        if anytrue([for scope in coalesce(route.scopes, []) : !can(regex("^[\\x21\\x23-\\x5B\\x5D-\\x7E]+$", scope))])
      ]
      # Of all keys at once: Terraform compiles a pattern anew for each text that it is looked for in.
      key = formatlist("%q", setsubtract(keys(local.routes), local.route_keys))
      variable = [
        for key, names in { for key in keys(local.routes) : key => flatten(regexall("\\{([^}+]+)", key)) } : jsonencode(key)
        if length(names) > length(distinct(names))
      ]
      duplicate = compact([join("; ", [
        for keys in { for key, shape in local.shapes : shape => key... } : join(" and ", formatlist("%q", keys))
        if length(keys) > 1
      ])])
      no_target = [for key, route in local.routes : jsonencode(key) if route.target == null]
      target = compact([join("; ", [
        for key, route in local.routes : "${jsonencode(key)}: ${route.target}"
        if route.target != null && local.target_counts[coalesce(route.target, "-")] != 1
      ])])
      throttling = [
        for key, route in local.routes : jsonencode(key)
        if route.throttling == null ? false : (
          coalesce(route.throttling.burst_limit, 0) < 1 || coalesce(route.throttling.rate_limit, 0) <= 0 ||
          floor(coalesce(route.throttling.burst_limit, 0)) != coalesce(route.throttling.burst_limit, 0)
        )
      ]
    }
  }

  # A guarded ANY or $default route would refuse browsers' preflights, so each gets an open OPTIONS route beside it.
  catch_alls = [
    for key, route in local.routes : key
    if var.cors.enabled && route.public == null && route.mcp == null && can(regex("^(\\$default$|ANY /)", key))
  ]
  preflight_keys = distinct(flatten([
    for key in local.catch_alls : key == "$default" ? ["OPTIONS /", "OPTIONS /{proxy+}"] : ["OPTIONS ${split(" ", key)[1]}"]
  ]))
  preflight_shapes = { for key in local.preflight_keys : key => replace(key, "/\\{[^}+]+(\\+?)\\}/", "{$1}") }
  preflights       = [for key, shape in local.preflight_shapes : key if !contains(values(local.shapes), shape)]

  preflights_caught = [
    for key, shape in local.preflight_shapes : jsonencode(key)
    if anytrue([for own, route in local.routes : local.shapes[own] == shape && route.public == null])
  ]

  # As the resources need them.
  resolved_routes = merge(
    {
      for key, route in local.routes : key => {
        authorization = (
          route.public != null || route.mcp != null ? "NONE" :
          route.iam ? "AWS_IAM" :
          contains(keys(local.lambda_authorizers), local.authorizers[key]) ? "CUSTOM" :
          "JWT"
        )
        authorizer       = route.authorizer
        authenticated    = route.authenticated
        public           = route.public
        scopes           = route.scopes
        target           = route.mcp == null ? coalesce(route.target, "-") : local.mcp_servers[key].gate
        kind             = route.mcp == null ? lookup(local.target_kinds, coalesce(route.target, "-"), "function") : "function"
        throttling       = route.throttling
        detailed_metrics = route.detailed_metrics
      }
    },
    {
      for key, document in local.mcp_documents : key => {
        authorization    = "NONE"
        authorizer       = null
        authenticated    = null
        public           = document.public
        scopes           = null
        target           = document.gate
        kind             = "function"
        throttling       = null
        detailed_metrics = null
      }
    },
    {
      for key in local.preflights : key => {
        authorization    = "NONE"
        authorizer       = null
        authenticated    = null
        public           = "preflights carry no token; the answer is empty"
        scopes           = null
        target           = local.preflight_function
        kind             = "function"
        throttling       = null
        detailed_metrics = null
      }
    },
  )

  # Those that AWS accepts: no method of another says anything about CORS.
  route_keys    = regexall(local.patterns.route_key, join("\n", keys(local.routes)))
  route_methods = sort(distinct([for key in local.route_keys : key == "$default" ? "ANY" : split(" ", key)[0]]))
}

output "routes" {
  description = "Every route, those for preflights included: AWS's word for its authorization, its authorizer's name, and its target."
  value       = local.resolved_routes

  precondition {
    condition     = length(local.unknown_attributes) == 0
    error_message = "[input-unknown] No input has these attributes:\n${join("\n", local.unknown_attributes)}"
  }

  precondition {
    condition     = length(local.empty_requirements) == 0
    error_message = <<-EOT
      [input-value] An empty list requires nothing, so every token would pass: ${join("; ", local.empty_requirements)}. Name what a token
      needs, or leave the list out.
    EOT
  }

  precondition {
    condition     = length(local.pool_without_effect) == 0
    error_message = <<-EOT
      [input-value] pool sets ${join(", ", local.pool_without_effect)}, but existing_pool is managed elsewhere, and the module doesn't
      change it. Set that where the pool is managed, or leave out existing_pool.
    EOT
  }

  precondition {
    condition = length(flatten(values(local.route_faults.routes))) == 0
    error_message = join("\n", [
      for fault, sentence in {
        open          = <<-EOT
          [route-open] routes %s: no authorization. Say who may call it: scopes = ["…"], authenticated =
          "the reason", iam = true, public = "the reason", or mcp = { … }.
        EOT
        ambiguous     = <<-EOT
          [route-ambiguous] routes %s: more than one of scopes, authenticated, iam, public, mcp and a
          Lambda authorizer, or an authorizer beside iam, public or mcp. Keep one.
        EOT
        authorizer    = <<-EOT
          [route-authorizer] Authorizers of routes must be named in jwt_authorizers or lambda_authorizers:
          %s. Add them there, or leave authorizer out for tokens of the pool.
        EOT
        requires      = <<-EOT
          [route-requires-ignored] routes %s: only the bundled function of a Lambda authorizer reads
          requires. Name such an authorizer, or leave requires out.
        EOT
        group         = <<-EOT
          [route-requires-group] routes %s: no such group is declared, so no token carries it. Declare it
          in groups; write issuer_groups for one that is managed elsewhere.
        EOT
        public        = <<-EOT
          [route-public-reason] routes %s: public without a reason. Say why, e.g. public = "health check
          of the load balancer".
        EOT
        authenticated = <<-EOT
          [route-without-scopes] routes %s: authenticated without a reason. Say why
          any token is enough, e.g. authenticated = "the handler shows the caller's own claims only"; where it isn't, name scopes instead.
        EOT
        no_scopes     = <<-EOT
          [route-open] routes %s: an empty list of scopes, which would let every token in. Name a
          scope, or say authenticated = "the reason".
        EOT
        many_scopes   = "[quota-scopes] routes %s: more than 10 scopes; a route takes 10."
        blank_scope   = <<-EOT
          [scope-name] routes %s: a scope that no token can carry. Write it without blanks, quotation
          marks and backslashes.
        EOT
        key           = <<-EOT
          [route-key-shape] routes %s: not a route key that AWS accepts. Write it like "GET /items/{id}",
          "ANY /{proxy+}" or "$default".
        EOT
        variable      = <<-EOT
          [route-key-shape] routes %s: two variables of one name, for which the function gets one value.
          Give each a name of its own.
        EOT
        duplicate     = <<-EOT
          [route-duplicate] routes %s: these differ in the names of their variables only, which are one
          route to AWS. Remove one.
        EOT
        no_target     = "[route-target] routes %s: nothing answers. Add target = \"…\"."
        target        = <<-EOT
          [route-target] Targets of routes must be named in exactly one of functions, lambdas, http_backends and services, or be bundled
          functions (${join(", ", local.known.bundled_functions)}): %s.
        EOT
        throttling    = <<-EOT
          [throttling-incomplete] routes %s: throttling needs a whole burst_limit of at
          least 1 and a rate_limit above 0; API Gateway would answer every call 429.
        EOT
      } : replace(chomp(sentence), "%s", join(", ", local.route_faults.routes[fault]))
      if length(local.route_faults.routes[fault]) > 0
    ])
  }

  precondition {
    condition     = length(local.targets) <= 300
    error_message = <<-EOT
      [quota-integrations] There are ${length(local.targets)} targets; an API takes 300 integrations, which AWS doesn't raise. Let routes
      share targets.
    EOT
  }

  precondition {
    condition     = length(local.preflights_caught) == 0
    error_message = <<-EOT
      [preflight-requires-token] CORS is on, and ${join(", ", local.preflights_caught)} asks for authorization beside a catch-all route, so
      browsers' preflights get 401. Remove it, and the module adds an open one; or say public = "the reason" there.
    EOT
  }
}
