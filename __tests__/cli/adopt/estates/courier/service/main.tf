variable "name" { type = string }
variable "aliased" { type = bool }
variable "environment" {
  type    = map(string)
  default = {}
}

resource "aws_iam_role" "this" {
  name = "courier-${var.name}"
  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }]
  })
}

resource "aws_lambda_function" "this" {
  function_name = "courier-${var.name}"
  filename      = "${path.root}/items.zip"
  handler       = "index.handler"
  runtime       = "python3.12"
  role          = aws_iam_role.this.arn
  publish       = true

  environment {
    variables = var.environment
  }
}

resource "aws_lambda_alias" "live" {
  count            = var.aliased ? 1 : 0
  name             = "live"
  function_name    = aws_lambda_function.this.function_name
  function_version = aws_lambda_function.this.version
}

output "name" { value = aws_lambda_function.this.function_name }
output "qualifier" { value = one(aws_lambda_alias.live[*].name) }
output "invoke_arn" { value = var.aliased ? one(aws_lambda_alias.live[*].invoke_arn) : aws_lambda_function.this.invoke_arn }
