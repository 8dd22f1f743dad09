# One integration and one permission for each target, however many routes lead there.

locals {
  integration_ids = {
    function = { for name, integration in aws_apigatewayv2_integration.function : name => integration.id }
    lambda   = { for name, integration in aws_apigatewayv2_integration.lambda : name => integration.id }
    http     = { for name, integration in aws_apigatewayv2_integration.http : name => integration.id }
    service  = { for name, integration in aws_apigatewayv2_integration.service : name => integration.id }
  }

  service_roles = { for name, service in local.checked_access.services : name => service if service.existing_role == null }
}

resource "aws_apigatewayv2_integration" "function" {
  for_each = local.checked_access.function_targets

  api_id           = aws_apigatewayv2_api.api[0].id
  integration_type = "AWS_PROXY"
  integration_uri = (
    contains(keys(aws_lambda_alias.function), each.key) ? aws_lambda_alias.function[each.key].invoke_arn :
    aws_lambda_function.function[each.key].invoke_arn
  )
  payload_format_version = "2.0"
  timeout_milliseconds   = try(local.checked_routing.integrations[each.key].timeout_milliseconds, null)
}

resource "aws_lambda_permission" "function" {
  for_each = local.checked_access.function_targets

  action        = "lambda:InvokeFunction"
  function_name = aws_lambda_function.function[each.key].function_name
  principal     = "apigateway.amazonaws.com"
  qualifier     = contains(keys(aws_lambda_alias.function), each.key) ? aws_lambda_alias.function[each.key].name : null
  source_arn    = "${aws_apigatewayv2_api.api[0].execution_arn}/*/*"
  # In front of an MCP server: after the whole key, as the constructs name it.
  statement_id = join("", [
    "AllowApi",
    contains(values(local.checked_access.mcp_servers)[*].gate, each.key) ? "any" : "",
    replace(each.key, "/[^A-Za-z0-9]/", ""),
  ])
}

resource "aws_apigatewayv2_integration" "lambda" {
  for_each = local.checked_routing.lambdas

  api_id                 = aws_apigatewayv2_api.api[0].id
  integration_type       = "AWS_PROXY"
  integration_uri        = each.value
  payload_format_version = "2.0"
  timeout_milliseconds   = try(local.checked_routing.integrations[each.key].timeout_milliseconds, null)
}

# Named after the project: the function may serve other APIs too.
resource "aws_lambda_permission" "lambda" {
  for_each = local.checked_routing.lambdas

  action        = "lambda:InvokeFunction"
  function_name = join(":", slice(split(":", each.value), 0, 7))
  principal     = "apigateway.amazonaws.com"
  qualifier     = one(slice(split(":", each.value), 7, length(split(":", each.value))))
  source_arn    = "${aws_apigatewayv2_api.api[0].execution_arn}/*/*"
  statement_id  = "AllowApi-${var.project}-api-${replace(each.key, "/[^A-Za-z0-9]/", "")}"
}

# An HTTP proxy takes payload format 1.0 alone.
resource "aws_apigatewayv2_integration" "http" {
  for_each = local.checked_routing.http_backends

  api_id = aws_apigatewayv2_api.api[0].id
  connection_id = (
    each.value.vpc_link != null ? aws_apigatewayv2_vpc_link.link[each.value.vpc_link].id :
    each.value.existing_vpc_link != null ? each.value.existing_vpc_link.id :
    null
  )
  connection_type        = each.value.vpc_link != null || each.value.existing_vpc_link != null ? "VPC_LINK" : null
  integration_method     = each.value.method
  integration_type       = "HTTP_PROXY"
  integration_uri        = each.value.vpc_link != null || each.value.existing_vpc_link != null ? each.value.listener_arn : each.value.url
  payload_format_version = "1.0"
  request_parameters     = try(local.checked_routing.integrations[each.key].request_parameters, null)
  timeout_milliseconds   = try(local.checked_routing.integrations[each.key].timeout_milliseconds, null)

  dynamic "response_parameters" {
    for_each = try(local.checked_routing.integrations[each.key].response_parameters, {})

    content {
      mappings    = response_parameters.value
      status_code = response_parameters.key
    }
  }

  dynamic "tls_config" {
    for_each = each.value.tls_server_name[*]

    content {
      server_name_to_verify = tls_config.value
    }
  }
}

# Services take payload format 1.0 alone, too.
resource "aws_apigatewayv2_integration" "service" {
  for_each = local.checked_access.services

  api_id                 = aws_apigatewayv2_api.api[0].id
  credentials_arn        = each.value.existing_role == null ? aws_iam_role.integration[each.key].arn : each.value.existing_role.arn
  integration_subtype    = each.value.service
  integration_type       = "AWS_PROXY"
  payload_format_version = "1.0"
  request_parameters     = each.value.parameters
  timeout_milliseconds   = try(local.checked_routing.integrations[each.key].timeout_milliseconds, null)
}

resource "aws_iam_role" "integration" {
  for_each = local.service_roles

  assume_role_policy = jsonencode({
    Version   = "2012-10-17"
    Statement = [{ Effect = "Allow", Principal = { Service = "apigateway.amazonaws.com" }, Action = "sts:AssumeRole" }]
  })
  name_prefix = "${substr("${var.project}-api-${each.key}", 0, 37)}-"
  tags        = local.checked_tags
}

resource "aws_iam_role_policy" "integration" {
  for_each = local.service_roles

  name = "${var.project}-api-${each.key}"
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = [each.value.action]
      Resource = each.value.resource_arns
    }]
  })
  role = aws_iam_role.integration[each.key].id
}

resource "aws_apigatewayv2_vpc_link" "link" {
  for_each = module.inputs.vpc_links

  name               = "${var.project}-${each.key}"
  security_group_ids = each.value.security_group_ids
  subnet_ids         = each.value.subnet_ids
  tags               = local.checked_tags
}
