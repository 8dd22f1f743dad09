# One account.
resource "aws_lambda_permission" "everybody" {
  function_name = aws_lambda_function.orders.function_name
  action        = "lambda:InvokeFunction"
  principal     = "111122223333"
}
