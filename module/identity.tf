locals {
  # The pool that issues tokens, made here or given.
  pool_id = (
    local.checked_own_pool ? aws_cognito_user_pool.pool[0].id :
    local.checked_existing_pool == null ? null : local.checked_existing_pool.id
  )
  pool_region = local.pool_id == null ? null : split("_", local.pool_id)[0]
  aws_domain  = startswith(coalesce(local.pool_region, "-"), "cn-") ? "amazonaws.com.cn" : "amazonaws.com"

  issuer_host = { ORIGINAL = "cognito-idp", UPDATED = "issuer-cognito-idp" }

  # It must equal the tokens' iss to the letter; it has no trailing slash.
  issuer = (
    local.checked_own_pool ? "https://${aws_cognito_user_pool.pool[0].endpoint}" :
    local.checked_existing_pool == null ? null :
    local.checked_existing_pool.endpoint != null ? "https://${local.checked_existing_pool.endpoint}" :
    "https://${local.issuer_host[local.checked_existing_pool.issuer_type]}.${local.pool_region}.${local.aws_domain}/${local.pool_id}"
  )

  # A reference where there is something to refer to, so that who uses a scope waits for the resource server.
  scope_prefix = local.checked_own_scopes ? aws_cognito_resource_server.scopes[0].identifier : local.checked_scope_identifier

  token_trigger_arn = one(concat(
    aws_lambda_function.pre_token_generation[*].arn,
    [for trigger in local.checked_token_trigger : trigger.function.arn if trigger.function != null],
  ))
}

# The users. With pool.deletion_protection, AWS refuses to delete it: a plan that would replace it fails before a user is lost.
resource "aws_cognito_user_pool" "pool" {
  count = local.checked_own_pool ? 1 : 0

  auto_verified_attributes = ["email"]
  deletion_protection      = local.checked_pool.deletion_protection ? "ACTIVE" : "INACTIVE"
  mfa_configuration        = { off = "OFF", optional = "OPTIONAL", required = "ON" }[local.checked_pool.mfa]
  name                     = "${var.project}-pool"
  tags                     = local.checked_tags
  user_pool_tier           = local.checked_pool.tier
  username_attributes      = ["email"]

  account_recovery_setting {
    recovery_mechanism {
      name     = "verified_email"
      priority = 1
    }
  }

  admin_create_user_config {
    allow_admin_create_user_only = !local.checked_pool.self_sign_up
  }

  dynamic "lambda_config" {
    for_each = length(local.checked_token_trigger) + length(local.trigger_arns) > 0 ? [local.trigger_arns] : []

    content {
      create_auth_challenge          = lookup(lambda_config.value, "create_auth_challenge", null)
      custom_message                 = lookup(lambda_config.value, "custom_message", null)
      define_auth_challenge          = lookup(lambda_config.value, "define_auth_challenge", null)
      kms_key_id                     = length(local.senders) > 0 ? local.checked_triggers.kms_key_arn : null
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
    minimum_length                   = local.checked_pool.password_policy.minimum_length
    password_history_size            = local.checked_pool.password_policy.password_history_size
    require_lowercase                = local.checked_pool.password_policy.require_lowercase
    require_numbers                  = local.checked_pool.password_policy.require_numbers
    require_symbols                  = local.checked_pool.password_policy.require_symbols
    require_uppercase                = local.checked_pool.password_policy.require_uppercase
    temporary_password_validity_days = local.checked_pool.password_policy.temporary_password_validity_days
  }

  dynamic "schema" {
    for_each = local.checked_pool.custom_attributes

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
    for_each = local.checked_pool.first_factors == null ? [] : [local.checked_pool.first_factors]

    content {
      allowed_first_auth_factors = sign_in_policy.value
    }
  }

  dynamic "software_token_mfa_configuration" {
    for_each = local.checked_pool.mfa == "off" ? [] : [true]

    content {
      enabled = software_token_mfa_configuration.value
    }
  }

  user_attribute_update_settings {
    attributes_require_verification_before_update = ["email"]
  }

  username_configuration {
    case_sensitive = false
  }

  # Passkeys are bound to a sign-in domain of your own: AWS takes no other there.
  dynamic "web_authn_configuration" {
    for_each = local.checked_pool.passkeys[*]

    content {
      relying_party_id  = try(coalesce(web_authn_configuration.value.relying_party_id, local.checked_sign_in_domain.domain), null)
      user_verification = web_authn_configuration.value.user_verification
    }
  }
}

resource "aws_cognito_user_group" "group" {
  for_each = local.checked_groups

  description  = each.value.description
  name         = each.key
  precedence   = each.value.precedence
  role_arn     = each.value.role_arn
  user_pool_id = local.pool_id
}

# The one place where scopes are declared; clients' grants and routes' demands refer to it.
resource "aws_cognito_resource_server" "scopes" {
  count = local.checked_own_scopes ? 1 : 0

  identifier   = local.checked_scope_identifier
  name         = "${var.project}-api"
  user_pool_id = local.pool_id

  dynamic "scope" {
    for_each = local.checked_scopes

    content {
      scope_description = scope.value
      scope_name        = scope.key
    }
  }
}

# Where people sign in and clients fetch tokens.
resource "aws_cognito_user_pool_domain" "sign_in" {
  count = module.inputs.own_domain ? 1 : 0

  certificate_arn       = local.checked_sign_in_domain.certificate_arn
  domain                = coalesce(local.checked_sign_in_domain.domain, local.checked_sign_in_domain.prefix)
  managed_login_version = local.checked_sign_in_domain.managed_login ? 2 : null
  user_pool_id          = local.pool_id
}
