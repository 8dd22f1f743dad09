# A public library: MFA, groups with roles, Google and SAML, a trigger, a Lambda authorizer beside the pool's, three stages.
terraform {
  required_providers {
    aws = { source = "hashicorp/aws" }
  }
}

provider "aws" {
  region = "us-east-1"
}

locals {
  groups = {
    readers    = { precedence = 20, description = "Card holders" }
    librarians = { precedence = 10, description = "Staff" }
    Admins     = { precedence = 0, description = null }
  }
}

resource "aws_cognito_user_pool" "this" {
  count                    = 1
  name                     = "library_users"
  alias_attributes         = ["email", "preferred_username"]
  auto_verified_attributes = ["email"]
  mfa_configuration        = "ON"
  deletion_protection      = "ACTIVE"

  software_token_mfa_configuration {
    enabled = true
  }
  password_policy {
    minimum_length                   = 8
    require_lowercase                = true
    require_uppercase                = false
    require_numbers                  = true
    require_symbols                  = false
    temporary_password_validity_days = 3
  }
  account_recovery_setting {
    recovery_mechanism {
      name     = "verified_email"
      priority = 1
    }
  }
  schema {
    name                = "card"
    attribute_data_type = "Number"
    mutable             = false
    number_attribute_constraints {
      min_value = 1
      max_value = 999999
    }
  }
  schema {
    name                     = "email"
    attribute_data_type      = "String"
    required                 = true
    mutable                  = true
    developer_only_attribute = false
    string_attribute_constraints {
      min_length = 5
      max_length = 128
    }
  }
  admin_create_user_config {
    allow_admin_create_user_only = false
    invite_message_template {
      email_subject = "Your library account"
      email_message = "You are {username}, and your code is {####}"
      sms_message   = "You are {username}, and your code is {####}"
    }
  }
  verification_message_template {
    default_email_option  = "CONFIRM_WITH_LINK"
    email_subject_by_link = "Confirm your card"
    email_message_by_link = "Click {##here##}"
  }
  lambda_config {
    pre_sign_up       = aws_lambda_function.this["check-card"].arn
    post_confirmation = aws_lambda_function.this["check-card"].arn
  }
  tags = { Service = "library" }
}

resource "aws_lambda_permission" "pool" {
  function_name = aws_lambda_function.this["check-card"].function_name
  action        = "lambda:InvokeFunction"
  principal     = "cognito-idp.amazonaws.com"
  source_arn    = aws_cognito_user_pool.this[0].arn
}

resource "aws_iam_role" "group" {
  for_each = { for name, group in local.groups : name => group if group.precedence < 15 }
  name     = "library-${lower(each.key)}"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRoleWithWebIdentity", Principal = { Federated = "cognito-identity.amazonaws.com" } }]
  })
}

resource "aws_cognito_user_group" "this" {
  for_each     = local.groups
  name         = each.key
  user_pool_id = aws_cognito_user_pool.this[0].id
  description  = each.value.description
  precedence   = each.value.precedence
  role_arn     = try(aws_iam_role.group[each.key].arn, null)
}

resource "aws_cognito_identity_provider" "google" {
  user_pool_id  = aws_cognito_user_pool.this[0].id
  provider_name = "Google"
  provider_type = "Google"
  provider_details = {
    authorize_scopes = "openid email"
    client_id        = "1.apps.googleusercontent.com"
    client_secret    = "not-a-real-one"
  }
  attribute_mapping = { email = "email", username = "sub" }
}

resource "aws_cognito_resource_server" "books" {
  user_pool_id = aws_cognito_user_pool.this[0].id
  identifier   = "books"
  name         = "Books"
  dynamic "scope" {
    for_each = { read = "Look books up", "loan.write" = "Borrow and return" }
    content {
      scope_name        = scope.key
      scope_description = scope.value
    }
  }
}

resource "aws_cognito_user_pool_client" "spa" {
  user_pool_id                         = aws_cognito_user_pool.this[0].id
  name                                 = "Library web app"
  allowed_oauth_flows_user_pool_client = true
  allowed_oauth_flows                  = ["code", "implicit"]
  allowed_oauth_scopes                 = ["openid", "profile", "books/read", "books/loan.write"]
  callback_urls                        = ["https://library.example/cb", "http://localhost:5173/cb"]
  default_redirect_uri                 = "https://library.example/cb"
  supported_identity_providers         = ["COGNITO", aws_cognito_identity_provider.google.provider_name]
  explicit_auth_flows                  = ["ALLOW_REFRESH_TOKEN_AUTH", "ALLOW_USER_PASSWORD_AUTH"]
}

resource "aws_cognito_user_pool_client" "kiosk" {
  count                                = 2
  user_pool_id                         = aws_cognito_user_pool.this[0].id
  name                                 = "kiosk-${count.index}"
  generate_secret                      = true
  allowed_oauth_flows_user_pool_client = true
  allowed_oauth_flows                  = ["client_credentials"]
  allowed_oauth_scopes                 = aws_cognito_resource_server.books.scope_identifiers
}

resource "aws_cognito_user_pool_domain" "main" {
  domain       = "library-example-login"
  user_pool_id = aws_cognito_user_pool.this[0].id
}

resource "aws_iam_role" "lambda" {
  name = "library-lambda"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }]
  })
}

resource "aws_lambda_function" "this" {
  for_each      = toset(["books", "loans", "check-card", "gate"])
  function_name = "library-${each.key}"
  role          = aws_iam_role.lambda.arn
  filename      = "${path.module}/items.zip"
  handler       = "index.handler"
  runtime       = "python3.12"
  timeout       = each.key == "loans" ? 29 : 5
  memory_size   = 512
  environment {
    variables = { STAGE = "prod", NAME = each.key }
  }
}

module "api" {
  source    = "./api"
  issuer    = "https://cognito-idp.us-east-1.amazonaws.com/${aws_cognito_user_pool.this[0].id}"
  clients   = concat([aws_cognito_user_pool_client.spa.id], aws_cognito_user_pool_client.kiosk[*].id)
  functions = aws_lambda_function.this
}
