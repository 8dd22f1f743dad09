# What the caller has said, with defaults, types and checks. Everything below reads it from here.
module "inputs" {
  source = "./modules/inputs"

  create                       = var.create
  project                      = var.project
  domain                       = var.domain
  tags                         = var.tags
  routes                       = var.routes
  identity_source              = var.identity_source
  jwt_authorizers              = var.jwt_authorizers
  lambda_authorizers           = var.lambda_authorizers
  functions                    = merge(local.bundled, var.functions)
  lambdas                      = var.lambdas
  http_backends                = var.http_backends
  services                     = var.services
  vpc_links                    = var.vpc_links
  integrations                 = var.integrations
  groups                       = var.groups
  scopes                       = var.scopes
  scope_identifier             = var.scope_identifier
  existing_resource_server     = var.existing_resource_server
  web_clients                  = var.web_clients
  machine_clients              = var.machine_clients
  rotating_machine_clients     = var.rotating_machine_clients
  accepted_client_ids          = var.accepted_client_ids
  resource_identifiers         = var.resource_identifiers
  identity_providers           = var.identity_providers
  sign_in_domain               = var.sign_in_domain
  token_trigger                = var.token_trigger
  triggers                     = var.triggers
  pool                         = var.pool
  existing_pool                = var.existing_pool
  cors                         = var.cors
  stage                        = var.stage
  stages                       = var.stages
  access_log                   = var.access_log
  alarms                       = var.alarms
  dashboard                    = var.dashboard
  custom_domain                = var.custom_domain
  disable_execute_api_endpoint = var.disable_execute_api_endpoint
  ip_address_type              = var.ip_address_type

  given = {
    routes                   = var.routes
    jwt_authorizers          = var.jwt_authorizers
    lambda_authorizers       = var.lambda_authorizers
    functions                = var.functions
    http_backends            = var.http_backends
    services                 = var.services
    vpc_links                = var.vpc_links
    integrations             = var.integrations
    groups                   = var.groups
    web_clients              = var.web_clients
    machine_clients          = var.machine_clients
    rotating_machine_clients = var.rotating_machine_clients
    identity_providers       = var.identity_providers
    sign_in_domain           = var.sign_in_domain
    token_trigger            = var.token_trigger
    triggers                 = var.triggers
    pool                     = var.pool
    existing_pool            = var.existing_pool
    cors                     = var.cors
    stage                    = var.stage
    stages                   = var.stages
    access_log               = var.access_log
    alarms                   = var.alarms
    custom_domain            = var.custom_domain
  }
}

locals {
  # Bundled functions as they are by default; the slash keeps them apart from names of the caller's.
  bundled = {
    "bundled/authorizer"  = {}
    "bundled/create-note" = {}
    "bundled/hello"       = {}
    "bundled/items"       = {}
    "bundled/mcp"         = { timeout = 29 }
    "bundled/preflight"   = { memory_size = 128 }
    "bundled/profile"     = {}
  }

  # Terraform takes apart what for_each names once more for each instance: of keys alone, 100 routes cost little.
  route_keys = { for key in keys(local.checked_routing.routes) : key => key }

  # One local, since each that a route names is a line more in Terraform's graph for each route.
  route_settings = {
    for key, route in local.checked_routing.routes : key => {
      authorization = route.authorization
      authorizer_id = (
        contains(["NONE", "AWS_IAM"], route.authorization) ? null :
        route.authorizer == null ? one(aws_apigatewayv2_authorizer.jwt[*].id) :
        local.authorizer_ids[route.authorizer]
      )
      # As tokens carry them: the pool's with the identifier before them, those of other issuers as they are.
      scopes = (
        route.scopes == null ? null :
        route.authorizer == null ? formatlist("%s/%s", local.scope_prefix, route.scopes) :
        tolist(route.scopes)
      )
      target = "integrations/${local.integration_ids[route.kind][route.target]}"
    }
  }

  # Every stage has settings for these.
  routes_with_settings = {
    for key, route in local.checked_routing.routes : key => route if route.throttling != null || route.detailed_metrics != null
  }

  access_log_arn = (
    local.checked_api.own_log ? aws_cloudwatch_log_group.access_log[0].arn :
    local.checked_api.access_log.existing_log_group == null ? null :
    # A data source gives the ARN with :* at its end, which a stage refuses.
    trimsuffix(local.checked_api.access_log.existing_log_group.arn, ":*")
  )
  access_log_settings = !local.checked_api.access_log.enabled ? [] : [
    { destination_arn = local.access_log_arn, format = jsonencode(local.checked_api.access_log.format) },
  ]
}

resource "aws_apigatewayv2_api" "api" {
  count = var.create ? 1 : 0

  disable_execute_api_endpoint = coalesce(var.disable_execute_api_endpoint, local.checked_custom_domain != null)
  ip_address_type              = var.ip_address_type
  name                         = "${var.project}-api"
  protocol_type                = "HTTP"
  tags                         = local.checked_tags

  dynamic "cors_configuration" {
    for_each = local.checked_api.cors.enabled ? [local.checked_api.cors] : []

    content {
      allow_credentials = cors_configuration.value.allow_credentials
      allow_headers     = cors_configuration.value.allow_headers
      allow_methods     = cors_configuration.value.allow_methods
      allow_origins     = cors_configuration.value.allow_origins
      expose_headers    = cors_configuration.value.expose_headers
      max_age           = cors_configuration.value.max_age_seconds
    }
  }
}

# Routes are known by their keys: adding, removing or reordering some leaves the others alone.
resource "aws_apigatewayv2_route" "route" {
  # checkov:skip=CKV_AWS_309: every route says who may call it; an open one says public and why
  for_each = local.route_keys

  api_id               = aws_apigatewayv2_api.api[0].id
  authorization_scopes = local.route_settings[each.key].scopes
  authorization_type   = local.route_settings[each.key].authorization
  authorizer_id        = local.route_settings[each.key].authorizer_id
  route_key            = each.key
  target               = local.route_settings[each.key].target
}

resource "aws_cloudwatch_log_group" "access_log" {
  count = local.checked_api.own_log ? 1 : 0

  kms_key_id        = local.checked_api.access_log.kms_key_arn
  name              = coalesce(local.checked_api.access_log.log_group_name, "/aws/vendedlogs/apigateway/${var.project}-api")
  retention_in_days = coalesce(local.checked_api.access_log.retention_in_days, 30)
  tags              = local.checked_tags
}

# Both throttling numbers are always sent: the provider sends 0 for one that is left out, and every call is answered 429.
resource "aws_apigatewayv2_stage" "stage" {
  count = var.create ? 1 : 0

  api_id          = aws_apigatewayv2_api.api[0].id
  auto_deploy     = true
  description     = local.checked_api.stage.description
  name            = local.checked_api.stage.name
  stage_variables = length(local.checked_api.stage.variables) > 0 ? local.checked_api.stage.variables : null
  tags            = local.checked_tags

  dynamic "access_log_settings" {
    for_each = local.access_log_settings

    content {
      destination_arn = access_log_settings.value.destination_arn
      format          = access_log_settings.value.format
    }
  }

  default_route_settings {
    detailed_metrics_enabled = local.checked_api.stage.detailed_metrics
    throttling_burst_limit   = local.checked_api.stage.throttling.burst_limit
    throttling_rate_limit    = local.checked_api.stage.throttling.rate_limit
  }

  dynamic "route_settings" {
    for_each = local.routes_with_settings

    content {
      detailed_metrics_enabled = coalesce(route_settings.value.detailed_metrics, local.checked_api.stage.detailed_metrics)
      route_key                = route_settings.key
      throttling_burst_limit   = coalesce(route_settings.value.throttling, local.checked_api.stage.throttling).burst_limit
      throttling_rate_limit    = coalesce(route_settings.value.throttling, local.checked_api.stage.throttling).rate_limit
    }
  }

  depends_on = [aws_apigatewayv2_route.route]
}

# The same routes and log, with throttling and variables of its own.
resource "aws_apigatewayv2_stage" "further" {
  for_each = local.checked_api.stages

  api_id          = aws_apigatewayv2_api.api[0].id
  auto_deploy     = true
  description     = each.value.description
  name            = each.key
  stage_variables = length(each.value.variables) > 0 ? each.value.variables : null
  tags            = local.checked_tags

  dynamic "access_log_settings" {
    for_each = local.access_log_settings

    content {
      destination_arn = access_log_settings.value.destination_arn
      format          = access_log_settings.value.format
    }
  }

  default_route_settings {
    detailed_metrics_enabled = each.value.detailed_metrics
    throttling_burst_limit   = each.value.throttling.burst_limit
    throttling_rate_limit    = each.value.throttling.rate_limit
  }

  dynamic "route_settings" {
    for_each = local.routes_with_settings

    content {
      detailed_metrics_enabled = coalesce(route_settings.value.detailed_metrics, each.value.detailed_metrics)
      route_key                = route_settings.key
      throttling_burst_limit   = coalesce(route_settings.value.throttling, each.value.throttling).burst_limit
      throttling_rate_limit    = coalesce(route_settings.value.throttling, each.value.throttling).rate_limit
    }
  }

  depends_on = [aws_apigatewayv2_route.route]
}
