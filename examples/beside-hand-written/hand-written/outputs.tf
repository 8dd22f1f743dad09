output "issuer" {
  value = "https://${aws_cognito_user_pool.api.endpoint}"
}

output "api_endpoint" {
  value = aws_apigatewayv2_api.api.api_endpoint
}

output "web_client_id" {
  value = aws_cognito_user_pool_client.web.id
}
