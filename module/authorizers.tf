locals {
  # Every client whose tokens are welcome is in the audience, machine clients included; resource-bound tokens carry aud instead.
  client_ids = concat(
    [for client in aws_cognito_user_pool_client.web : client.id],
    [for client in aws_cognito_user_pool_client.machine : client.id],
    [for client in aws_cognito_user_pool_client.rotating : client.id],
    values(local.checked_access.accepted_client_ids),
  )

  authorizer_ids = merge(
    { for name, authorizer in aws_apigatewayv2_authorizer.named : name => authorizer.id },
    { for name, authorizer in aws_apigatewayv2_authorizer.lambda : name => authorizer.id },
  )

  # What the bundled function of a Lambda authorizer reads: whose tokens, and what they must say.
  authorizer_issuers = {
    for name, authorizer in local.checked_access.lambda_authorizers : name => authorizer.issuers == null ? [{
      issuer    = local.issuer, jwks_uri = null, audience = null, client_ids = local.client_ids
      resources = length(var.resource_identifiers) == 0 ? null : tolist(var.resource_identifiers)
      scopes    = null, groups = null, token_use = null, clock_tolerance_seconds = null, claims = null
    }] : authorizer.issuers
  }
  authorizer_configs = {
    for name, authorizer in local.checked_access.lambda_authorizers : "${name}-authorizer" => jsonencode({
      answer = authorizer.response_type
      identity = {
        (split(".", authorizer.identity_sources[0])[1] == "header" ? "header" : "query") = split(".", authorizer.identity_sources[0])[2]
      }
      issuers = [
        for issuer in local.authorizer_issuers[name] : merge(
          { issuer = issuer.issuer },
          issuer.jwks_uri == null ? {} : { jwksUri = issuer.jwks_uri },
          issuer.audience == null ? {} : { audience = issuer.audience },
          issuer.client_ids == null ? {} : { clientIds = issuer.client_ids },
          issuer.resources == null ? {} : { resources = issuer.resources },
          issuer.scopes == null ? {} : { scopes = issuer.scopes },
          issuer.groups == null ? {} : { groups = issuer.groups },
          issuer.token_use == null ? {} : { tokenUse = issuer.token_use },
          issuer.clock_tolerance_seconds == null ? {} : { clockToleranceSeconds = issuer.clock_tolerance_seconds },
          issuer.claims == null ? {} : { claims = issuer.claims },
          length(authorizer.requirements) == 0 ? {} : { routes = authorizer.requirements },
        )
      ]
    }) if authorizer.function == null
  }
}

# The header that a distribution adds, for the bundled functions that ask for it.
locals {
  origin_headers = {
    for name, authorizer in local.checked_access.lambda_authorizers : "${name}-authorizer" => jsonencode({
      name = authorizer.origin_header.name, sha256 = authorizer.origin_header.sha256
    }) if authorizer.origin_header != null
  }
}

# What the bundled function in front of an MCP server reads.
locals {
  # GovCloud has FIPS names only: https://docs.aws.amazon.com/govcloud-us/latest/UserGuide/govcloud-cog.html
  sign_in_host = "${startswith(coalesce(local.pool_region, "-"), "us-gov-") ? "auth-fips" : "auth"}.${coalesce(local.pool_region, "-")}"
  sign_in_url = one([
    for domain in aws_cognito_user_pool_domain.sign_in :
    "https://${domain.domain}${domain.certificate_arn == null ? ".${local.sign_in_host}.amazoncognito.com" : ""}"
  ])
  mcp_configs = {
    for server in local.checked_access.mcp_servers : server.gate => jsonencode(merge(
      {
        resource = server.resource
        issuers  = [{ issuer = local.issuer, scopes = formatlist("%s/%s", local.scope_prefix, server.scopes) }]
        target   = "${var.project}-${server.target}"
      },
      length(aws_cognito_user_pool_domain.sign_in) == 0 ? {} : { signInUrl = local.sign_in_url },
      server.tools == null ? {} : {
        tools = { for tool, scopes in server.tools : tool => formatlist("%s/%s", local.scope_prefix, scopes) }
      },
      server.allowed_origins == null ? {} : { allowedOrigins = server.allowed_origins },
      server.name == null ? {} : { name = server.name },
      server.documentation == null ? {} : { documentation = server.documentation },
    ))
  }
}

resource "aws_apigatewayv2_authorizer" "jwt" {
  count = module.inputs.has_clients ? 1 : 0

  api_id           = aws_apigatewayv2_api.api[0].id
  authorizer_type  = "JWT"
  identity_sources = [var.identity_source]
  name             = "cognito-jwt"

  jwt_configuration {
    audience = concat(local.client_ids, tolist(var.resource_identifiers))
    issuer   = local.issuer
  }
}

resource "aws_apigatewayv2_authorizer" "named" {
  for_each = local.checked_access.jwt_authorizers

  api_id           = aws_apigatewayv2_api.api[0].id
  authorizer_type  = "JWT"
  identity_sources = [each.value.identity_source]
  name             = each.key

  jwt_configuration {
    audience = each.value.audience
    issuer   = each.value.issuer
  }
}

# A cached answer serves every route of its authorizer unless the route's key is among the identity sources.
resource "aws_apigatewayv2_authorizer" "lambda" {
  for_each = local.checked_access.lambda_authorizers

  api_id                            = aws_apigatewayv2_api.api[0].id
  authorizer_payload_format_version = "2.0"
  # Written out although it may be 0: left out, AWS uses 300.
  authorizer_result_ttl_in_seconds = each.value.result_ttl_in_seconds
  authorizer_type                  = "REQUEST"
  authorizer_uri = each.value.function == null ? aws_lambda_function.function["${each.key}-authorizer"].invoke_arn : join("/", [
    "arn:${split(":", each.value.function.arn)[1]}:apigateway:${split(":", each.value.function.arn)[3]}:lambda:path",
    "2015-03-31/functions/${each.value.function.arn}/invocations",
  ])
  enable_simple_responses = each.value.response_type == "simple"
  identity_sources = concat(
    each.value.identity_sources,
    each.value.origin_header == null ? [] : ["$request.header.${each.value.origin_header.name}"],
    each.value.result_ttl_in_seconds > 0 && each.value.cache_per_route ? ["$context.routeKey"] : [],
  )
  name = each.key
}

resource "aws_lambda_permission" "authorizer" {
  for_each = local.checked_access.lambda_authorizers

  action = "lambda:InvokeFunction"
  function_name = (
    each.value.function == null ? aws_lambda_function.function["${each.key}-authorizer"].function_name :
    join(":", slice(split(":", each.value.function.arn), 0, 7))
  )
  principal = "apigateway.amazonaws.com"
  qualifier = each.value.function == null ? null : one(slice(
    split(":", each.value.function.arn), 7, length(split(":", each.value.function.arn))
  ))
  # This authorizer of this API and nothing else.
  source_arn = "${aws_apigatewayv2_api.api[0].execution_arn}/authorizers/${aws_apigatewayv2_authorizer.lambda[each.key].id}"
  statement_id = (
    each.value.function == null ? "AllowAuthorizer-${replace(each.key, "/[^A-Za-z0-9_-]/", "")}" :
    "AllowAuthorizer-${var.project}-api-${replace(each.key, "/[^A-Za-z0-9_-]/", "")}"
  )
}
