# The role by which Cognito sends text messages: only Cognito in this account may assume it, and it publishes to phone numbers, to no topic.
# https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pool-settings-sms.html

locals {
  sms_role = local.checked_identity.own_pool && local.checked_identity.pool.sms_role ? ["${var.project}-pool-sms"] : []
}

data "aws_caller_identity" "sms" {
  count = length(local.sms_role)
}

data "aws_partition" "sms" {
  count = length(local.sms_role)
}

resource "aws_iam_role" "sms" {
  count = length(local.sms_role)

  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Principal = { Service = "cognito-idp.amazonaws.com" }
      Action    = "sts:AssumeRole"
      Condition = {
        StringEquals = { "sts:ExternalId" = local.sms_role[0], "aws:SourceAccount" = data.aws_caller_identity.sms[0].account_id }
      }
    }]
  })
  name_prefix = "${substr(local.sms_role[0], 0, 37)}-"
  tags        = local.checked_tags
}

resource "aws_iam_role_policy" "sms" {
  count = length(local.sms_role)

  name = local.sms_role[0]
  # A phone number has no ARN: everything but topics and endpoints is what says "phone numbers only".
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect      = "Allow"
      Action      = "sns:Publish"
      NotResource = "arn:${data.aws_partition.sms[0].partition}:sns:*:*:*"
    }]
  })
  role = aws_iam_role.sms[0].id
}
