locals {
  # The zips lie beside this file and are used as they are: a plan made on one machine applies on another.
  packages = {
    for name, function in local.checked_functions : name => (
      function.bundled != null ? "${path.module}/functions/${function.bundled}.zip" : function.package
    )
  }

  package_hashes = {
    for name, function in local.checked_functions : name => (
      local.packages[name] == null ? function.source_code_hash : filebase64sha256(local.packages[name])
    )
  }

  function_roles = { for name, function in local.checked_functions : name => function if function.existing_role == null }

  # Its own log, and what its settings need. X-Ray's actions and those of network interfaces take no resource.
  function_statements = {
    for name, function in local.function_roles : name => concat(
      [{
        Effect   = "Allow"
        Action   = ["logs:CreateLogStream", "logs:PutLogEvents"]
        Resource = ["${aws_cloudwatch_log_group.function[name].arn}:*"]
      }],
      function.tracing ? [{ Effect = "Allow", Action = ["xray:PutTraceSegments", "xray:PutTelemetryRecords"], Resource = ["*"] }] : [],
      function.vpc == null ? [] : [{
        Effect = "Allow"
        Action = [
          "ec2:CreateNetworkInterface", "ec2:DescribeNetworkInterfaces", "ec2:DescribeSubnets", "ec2:DeleteNetworkInterface",
          "ec2:AssignPrivateIpAddresses", "ec2:UnassignPrivateIpAddresses",
        ]
        Resource = ["*"]
      }],
      function.file_system == null ? [] : [{
        Effect    = "Allow"
        Action    = ["elasticfilesystem:ClientMount", "elasticfilesystem:ClientWrite"]
        Resource  = [function.file_system.arn]
        Condition = { StringEquals = { "elasticfilesystem:AccessPointArn" = function.file_system.access_point_arn } }
      }],
      function.dead_letter_target_arn == null ? [] : [{
        Effect   = "Allow"
        Action   = [split(":", function.dead_letter_target_arn)[2] == "sns" ? "sns:Publish" : "sqs:SendMessage"]
        Resource = [function.dead_letter_target_arn]
      }],
      # By its name: the function's own ARN would make a circle of the functions and their policies.
      [
        for server in local.checked_access.mcp_servers : {
          Effect   = "Allow"
          Action   = ["lambda:InvokeFunction"]
          Resource = [local.function_arns[server.target]]
        } if server.gate == name
      ],
      [
        for statement in function.policy_statements : merge(
          { Effect = "Allow", Action = tolist(statement.actions), Resource = tolist(statement.resources) },
          length(statement.conditions) == 0 ? {} : { Condition = statement.conditions },
        )
      ],
    )
  }

  # What each log group says of partition, region and account.
  function_arns = {
    for name, group in aws_cloudwatch_log_group.function : name => join(":", [
      "arn", split(":", group.arn)[1], "lambda", split(":", group.arn)[3], split(":", group.arn)[4], "function", "${var.project}-${name}",
    ])
  }

  # Settings of bundled functions, by the function's name.
  bundled_settings = merge(
    {
      for name, config in local.authorizer_configs : name => merge(
        { AUTHORIZER_CONFIG = config },
        contains(keys(local.origin_headers), name) ? { ORIGIN_HEADER = local.origin_headers[name] } : {},
      )
    },
    { for name, config in local.mcp_configs : name => { MCP_CONFIG = config } },
  )

  lambda_trust = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { Service = "lambda.amazonaws.com" }, Action = "sts:AssumeRole" }]
  })
}

resource "aws_lambda_function" "function" {
  # checkov:skip=CKV_AWS_116: API Gateway waits for the answer; where nobody waits, dead_letter_target_arn says where they go
  # checkov:skip=CKV_AWS_272: code signing needs a signer of the account's own
  # checkov:skip=CKV_AWS_50: the caller says it, by tracing
  for_each = local.checked_functions

  architectures                  = [each.value.architecture]
  filename                       = local.packages[each.key]
  function_name                  = "${var.project}-${each.key}"
  handler                        = each.value.image_uri == null ? each.value.handler : null
  image_uri                      = each.value.image_uri
  kms_key_arn                    = each.value.kms_key_arn
  layers                         = length(each.value.layers) > 0 ? each.value.layers : null
  memory_size                    = each.value.memory_size
  publish                        = each.value.alias == null ? null : true
  package_type                   = each.value.image_uri == null ? null : "Image"
  reserved_concurrent_executions = each.value.reserved_concurrent_executions
  role                           = each.value.existing_role == null ? aws_iam_role.function[each.key].arn : each.value.existing_role.arn
  runtime                        = each.value.image_uri == null ? each.value.runtime : null
  s3_bucket                      = try(each.value.s3.bucket, null)
  s3_key                         = try(each.value.s3.key, null)
  s3_object_version              = try(each.value.s3.object_version, null)
  source_code_hash               = local.package_hashes[each.key]
  tags                           = merge(local.checked_tags, each.value.tags)
  timeout                        = each.value.timeout

  dynamic "environment" {
    for_each = length(each.value.environment) > 0 || contains(keys(local.bundled_settings), each.key) ? [each.key] : []

    content {
      variables = merge(each.value.environment, lookup(local.bundled_settings, each.key, {}))
    }
  }

  dynamic "ephemeral_storage" {
    for_each = each.value.ephemeral_storage_size == 512 ? [] : [each.value.ephemeral_storage_size]

    content {
      size = ephemeral_storage.value
    }
  }

  dynamic "image_config" {
    for_each = each.value.image_command == null ? [] : [each.value.image_command]

    content {
      command = image_config.value
    }
  }

  dynamic "file_system_config" {
    for_each = each.value.file_system[*]

    content {
      arn              = file_system_config.value.access_point_arn
      local_mount_path = file_system_config.value.local_mount_path
    }
  }

  dynamic "dead_letter_config" {
    for_each = each.value.dead_letter_target_arn[*]

    content {
      target_arn = dead_letter_config.value
    }
  }

  dynamic "tracing_config" {
    for_each = each.value.tracing ? ["Active"] : []

    content {
      mode = tracing_config.value
    }
  }

  dynamic "vpc_config" {
    for_each = each.value.vpc[*]

    content {
      security_group_ids = vpc_config.value.security_group_ids
      subnet_ids         = vpc_config.value.subnet_ids
    }
  }

  # Without its log group Lambda would make one that keeps entries for ever; without its policy the first call couldn't log.
  depends_on = [aws_cloudwatch_log_group.function, aws_iam_role_policy.function]
}

resource "aws_lambda_alias" "function" {
  for_each = { for name, function in local.checked_functions : name => function.alias if function.alias != null }

  function_name    = aws_lambda_function.function[each.key].function_name
  function_version = aws_lambda_function.function[each.key].version
  name             = each.value
}

resource "aws_lambda_provisioned_concurrency_config" "function" {
  for_each = {
    for name, function in local.checked_functions : name => function.provisioned_concurrency if function.provisioned_concurrency != null
  }

  function_name                     = aws_lambda_function.function[each.key].function_name
  provisioned_concurrent_executions = each.value
  qualifier                         = aws_lambda_alias.function[each.key].name
}

resource "aws_cloudwatch_log_group" "function" {
  for_each = local.checked_functions

  kms_key_id        = each.value.log_kms_key_arn
  name              = "/aws/lambda/${var.project}-${each.key}"
  retention_in_days = each.value.log_retention_in_days
  tags              = merge(local.checked_tags, each.value.tags)
}

# Names of roles are the account's, whatever the region: a prefix keeps two regions apart.
resource "aws_iam_role" "function" {
  for_each = local.function_roles

  assume_role_policy   = local.lambda_trust
  name_prefix          = "${substr("${var.project}-${each.key}", 0, 37)}-"
  path                 = each.value.role_path
  permissions_boundary = each.value.permissions_boundary
  tags                 = merge(local.checked_tags, each.value.tags)
}

resource "aws_iam_role_policy" "function" {
  for_each = local.function_roles

  name   = "${var.project}-${each.key}"
  policy = jsonencode({ Version = "2012-10-17", Statement = local.function_statements[each.key] })
  role   = aws_iam_role.function[each.key].id
}
