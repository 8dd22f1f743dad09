# Functions that the pool calls. The token trigger writes users' attributes into their tokens. Cognito waits five seconds for each.

locals {
  trigger_arns = { for name, function in local.checked_identity.triggers.functions : name => function.arn }
  senders      = [for name in ["custom_email_sender", "custom_sms_sender"] : name if contains(keys(local.trigger_arns), name)]

  # At most one.
  bundled_triggers = [for trigger in local.checked_token_trigger : trigger if trigger.function == null]
}

resource "aws_lambda_function" "pre_token_generation" {
  # checkov:skip=CKV_AWS_50: it calls nothing that a trace would show
  # checkov:skip=CKV_AWS_115: a limit would refuse sign-ins; Cognito's own quotas bound its calls
  # checkov:skip=CKV_AWS_116: Cognito waits for the answer; dead letters are of calls that nobody waits for
  # checkov:skip=CKV_AWS_117: it reaches no network
  # checkov:skip=CKV_AWS_173: its environment holds names of claims and no secret
  # checkov:skip=CKV_AWS_272: code signing needs a signer of the account's own
  count = length(local.bundled_triggers)

  architectures    = ["arm64"]
  filename         = "${path.module}/functions/pre-token-generation.zip"
  function_name    = "${var.project}-pre-token-generation"
  handler          = "index.handler"
  memory_size      = 256
  role             = aws_iam_role.pre_token_generation[0].arn
  runtime          = "nodejs22.x"
  source_code_hash = filebase64sha256("${path.module}/functions/pre-token-generation.zip")
  tags             = local.checked_tags
  timeout          = 5

  dynamic "environment" {
    for_each = module.inputs.token_claims[*]

    content {
      variables = { TOKEN_CLAIMS = environment.value }
    }
  }

  depends_on = [aws_cloudwatch_log_group.pre_token_generation, aws_iam_role_policy.pre_token_generation]
}

resource "aws_cloudwatch_log_group" "pre_token_generation" {
  count = length(local.bundled_triggers)

  kms_key_id        = local.bundled_triggers[0].log_kms_key_arn
  name              = "/aws/lambda/${var.project}-pre-token-generation"
  retention_in_days = local.bundled_triggers[0].log_retention_in_days
  tags              = local.checked_tags
}

resource "aws_iam_role" "pre_token_generation" {
  count = length(local.bundled_triggers)

  assume_role_policy = local.lambda_trust
  name_prefix        = "${substr("${var.project}-pre-token-generation", 0, 37)}-"
  tags               = local.checked_tags
}

# Its own log and nothing else.
resource "aws_iam_role_policy" "pre_token_generation" {
  count = length(local.bundled_triggers)

  name = "${var.project}-pre-token-generation"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
      Resource = ["${aws_cloudwatch_log_group.pre_token_generation[0].arn}:*"]
    }]
  })
  role = aws_iam_role.pre_token_generation[0].id
}

resource "aws_lambda_permission" "trigger" {
  for_each = local.checked_identity.triggers.functions

  action        = "lambda:InvokeFunction"
  function_name = join(":", slice(split(":", each.value.arn), 0, 7))
  principal     = "cognito-idp.amazonaws.com"
  qualifier     = one(slice(split(":", each.value.arn), 7, length(split(":", each.value.arn))))
  source_arn    = aws_cognito_user_pool.pool[0].arn
  statement_id  = "AllowUserPool-${local.checked_identity.triggers.labels[each.key]}"
}

resource "aws_lambda_permission" "token_trigger" {
  count = length(local.checked_token_trigger)

  action = "lambda:InvokeFunction"
  function_name = (
    length(local.bundled_triggers) > 0 ? aws_lambda_function.pre_token_generation[0].function_name :
    local.checked_token_trigger[0].function.arn
  )
  principal    = "cognito-idp.amazonaws.com"
  source_arn   = aws_cognito_user_pool.pool[0].arn
  statement_id = length(local.bundled_triggers) > 0 ? "AllowUserPool" : "AllowUserPool-${var.project}"
}
