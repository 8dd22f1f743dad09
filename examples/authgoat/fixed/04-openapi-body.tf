# An operation names a security scheme that holds an authorizer.
resource "aws_apigatewayv2_api" "described" {
  name          = "authgoat-described"
  protocol_type = "HTTP"
  body = jsonencode({
    openapi = "3.0.1"
    info    = { title = "described", version = "1" }
    components = {
      securitySchemes = {
        users = {
          type = "oauth2"
          "x-amazon-apigateway-authorizer" = {
            type           = "jwt"
            identitySource = "$request.header.Authorization"
            jwtConfiguration = {
              issuer   = "https://${aws_cognito_user_pool.users.endpoint}"
              audience = [aws_cognito_user_pool_client.web.id]
            }
          }
        }
      }
    }
    paths = {
      "/orders/{id}" = {
        delete = {
          security = [{ users = [] }]
          "x-amazon-apigateway-integration" = {
            type                 = "aws_proxy"
            httpMethod           = "POST"
            payloadFormatVersion = "2.0"
            uri                  = aws_lambda_function.orders.invoke_arn
          }
        }
      }
    }
  })
}
