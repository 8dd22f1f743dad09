locals {
  # The pool that issues tokens, made here or given.
  pool_id = (
    local.checked_identity.own_pool ? aws_cognito_user_pool.pool[0].id :
    local.checked_identity.existing_pool == null ? null : local.checked_identity.existing_pool.id
  )
  pool_region = local.pool_id == null ? null : split("_", local.pool_id)[0]
  aws_domain = (
    startswith(coalesce(local.pool_region, "-"), "cn-") ? "amazonaws.com.cn" :
    startswith(coalesce(local.pool_region, "-"), "eusc-") ? "amazonaws.eu" : "amazonaws.com"
  )

  # It must equal the tokens' iss to the letter; it has no trailing slash.
  issuer = (
    local.checked_identity.own_pool ? "https://${aws_cognito_user_pool.pool[0].endpoint}" :
    local.checked_identity.existing_pool == null ? null :
    local.checked_identity.existing_pool.endpoint != null ? "https://${local.checked_identity.existing_pool.endpoint}" :
    join("", [
      "https://", { ORIGINAL = "cognito-idp", UPDATED = "issuer-cognito-idp" }[local.checked_identity.existing_pool.issuer_type],
      ".${local.pool_region}.${local.aws_domain}/${local.pool_id}",
    ])
  )

  # A reference where there is something to refer to, so that who uses a scope waits for the resource server.
  scope_prefix = local.checked_scopes.own_scopes ? aws_cognito_resource_server.scopes[0].identifier : local.checked_scope_identifier

  # Always sent along: an empty block would read as no block.
  code_message = coalesce(
    local.checked_identity.pool.messages.code,
    { subject = "Your sign-in code", message = "Your sign-in code is {####}" },
  )

  token_trigger_arn = one(concat(
    aws_lambda_function.pre_token_generation[*].arn,
    [for trigger in local.checked_token_trigger : trigger.function.arn if trigger.function != null],
  ))
}

# The users. With pool.deletion_protection, AWS refuses to delete it: a plan that would replace it fails before a user is lost.
resource "aws_cognito_user_pool" "pool" {
  count = local.checked_identity.own_pool ? 1 : 0

  alias_attributes         = local.checked_identity.pool.alias_attributes
  auto_verified_attributes = local.checked_identity.pool.verified
  deletion_protection      = local.checked_identity.pool.deletion_protection ? "ACTIVE" : "INACTIVE"
  mfa_configuration        = { off = "OFF", optional = "OPTIONAL", required = "ON" }[local.checked_identity.pool.mfa]
  name                     = "${var.project}-pool"
  # Sent in text messages; a code that comes by email has its own text.
  sms_authentication_message = contains(local.checked_identity.pool.second_factors, "sms") ? local.code_message.message : null
  tags                       = local.checked_tags
  user_pool_tier             = local.checked_identity.pool.tier
  username_attributes        = local.checked_identity.pool.username_attributes

  account_recovery_setting {
    dynamic "recovery_mechanism" {
      for_each = local.checked_identity.pool.recovery

      content {
        name     = recovery_mechanism.value
        priority = recovery_mechanism.key + 1
      }
    }
  }

  admin_create_user_config {
    allow_admin_create_user_only = !local.checked_identity.pool.self_sign_up

    dynamic "invite_message_template" {
      for_each = local.checked_identity.pool.messages.invitation[*]

      content {
        email_message = invite_message_template.value.message
        email_subject = invite_message_template.value.subject
        # AWS uses all of the template or none.
        sms_message = "{username} {####}"
      }
    }
  }

  dynamic "email_configuration" {
    for_each = local.checked_identity.pool.email[*]

    content {
      configuration_set      = email_configuration.value.configuration_set
      email_sending_account  = "DEVELOPER"
      from_email_address     = email_configuration.value.from
      reply_to_email_address = email_configuration.value.reply_to
      source_arn             = email_configuration.value.source_arn
    }
  }

  dynamic "email_mfa_configuration" {
    for_each = contains(local.checked_identity.pool.second_factors, "email") ? [local.code_message] : []

    content {
      message = email_mfa_configuration.value.message
      subject = email_mfa_configuration.value.subject
    }
  }

  dynamic "lambda_config" {
    for_each = length(local.checked_token_trigger) + length(local.trigger_arns) > 0 ? [local.trigger_arns] : []

    content {
      create_auth_challenge          = lookup(lambda_config.value, "create_auth_challenge", null)
      custom_message                 = lookup(lambda_config.value, "custom_message", null)
      define_auth_challenge          = lookup(lambda_config.value, "define_auth_challenge", null)
      kms_key_id                     = length(local.senders) > 0 ? local.checked_identity.triggers.kms_key_arn : null
      post_authentication            = lookup(lambda_config.value, "post_authentication", null)
      post_confirmation              = lookup(lambda_config.value, "post_confirmation", null)
      pre_authentication             = lookup(lambda_config.value, "pre_authentication", null)
      pre_sign_up                    = lookup(lambda_config.value, "pre_sign_up", null)
      user_migration                 = lookup(lambda_config.value, "user_migration", null)
      verify_auth_challenge_response = lookup(lambda_config.value, "verify_auth_challenge_response", null)

      dynamic "custom_email_sender" {
        for_each = contains(keys(lambda_config.value), "custom_email_sender") ? [lambda_config.value.custom_email_sender] : []

        content {
          lambda_arn     = custom_email_sender.value
          lambda_version = "V1_0"
        }
      }

      dynamic "custom_sms_sender" {
        for_each = contains(keys(lambda_config.value), "custom_sms_sender") ? [lambda_config.value.custom_sms_sender] : []

        content {
          lambda_arn     = custom_sms_sender.value
          lambda_version = "V1_0"
        }
      }

      dynamic "pre_token_generation_config" {
        for_each = local.checked_token_trigger

        content {
          lambda_arn     = local.token_trigger_arn
          lambda_version = pre_token_generation_config.value.version
        }
      }
    }
  }

  password_policy {
    minimum_length                   = local.checked_identity.pool.password_policy.minimum_length
    password_history_size            = local.checked_identity.pool.password_policy.password_history_size
    require_lowercase                = local.checked_identity.pool.password_policy.require_lowercase
    require_numbers                  = local.checked_identity.pool.password_policy.require_numbers
    require_symbols                  = local.checked_identity.pool.password_policy.require_symbols
    require_uppercase                = local.checked_identity.pool.password_policy.require_uppercase
    temporary_password_validity_days = local.checked_identity.pool.password_policy.temporary_password_validity_days
  }

  dynamic "schema" {
    for_each = local.checked_identity.pool.custom_attributes

    content {
      attribute_data_type      = schema.value.type
      developer_only_attribute = false
      mutable                  = schema.value.mutable
      name                     = schema.key
      required                 = false

      dynamic "number_attribute_constraints" {
        for_each = schema.value.type == "Number" ? [schema.value] : []

        content {
          max_value = number_attribute_constraints.value.max
          min_value = number_attribute_constraints.value.min
        }
      }

      dynamic "string_attribute_constraints" {
        for_each = schema.value.type == "String" ? [schema.value] : []

        content {
          max_length = string_attribute_constraints.value.max_length
          min_length = string_attribute_constraints.value.min_length
        }
      }
    }
  }

  dynamic "sign_in_policy" {
    for_each = local.checked_identity.pool.first_factors == null ? [] : [local.checked_identity.pool.first_factors]

    content {
      allowed_first_auth_factors = sign_in_policy.value
    }
  }

  dynamic "sms_configuration" {
    for_each = local.checked_identity.pool.sms[*]

    content {
      external_id    = local.checked_identity.pool.sms_role ? local.sms_role[0] : sms_configuration.value.existing_role.external_id
      sns_caller_arn = local.checked_identity.pool.sms_role ? aws_iam_role.sms[0].arn : sms_configuration.value.existing_role.arn
      sns_region     = sms_configuration.value.sns_region
    }
  }

  dynamic "software_token_mfa_configuration" {
    for_each = contains(local.checked_identity.pool.second_factors, "totp") ? [true] : []

    content {
      enabled = software_token_mfa_configuration.value
    }
  }

  # A new address takes effect only once it is verified: otherwise a typo, or a thief, locks the user out.
  user_attribute_update_settings {
    attributes_require_verification_before_update = local.checked_identity.pool.verified
  }

  dynamic "user_pool_add_ons" {
    for_each = local.checked_identity.pool.threat_protection[*]

    content {
      advanced_security_mode = upper(user_pool_add_ons.value)
    }
  }

  username_configuration {
    case_sensitive = false
  }

  dynamic "verification_message_template" {
    for_each = local.checked_identity.pool.messages.verification[*]

    content {
      default_email_option  = verification_message_template.value.link_message == null ? "CONFIRM_WITH_CODE" : "CONFIRM_WITH_LINK"
      email_message         = verification_message_template.value.message
      email_message_by_link = verification_message_template.value.link_message
      email_subject         = verification_message_template.value.link_message == null ? verification_message_template.value.subject : null
      email_subject_by_link = verification_message_template.value.link_message == null ? null : verification_message_template.value.subject
    }
  }

  # Passkeys are bound to a sign-in domain of your own: AWS accepts no other there.
  dynamic "web_authn_configuration" {
    for_each = local.checked_identity.pool.passkeys[*]

    content {
      relying_party_id  = try(coalesce(web_authn_configuration.value.relying_party_id, local.checked_identity.sign_in_domain.domain), null)
      user_verification = web_authn_configuration.value.user_verification
    }
  }

  # AWS tries the role out when the pool is made.
  depends_on = [aws_iam_role_policy.sms]
}

# What enforced threat protection does; without a sender in SES it can't notify users, and takes no action on risky sign-ins.
resource "aws_cognito_risk_configuration" "pool" {
  count = local.checked_identity.own_pool && local.checked_identity.pool.threat_protection == "enforced" ? 1 : 0

  user_pool_id = local.pool_id

  dynamic "account_takeover_risk_configuration" {
    for_each = local.checked_identity.pool.email[*]

    content {
      actions {
        high_action {
          event_action = local.checked_access.threat_responses.high.action
          notify       = local.checked_access.threat_responses.high.notify
        }
        low_action {
          event_action = local.checked_access.threat_responses.low.action
          notify       = local.checked_access.threat_responses.low.notify
        }
        medium_action {
          event_action = local.checked_access.threat_responses.medium.action
          notify       = local.checked_access.threat_responses.medium.notify
        }
      }
      notify_configuration {
        from       = account_takeover_risk_configuration.value.from
        reply_to   = account_takeover_risk_configuration.value.reply_to
        source_arn = account_takeover_risk_configuration.value.source_arn

        dynamic "block_email" {
          for_each = local.checked_access.threat_responses.blocked_mail[*]

          content {
            html_body = block_email.value.html
            subject   = block_email.value.subject
            text_body = block_email.value.text
          }
        }
        dynamic "mfa_email" {
          for_each = local.checked_access.threat_responses.second_factor_mail[*]

          content {
            html_body = mfa_email.value.html
            subject   = mfa_email.value.subject
            text_body = mfa_email.value.text
          }
        }
        dynamic "no_action_email" {
          for_each = local.checked_access.threat_responses.passed_mail[*]

          content {
            html_body = no_action_email.value.html
            subject   = no_action_email.value.subject
            text_body = no_action_email.value.text
          }
        }
      }
    }
  }

  compromised_credentials_risk_configuration {
    event_filter = local.checked_access.threat_responses.events

    actions {
      event_action = local.checked_access.threat_responses.events == null ? "NO_ACTION" : "BLOCK"
    }
  }

  dynamic "risk_exception_configuration" {
    for_each = length(local.checked_access.threat_responses.ranges) > 0 ? [local.checked_access.threat_responses] : []

    content {
      blocked_ip_range_list = risk_exception_configuration.value.blocked_ip_ranges
      skipped_ip_range_list = risk_exception_configuration.value.skipped_ip_ranges
    }
  }
}

resource "aws_cognito_user_group" "group" {
  for_each = local.checked_access.groups

  description  = each.value.description
  name         = each.key
  precedence   = each.value.precedence
  role_arn     = each.value.role_arn
  user_pool_id = local.pool_id
}

# The one place where scopes are declared; clients' grants and routes' demands refer to it.
resource "aws_cognito_resource_server" "scopes" {
  count = local.checked_scopes.own_scopes ? 1 : 0

  identifier   = local.checked_scope_identifier
  name         = "${var.project}-api"
  user_pool_id = local.pool_id

  dynamic "scope" {
    for_each = local.checked_scopes.scopes

    content {
      scope_description = scope.value
      scope_name        = scope.key
    }
  }
}

# Where people sign in and clients fetch tokens.
resource "aws_cognito_user_pool_domain" "sign_in" {
  count = module.inputs.own_domain ? 1 : 0

  certificate_arn       = local.checked_identity.sign_in_domain.certificate_arn
  domain                = coalesce(local.checked_identity.sign_in_domain.domain, local.checked_identity.sign_in_domain.prefix)
  managed_login_version = local.checked_identity.sign_in_domain.managed_login ? 2 : null
  user_pool_id          = local.pool_id
}
