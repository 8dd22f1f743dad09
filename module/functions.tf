# Generated from the constructs by `npm run module`: change those, not this file.

# The zips lie beside this file and are used as they are: a plan made on one machine applies on another.
resource "aws_lambda_function" "function" {
  for_each = local.functions

  architectures    = [each.value.architecture]
  filename         = coalesce(each.value.package, "${path.module}/functions/${each.key}.zip")
  function_name    = "${var.project}-${each.key}"
  handler          = each.value.handler
  memory_size      = each.value.memory
  role             = aws_iam_role.function[each.key].arn
  runtime          = each.value.runtime
  source_code_hash = filebase64sha256(coalesce(each.value.package, "${path.module}/functions/${each.key}.zip"))
  tags             = var.tags
  timeout          = each.value.timeout

  dynamic "environment" {
    for_each = length(each.value.environment) > 0 ? [1] : []

    content {
      variables = each.value.environment
    }
  }

  depends_on = [aws_cloudwatch_log_group.function, aws_iam_role_policy.function]

  lifecycle {
    precondition {
      condition     = can(regex("^[A-Za-z0-9_-]{1,64}$", "${var.project}-${each.key}"))
      error_message = "[function-name] \"${var.project}-${each.key}\" can't name a function, nor its log group. Shorten the key in functions, and write A-Z, a-z, 0-9, - and _."
    }

    precondition {
      condition     = each.value.package != null || contains(local.bundled_functions, each.key)
      error_message = "[function-entry] functions[\"${each.key}\"] comes with neither a package nor the module. Set its package, or use one of ${join(", ", local.bundled_functions)}."
    }
  }
}

resource "aws_cloudwatch_log_group" "function" {
  for_each = local.functions

  kms_key_id        = each.value.log_kms_key_arn
  name              = "/aws/lambda/${var.project}-${each.key}"
  retention_in_days = each.value.log_retention_days
  tags              = var.tags
}

resource "aws_iam_role" "function" {
  for_each = local.functions

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Principal = { Service = "lambda.amazonaws.com" }, Action = "sts:AssumeRole" },
    ]
  })
  name = "${var.project}-${each.key}"
  tags = var.tags
}

# Its own log and nothing else.
resource "aws_iam_role_policy" "function" {
  for_each = local.functions

  name = "${var.project}-${each.key}"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect   = "Allow"
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Resource = ["${aws_cloudwatch_log_group.function[each.key].arn}:*"]
      },
    ]
  })
  role = aws_iam_role.function[each.key].id
}

# Writes users' attributes into their tokens. Cognito waits five seconds for it.
resource "aws_lambda_function" "pre_token_generation" {
  count = local.bundled_trigger ? 1 : 0

  architectures    = ["arm64"]
  filename         = "${path.module}/functions/pre-token-generation.zip"
  function_name    = "${var.project}-pre-token-generation"
  handler          = "index.handler"
  memory_size      = 256
  role             = aws_iam_role.pre_token_generation[0].arn
  runtime          = "nodejs22.x"
  source_code_hash = filebase64sha256("${path.module}/functions/pre-token-generation.zip")
  tags             = var.tags
  timeout          = 5

  dynamic "environment" {
    for_each = var.token_trigger.claims != null ? [1] : []

    content {
      variables = { TOKEN_CLAIMS = jsonencode(var.token_trigger.claims) }
    }
  }

  depends_on = [aws_cloudwatch_log_group.pre_token_generation, aws_iam_role_policy.pre_token_generation]
}

resource "aws_cloudwatch_log_group" "pre_token_generation" {
  count = local.bundled_trigger ? 1 : 0

  name              = "/aws/lambda/${var.project}-pre-token-generation"
  retention_in_days = 30
  tags              = var.tags
}

resource "aws_iam_role" "pre_token_generation" {
  count = local.bundled_trigger ? 1 : 0

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Principal = { Service = "lambda.amazonaws.com" }, Action = "sts:AssumeRole" },
    ]
  })
  name = "${var.project}-pre-token-generation"
  tags = var.tags
}

# Its own log and nothing else.
resource "aws_iam_role_policy" "pre_token_generation" {
  count = local.bundled_trigger ? 1 : 0

  name = "${var.project}-pre-token-generation"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Effect   = "Allow"
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Resource = ["${aws_cloudwatch_log_group.pre_token_generation[0].arn}:*"]
      },
    ]
  })
  role = aws_iam_role.pre_token_generation[0].id
}

resource "aws_lambda_permission" "token_trigger" {
  count = var.token_trigger != null ? 1 : 0

  action        = "lambda:InvokeFunction"
  function_name = local.bundled_trigger ? aws_lambda_function.pre_token_generation[0].function_name : var.token_trigger.function.arn
  principal     = "cognito-idp.amazonaws.com"
  source_arn    = aws_cognito_user_pool.pool[0].arn
  statement_id  = local.bundled_trigger ? "AllowUserPool" : "AllowUserPool-${var.project}"

  lifecycle {
    precondition {
      condition     = var.existing_pool == null
      error_message = "[trigger-foreign-pool] token_trigger is set, but existing_pool is managed elsewhere. Set the trigger where the pool is managed."
    }
  }
}
