# Terraform drops an attribute that an object's type doesn't know, without a word: a misspelt one would leave a route or a client wider
# than its author wrote it. What the types have dropped of the caller's objects is told here.

locals {
  # Maps of objects, and objects; what was kept of them.
  typed_maps = {
    for name, kept in {
      routes                   = var.routes
      jwt_authorizers          = var.jwt_authorizers
      lambda_authorizers       = var.lambda_authorizers
      functions                = var.functions
      http_backends            = var.http_backends
      services                 = var.services
      vpc_links                = var.vpc_links
      integrations             = var.integrations
      groups                   = var.groups
      web_clients              = var.web_clients
      machine_clients          = var.machine_clients
      rotating_machine_clients = var.rotating_machine_clients
      identity_providers       = var.identity_providers
      stages                   = var.stages
    } : name => kept if contains(keys(var.given), name)
  }
  typed_objects = {
    for name, kept in {
      sign_in_domain = var.sign_in_domain
      token_trigger  = var.token_trigger
      triggers       = var.triggers
      pool           = var.pool
      existing_pool  = var.existing_pool
      cors           = var.cors
      stage          = var.stage
      access_log     = var.access_log
      alarms         = var.alarms
      custom_domain  = var.custom_domain
    } : name => kept if contains(keys(var.given), name) && nonsensitive(sensitive(kept != null))
  }

  # Attributes that are objects themselves.
  nested = {
    routes             = ["requires", "mcp", "throttling"]
    lambda_authorizers = ["function", "origin_header"]
    http_backends      = ["existing_vpc_link"]
    services           = ["existing_role"]
    functions          = ["s3", "vpc", "existing_role", "file_system"]
    stages             = ["throttling"]
    machine_clients    = ["secrets_manager"]
    web_clients        = ["refresh_token_rotation"]
    pool               = ["email", "messages", "password_policy", "sign_in_policy", "sms", "threat_responses"]
    token_trigger      = ["function"]
    triggers           = local.known.trigger_order
    stage              = ["throttling"]
    access_log         = ["existing_log_group"]
    alarms             = ["client_errors", "server_errors", "latency", "authorizer_errors"]
    custom_domain      = ["hosted_zone", "mutual_tls"]

    "pool.sms"            = ["existing_role"]
    "pool.messages"       = ["code", "invitation", "verification"]
    "pool.sign_in_policy" = ["passkeys"]
    "pool.threat_responses" = [
      "low", "medium", "high", "blocked_mail", "second_factor_mail", "passed_mail",
    ]
  }

  objects = concat(
    flatten([
      for input, items in local.typed_maps : [
        for key, item in var.given[input] : {
          kind  = input
          path  = "${input}[${jsonencode(key)}]"
          given = item
          kept  = keys(items[key])
          inner = {
            for name in lookup(local.nested, input, []) : name => items[key][name]
            if nonsensitive(sensitive(contains(keys(item), name) ? item[name] != null : false))
          }
        }
        if nonsensitive(sensitive(item != null))
      ]
      # Of a hundred routes most have what all of them may have, and hold no objects: that is seen of all at once.
      if nonsensitive(sensitive(length(setsubtract(
        flatten([for item in var.given[input] : keys(item) if nonsensitive(sensitive(item != null))]),
        try(setsubtract(keys(values(items)[0]), lookup(local.nested, input, [])), []),
      )) > 0))
    ]),
    [
      for input, item in local.typed_objects : {
        kind  = input
        path  = input
        given = var.given[input]
        kept  = keys(item)
        inner = {
          for name in lookup(local.nested, input, []) : name => item[name]
          if nonsensitive(sensitive(contains(keys(var.given[input]), name) ? var.given[input][name] != null : false))
        }
      }
    ],
  )
  inner_objects = flatten([
    for object in local.objects : [
      for name, kept in object.inner : {
        path  = "${object.path}.${name}"
        given = object.given[name]
        kept  = keys(kept)
        inner = {
          for inner in lookup(local.nested, "${object.kind}.${name}", []) : inner => kept[inner]
          if nonsensitive(sensitive(contains(keys(object.given[name]), inner) ? object.given[name][inner] != null : false))
        }
      }
    ]
  ])
  # Never by try() over what the caller gave: it says nothing at plan as soon as one id in there isn't known yet.
  object_lists = { lambda_authorizers = "issuers", functions = "policy_statements" }
  given_pool   = [for input, kept in local.typed_objects : var.given[input] if input == "pool"]
  # What is written of a pool that the module neither makes nor changes.
  pool_without_effect = var.existing_pool == null ? [] : flatten([
    for pool in local.given_pool : [for name, value in pool : name if nonsensitive(sensitive(value != null))]
  ])
  given_routes = [for input, kept in local.typed_maps : var.given[input] if input == "routes"]
  # A list of requirements that is written and holds nothing, or nothing but nulls: left out as other nulls are, it would ask for nothing.
  empty_requirements = flatten([
    for routes in local.given_routes : [
      for key, route in routes : [
        for name in setintersection(keys(route.requires), ["groups", "scopes", "issuer_groups", "issuer_scopes"]) :
        "routes ${jsonencode(key)}.requires.${name}"
        if nonsensitive(sensitive(route.requires[name] == null ? false : alltrue([for one in route.requires[name] : one == null])))
      ]
      if nonsensitive(sensitive(route == null ? false : contains(keys(route), "requires") ? route.requires != null : false))
    ]
  ])
  innermost_objects = flatten([
    [
      for object in local.inner_objects : [
        for name, kept in object.inner : { path = "${object.path}.${name}", given = object.given[name], kept = keys(kept) }
      ]
    ],
    [
      for input, items in local.typed_maps : [
        for key, item in var.given[input] : [
          for at, element in item[local.object_lists[input]] : {
            path  = "${input}[${jsonencode(key)}].${local.object_lists[input]}[${at}]"
            given = element
            kept  = keys(items[key][local.object_lists[input]][at])
          } if nonsensitive(sensitive(element != null))
        ]
        if nonsensitive(sensitive(
          item == null ? false : contains(keys(item), local.object_lists[input]) ? item[local.object_lists[input]] != null : false
        ))
      ]
      if contains(keys(local.object_lists), input)
    ],
    [
      for pool in local.given_pool : [
        for name, item in pool.custom_attributes : {
          path = "pool.custom_attributes[${jsonencode(name)}]", given = item, kept = keys(var.pool.custom_attributes[name])
        }
        if nonsensitive(sensitive(item != null))
      ]
      if nonsensitive(sensitive(contains(keys(pool), "custom_attributes") ? pool.custom_attributes != null : false))
    ],
  ])

  unknown_attributes = [
    for object in concat(local.objects, local.inner_objects, local.innermost_objects) :
    "${object.path} has no ${join(", ", setsubtract(keys(object.given), object.kept))}; it has ${join(", ", object.kept)}."
    if length(setsubtract(keys(object.given), object.kept)) > 0
  ]
}
