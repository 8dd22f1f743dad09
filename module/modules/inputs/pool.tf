# The user pool, its groups and its sign-in domain.

locals {
  own_pool   = var.create && var.existing_pool == null
  attributes = { for name, item in var.pool.custom_attributes : name => item if item != null }
  groups     = { for name, item in var.groups : name => item if var.create && item != null }

  passkeys = try(var.pool.sign_in_policy.passkeys, null)
  # The password is always among them: AWS refuses a list without it.
  first_factors = var.pool.sign_in_policy == null ? null : concat(
    ["PASSWORD"],
    var.pool.sign_in_policy.email_otp ? ["EMAIL_OTP"] : [],
    local.passkeys == null ? [] : ["WEB_AUTHN"],
  )

  # A pool that is managed elsewhere has a domain of its own or wants none, unless it is asked for.
  # A text with something in it is never null, even where it isn't known yet.
  asked_domain = length([
    for given in [try("${var.sign_in_domain.prefix}." != null, false), try("${var.sign_in_domain.domain}." != null, false)] : 1
    if nonsensitive(sensitive(given))
  ]) > 0
  own_domain    = var.create && (var.sign_in_domain.enabled == null ? local.own_pool || local.asked_domain : var.sign_in_domain.enabled)
  domain_prefix = var.sign_in_domain.prefix == null ? "${var.project}-auth" : var.sign_in_domain.prefix

  pool_faults = {
    password = concat(
      var.pool.password_policy.minimum_length < 6 || var.pool.password_policy.minimum_length > 99 ? ["minimum_length must be 6 to 99"] : [],
      !contains(range(0, 25), coalesce(var.pool.password_policy.password_history_size, 0)) ? ["password_history_size must be 0 to 24"] : [],
      var.pool.password_policy.temporary_password_validity_days < 0 || var.pool.password_policy.temporary_password_validity_days > 365 ?
      ["temporary_password_validity_days must be 0 to 365"] : [],
    )
    type = [
      for name, item in local.attributes : jsonencode(name)
      if !contains(["String", "Number", "Boolean", "DateTime"], coalesce(item.type, "-"))
    ]
    name   = [for name in keys(local.attributes) : jsonencode(name) if !can(regex("^[^:]{1,20}$", name))]
    number = [for name, item in local.attributes : jsonencode(name) if item.type == "Number" && (item.min == null || item.max == null)]
    length = [
      for name, item in local.attributes : jsonencode(name)
      if item.min_length < 0 || item.max_length > 2048 || item.min_length > item.max_length
    ]
    group   = [for name in keys(local.groups) : jsonencode(name) if !can(regex("^[^\\p{Z}\\p{C}\\[\\],\"]{1,128}$", name))]
    nothing = [for name, item in local.groups : jsonencode(name) if item.description == null ? true : item.description == ""]
    precedence = [
      for name, item in local.groups : jsonencode(name)
      if item.precedence == null ? true : item.precedence < 0 || floor(item.precedence) != item.precedence
    ]
    role = [
      for name, item in local.groups : jsonencode(name)
      if item.role_arn == null ? false : !can(regex("^arn:[\\w-]+:iam::\\d{12}:role/\\S+$", item.role_arn))
    ]
  }
}

output "own_pool" {
  description = "Whether a user pool is made."
  value       = local.own_pool

  precondition {
    condition     = contains(["LITE", "ESSENTIALS", "PLUS"], var.pool.tier)
    error_message = "[input-value] pool.tier is \"${var.pool.tier}\"; write LITE, ESSENTIALS or PLUS."
  }

  precondition {
    condition     = contains(["off", "optional", "required"], var.pool.mfa)
    error_message = "[input-value] pool.mfa is \"${var.pool.mfa}\"; write off, optional or required."
  }

  precondition {
    condition     = length(local.pool_faults.password) == 0
    error_message = "[password-policy] pool.password_policy: ${join("; ", local.pool_faults.password)}."
  }

  precondition {
    condition     = var.pool.tier != "LITE" || coalesce(var.pool.password_policy.password_history_size, 0) == 0
    error_message = <<-EOT
      [password-history-tier] pool.password_policy.password_history_size needs more than the tier LITE. Set pool.tier to "ESSENTIALS", or
      leave it out.
    EOT
  }

  precondition {
    condition     = var.pool.sign_in_policy == null || var.pool.tier != "LITE"
    error_message = <<-EOT
      [sign-in-policy-tier] pool.sign_in_policy needs more than the tier LITE. Set pool.tier to "ESSENTIALS", or leave sign_in_policy out.
    EOT
  }

  precondition {
    condition     = var.pool.mfa != "required" || length(coalesce(local.first_factors, ["PASSWORD"])) == 1
    error_message = <<-EOT
      [sign-in-policy-mfa] pool.mfa is required, and pool.sign_in_policy has first factors without a password; AWS refuses the combination.
      Write mfa = "optional", or leave them out.
    EOT
  }

  precondition {
    condition     = !local.own_domain || var.sign_in_domain.managed_login || length(coalesce(local.first_factors, ["PASSWORD"])) == 1
    error_message = <<-EOT
      [managed-login-required] pool.sign_in_policy offers passkeys or codes, and the classic hosted UI supports passwords only. Write
      sign_in_domain = { managed_login = true }, or { enabled = false } where the pages are your own.
    EOT
  }

  precondition {
    condition     = local.passkeys == null ? true : contains(["required", "preferred"], local.passkeys.user_verification)
    error_message = "[input-value] pool.sign_in_policy.passkeys.user_verification must be required or preferred."
  }

  precondition {
    condition = try(
      var.sign_in_domain.domain == null || local.passkeys.relying_party_id == null ||
      local.passkeys.relying_party_id == var.sign_in_domain.domain,
      true,
    )
    error_message = <<-EOT
      [passkey-domain] pool.sign_in_policy.passkeys.relying_party_id must be the sign-in domain: AWS accepts no other. Leave it out.
    EOT
  }

  precondition {
    condition     = length(local.pool_faults.type) == 0
    error_message = <<-EOT
      [input-value] pool.custom_attributes ${join(", ", local.pool_faults.type)}: type must be String, Number, Boolean or DateTime.
    EOT
  }

  precondition {
    condition     = length(local.pool_faults.name) == 0
    error_message = <<-EOT
      [schema-name] pool.custom_attributes ${join(", ", local.pool_faults.name)}: can't be an attribute's name. Write 1 to 20 characters,
      without custom: in front.
    EOT
  }

  precondition {
    condition     = length(local.pool_faults.number) == 0
    error_message = <<-EOT
      [schema-unconstrained] pool.custom_attributes ${join(", ", local.pool_faults.number)}: a Number needs min and max; without limits it
      shows a change in every plan.
    EOT
  }

  precondition {
    condition     = length(local.pool_faults.length) == 0
    error_message = <<-EOT
      [schema-length] pool.custom_attributes ${join(", ", local.pool_faults.length)}: min_length and max_length must be 0 to 2048, in that
      order.
    EOT
  }

  precondition {
    condition     = var.existing_pool == null ? true : can(regex("^[a-z]{2}(-[a-z]+)+-[0-9]_[0-9A-Za-z]+$", var.existing_pool.id))
    error_message = <<-EOT
      [pool-id] existing_pool.id is not a user pool id. Write it as AWS shows it: REGION_ID, e.g. eu-central-1_AbCdEfGhI.
    EOT
  }

  precondition {
    condition = try(var.existing_pool.endpoint, null) == null ? true : (
      can(regex("^[^/?#:\\s]+(/[^/?#\\s]+)*$", var.existing_pool.endpoint))
    )
    error_message = <<-EOT
      [issuer-shape] existing_pool.endpoint is not an endpoint of a pool. Write it without scheme, query and slash at the end:
      cognito-idp.REGION.amazonaws.com/ID.
    EOT
  }

  precondition {
    condition     = try(var.existing_pool.endpoint, null) == null ? true : endswith(var.existing_pool.endpoint, "/${var.existing_pool.id}")
    error_message = "[issuer-shape] existing_pool.endpoint must end in existing_pool.id: no other pool's tokens can match."
  }

  precondition {
    condition     = var.existing_pool == null ? true : contains(["ORIGINAL", "UPDATED"], var.existing_pool.issuer_type)
    error_message = "[input-value] existing_pool.issuer_type must be ORIGINAL or UPDATED."
  }
}

output "pool" {
  description = "The user pool's settings."
  value       = merge(var.pool, { custom_attributes = local.attributes, first_factors = local.first_factors, passkeys = local.passkeys })
}

output "existing_pool" {
  description = "A pool that is managed elsewhere; null without one."
  value       = var.existing_pool
}

output "groups" {
  description = "Groups of users."
  value       = local.groups

  precondition {
    condition     = length(local.pool_faults.group) == 0
    error_message = <<-EOT
      [group-name] groups ${join(", ", local.pool_faults.group)}: can't name a group. Write 1 to 128 letters, digits and signs without
      spaces, commas, quotes and brackets.
    EOT
  }

  precondition {
    condition     = length(local.pool_faults.nothing) == 0
    error_message = "[input-missing] groups ${join(", ", local.pool_faults.nothing)}: description is missing. Say who is in it."
  }

  precondition {
    condition     = length(local.pool_faults.precedence) == 0
    error_message = <<-EOT
      [group-precedence] groups ${join(", ", local.pool_faults.precedence)}: precedence must be a whole number from 0, which is the highest.
    EOT
  }

  precondition {
    condition     = length(local.pool_faults.role) == 0
    error_message = "[role-arn] groups ${join(", ", local.pool_faults.role)}: role_arn must be arn:aws:iam::ACCOUNT:role/NAME."
  }
}

output "own_domain" {
  description = "Whether a sign-in domain is made."
  value       = local.own_domain

  precondition {
    condition = !local.own_domain || var.sign_in_domain.domain != null || (
      can(regex("^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$", local.domain_prefix))
    )
    error_message = <<-EOT
      [domain-prefix] sign_in_domain.prefix "${local.domain_prefix}" must be 1 to 63 of a-z, 0-9 and -, without a hyphen at the ends.
    EOT
  }

  precondition {
    condition     = !local.own_domain || var.sign_in_domain.domain != null || !can(regex("aws|amazon|cognito", local.domain_prefix))
    error_message = <<-EOT
      [domain-prefix] The prefix of the sign-in domain is "${local.domain_prefix}", and aws, amazon and cognito are reserved. Write
      sign_in_domain = { prefix = "…" } without them.
    EOT
  }

  precondition {
    condition     = !local.own_pool || local.own_domain || local.own_clients == 0
    error_message = <<-EOT
      [sign-in-domain-missing] sign_in_domain.enabled is false, but clients of the pool fetch their tokens at its domain: none of them could
      get one. Leave enabled out, or take the clients away.
    EOT
  }

  precondition {
    condition     = (var.sign_in_domain.domain == null) == (var.sign_in_domain.certificate_arn == null)
    error_message = "[input-missing] sign_in_domain needs domain and certificate_arn together, or neither."
  }

  precondition {
    condition     = var.sign_in_domain.domain == null || var.sign_in_domain.prefix == null
    error_message = "[input-unknown] sign_in_domain takes a prefix or a domain, not both."
  }

  precondition {
    condition = var.sign_in_domain.certificate_arn == null ? true : (
      can(regex("^arn:[\\w-]+:acm:us-east-1:", var.sign_in_domain.certificate_arn))
    )
    error_message = <<-EOT
      [domain-certificate-region] sign_in_domain.certificate_arn must be an ACM certificate in us-east-1, whatever the pool's region.
    EOT
  }

  precondition {
    condition     = !var.sign_in_domain.managed_login || var.pool.tier != "LITE"
    error_message = <<-EOT
      [managed-login-tier] sign_in_domain.managed_login needs more than the tier LITE. Set pool.tier to "ESSENTIALS", or leave it out.
    EOT
  }
}

output "sign_in_domain" {
  description = "The sign-in domain's settings."
  value       = merge(var.sign_in_domain, { prefix = local.domain_prefix })
}
