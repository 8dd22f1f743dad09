resource "aws_cloudwatch_log_group" "items" {
  name              = "/aws/lambda/${var.project}-items"
  retention_in_days = 30
  tags              = var.tags
}

resource "aws_iam_role" "items" {
  name = "${var.project}-items"
  tags = var.tags

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "lambda.amazonaws.com" }
    }]
  })
}

resource "aws_iam_role_policy" "items" {
  name = "${var.project}-items"
  role = aws_iam_role.items.id

  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
      Resource = ["${aws_cloudwatch_log_group.items.arn}:*"]
    }]
  })
}

resource "aws_lambda_function" "items" {
  function_name    = "${var.project}-items"
  role             = aws_iam_role.items.arn
  runtime          = "nodejs22.x"
  handler          = "index.handler"
  architectures    = ["arm64"]
  memory_size      = 256
  timeout          = 10
  filename         = "${path.module}/items.zip"
  source_code_hash = filebase64sha256("${path.module}/items.zip")
  tags             = var.tags
  depends_on       = [aws_cloudwatch_log_group.items, aws_iam_role_policy.items]
}

resource "aws_lambda_permission" "api" {
  statement_id  = "AllowApiitems"
  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.items.function_name
  principal     = "apigateway.amazonaws.com"
  source_arn    = "${aws_apigatewayv2_api.api.execution_arn}/*/*"
}
