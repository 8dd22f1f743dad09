# A signature is asked for when the connection is made.
resource "aws_apigatewayv2_api" "socket" {
  name                       = "authgoat-socket"
  protocol_type              = "WEBSOCKET"
  route_selection_expression = "$request.body.action"
}

resource "aws_apigatewayv2_integration" "socket" {
  api_id           = aws_apigatewayv2_api.socket.id
  integration_type = "AWS_PROXY"
  integration_uri  = aws_lambda_function.orders.invoke_arn
}

resource "aws_apigatewayv2_route" "connect" {
  api_id             = aws_apigatewayv2_api.socket.id
  route_key          = "$connect"
  target             = "integrations/${aws_apigatewayv2_integration.socket.id}"
  authorization_type = "AWS_IAM"
}

resource "aws_apigatewayv2_route" "send" {
  api_id    = aws_apigatewayv2_api.socket.id
  route_key = "send"
  target    = "integrations/${aws_apigatewayv2_integration.socket.id}"
}
