locals {
  api_endpoint = one([
    for api in aws_apigatewayv2_api.api :
    local.checked_api.stage.name == "$default" ? api.api_endpoint : "${api.api_endpoint}/${local.checked_api.stage.name}"
  ])
}

output "issuer" {
  description = "The issuer (iss) of the pool's tokens."
  value       = local.issuer
}

output "jwks_uri" {
  description = "URL of the pool's JWKS."
  value       = local.issuer == null ? null : "${local.issuer}/.well-known/jwks.json"
}

output "pool_id" {
  description = "Id of the user pool."
  value       = local.pool_id
}

output "pool_arn" {
  description = "ARN of the user pool; null for an existing pool."
  value       = one(aws_cognito_user_pool.pool[*].arn)
}

output "web_client_ids" {
  description = "Id of each web client, by name."
  value       = { for name, client in aws_cognito_user_pool_client.web : name => client.id }
}

output "web_client_secrets" {
  description = "Secret of each confidential web client, by name."
  value = {
    for name, client in aws_cognito_user_pool_client.web : name => client.client_secret if local.checked_web_clients[name].confidential
  }
  sensitive = true
}

output "machine_client_ids" {
  description = "Id of each machine client, by name; of a rotating one, the current generation's."
  value = merge(
    { for name, client in aws_cognito_user_pool_client.machine : name => client.id },
    {
      for name, client in local.checked_machines.rotating_machine_clients :
      name => aws_cognito_user_pool_client.rotating["${name}-${client.current}"].id
    },
  )
}

output "machine_client_secrets" {
  description = "Secret of each machine client, by name; of a rotating one, the current generation's."
  value = merge(
    { for name, client in aws_cognito_user_pool_client.machine : name => client.client_secret },
    {
      for name, client in local.checked_machines.rotating_machine_clients :
      name => aws_cognito_user_pool_client.rotating["${name}-${client.current}"].client_secret
    },
  )
  sensitive = true
}

output "machine_client_secret_arns" {
  description = "ARN of the Secrets Manager secret with a client's id and secret, by name."
  value = merge(
    { for name, secret in aws_secretsmanager_secret.machine : name => secret.arn },
    { for name, secret in aws_secretsmanager_secret.rotating : name => secret.arn },
  )
}

output "sign_in_url" {
  description = "Base URL of the sign-in pages and the token endpoint; null without a sign-in domain."
  value       = local.sign_in_url
}

output "sign_in_domain_target" {
  description = "Target of an alias record for a custom sign-in domain (its zone is sign_in_domain_zone_id); null without one."
  value = one([
    for domain in aws_cognito_user_pool_domain.sign_in : domain.certificate_arn == null ? null : domain.cloudfront_distribution
  ])
}

output "sign_in_domain_zone_id" {
  description = "Hosted zone of sign_in_domain_target; null without one."
  value = one([
    for domain in aws_cognito_user_pool_domain.sign_in : domain.certificate_arn == null ? null : domain.cloudfront_distribution_zone_id
  ])
}

output "scopes" {
  description = "Full scope string of each scope, by name."
  value       = { for name in keys(local.checked_scopes.scopes) : name => "${local.scope_prefix}/${name}" }
}

output "identity_provider_names" {
  description = "Name of each identity provider in Cognito, by name."
  value       = { for name, provider in aws_cognito_identity_provider.provider : name => provider.provider_name }
}

output "api_id" {
  description = "Id of the HTTP API."
  value       = one(aws_apigatewayv2_api.api[*].id)
}

output "api_arn" {
  description = "ARN of the HTTP API."
  value       = one(aws_apigatewayv2_api.api[*].arn)
}

output "api_endpoint" {
  description = "The default endpoint, with the path of a named stage. It does not respond where it is disabled."
  value       = local.api_endpoint
}

output "api_url" {
  description = "Base URL of the API: the custom domain with the mapping key, or the default endpoint."
  value = (
    length(local.domains) == 0 ? local.api_endpoint :
    join("/", compact(["https://${local.domains[0].domain_name}", local.domains[0].mapping_key]))
  )
}

output "distribution_origin" {
  description = "For origin of modules/distribution: the host that CloudFront sends requests to, and the path of the stage or mapping."
  value = length(aws_apigatewayv2_api.api) == 0 ? null : {
    domain_name = (
      length(local.domains) == 0 ? replace(aws_apigatewayv2_api.api[0].api_endpoint, "https://", "") : local.domains[0].domain_name
    )
    path = one([
      for path in [length(local.domains) == 0 ? local.checked_api.stage.name : local.domains[0].mapping_key] :
      path == null || path == "$default" ? null : "/${path}"
    ])
  }
}

output "api_domain_target" {
  description = "Target of a DNS record for the custom domain; null without one."
  value       = one(aws_apigatewayv2_domain_name.domain[*].domain_name_configuration[0].target_domain_name)
}

output "api_domain_zone_id" {
  description = "Hosted zone of api_domain_target, for an alias record; null without one."
  value       = one(aws_apigatewayv2_domain_name.domain[*].domain_name_configuration[0].hosted_zone_id)
}

output "api_execution_arn" {
  description = "Execution ARN, for policies that allow execute-api:Invoke on routes with iam: EXECUTION_ARN/STAGE/METHOD/path."
  value       = one(aws_apigatewayv2_api.api[*].execution_arn)
}

output "stage_name" {
  description = "Name of the stage."
  value       = one(aws_apigatewayv2_stage.stage[*].name)
}

output "stage_arn" {
  description = "ARN of the stage."
  value       = one(aws_apigatewayv2_stage.stage[*].arn)
}

output "access_log_group_name" {
  description = "Log group of the access log; null where the module creates none."
  value       = one(aws_cloudwatch_log_group.access_log[*].name)
}

output "access_log_group_arn" {
  description = "ARN of the access log's log group; null without an access log."
  value       = local.checked_api.access_log.enabled ? local.access_log_arn : null
}

output "authorizer_ids" {
  description = "Id of each authorizer, by name; the pool's is cognito-jwt."
  value       = merge({ for authorizer in aws_apigatewayv2_authorizer.jwt : authorizer.name => authorizer.id }, local.authorizer_ids)
}

output "routes" {
  description = "Authorization and scopes by route key."
  value = {
    for key, route in aws_apigatewayv2_route.route : key => {
      authorization = route.authorization_type
      scopes        = route.authorization_scopes == null ? [] : route.authorization_scopes
    }
  }
}

output "integration_ids" {
  description = "Id of each integration, by the target's name."
  value       = merge(values(local.integration_ids)...)
}

output "vpc_link_ids" {
  description = "Id of each VPC link, by name."
  value       = { for name, link in aws_apigatewayv2_vpc_link.link : name => link.id }
}

output "function_roles" {
  description = "Name of each function's role, by name, to attach further policies to."
  value       = { for name, role in aws_iam_role.function : name => role.name }
}

output "function_arns" {
  description = "ARN of each function that the module creates, by name."
  value       = { for name, function in aws_lambda_function.function : name => function.arn }
}

output "function_log_group_names" {
  description = "Log group of each function that the module creates, by name."
  value       = { for name, group in aws_cloudwatch_log_group.function : name => group.name }
}

output "token_trigger_role" {
  description = "Name of the bundled token trigger's role; null without one."
  value       = one(aws_iam_role.pre_token_generation[*].name)
}

output "token_trigger_arn" {
  description = "ARN of the token trigger; null without one."
  value       = local.token_trigger_arn
}

output "access_list" {
  description = "The access list: who must and who must not be able to call each route; input of `posture check --access`."
  value = !var.create ? null : {
    version = 1
    routes = [
      for key, route in local.checked_routing.routes : { for name, value in {
        api   = "aws_apigatewayv2_api.api"
        route = key
        allow = local.declared_access[key]
        # What a service is told to act on is in its parameters, and often unknown in a plan.
        target = (
          route.kind == "service" ? null :
          route.kind == "function" ? "aws_lambda_function.function[\"${route.target}\"]" :
          route.kind == "lambda" ? local.checked_routing.lambdas[route.target] :
          coalesce(local.checked_routing.http_backends[route.target].listener_arn, local.checked_routing.http_backends[route.target].url)
        )
      } : name => value if value != null }
    ]
    stages = [
      for name, stage in merge(
        { (local.checked_api.stage.name) = "aws_apigatewayv2_stage.stage" },
        { for further in keys(local.checked_api.stages) : further => "aws_apigatewayv2_stage.further[\"${further}\"]" },
        ) : {
        stage      = stage
        api        = "aws_apigatewayv2_api.api"
        name       = name
        accessLog  = local.checked_api.access_log.enabled
        throttling = true
      }
    ]
    pools = [
      for pool in local.checked_identity.own_pool ? [local.checked_identity.pool] : [] : {
        for name, value in {
          pool       = local.declared_pool
          protected  = pool.deletion_protection
          selfSignUp = pool.self_sign_up
          groups     = length(local.checked_access.groups) == 0 ? null : keys(local.checked_access.groups)
          tokenTrigger = one([
            for trigger in local.checked_token_trigger :
            trigger.function == null ? "aws_lambda_function.pre_token_generation" : trigger.function.arn
          ])
          tokenTriggerVersion = one(local.checked_token_trigger[*].version)
        } : name => value if value != null
      }
    ]
    clients = concat(
      [
        for name, client in local.checked_web_clients : {
          client       = "aws_cognito_user_pool_client.web[\"${name}\"]"
          pool         = local.declared_pool
          flows        = ["code"]
          scopes       = concat(tolist(client.openid_scopes), formatlist("%s/%s", local.checked_scope_identifier, client.scopes))
          callbackUrls = client.callback_urls
          identityProviders = [
            for provider in client.identity_providers :
            !contains(keys(local.checked_identity_providers), provider) ? provider :
            contains(["saml", "oidc"], local.checked_identity_providers[provider].kind) ? provider :
            local.social_providers[local.checked_identity_providers[provider].kind].type
          ]
          confidential = client.confidential
        }
      ],
      [
        for address, scopes in local.declared_machines : {
          client       = address
          pool         = local.declared_pool
          flows        = ["client_credentials"]
          scopes       = formatlist("%s/%s", local.checked_scope_identifier, scopes)
          confidential = true
        }
      ],
    )
    apis = [{
      api                = "aws_apigatewayv2_api.api"
      origins            = local.checked_api.cors.enabled ? tolist(local.checked_api.cors.allow_origins) : []
      executeApiEndpoint = !coalesce(var.disable_execute_api_endpoint, local.checked_custom_domain != null)
    }]
  }
}
