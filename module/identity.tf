# Generated from the constructs by `npm run module`: change those, not this file.

# The users. With pool.protected, AWS refuses to delete it: a plan that would replace it fails before a user is lost.
resource "aws_cognito_user_pool" "pool" {
  count = var.existing_pool == null ? 1 : 0

  auto_verified_attributes = ["email"]
  deletion_protection      = var.pool.protected ? "ACTIVE" : "INACTIVE"
  mfa_configuration        = { off = "OFF", optional = "OPTIONAL", required = "ON" }[var.pool.mfa]
  name                     = "${var.project}-pool"
  tags                     = var.tags
  user_pool_tier           = var.pool.tier
  username_attributes      = ["email"]

  account_recovery_setting {
    recovery_mechanism {
      name     = "verified_email"
      priority = 1
    }
  }

  admin_create_user_config {
    allow_admin_create_user_only = !var.pool.self_sign_up
  }

  dynamic "lambda_config" {
    for_each = var.token_trigger != null ? [1] : []

    content {
      pre_token_generation_config {
        lambda_arn     = local.token_trigger_arn
        lambda_version = var.token_trigger.version
      }
    }
  }

  password_policy {
    minimum_length                   = var.pool.password_policy.minimum_length
    password_history_size            = var.pool.password_policy.history
    require_lowercase                = var.pool.password_policy.require_lowercase
    require_numbers                  = var.pool.password_policy.require_numbers
    require_symbols                  = var.pool.password_policy.require_symbols
    require_uppercase                = var.pool.password_policy.require_uppercase
    temporary_password_validity_days = var.pool.password_policy.temporary_validity_days
  }

  dynamic "schema" {
    for_each = var.pool.attributes

    content {
      attribute_data_type      = schema.value.type
      developer_only_attribute = false
      mutable                  = schema.value.mutable
      name                     = schema.key
      required                 = false

      dynamic "number_attribute_constraints" {
        for_each = schema.value.type == "Number" ? [1] : []

        content {
          max_value = schema.value.max
          min_value = schema.value.min
        }
      }

      dynamic "string_attribute_constraints" {
        for_each = schema.value.type == "String" ? [1] : []

        content {
          max_length = schema.value.max_length
          min_length = schema.value.min_length
        }
      }
    }
  }

  dynamic "software_token_mfa_configuration" {
    for_each = var.pool.mfa != "off" ? [1] : []

    content {
      enabled = true
    }
  }

  user_attribute_update_settings {
    attributes_require_verification_before_update = ["email"]
  }

  username_configuration {
    case_sensitive = false
  }
}

resource "aws_cognito_user_group" "group" {
  for_each = var.groups

  description  = each.value.description
  name         = each.key
  precedence   = each.value.precedence
  role_arn     = each.value.role_arn
  user_pool_id = local.pool_id
}

# The one place where scopes are declared; clients' grants and routes' demands refer to it.
resource "aws_cognito_resource_server" "scopes" {
  count = local.own_scopes ? 1 : 0

  identifier   = local.scope_identifier
  name         = "${var.project}-api"
  user_pool_id = local.pool_id

  dynamic "scope" {
    for_each = var.scopes

    content {
      scope_description = scope.value
      scope_name        = scope.key
    }
  }
}

# Clients for people: authorization code flow only, with PKCE where they are public.
resource "aws_cognito_user_pool_client" "web" {
  for_each = var.web_clients

  access_token_validity                = each.value.access_token_minutes
  allowed_oauth_flows                  = ["code"]
  allowed_oauth_flows_user_pool_client = true
  allowed_oauth_scopes                 = concat(tolist(each.value.openid_scopes), formatlist("%s/%s", local.scope_prefix, each.value.scopes))
  callback_urls                        = each.value.callback_urls
  default_redirect_uri                 = each.value.callback_urls[0]
  enable_token_revocation              = true
  explicit_auth_flows = compact([
    each.value.rotation_grace_seconds == null ? "ALLOW_REFRESH_TOKEN_AUTH" : "",
    each.value.srp_sign_in ? "ALLOW_USER_SRP_AUTH" : "",
    each.value.rotation_grace_seconds != null && !each.value.srp_sign_in ? "ALLOW_CUSTOM_AUTH" : "",
  ])
  generate_secret               = each.value.confidential
  id_token_validity             = each.value.id_token_minutes
  logout_urls                   = each.value.logout_urls
  name                          = "${var.project}-${each.key}"
  prevent_user_existence_errors = "ENABLED"
  refresh_token_validity        = each.value.refresh_token_days
  supported_identity_providers  = each.value.identity_providers
  user_pool_id                  = local.pool_id
  write_attributes              = each.value.writable_attributes

  dynamic "refresh_token_rotation" {
    for_each = each.value.rotation_grace_seconds != null ? [1] : []

    content {
      feature                    = "ENABLED"
      retry_grace_period_seconds = each.value.rotation_grace_seconds
    }
  }

  token_validity_units {
    access_token  = "minutes"
    id_token      = "minutes"
    refresh_token = "days"
  }
}

# Clients for programs: client credentials only, with a secret.
resource "aws_cognito_user_pool_client" "machine" {
  for_each = var.machine_clients

  access_token_validity                = each.value.access_token_minutes
  allowed_oauth_flows                  = ["client_credentials"]
  allowed_oauth_flows_user_pool_client = true
  allowed_oauth_scopes                 = formatlist("%s/%s", local.scope_prefix, each.value.scopes)
  enable_token_revocation              = true
  explicit_auth_flows                  = ["ALLOW_REFRESH_TOKEN_AUTH"]
  generate_secret                      = true
  name                                 = "${var.project}-${each.key}"
  prevent_user_existence_errors        = "ENABLED"
  user_pool_id                         = local.pool_id

  token_validity_units {
    access_token  = "minutes"
    id_token      = "minutes"
    refresh_token = "days"
  }
}

resource "aws_secretsmanager_secret" "machine" {
  for_each = local.stored_secrets

  description             = "Client id and secret for the client credentials flow"
  kms_key_id              = each.value.kms_key_id
  name                    = each.value.name
  recovery_window_in_days = each.value.recovery_days
  tags                    = var.tags
}

resource "aws_secretsmanager_secret_version" "machine" {
  for_each = local.stored_secrets

  secret_id = aws_secretsmanager_secret.machine[each.key].id
  secret_string = jsonencode({
    client_id     = aws_cognito_user_pool_client.machine[each.key].id
    client_secret = aws_cognito_user_pool_client.machine[each.key].client_secret
  })
}

# Where people sign in and clients fetch tokens.
resource "aws_cognito_user_pool_domain" "sign_in" {
  count = local.own_sign_in_domain ? 1 : 0

  certificate_arn = var.sign_in_domain.certificate_arn
  domain          = coalesce(var.sign_in_domain.domain, var.sign_in_domain.prefix, "${var.project}-auth")
  user_pool_id    = local.pool_id

  lifecycle {
    precondition {
      condition = var.sign_in_domain.domain != null || var.sign_in_domain.prefix != null || length(
        regexall("aws|amazon|cognito", var.project),
      ) == 0
      error_message = "[domain-prefix] The prefix of the sign-in domain would be \"${var.project}-auth\", and aws, amazon and cognito are reserved. Write sign_in_domain = { prefix = \"…\" } without them."
    }
  }
}
