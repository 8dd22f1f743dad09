# The routes of an OpenAPI body show in no resource of their own.
resource "aws_apigatewayv2_api" "described" {
  name          = "authgoat-described"
  protocol_type = "HTTP"
  body = jsonencode({
    openapi = "3.0.1"
    info    = { title = "described", version = "1" }
    paths = {
      "/orders/{id}" = {
        delete = {
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
