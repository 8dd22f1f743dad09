# Inputs that hold objects are of type any here: Terraform drops an attribute that an object's type doesn't know, without a word.
# modules/inputs has their types, and refuses such attributes. The README shows both together.

variable "create" {
  description = "Whether any resource is created."
  type        = bool
  default     = true
  nullable    = false
}

variable "project" {
  description = "Prefix of every resource name: 1 to 32 of a-z, 0-9 and -, starting with a letter. One per instance of the module."
  type        = string
  nullable    = false
}

variable "domain" {
  description = "Your domain, e.g. example.com. Scope identifier (https://api.DOMAIN) and CORS origin (https://DOMAIN) derive from it."
  type        = string
  nullable    = false
}

variable "tags" {
  description = "Tags of every resource that supports them."
  type        = map(string)
  default     = {}
  nullable    = false
}

variable "routes" {
  description = "Routes by route key (\"GET /items/{id}\", \"ANY /{proxy+}\", \"$default\"), each with its authorization and its target."
  type        = any
  nullable    = false
}

variable "identity_source" {
  description = "Identity source of the pool's JWT authorizer: $request.header.NAME or $request.querystring.NAME."
  type        = string
  default     = "$request.header.Authorization"
  nullable    = false
}

variable "jwt_authorizers" {
  description = "JWT authorizers for other issuers (Auth0, Okta, Entra ID), by the name that routes use in authorizer."
  type        = any
  default     = {}
  nullable    = false
}

variable "lambda_authorizers" {
  description = "Lambda authorizers, by the name that routes use in authorizer: the bundled one, or your own function."
  type        = any
  default     = {}
  nullable    = false
}

variable "functions" {
  description = "Lambda functions that the module creates: your own packages, or bundled functions with other settings than the defaults."
  type        = any
  default     = {}
  nullable    = false
}

variable "lambdas" {
  description = "ARNs of functions that are managed elsewhere, by the name that routes use in target. They receive payload format 2.0."
  type        = map(string)
  default     = {}
  nullable    = false
}

variable "http_backends" {
  description = "HTTP backends, by the name that routes use in target: a public URL, or a listener behind a VPC link."
  type        = any
  default     = {}
  nullable    = false
}

variable "services" {
  description = "AWS services that API Gateway calls without a function, by the name that routes use in target."
  type        = any
  default     = {}
  nullable    = false
}

variable "vpc_links" {
  description = "VPC links, by the name that http_backends use in vpc_link."
  type        = any
  default     = {}
  nullable    = false
}

variable "integrations" {
  description = "Integration settings by the target's name: timeout and parameter mapping."
  type        = any
  default     = {}
  nullable    = false
}

variable "groups" {
  description = "User groups by name. The name is the value in the cognito:groups claim, without spaces, commas, quotes and brackets."
  type        = any
  default     = {}
  nullable    = false
}

variable "scopes" {
  description = "Every scope with its description, at most 100. Clients and routes can name only these."
  type        = map(string)
  default     = {}
  nullable    = false
}

variable "scope_identifier" {
  description = "Identifier of the resource server, prefix of every scope; https://api.DOMAIN if left out. Two APIs on a pool need two."
  type        = string
  default     = null
}

variable "existing_resource_server" {
  description = "Whether the resource server with these scopes is managed elsewhere, in an existing pool; none is created then."
  type        = bool
  default     = false
  nullable    = false
}

variable "web_clients" {
  description = "App clients for users, by name: authorization code flow only."
  type        = any
  default     = {}
  nullable    = false
}

variable "machine_clients" {
  description = "App clients for programs, by name: client credentials only, with a secret. Billed by the month and by the token."
  type        = any
  default     = {}
  nullable    = false
}

variable "rotating_machine_clients" {
  description = "App clients for programs, by name, whose secret is rotated without downtime, through a second client."
  type        = any
  default     = {}
  nullable    = false
}

variable "accepted_client_ids" {
  description = "Ids of app clients that are managed elsewhere and whose tokens are accepted too, by a name of your choice."
  type        = map(string)
  default     = {}
  nullable    = false
}

variable "resource_identifiers" {
  description = "Resource identifiers (aud) whose tokens are accepted too, from any client that may request them with resource=…."
  type        = set(string)
  default     = []
  nullable    = false
}

variable "identity_providers" {
  description = "Federated identity providers, by the name that web_clients list."
  type        = any
  default     = {}
  nullable    = false
}

variable "sign_in_domain" {
  description = "Domain of the sign-in pages and the token endpoint: a prefix of Cognito's domain, your own domain, or none."
  type        = any
  default     = {}
  nullable    = false
}

variable "token_trigger" {
  description = "Pre token generation trigger. {}: the bundled function, which adds organisation, tier and feature flags."
  type        = any
  default     = null
}

variable "triggers" {
  description = "Other Lambda triggers of the pool: ARNs of functions that are managed elsewhere."
  type        = any
  default     = {}
  nullable    = false
}

variable "pool" {
  description = "The user pool; by default users sign in with a verified email address."
  type        = any
  default     = {}
  nullable    = false
}

variable "existing_pool" {
  description = "An existing user pool to use instead of a new one; the module never changes it."
  type        = any
  default     = null
}

variable "cors" {
  description = "CORS configuration; API Gateway answers preflight requests itself."
  type        = any
  default     = {}
  nullable    = false
}

variable "stage" {
  description = "The stage: name, default throttling, metrics and variables."
  type        = any
  default     = {}
  nullable    = false
}

variable "stages" {
  description = "Further stages by name, each with throttling and variables of its own; routes and access log are the API's."
  type        = any
  default     = {}
  nullable    = false
}

variable "access_log" {
  description = "The access log; enabled = false disables it."
  type        = any
  default     = {}
  nullable    = false
}

variable "alarms" {
  description = "CloudWatch alarms on the stage. {}: those with their defaults, without actions. null: none."
  type        = any
  default     = null
}

variable "dashboard" {
  description = "Whether there is a CloudWatch dashboard, PROJECT-api: calls, errors, latency, authorizer errors."
  type        = bool
  default     = false
  nullable    = false
}

variable "custom_domain" {
  description = "Custom domain of the API, or a base path on a domain that is managed elsewhere. null: the default endpoint only."
  type        = any
  default     = null
}

variable "disable_execute_api_endpoint" {
  description = "Whether the default endpoint is disabled, on all stages. If left out: true with a custom_domain."
  type        = bool
  default     = null
}

variable "ip_address_type" {
  description = "IP address type of the API and its domain: ipv4, or dualstack, which adds IPv6."
  type        = string
  default     = null
}
