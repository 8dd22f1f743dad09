# Quick create makes a catch-all route by itself, and no authorizer can be given to it.
resource "aws_apigatewayv2_api" "quick" {
  name          = "authgoat-quick"
  protocol_type = "HTTP"
  target        = aws_lambda_function.orders.arn
}
