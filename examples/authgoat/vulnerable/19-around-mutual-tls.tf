# The domain asks for a client certificate, and the execute-api address does not.
resource "aws_apigatewayv2_api" "partners" {
  name                         = "authgoat-partners"
  protocol_type                = "HTTP"
  disable_execute_api_endpoint = false
}

resource "aws_apigatewayv2_integration" "partners" {
  api_id                 = aws_apigatewayv2_api.partners.id
  integration_type       = "AWS_PROXY"
  integration_uri        = aws_lambda_function.orders.invoke_arn
  payload_format_version = "2.0"
}

resource "aws_apigatewayv2_route" "partners" {
  api_id    = aws_apigatewayv2_api.partners.id
  route_key = "POST /partner-orders"
  target    = "integrations/${aws_apigatewayv2_integration.partners.id}"
}

resource "aws_apigatewayv2_stage" "partners" {
  api_id      = aws_apigatewayv2_api.partners.id
  name        = "$default"
  auto_deploy = true
}

resource "aws_apigatewayv2_domain_name" "partners" {
  domain_name = "partners.example.com"
  domain_name_configuration {
    certificate_arn = "arn:aws:acm:eu-west-1:111122223333:certificate/11111111-2222-3333-4444-555555555555"
    endpoint_type   = "REGIONAL"
    security_policy = "TLS_1_2"
  }
  mutual_tls_authentication {
    truststore_uri = "s3://authgoat/truststore.pem"
  }
}

resource "aws_apigatewayv2_api_mapping" "partners" {
  api_id      = aws_apigatewayv2_api.partners.id
  domain_name = aws_apigatewayv2_domain_name.partners.id
  stage       = aws_apigatewayv2_stage.partners.id
}
