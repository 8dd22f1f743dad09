resource "aws_cognito_user_pool" "api" {
  name                     = "${var.project}-api-pool"
  username_attributes      = ["email"]
  auto_verified_attributes = ["email"]
  deletion_protection      = "ACTIVE"

  username_configuration {
    case_sensitive = false
  }

  password_policy {
    minimum_length                   = 12
    require_uppercase                = true
    require_lowercase                = true
    require_numbers                  = true
    require_symbols                  = true
    temporary_password_validity_days = 7
  }

  user_attribute_update_settings {
    attributes_require_verification_before_update = ["email"]
  }

  admin_create_user_config {
    allow_admin_create_user_only = true
  }

  account_recovery_setting {
    recovery_mechanism {
      name     = "verified_email"
      priority = 1
    }
  }

  tags = var.tags

  lifecycle {
    prevent_destroy = true
  }
}

resource "aws_cognito_resource_server" "api" {
  user_pool_id = aws_cognito_user_pool.api.id
  identifier   = "https://api.${var.domain}"
  name         = "${var.project}-api"

  scope {
    scope_name        = "read"
    scope_description = "Read access to API resources"
  }

  scope {
    scope_name        = "write"
    scope_description = "Write access to API resources"
  }

  scope {
    scope_name        = "admin"
    scope_description = "Admin access to all API resources"
  }
}

resource "aws_cognito_user_pool_client" "web" {
  name            = "${var.project}-web-client"
  user_pool_id    = aws_cognito_user_pool.api.id
  generate_secret = false

  allowed_oauth_flows                  = ["code"]
  allowed_oauth_flows_user_pool_client = true
  allowed_oauth_scopes = [
    "openid",
    "email",
    "profile",
    "${aws_cognito_resource_server.api.identifier}/read",
    "${aws_cognito_resource_server.api.identifier}/write",
  ]

  callback_urls                = ["https://${var.domain}/callback"]
  default_redirect_uri         = "https://${var.domain}/callback"
  logout_urls                  = ["https://${var.domain}/logout"]
  supported_identity_providers = ["COGNITO"]
  explicit_auth_flows          = ["ALLOW_REFRESH_TOKEN_AUTH"]
  write_attributes             = ["email", "name"]

  access_token_validity  = 60
  id_token_validity      = 60
  refresh_token_validity = 30

  token_validity_units {
    access_token  = "minutes"
    id_token      = "minutes"
    refresh_token = "days"
  }

  enable_token_revocation       = true
  prevent_user_existence_errors = "ENABLED"
}

resource "aws_cognito_user_pool_client" "m2m" {
  name            = "${var.project}-m2m-client"
  user_pool_id    = aws_cognito_user_pool.api.id
  generate_secret = true

  allowed_oauth_flows                  = ["client_credentials"]
  allowed_oauth_flows_user_pool_client = true
  allowed_oauth_scopes = [
    "${aws_cognito_resource_server.api.identifier}/read",
    "${aws_cognito_resource_server.api.identifier}/write",
  ]

  access_token_validity = 60

  token_validity_units {
    access_token  = "minutes"
    id_token      = "minutes"
    refresh_token = "days"
  }

  explicit_auth_flows           = ["ALLOW_REFRESH_TOKEN_AUTH"]
  enable_token_revocation       = true
  prevent_user_existence_errors = "ENABLED"
}

resource "aws_cognito_user_pool_domain" "api" {
  domain       = "${var.project}-auth"
  user_pool_id = aws_cognito_user_pool.api.id
}

resource "aws_cognito_user_group" "admin" {
  user_pool_id = aws_cognito_user_pool.api.id
  name         = "admin"
  description  = "Admin users with elevated API access"
  precedence   = 1
}

resource "aws_cognito_user_group" "user" {
  user_pool_id = aws_cognito_user_pool.api.id
  name         = "user"
  description  = "Standard users"
  precedence   = 10
}
