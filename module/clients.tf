locals {
  # Clients whose secret Secrets Manager holds. Settings may be sensitive; whether there are some is not.
  stored_secrets = {
    for name, client in local.checked_machines.machine_clients : name => client.secrets_manager
    if nonsensitive(sensitive(client.secrets_manager != null))
  }

  generations = merge([
    for name, client in local.checked_machines.rotating_machine_clients : {
      for generation in client.generations : "${name}-${generation}" => client
    }
  ]...)

  # The details as AWS describes them, defaults included: what AWS adds and Terraform doesn't know shows a change in every plan.
  # https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_CreateIdentityProvider.html (ProviderDetails)
  social_providers = {
    google = {
      type = "Google"
      details = {
        attributes_url                = "https://people.googleapis.com/v1/people/me?personFields="
        attributes_url_add_attributes = "true"
        authorize_scopes              = "openid email profile"
        authorize_url                 = "https://accounts.google.com/o/oauth2/v2/auth"
        oidc_issuer                   = "https://accounts.google.com"
        token_request_method          = "POST"
        token_url                     = "https://www.googleapis.com/oauth2/v4/token"
      }
      mapping   = { email = "email", email_verified = "email_verified" }
      separator = " "
      username  = { username = "sub" }
    }
    facebook = {
      type = "Facebook"
      details = {
        api_version                   = "v17.0"
        attributes_url                = "https://graph.facebook.com/v17.0/me?fields="
        attributes_url_add_attributes = "true"
        authorize_scopes              = "public_profile, email"
        authorize_url                 = "https://www.facebook.com/v17.0/dialog/oauth"
        token_request_method          = "GET"
        token_url                     = "https://graph.facebook.com/v17.0/oauth/access_token"
      }
      mapping   = { email = "email" }
      separator = ", "
      username  = { username = "id" }
    }
    apple = {
      type = "SignInWithApple"
      details = {
        attributes_url_add_attributes = "false"
        authorize_scopes              = "email name"
        authorize_url                 = "https://appleid.apple.com/auth/authorize"
        oidc_issuer                   = "https://appleid.apple.com"
        token_request_method          = "POST"
        token_url                     = "https://appleid.apple.com/auth/token"
      }
      mapping   = { email = "email", email_verified = "email_verified" }
      separator = " "
      username  = { username = "sub" }
    }
    oidc = {
      type = "OIDC"
      details = {
        attributes_url_add_attributes = "false"
        authorize_scopes              = "openid email"
      }
      # Without email_verified: how much a provider's word on that counts is for the author to say.
      mapping   = { email = "email" }
      separator = " "
      username  = { username = "sub" }
    }
    saml = {
      type      = "SAML"
      details   = {}
      mapping   = { email = "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailaddress" }
      separator = " "
      username  = {}
    }
  }
}

# Clients for people: authorization code flow only, with PKCE where they are public.
resource "aws_cognito_user_pool_client" "web" {
  for_each = local.checked_web_clients

  access_token_validity                = each.value.access_token_minutes
  allowed_oauth_flows                  = ["code"]
  allowed_oauth_flows_user_pool_client = true
  allowed_oauth_scopes = concat(
    tolist(each.value.openid_scopes),
    formatlist("%s/%s", local.scope_prefix, each.value.scopes),
  )
  callback_urls           = each.value.callback_urls
  default_redirect_uri    = each.value.callback_urls[0]
  enable_token_revocation = true
  # Left out or empty, Cognito would allow more. CUSTOM_AUTH lets nobody in where the pool has no challenge functions.
  explicit_auth_flows = coalescelist(compact([
    each.value.refresh_token_rotation == null ? "ALLOW_REFRESH_TOKEN_AUTH" : "",
    coalesce(
      each.value.choice_based_sign_in, local.checked_identity.own_pool && local.checked_identity.pool.first_factors != null
    ) ? "ALLOW_USER_AUTH" : "",
    each.value.srp_sign_in ? "ALLOW_USER_SRP_AUTH" : "",
    each.value.custom_sign_in ? "ALLOW_CUSTOM_AUTH" : "",
  ]), ["ALLOW_CUSTOM_AUTH"])
  generate_secret               = each.value.confidential
  id_token_validity             = each.value.id_token_minutes
  logout_urls                   = each.value.logout_urls
  name                          = "${var.project}-${each.key}"
  prevent_user_existence_errors = "ENABLED"
  refresh_token_validity        = each.value.refresh_token_days
  supported_identity_providers = [
    for name in each.value.identity_providers :
    contains(keys(local.checked_identity_providers), name) ? aws_cognito_identity_provider.provider[name].provider_name : name
  ]
  user_pool_id     = local.pool_id
  write_attributes = each.value.write_attributes

  dynamic "refresh_token_rotation" {
    for_each = each.value.refresh_token_rotation[*]

    content {
      feature                    = "ENABLED"
      retry_grace_period_seconds = refresh_token_rotation.value.retry_grace_period_seconds
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
  for_each = local.checked_machines.machine_clients

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
  # checkov:skip=CKV2_AWS_57: Cognito makes the secret, so no function can rotate it; rotating_machine_clients changes it by apply
  for_each = local.stored_secrets

  description             = "Client id and secret for the client credentials flow"
  kms_key_id              = each.value.kms_key_id
  name                    = each.value.name
  recovery_window_in_days = each.value.recovery_window_in_days
  tags                    = local.checked_tags
}

resource "aws_secretsmanager_secret_version" "machine" {
  for_each = local.stored_secrets

  secret_id = aws_secretsmanager_secret.machine[each.key].id
  secret_string = jsonencode({
    client_id     = aws_cognito_user_pool_client.machine[each.key].id
    client_secret = aws_cognito_user_pool_client.machine[each.key].client_secret
  })

  # The secret is never without a value.
  lifecycle {
    create_before_destroy = true
  }
}

# The AWS provider can't manage a client's second secret, so a second client takes over; one secret names the current one.
resource "aws_cognito_user_pool_client" "rotating" {
  for_each = local.generations

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

resource "aws_secretsmanager_secret" "rotating" {
  # checkov:skip=CKV2_AWS_57: Cognito makes the secret, so no function can rotate it; rotating_machine_clients changes it by apply
  for_each = local.checked_machines.rotating_machine_clients

  description             = "Client id and secret for the client credentials flow"
  kms_key_id              = each.value.kms_key_id
  name                    = each.value.secret_name
  recovery_window_in_days = each.value.recovery_window_in_days
  tags                    = local.checked_tags
}

resource "aws_secretsmanager_secret_version" "rotating" {
  for_each = local.checked_machines.rotating_machine_clients

  secret_id = aws_secretsmanager_secret.rotating[each.key].id
  secret_string = jsonencode({
    client_id     = aws_cognito_user_pool_client.rotating["${each.key}-${each.value.current}"].id
    client_secret = aws_cognito_user_pool_client.rotating["${each.key}-${each.value.current}"].client_secret
  })

  lifecycle {
    create_before_destroy = true
  }
}

# At the provider, allow the redirect SIGN_IN_URL/oauth2/idpresponse (SAML: SIGN_IN_URL/saml2/idpresponse).
resource "aws_cognito_identity_provider" "provider" {
  for_each = local.checked_identity_providers

  attribute_mapping = merge(
    local.social_providers[each.value.kind].username,
    each.value.attribute_mapping == null ? local.social_providers[each.value.kind].mapping : each.value.attribute_mapping,
  )
  idp_identifiers = each.value.identifiers
  provider_details = merge(
    local.social_providers[each.value.kind].details,
    {
      for name, value in {
        client_id        = each.value.client_id
        client_secret    = each.value.client_secret
        team_id          = each.value.team_id
        key_id           = each.value.key_id
        private_key      = each.value.private_key
        oidc_issuer      = each.value.issuer
        MetadataURL      = each.value.metadata_url
        MetadataFile     = each.value.metadata_document
        authorize_scopes = each.value.scopes == null ? null : join(local.social_providers[each.value.kind].separator, each.value.scopes)

        attributes_request_method = each.value.kind == "oidc" ? each.value.attributes_method : null
        EncryptedResponses        = each.value.kind == "saml" ? tostring(each.value.encrypted_responses) : null
        IDPInit                   = each.value.kind == "saml" ? tostring(each.value.provider_initiated) : null
        IDPSignout                = each.value.kind == "saml" ? tostring(each.value.sign_out) : null
        RequestSigningAlgorithm   = each.value.kind == "saml" && each.value.sign_requests ? "rsa-sha256" : null
      } : name => value if value != null
    },
  )
  provider_name = contains(["saml", "oidc"], each.value.kind) ? each.key : local.social_providers[each.value.kind].type
  provider_type = local.social_providers[each.value.kind].type
  user_pool_id  = local.pool_id

  # What AWS reads from the provider's own documents.
  lifecycle {
    ignore_changes = [
      provider_details["ActiveEncryptionCertificate"],
      provider_details["SLORedirectBindingURI"],
      provider_details["SSORedirectBindingURI"],
      provider_details["attributes_url"],
      provider_details["authorize_url"],
      provider_details["jwks_uri"],
      provider_details["token_url"],
    ]
  }
}
