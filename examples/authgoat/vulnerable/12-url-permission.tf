# The URL asks for a signature, and the permission lets everybody's in.
resource "aws_lambda_function" "reports" {
  function_name = "authgoat-reports"
  role          = aws_iam_role.orders.arn
  runtime       = "nodejs22.x"
  handler       = "index.handler"
  filename      = "orders.zip"
}

resource "aws_lambda_function_url" "reports" {
  function_name      = aws_lambda_function.reports.function_name
  authorization_type = "AWS_IAM"
}

resource "aws_lambda_permission" "reports_url" {
  function_name          = aws_lambda_function.reports.function_name
  action                 = "lambda:InvokeFunctionUrl"
  principal              = "*"
  function_url_auth_type = "AWS_IAM"
}
