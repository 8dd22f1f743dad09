# Inputs that hold objects are of type any here: Terraform drops an attribute that an object's type doesn't know, without a word.
# modules/inputs has their types, and refuses such attributes. The README shows both together.

variable "create" {
  description = "Whether anything is made."
  type        = bool
  default     = true
  nullable    = false
}

variable "project" {
  description = "Begins the name of everything in AWS: 1 to 32 of a-z, 0-9 and -, beginning with a letter. One for each instance."
  type        = string
  nullable    = false
}

variable "domain" {
  description = "The scope identifier (https://api.DOMAIN) and the allowed origin (https://DOMAIN) derive from it, e.g. example.com."
  type        = string
  nullable    = false
}

variable "tags" {
  description = "Tags of everything that takes them."
  type        = map(string)
  default     = {}
  nullable    = false
}

variable "routes" {
  description = "Every route by its key (\"GET /items/{id}\", \"ANY /{proxy+}\", \"$default\"): who may call it, and what answers."
  type        = any
  nullable    = false
}

variable "identity_source" {
  description = "Where tokens of the pool are: $request.header.NAME or $request.querystring.NAME."
  type        = string
  default     = "$request.header.Authorization"
  nullable    = false
}

variable "jwt_authorizers" {
  description = "Whose tokens are welcome besides the pool's, by a name that routes choose with authorizer: Auth0, Okta, Entra ID."
  type        = any
  default     = {}
  nullable    = false
}

variable "lambda_authorizers" {
  description = "Functions that decide who is let in, by a name that routes choose with authorizer: the bundled one, or one of yours."
  type        = any
  default     = {}
  nullable    = false
}

variable "functions" {
  description = "Functions that the module makes: your own packages, or bundled ones with other settings than the defaults."
  type        = any
  default     = {}
  nullable    = false
}

variable "lambdas" {
  description = "Functions that are managed elsewhere: a name for routes to lead to, and the ARN. They read payload format 2.0."
  type        = map(string)
  default     = {}
  nullable    = false
}

variable "http_backends" {
  description = "Backends of any kind that speak HTTP: a name for routes to lead to, and where; public, or behind a VPC link."
  type        = any
  default     = {}
  nullable    = false
}

variable "vpc_links" {
  description = "Links into VPCs, by a name that http_backends choose with vpc_link."
  type        = any
  default     = {}
  nullable    = false
}

variable "integrations" {
  description = "Settings of the integration with a target, by the target's name: time limit, and what is changed in the request."
  type        = any
  default     = {}
  nullable    = false
}

variable "groups" {
  description = "Groups of users by name. The name is what the cognito:groups claim says, and holds no spaces, commas, quotes and brackets."
  type        = any
  default     = {}
  nullable    = false
}

variable "scopes" {
  description = "Every scope with its description, at most 100. Clients and routes name scopes of this map."
  type        = map(string)
  default     = {}
  nullable    = false
}

variable "scope_identifier" {
  description = "What every scope string begins with; https://api.DOMAIN if left out. Two APIs on one pool need two."
  type        = string
  default     = null
}

variable "existing_resource_server" {
  description = "Whether the resource server with these scopes is managed elsewhere, in an existing pool; none is made then."
  type        = bool
  default     = false
  nullable    = false
}

variable "web_clients" {
  description = "Clients for people, by name: authorization code flow only."
  type        = any
  default     = {}
  nullable    = false
}

variable "machine_clients" {
  description = "Clients for programs, by name: client credentials only, with a secret. Cognito bills each by the month and by the token."
  type        = any
  default     = {}
  nullable    = false
}

variable "rotating_machine_clients" {
  description = "Clients for programs whose secret changes while they run: a second client takes over."
  type        = any
  default     = {}
  nullable    = false
}

variable "accepted_client_ids" {
  description = "Ids of clients that are managed elsewhere and whose tokens are welcome too, by a name of your choice."
  type        = map(string)
  default     = {}
  nullable    = false
}

variable "resource_identifiers" {
  description = "Resource identifiers (aud) whose tokens are welcome too, of any client that may ask for them with resource=…."
  type        = set(string)
  default     = []
  nullable    = false
}

variable "identity_providers" {
  description = "Places elsewhere where people have their account, by the name that web_clients list."
  type        = any
  default     = {}
  nullable    = false
}

variable "sign_in_domain" {
  description = "Where people sign in and clients fetch tokens: a prefix of Cognito's own domain, a domain of yours, or none."
  type        = any
  default     = {}
  nullable    = false
}

variable "token_trigger" {
  description = "Shapes tokens before the pool issues them. {}: the bundled function, which adds organisation, tier and feature flags."
  type        = any
  default     = null
}

variable "triggers" {
  description = "Functions that the pool calls when people register, sign in or get messages; made elsewhere, by their ARN."
  type        = any
  default     = {}
  nullable    = false
}

variable "pool" {
  description = "The user pool: sign-in by verified email address."
  type        = any
  default     = {}
  nullable    = false
}

variable "existing_pool" {
  description = "A user pool that is managed elsewhere, used instead of a new one and never changed."
  type        = any
  default     = null
}

variable "cors" {
  description = "What pages of other origins may do. The API answers preflights itself."
  type        = any
  default     = {}
  nullable    = false
}

variable "stage" {
  description = "The stage: its name, throttling for every route together, metrics and variables."
  type        = any
  default     = {}
  nullable    = false
}

variable "stages" {
  description = "Further stages by name, each with the API's routes and access log, and throttling and variables of its own."
  type        = any
  default     = {}
  nullable    = false
}

variable "access_log" {
  description = "The access log. enabled = false switches it off, on purpose."
  type        = any
  default     = {}
  nullable    = false
}

variable "alarms" {
  description = "Alarms on the stage. {}: those with their defaults, which only show. null: none."
  type        = any
  default     = null
}

variable "custom_domain" {
  description = "A domain of your own for the API, or a path on one that is managed elsewhere. null: the API's own address."
  type        = any
  default     = null
}

variable "disable_execute_api_endpoint" {
  description = "Whether the API's own address is closed, on all stages. If left out: where there is a custom_domain."
  type        = bool
  default     = null
}

variable "ip_address_type" {
  description = "Which addresses the API and its domain answer at: ipv4, or dualstack, which adds IPv6."
  type        = string
  default     = null
}
