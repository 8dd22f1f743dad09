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
    var.pool.sign_in_policy.sms_otp ? ["SMS_OTP"] : [],
    local.passkeys == null ? [] : ["WEB_AUTHN"],
  )

  # What users sign in with, in one order; with user names the others stand for the name, without them one of them is the name.
  alias_attributes = [
    for alias, attribute in { email = "email", phone = "phone_number", preferred_username = "preferred_username" } : attribute
    if contains(var.pool.sign_in_aliases, alias)
  ]
  has_usernames = contains(var.pool.sign_in_aliases, "username")
  # What the pool can send a code to. A user name alone leaves the email address, by which accounts are recovered.
  verified = coalescelist([for attribute in local.alias_attributes : attribute if attribute != "preferred_username"], ["email"])

  second_factors = var.pool.mfa == "off" ? toset([]) : var.pool.second_factors
  recovery = coalesce(
    var.pool.account_recovery,
    contains(local.second_factors, "email") ? "email-then-phone" :
    contains(var.pool.sign_in_aliases, "phone") && !contains(var.pool.sign_in_aliases, "email") ? "phone" : "email",
  )
  sends_texts = (
    contains(local.second_factors, "sms") || contains(var.pool.sign_in_aliases, "phone") ||
    contains(coalesce(local.first_factors, []), "SMS_OTP") || strcontains(local.recovery, "phone")
  )

  sms_role_given = var.pool.sms == null ? false : var.pool.sms.existing_role != null
  sms = local.sends_texts || var.pool.sms != null ? {
    sns_region    = var.pool.sms == null ? null : var.pool.sms.sns_region
    existing_role = local.sms_role_given ? var.pool.sms.existing_role : null
  } : null

  # Every text that has a placeholder, and what it must contain.
  messages = {
    "verification.message"      = [try(var.pool.messages.verification.message, null), "\\{####\\}"]
    "verification.link_message" = [try(var.pool.messages.verification.link_message, null), "\\{##.+##\\}"]
    "invitation.message"        = [try(var.pool.messages.invitation.message, null), local.patterns.invitation]
    "code.message"              = [try(var.pool.messages.code.message, null), "\\{####\\}"]
  }

  # A pool that is managed elsewhere has a domain of its own or wants none, unless it is asked for.
  # A text with something in it is never null, even where it isn't known yet.
  asked_domain = length([
    for given in [try("${var.sign_in_domain.prefix}." != null, false), try("${var.sign_in_domain.domain}." != null, false)] : 1
    if nonsensitive(sensitive(given))
  ]) > 0
  own_domain    = var.create && (var.sign_in_domain.enabled == null ? local.own_pool || local.asked_domain : var.sign_in_domain.enabled)
  domain_prefix = var.sign_in_domain.prefix == null ? "${var.project}-auth" : var.sign_in_domain.prefix

  pool_faults = {
    groups = {
      group = [for name in keys(local.groups) : jsonencode(name) if !can(regex("^[^\\p{Z}\\p{C}\\[\\],\"]{1,128}$", name))]
      nothing = [
        for name, item in local.groups : jsonencode(name)
        if item.description == null ? true : length(item.description) < 1 || length(item.description) > 2048
      ]
      precedence = [
        for name, item in local.groups : jsonencode(name)
        if item.precedence == null ? true : (
          item.precedence < 0 || item.precedence > 2147483647 || floor(item.precedence) != item.precedence
        )
      ]
    }
    own_pool = {
      texts = [
        for place, one in var.pool.messages : "pool.messages.${place}" if one == null ? false : (
          one.subject == null || (one.message == null && try(one.link_message, null) == null) ||
          (one.message != null && try(one.link_message, null) != null)
        )
      ]
      message = [for place, one in local.messages : "pool.messages.${place}" if one[0] == null ? false : !can(regex(one[1], one[0]))]
      size = concat(
        [
          for place, one in var.pool.messages : "pool.messages.${place}.subject"
          if one == null ? false : length(coalesce(one.subject, "-")) > 140
        ],
        [for place, one in local.messages : "pool.messages.${place}" if one[0] == null ? false : length(one[0]) > 20000],
        flatten([
          for place, mail in local.takeover_mails : [
            for part, text in mail : "pool.threat_responses.${place}.${part}"
            if text == null ? false : part == "subject" ? length(text) > 140 || length(text) < 1 : length(text) > 20000 || length(text) < 6
          ] if mail != null
        ]),
      )
      password = compact([join("; ", concat(
        contains(range(6, 100), var.pool.password_policy.minimum_length) ? [] : ["minimum_length must be 6 to 99"],
        contains(range(0, 25), coalesce(var.pool.password_policy.password_history_size, 0)) ? [] :
        ["password_history_size must be 0 to 24"],
        var.pool.password_policy.temporary_password_validity_days < 0 || var.pool.password_policy.temporary_password_validity_days > 365 ?
        ["temporary_password_validity_days must be 0 to 365"] : [],
      ))])
      type = [
        for name, item in local.attributes : jsonencode(name)
        if !contains(["String", "Number", "Boolean", "DateTime"], coalesce(item.type, "-"))
      ]
      name = [
        for name in keys(local.attributes) : jsonencode(name)
        if !can(regex("^[^:\\p{Z}\\p{C}]{1,20}$", name)) || contains(concat(["sub"], local.known.standard_attributes), name)
      ]
      number = [for name, item in local.attributes : jsonencode(name) if item.type == "Number" && (item.min == null || item.max == null)]
      length = [
        for name, item in local.attributes : jsonencode(name)
        if item.min_length < 0 || item.max_length > 2048 || item.min_length > item.max_length
      ]
    }
    alias  = setsubtract(var.pool.sign_in_aliases, ["email", "phone", "username", "preferred_username"])
    factor = setsubtract(var.pool.second_factors, ["totp", "email", "sms"])
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
    condition     = length(local.pool_faults.alias) == 0 && length(var.pool.sign_in_aliases) > 0
    error_message = "[sign-in-aliases] pool.sign_in_aliases must be some of email, phone, username and preferred_username."
  }

  precondition {
    condition     = local.has_usernames || !contains(var.pool.sign_in_aliases, "preferred_username")
    error_message = <<-EOT
      [sign-in-aliases] pool.sign_in_aliases: a preferred user name stands for the user name, and users have none. Add "username".
    EOT
  }

  precondition {
    condition     = length(local.pool_faults.factor) == 0 && (var.pool.mfa == "off" || length(var.pool.second_factors) > 0)
    error_message = "[mfa-factors] pool.second_factors must be some of totp, email and sms; or write mfa = \"off\"."
  }

  precondition {
    condition     = !contains(local.second_factors, "email") || var.pool.tier != "LITE"
    error_message = "[mfa-email-tier] pool.second_factors: codes by email need more than the tier LITE. Set pool.tier to \"ESSENTIALS\"."
  }

  precondition {
    condition     = !contains(local.second_factors, "email") || var.pool.email != null
    error_message = <<-EOT
      [mfa-email-sender] pool.second_factors: Cognito's own sender sends no codes of a second factor. Give the pool a sender in SES:
      email = { source_arn = "…" }.
    EOT
  }

  precondition {
    condition     = contains(keys(local.known.recovery_mechanisms), local.recovery)
    error_message = "[input-value] pool.account_recovery must be one of ${join(", ", keys(local.known.recovery_mechanisms))}."
  }

  precondition {
    condition     = local.recovery != "email" || !contains(local.second_factors, "email")
    error_message = <<-EOT
      [recovery-email-mfa] pool.account_recovery: codes by email are the second factor and the only way to recover an account. Write
      "email-then-phone" or "administrator".
    EOT
  }

  precondition {
    condition     = local.recovery != "phone" || !contains(local.second_factors, "sms")
    error_message = <<-EOT
      [recovery-phone-mfa] pool.account_recovery: codes by text message are a second factor and the only way to recover an account. Write
      "phone-then-email" or "administrator".
    EOT
  }

  precondition {
    condition = local.sms_role_given ? (
      can(regex(local.patterns.iam_arn, var.pool.sms.existing_role.arn)) && var.pool.sms.existing_role.external_id != null
    ) : true
    error_message = <<-EOT
      [role-arn] pool.sms.existing_role needs arn, arn:aws:iam::ACCOUNT:role/NAME, and the external_id that its trust policy asks for.
    EOT
  }

  precondition {
    condition     = var.pool.email == null ? true : var.pool.email.source_arn != null
    error_message = "[input-missing] pool.email.source_arn is missing. Write the ARN of a verified identity in SES."
  }

  precondition {
    condition     = try(var.pool.email.from == null && !strcontains(var.pool.email.source_arn, "@"), false) ? false : true
    error_message = <<-EOT
      [email-from] pool.email.source_arn is a domain, and no sender is given. Write the address, e.g. from = "Example <auth@example.com>".
    EOT
  }

  precondition {
    condition     = contains(["audit", "enforced"], coalesce(var.pool.threat_protection, "audit"))
    error_message = "[input-value] pool.threat_protection is \"${coalesce(var.pool.threat_protection, "-")}\"; write audit or enforced."
  }

  precondition {
    condition     = var.pool.threat_protection == null || var.pool.tier == "PLUS"
    error_message = <<-EOT
      [threat-protection-tier] pool.threat_protection needs the tier PLUS. Set pool.tier to "PLUS", which is billed per user, or leave it
      out.
    EOT
  }

  precondition {
    condition = length(flatten(values(local.pool_faults.own_pool))) == 0
    error_message = join("\n", [
      for fault, sentence in {
        texts   = "[input-missing] %s: write subject and message (verification: or link_message)."
        message = <<-EOT
          [message-placeholder] %s: without its placeholder nobody could go on. Put {####} into it (the
          invitation: {username} too; link_message: {##words to click##}).
        EOT
        # https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_VerificationMessageTemplateType.html,
        # …/API_NotifyEmailType.html
        size     = "[input-value] %s: a subject has 1 to 140 characters, a text 6 to 20000."
        password = "[password-policy] pool.password_policy: %s."
        type     = <<-EOT
          [input-value] pool.custom_attributes %s: type must be String, Number, Boolean or DateTime.
        EOT
        name     = <<-EOT
          [schema-name] pool.custom_attributes %s: can't be an attribute's name. Write 1 to 20 characters
          without blanks, without custom: in front, and no attribute that every pool has.
        EOT
        number   = <<-EOT
          [schema-unconstrained] pool.custom_attributes %s: a Number needs min and max; without limits it
          shows a change in every plan.
        EOT
        length   = <<-EOT
          [schema-length] pool.custom_attributes %s: min_length and max_length must be 0 to 2048, in that
          order.
        EOT
      } : replace(chomp(sentence), "%s", join(", ", local.pool_faults.own_pool[fault]))
      if length(local.pool_faults.own_pool[fault]) > 0
    ])
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
    condition     = length(local.attributes) <= 50
    error_message = "[input-value] pool.custom_attributes has ${length(local.attributes)} attributes; a pool takes 50."
  }

  precondition {
    condition     = var.existing_pool == null ? true : can(regex("^[a-z]{2,4}(-[a-z]+)+-[0-9]_[0-9A-Za-z]+$", var.existing_pool.id))
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

  precondition {
    condition     = length(local.misformed_pool) == 0
    error_message = "[input-value] ${join("; ", local.misformed_pool)}."
  }
}

output "pool" {
  description = "The user pool's settings."
  value = merge(var.pool, {
    custom_attributes   = local.attributes
    first_factors       = local.first_factors
    passkeys            = local.passkeys
    second_factors      = local.second_factors
    sms                 = local.sms
    sms_role            = local.sms != null && !local.sms_role_given
    recovery            = lookup(local.known.recovery_mechanisms, local.recovery, [])
    verified            = local.verified
    alias_attributes    = local.has_usernames && length(local.alias_attributes) > 0 ? local.alias_attributes : null
    username_attributes = local.has_usernames ? null : local.alias_attributes
  })
}

output "existing_pool" {
  description = "A pool that is managed elsewhere; null without one."
  value       = var.existing_pool
}

output "groups" {
  description = "Groups of users."
  value       = local.groups

  precondition {
    condition = length(flatten(values(local.pool_faults.groups))) == 0
    error_message = join("\n", [
      for fault, sentence in {
        group      = <<-EOT
          [group-name] groups %s: can't name a group. Write 1 to 128 letters, digits and signs without
          spaces, commas, quotes and brackets.
        EOT
        nothing    = <<-EOT
          [input-missing] groups %s: description must be 1 to 2048 characters. Say who is in it.
        EOT
        precedence = <<-EOT
          [group-precedence] groups %s: precedence must be a whole number from 0, which is the highest,
          to 2147483647.
        EOT
      } : replace(chomp(sentence), "%s", join(", ", local.pool_faults.groups[fault]))
      if length(local.pool_faults.groups[fault]) > 0
    ])
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
    condition = !local.own_domain || var.sign_in_domain.domain != null || var.sign_in_domain.prefix == null || (
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
      can(regex("^arn:aws[a-z-]*:acm:us-east-1:\\d{12}:certificate/[\\w-]+$", var.sign_in_domain.certificate_arn))
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
