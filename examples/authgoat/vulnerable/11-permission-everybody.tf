# principal = "*" lets every AWS account invoke the function.
resource "aws_lambda_permission" "everybody" {
  function_name = aws_lambda_function.orders.function_name
  action        = "lambda:InvokeFunction"
  principal     = "*"
}
