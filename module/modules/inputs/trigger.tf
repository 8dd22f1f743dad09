# The token trigger, and what its bundled function is told. A mistake there would stop every sign-in, so it is refused here.

locals {
  token_trigger   = [for item in var.token_trigger[*] : item if var.create]
  bundled_trigger = anytrue([for item in local.token_trigger : item.function == null])
  given_claims    = one([for item in local.token_trigger : try(item.claims, null)])

  # Nulls are treated as left out, as everywhere.
  mapping = { for key, value in try(merge({}, local.given_claims), {}) : key => value if value != null }
  claims = {
    for name, rule in try(local.mapping.claims, {}) : name => try({ for key, value in rule : key => value if value != null }, "-")
  }
  machine = { for key, value in try(local.mapping.machine, {}) : key => value if value != null }
  machine_claims = {
    for name, rule in try(local.machine.claims, {}) : name => try({ for key, value in rule : key => value if value != null }, "-")
  }

  # Organisation, tier and feature flags, unless the claims say otherwise.
  claim_sources = distinct(compact(
    !local.bundled_trigger ? [] :
    local.given_claims == null ? ["custom:org_id", "custom:org_tier", "custom:feature_flags"] :
    [for rule in values(local.claims) : try(rule.attribute, "")]
  ))

  claim_rules = concat(
    [for name, rule in local.claims : { at = "claims.${name}", name = name, rule = rule, sources = ["attribute", "constant"] }],
    [
      for name, rule in local.machine_claims :
      { at = "machine.claims.${name}", name = name, rule = rule, sources = ["constant", "clientMetadata"] }
    ],
  )
  claim_objects = concat(
    [{ at = "claims", keys = keys(local.mapping), known = ["claims", "suppress", "scopes", "machine"] }],
    [{ at = "claims.machine", keys = keys(local.machine), known = ["claims", "scopes"] }],
    [{ at = "claims.suppress", keys = try(keys(local.mapping.suppress), []), known = ["id", "access"] }],
    [{ at = "claims.scopes", keys = try(keys(local.mapping.scopes), []), known = ["add", "suppress"] }],
    [{ at = "claims.machine.scopes", keys = try(keys(local.machine.scopes), []), known = ["add", "suppress"] }],
    [
      for item in local.claim_rules : {
        at   = item.at
        keys = try(keys(item.rule), [])
        known = concat([item.sources[0]], flatten([
          for source in item.sources : local.known.claim_keys[source] if contains(try(keys(item.rule), []), source)
        ]))
      }
    ],
  )

  claim_faults = concat(
    local.given_claims == null || can(keys(local.given_claims)) ? [] : ["claims must be an object"],
    flatten([
      for item in local.claim_objects : [
        for key in setsubtract(item.keys, item.known) : "${item.at} has no ${jsonencode(key)}; it has ${join(", ", item.known)}"
      ]
    ]),
    [
      for item in local.claim_rules : "${item.at} must name exactly one source: ${join(" or ", item.sources)}"
      if length(setintersection(try(keys(item.rule), []), item.sources)) != 1
    ],
    [
      for item in local.claim_rules : "${item.at} is set by Cognito and can't be changed"
      if contains(local.known.protected_claims, item.name) || can(regex("^(cognito|dev):", item.name))
    ],
    [
      for item in local.claim_rules : "${item.at} is not a claim name: 1 to 128 letters, digits and _ . : / -"
      if !can(regex("^[A-Za-z0-9_.:/-]{1,128}$", item.name))
    ],
    [
      for item in local.claim_rules : "${item.at}: the client chooses its metadata, so allowed must list the values let through"
      if can(item.rule.clientMetadata) && !can(item.rule.allowed[0])
    ],
    [
      for item in local.claim_rules : "${item.at}: tokens must list id, access or both"
      if can(item.rule.tokens) && !can(regex("^(id|access)(,(id|access))?$", join(",", item.rule.tokens)))
    ],
    [
      for item in local.claim_rules : "${item.at}: allowed must be a list of one or more texts"
      if can(item.rule.allowed) && !can(join(",", [item.rule.allowed[0]]))
    ],
    [
      for item in local.claim_rules : "${item.at}: default is not among the allowed values"
      if can(item.rule.allowed[0]) && !try(contains(item.rule.allowed, tostring(item.rule.default)), true)
    ],
    flatten([
      for kind in ["id", "access"] : [
        for name in try(compact(local.mapping.suppress[kind]), []) : "${name} is both added to and suppressed in the ${kind} token"
        if contains(keys(local.claims), name) && contains(try(local.claims[name].tokens, ["id", "access"]), kind)
      ]
    ]),
    flatten([
      for kind in ["id", "access"] : [
        for name in try(compact(local.mapping.suppress[kind]), []) : "claims.suppress.${kind}: ${name} is set by Cognito"
        if name != "cognito:groups" && (contains(local.known.protected_claims, name) || can(regex("^(cognito|dev):", name)))
      ]
    ]),
  )

  trigger_faults = {
    version = [for item in local.token_trigger : item.version if !contains(["V1_0", "V2_0", "V3_0"], item.version)]
    tier = [
      for item in local.token_trigger : item.version
      if item.version != "V1_0" && var.pool.tier == "LITE" && var.existing_pool == null
    ]
    own = [
      for item in local.token_trigger : "token_trigger"
      if item.function != null && (try(item.claims, null) != null || item.log_kms_key_arn != null || item.log_retention_in_days != 30)
    ]
    arn = [
      for item in local.token_trigger : "token_trigger"
      if item.function == null ? false : !can(regex(local.patterns.lambda_arn, item.function.arn))
    ]
    attributes = [
      for source in local.claim_sources : source
      # What a pool that is managed elsewhere has is nobody's to say here.
      if var.existing_pool == null && startswith(source, "custom:") && !contains(keys(local.attributes), trimprefix(source, "custom:"))
    ]
  }
}

output "token_trigger" {
  description = "The token trigger as a list of at most one."
  value       = local.token_trigger

  precondition {
    condition     = length(local.token_trigger) == 0 || var.existing_pool == null
    error_message = <<-EOT
      [trigger-existing-pool] token_trigger is set, but existing_pool is managed elsewhere. Set the trigger where the pool is managed.
    EOT
  }

  precondition {
    condition     = length(local.trigger_faults.version) == 0
    error_message = "[input-value] token_trigger.version must be V1_0, V2_0 or V3_0."
  }

  precondition {
    condition     = length(local.trigger_faults.tier) == 0
    error_message = <<-EOT
      [trigger-tier] token_trigger.version ${join("", local.trigger_faults.tier)} needs more than the tier LITE. Use V1_0, or set pool.tier
      to "ESSENTIALS".
    EOT
  }

  precondition {
    condition     = length(local.trigger_faults.own) == 0
    error_message = <<-EOT
      [trigger-claims] token_trigger: claims, log_retention_in_days and log_kms_key_arn are the bundled function's. With a function of
      yours, leave them out.
    EOT
  }

  precondition {
    condition     = length(local.trigger_faults.arn) == 0
    error_message = <<-EOT
      [function-arn] token_trigger.function.arn is not the ARN of a function. Write arn:aws:lambda:REGION:ACCOUNT:function:NAME, optionally
      with :ALIAS or :VERSION.
    EOT
  }

  precondition {
    condition     = length(local.claim_faults) == 0
    error_message = "[trigger-claims] token_trigger.claims are invalid: ${join("; ", local.claim_faults)}."
  }

  precondition {
    condition     = length(local.trigger_faults.attributes) == 0
    error_message = <<-EOT
      [trigger-attribute] token_trigger makes claims from ${join(", ", local.trigger_faults.attributes)}, which the pool doesn't have: no
      token would carry them. Add the attributes to pool.custom_attributes, or set token_trigger.claims.
    EOT
  }
}

# What the bundled function is told; null where it goes by its own defaults.
output "token_claims" {
  description = "TOKEN_CLAIMS of the bundled trigger, as JSON; null for its defaults."
  value = local.given_claims == null ? null : jsonencode(merge(
    local.mapping,
    length(local.claims) > 0 ? { claims = local.claims } : {},
    length(local.machine_claims) > 0 ? { machine = merge(local.machine, { claims = local.machine_claims }) } : {},
  ))
}
