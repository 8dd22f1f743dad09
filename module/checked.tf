# What modules/inputs has checked, each output named once: OpenTofu 1.12 decodes all outputs of a module anew wherever one is named, and
# planned 100 routes in one and a half times the time.

locals {
  checked_accepted_client_ids      = module.inputs.accepted_client_ids
  checked_access_log               = module.inputs.access_log
  checked_alarms                   = module.inputs.alarms
  checked_cors                     = module.inputs.cors
  checked_custom_domain            = module.inputs.custom_domain
  checked_dashboard                = module.inputs.dashboard
  checked_existing_pool            = module.inputs.existing_pool
  checked_function_targets         = module.inputs.function_targets
  checked_functions                = module.inputs.functions
  checked_groups                   = module.inputs.groups
  checked_http_backends            = module.inputs.http_backends
  checked_identity_providers       = module.inputs.identity_providers
  checked_integrations             = module.inputs.integrations
  checked_jwt_authorizers          = module.inputs.jwt_authorizers
  checked_lambda_authorizers       = module.inputs.lambda_authorizers
  checked_lambdas                  = module.inputs.lambdas
  checked_machine_clients          = module.inputs.machine_clients
  checked_mcp_servers              = module.inputs.mcp_servers
  checked_own_log                  = module.inputs.own_log
  checked_own_pool                 = module.inputs.own_pool
  checked_own_scopes               = module.inputs.own_scopes
  checked_pool                     = module.inputs.pool
  checked_rotating_machine_clients = module.inputs.rotating_machine_clients
  checked_routes                   = module.inputs.routes
  checked_scope_identifier         = module.inputs.scope_identifier
  checked_scopes                   = module.inputs.scopes
  checked_services                 = module.inputs.services
  checked_sign_in_domain           = module.inputs.sign_in_domain
  checked_stage                    = module.inputs.stage
  checked_stages                   = module.inputs.stages
  checked_tags                     = module.inputs.tags
  checked_threat_responses         = module.inputs.threat_responses
  checked_token_trigger            = module.inputs.token_trigger
  checked_triggers                 = module.inputs.triggers
  checked_web_clients              = module.inputs.web_clients
}
