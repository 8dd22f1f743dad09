# Without target there is no route that nobody wrote.
resource "aws_apigatewayv2_api" "quick" {
  name          = "authgoat-quick"
  protocol_type = "HTTP"
}
