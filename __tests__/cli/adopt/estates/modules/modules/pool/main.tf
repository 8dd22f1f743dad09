variable "name" {}
variable "groups" {}

resource "aws_cognito_user_pool" "this" {
  name                     = var.name
  alias_attributes         = ["email", "preferred_username"]
  auto_verified_attributes = ["email"]
  mfa_configuration        = "OPTIONAL"
  deletion_protection      = "ACTIVE"

  software_token_mfa_configuration {
    enabled = true
  }

  schema {
    name                = "tenant"
    attribute_data_type = "String"
    mutable             = true

    string_attribute_constraints {
      min_length = 1
      max_length = 64
    }
  }
}

resource "aws_cognito_user_group" "this" {
  for_each = var.groups

  user_pool_id = aws_cognito_user_pool.this.id
  name         = each.key
  precedence   = each.value
}

resource "aws_cognito_resource_server" "this" {
  user_pool_id = aws_cognito_user_pool.this.id
  identifier   = "https://shop.example.com"
  name         = "shop"

  scope {
    scope_name        = "orders.read"
    scope_description = "Read orders"
  }

  scope {
    scope_name        = "orders.write"
    scope_description = "Place orders"
  }
}

resource "aws_cognito_user_pool_client" "this" {
  for_each = {
    app = { callbacks = ["https://shop.example.com/callback", "http://localhost:3000/callback"] }
  }

  user_pool_id                         = aws_cognito_user_pool.this.id
  name                                 = "shop-${each.key}"
  generate_secret                      = true
  allowed_oauth_flows_user_pool_client = true
  allowed_oauth_flows                  = ["code"]
  allowed_oauth_scopes                 = ["openid", "https://shop.example.com/orders.read", "https://shop.example.com/orders.write"]
  callback_urls                        = each.value.callbacks
  supported_identity_providers         = ["COGNITO"]
  explicit_auth_flows                  = ["ALLOW_REFRESH_TOKEN_AUTH", "ALLOW_USER_SRP_AUTH"]

  depends_on = [aws_cognito_resource_server.this]
}

output "issuer" {
  value = "https://${aws_cognito_user_pool.this.endpoint}"
}

output "client_ids" {
  value = { for name, client in aws_cognito_user_pool_client.this : name => client.id }
}
