# A resource policy with Principal "*" on a method without authorization lets everybody in.
resource "aws_api_gateway_rest_api" "shared" {
  name = "authgoat-shared"
}

resource "aws_api_gateway_resource" "shared" {
  rest_api_id = aws_api_gateway_rest_api.shared.id
  parent_id   = aws_api_gateway_rest_api.shared.root_resource_id
  path_part   = "shared"
}

resource "aws_api_gateway_method" "shared" {
  rest_api_id   = aws_api_gateway_rest_api.shared.id
  resource_id   = aws_api_gateway_resource.shared.id
  http_method   = "GET"
  authorization = "NONE"
}

resource "aws_api_gateway_integration" "shared" {
  rest_api_id             = aws_api_gateway_rest_api.shared.id
  resource_id             = aws_api_gateway_resource.shared.id
  http_method             = aws_api_gateway_method.shared.http_method
  integration_http_method = "POST"
  type                    = "AWS_PROXY"
  uri                     = aws_lambda_function.orders.invoke_arn
}

resource "aws_api_gateway_rest_api_policy" "shared" {
  rest_api_id = aws_api_gateway_rest_api.shared.id
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = "*"
      Action    = "execute-api:Invoke"
      Resource  = "*"
    }]
  })
}
