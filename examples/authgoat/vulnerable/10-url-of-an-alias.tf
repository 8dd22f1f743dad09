# An alias has a URL of its own.
resource "aws_lambda_alias" "beta" {
  name             = "beta"
  function_name    = aws_lambda_function.orders.function_name
  function_version = "$LATEST"
}

resource "aws_lambda_function_url" "beta" {
  function_name      = aws_lambda_function.orders.function_name
  qualifier          = aws_lambda_alias.beta.name
  authorization_type = "NONE"
}
