# What modules/inputs has checked, each output named once: OpenTofu 1.12 decodes all outputs of a module anew wherever one is named, and
# planned 100 routes in one and a half times the time. Terraform pays for each local in every plan, so those are one that no output of this
# module tells apart: whatever is made of one of a group may hang on the inputs of all of it. Don't add to a group what would let an output
# hang on more inputs than before, since callers give outputs back as inputs.

locals {
  checked_access = {
    accepted_client_ids = module.inputs.accepted_client_ids
    function_targets    = module.inputs.function_targets
    groups              = module.inputs.groups
    jwt_authorizers     = module.inputs.jwt_authorizers
    lambda_authorizers  = module.inputs.lambda_authorizers
    mcp_servers         = module.inputs.mcp_servers
    services            = module.inputs.services
    threat_responses    = module.inputs.threat_responses
  }
  checked_api = {
    access_log = module.inputs.access_log
    alarms     = module.inputs.alarms
    cors       = module.inputs.cors
    own_log    = module.inputs.own_log
    stage      = module.inputs.stage
    stages     = module.inputs.stages
  }
  checked_identity = {
    existing_pool  = module.inputs.existing_pool
    own_pool       = module.inputs.own_pool
    pool           = module.inputs.pool
    sign_in_domain = module.inputs.sign_in_domain
    triggers       = module.inputs.triggers
  }
  checked_machines = {
    machine_clients          = module.inputs.machine_clients
    rotating_machine_clients = module.inputs.rotating_machine_clients
  }
  checked_routing = {
    http_backends = module.inputs.http_backends
    integrations  = module.inputs.integrations
    lambdas       = module.inputs.lambdas
    routes        = module.inputs.routes
  }
  checked_scopes = {
    own_scopes = module.inputs.own_scopes
    scopes     = module.inputs.scopes
  }

  checked_custom_domain      = module.inputs.custom_domain
  checked_dashboard          = module.inputs.dashboard
  checked_functions          = module.inputs.functions
  checked_identity_providers = module.inputs.identity_providers
  checked_scope_identifier   = module.inputs.scope_identifier
  checked_tags               = module.inputs.tags
  checked_token_trigger      = module.inputs.token_trigger
  checked_web_clients        = module.inputs.web_clients
}
