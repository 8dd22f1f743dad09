# Generated from the constructs by `npm run module`: change those, not this file.

variable "project" {
  description = "Begins the name of everything in AWS: 1 to 32 of a-z, 0-9 and -, beginning with a letter. Two instances in one account and region need two projects."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{0,31}$", var.project))
    error_message = "[project] \"${var.project}\" can't begin the names of AWS resources. Write 1 to 32 of a-z, 0-9 and -, beginning with a letter."
  }
}

variable "domain" {
  description = "The scope identifier (https://api.DOMAIN) and the allowed origin (https://DOMAIN) derive from it, e.g. example.com."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[A-Za-z0-9.-]+$", var.domain))
    error_message = "[domain] \"${var.domain}\" is not a domain. Write it without scheme and path, e.g. example.com."
  }
}

variable "tags" {
  description = "Tags of everything that can carry them."
  type        = map(string)
  default     = {}
  nullable    = false
}

variable "routes" {
  description = "Every route by its key (\"GET /items/{id}\", \"ANY /{proxy+}\", \"$default\"): who may call it, said in exactly one of four ways, and what answers."
  type = map(object({
    # Holders of an access token with at least one of these.
    scopes = optional(set(string))
    # Whoever holds any token of an accepted client, ID tokens included; the text says why that is enough.
    any_token = optional(string)
    # A name in jwt_authorizers, whose tokens then count; scopes stand as those tokens carry them.
    authorizer = optional(string)
    # AWS principals that sign with SigV4 and may execute-api:Invoke this route.
    iam = optional(bool, false)
    # Everybody; the text says why.
    public = optional(string)
    # A bundled function, or a name in functions, lambdas or http_backends.
    target = string
    # Instead of the stage's; both numbers.
    throttling = optional(object({
      burst = number
      rate  = number
    }))
  }))
  nullable = false

  validation {
    condition = length([
      for key, item in var.routes : key if length([
        for said in [item.scopes != null, item.public != null, item.iam, item.any_token != null] : said if said
      ]) == 0
    ]) == 0
    error_message = "[route-open] routes ${join(", ", [for key, item in var.routes : jsonencode(key) if length([for said in [item.scopes != null, item.public != null, item.iam, item.any_token != null] : said if said]) == 0])}: no authorization. Say who may call it: scopes = [\"…\"], any_token = \"the reason\", iam = true, or public = \"the reason\"."
  }

  validation {
    condition = length([
      for key, item in var.routes : key if length([
        for said in [item.scopes != null, item.public != null, item.iam, item.any_token != null] : said if said
      ]) > 1 || (item.authorizer == null ? false : item.iam || item.public != null)
    ]) == 0
    error_message = "[route-ambiguous] routes ${join(", ", [for key, item in var.routes : jsonencode(key) if length([for said in [item.scopes != null, item.public != null, item.iam, item.any_token != null] : said if said]) > 1 || (item.authorizer == null ? false : item.iam || item.public != null)])}: more than one of scopes, any_token, iam and public, or an authorizer beside iam or public. Keep one."
  }

  validation {
    condition     = length([for key, item in var.routes : key if item.scopes == null ? false : length(item.scopes) == 0]) == 0
    error_message = "[route-open] routes ${join(", ", [for key, item in var.routes : jsonencode(key) if item.scopes == null ? false : length(item.scopes) == 0])}: an empty list of scopes, which would let every token in. Name a scope, or say any_token = \"the reason\"."
  }

  validation {
    condition = length([
      for key, item in var.routes : key if item.public == null ? false : contains(
        ["", "true", "false"],
        lower(trimspace(item.public)),
      )
    ]) == 0
    error_message = "[route-public-reason] routes ${join(", ", [for key, item in var.routes : jsonencode(key) if item.public == null ? false : contains(["", "true", "false"], lower(trimspace(item.public)))])}: public without a reason. Say why, e.g. public = \"health check of the load balancer\"."
  }

  validation {
    condition = length([
      for key, item in var.routes : key if item.any_token == null ? false : contains(
        ["", "true", "false"],
        lower(trimspace(item.any_token)),
      )
    ]) == 0
    error_message = "[route-any-token] routes ${join(", ", [for key, item in var.routes : jsonencode(key) if item.any_token == null ? false : contains(["", "true", "false"], lower(trimspace(item.any_token)))])}: any_token without a reason. Say why any token is enough, e.g. any_token = \"the handler shows the caller's own claims only\"; where it isn't, leave any_token out and name scopes."
  }

  validation {
    condition = length([
      for key, item in var.routes : key if !can(
        regex(
          "^(\\$default|(GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS|ANY) (/|(/(\\{[A-Za-z0-9._-]+\\}|[A-Za-z0-9._~!$&'()*+,;=:@%-]+))+|(/(\\{[A-Za-z0-9._-]+\\}|[A-Za-z0-9._~!$&'()*+,;=:@%-]+))*/\\{[A-Za-z0-9._-]+\\+\\}))$",
          key,
        ),
      )
    ]) == 0
    error_message = "[route-key-shape] routes ${join(", ", [for key, item in var.routes : jsonencode(key) if !can(regex("^(\\$default|(GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS|ANY) (/|(/(\\{[A-Za-z0-9._-]+\\}|[A-Za-z0-9._~!$&'()*+,;=:@%-]+))+|(/(\\{[A-Za-z0-9._-]+\\}|[A-Za-z0-9._~!$&'()*+,;=:@%-]+))*/\\{[A-Za-z0-9._-]+\\+\\}))$", key))])}: not a route key that AWS takes. Write it like \"GET /items/{id}\", \"ANY /{proxy+}\" or \"$default\"."
  }

  validation {
    condition     = length([for key, item in var.routes : key if item.scopes == null ? false : length(item.scopes) > 10]) == 0
    error_message = "[quota-scopes] routes ${join(", ", [for key, item in var.routes : jsonencode(key) if item.scopes == null ? false : length(item.scopes) > 10])}: more than 10 scopes; a route takes 10."
  }

  validation {
    condition = length([
      for key, item in var.routes : key if item.throttling == null ? false : item.throttling.burst < 1 || item.throttling.rate <= 0
    ]) == 0
    error_message = "[throttling-half] routes ${join(", ", [for key, item in var.routes : jsonencode(key) if item.throttling == null ? false : item.throttling.burst < 1 || item.throttling.rate <= 0])}: throttled to nothing: every call would be answered 429. Set burst and rate above 0."
  }

  validation {
    condition = length(
      distinct([for key in keys(var.routes) : replace(key, "/\\{[^}+]+(\\+?)\\}/", "{$1}")]),
    ) == length(var.routes)
    error_message = "[route-duplicate] routes: two keys differ in the names of their variables only, which are one route to AWS. Remove one."
  }
}

variable "jwt_authorizers" {
  description = "Whose tokens are welcome besides the pool's, by a name that routes choose with authorizer: Auth0, Okta, Entra ID, another user pool."
  type = map(object({
    # Equal to the tokens' iss to the letter, the slash at its end or its absence included.
    issuer = string
    # A token is welcome when its aud (where it has none, its client_id) is one of these; 1 to 50.
    audience = set(string)
  }))
  default  = {}
  nullable = false

  validation {
    condition = length([
      for key, item in var.jwt_authorizers : key if !can(regex("^https://[^/?#@\\s]+(/[^?#\\s]*)?$", item.issuer)) || can(regex("//$", item.issuer)) || can(regex("cognito-idp\\..*/$", item.issuer)) || can(
        regex("^https://[A-Za-z0-9.-]+\\.auth0\\.com$", item.issuer),
      )
    ]) == 0
    error_message = "[issuer-shape] jwt_authorizers ${join(", ", [for key, item in var.jwt_authorizers : jsonencode(key) if !can(regex("^https://[^/?#@\\s]+(/[^?#\\s]*)?$", item.issuer)) || can(regex("//$", item.issuer)) || can(regex("cognito-idp\\..*/$", item.issuer)) || can(regex("^https://[A-Za-z0-9.-]+\\.auth0\\.com$", item.issuer))])}: have an issuer that no token can carry. Write https://HOST or https://HOST/PATH as the tokens' iss says it: Cognito's without a slash at the end, Auth0's with one."
  }

  validation {
    condition = length([
      for key, item in var.jwt_authorizers : key if try(
        regex(
          "cognito-idp\\.([a-z0-9-]+)\\.amazonaws",
          item.issuer,
        )[0] != regex("/([a-z0-9-]+)_[0-9A-Za-z]+$", item.issuer)[0],
        false,
      )
    ]) == 0
    error_message = "[issuer-region] jwt_authorizers ${join(", ", [for key, item in var.jwt_authorizers : jsonencode(key) if try(regex("cognito-idp\\.([a-z0-9-]+)\\.amazonaws", item.issuer)[0] != regex("/([a-z0-9-]+)_[0-9A-Za-z]+$", item.issuer)[0], false)])}: have an issuer whose region isn't the pool's, which its id begins with: no token can match."
  }

  validation {
    condition     = length([for key, item in var.jwt_authorizers : key if length(item.audience) == 0]) == 0
    error_message = "[audience-incomplete] jwt_authorizers ${join(", ", [for key, item in var.jwt_authorizers : jsonencode(key) if length(item.audience) == 0])}: must have an audience: without one no token is welcome, or every application's."
  }

  validation {
    condition     = length([for key, item in var.jwt_authorizers : key if length(item.audience) > 50]) == 0
    error_message = "[quota-audience] jwt_authorizers ${join(", ", [for key, item in var.jwt_authorizers : jsonencode(key) if length(item.audience) > 50])}: have more than 50 audiences. Put the rest into a second one for the same issuer."
  }

  validation {
    condition     = length([for key, item in var.jwt_authorizers : key if key == "cognito-jwt"]) == 0
    error_message = "[authorizer-name-duplicate] jwt_authorizers ${join(", ", [for key, item in var.jwt_authorizers : jsonencode(key) if key == "cognito-jwt"])}: is what the authorizer of the pool is called. Choose another name."
  }
}

variable "functions" {
  description = "Functions that the module makes: your own packages, or bundled ones with other settings than the defaults."
  type = map(object({
    # Path of your own zip. Left out, the function of that name comes with the module.
    package = optional(string)
    handler = optional(string, "index.handler")
    runtime = optional(string, "nodejs22.x")
    # arm64 or x86_64.
    architecture = optional(string, "arm64")
    # In MB.
    memory = optional(number, 256)
    # In seconds; an HTTP API waits 30 at most.
    timeout            = optional(number, 10)
    environment        = optional(map(string), {})
    log_retention_days = optional(number, 30)
    log_kms_key_arn    = optional(string)
  }))
  default  = {}
  nullable = false

  validation {
    condition     = length([for key, item in var.functions : key if item.timeout < 1 || item.timeout > 30]) == 0
    error_message = "[function-timeout] functions ${join(", ", [for key, item in var.functions : jsonencode(key) if item.timeout < 1 || item.timeout > 30])}: must have a timeout of 1 to 30 seconds: an HTTP API waits no longer."
  }

  validation {
    condition     = length([for key, item in var.functions : key if item.memory < 128 || item.memory > 10240]) == 0
    error_message = "[function-memory] functions ${join(", ", [for key, item in var.functions : jsonencode(key) if item.memory < 128 || item.memory > 10240])}: must have a memory of 128 to 10240 MB."
  }
}

variable "lambdas" {
  description = "Functions that are managed elsewhere: a name for routes to lead to, and the ARN, with or without an alias. Their code reads payload format 2.0."
  type        = map(string)
  default     = {}
  nullable    = false

  validation {
    condition = length([
      for key, item in var.lambdas : key if !can(
        regex("^arn:[^:]+:lambda(:[^:]+){2}:function(:[^:]+){1,2}$", item),
      )
    ]) == 0
    error_message = "[target-lambda] lambdas ${join(", ", [for key, item in var.lambdas : jsonencode(key) if !can(regex("^arn:[^:]+:lambda(:[^:]+){2}:function(:[^:]+){1,2}$", item))])}: not the ARN of a function. Write arn:aws:lambda:REGION:ACCOUNT:function:NAME, with :ALIAS or :VERSION behind it if you like."
  }
}

variable "http_backends" {
  description = "Backends of any kind that speak HTTP: a name for routes to lead to, and where."
  type = map(object({
    # https://backend.example.com/path. The caller's token travels there too, so it is https.
    url = string
    # ANY: the caller's.
    method = optional(string, "ANY")
  }))
  default  = {}
  nullable = false

  validation {
    condition = length([
      for key, item in var.http_backends : key if !can(regex("^https://[^/?#\\s]+([/?#]\\S*)?$", item.url))
    ]) == 0
    error_message = "[target-url] http_backends ${join(", ", [for key, item in var.http_backends : jsonencode(key) if !can(regex("^https://[^/?#\\s]+([/?#]\\S*)?$", item.url))])}: not an https address. Write https://HOST/PATH: the caller's token travels there too. A function can call what knows no https."
  }
}

variable "groups" {
  description = "Groups of users by name. The name is what the cognito:groups claim says, and holds no spaces, commas, quotes and brackets."
  type = map(object({
    description = string
    # 0 or more; 0 is the highest. Of a user's groups, the highest names the preferred role.
    precedence = number
    # ARN of the IAM role that members prefer in an identity pool.
    role_arn = optional(string)
  }))
  default  = {}
  nullable = false

  validation {
    condition = length([
      for key, item in var.groups : key if item.precedence < 0 || floor(item.precedence) != item.precedence
    ]) == 0
    error_message = "[group-precedence] groups ${join(", ", [for key, item in var.groups : jsonencode(key) if item.precedence < 0 || floor(item.precedence) != item.precedence])}: can't have that precedence. Write a whole number from 0, which is the highest."
  }

  validation {
    condition     = length([for key, item in var.groups : key if !can(regex("^[^\\p{Z}\\p{C}\\[\\],\"]{1,128}$", key))]) == 0
    error_message = "[group-name] groups ${join(", ", [for key, item in var.groups : jsonencode(key) if !can(regex("^[^\\p{Z}\\p{C}\\[\\],\"]{1,128}$", key))])}: can't name a group. Write 1 to 128 letters, digits and signs without spaces, commas, quotes and brackets."
  }
}

variable "scopes" {
  description = "Every scope with its description, at most 100. Clients and routes name scopes of this map."
  type        = map(string)
  default     = {}
  nullable    = false

  validation {
    condition = length([
      for key, item in var.scopes : key if !can(regex("^[\\x21\\x23-\\x2E\\x30-\\x5B\\x5D-\\x7E]{1,256}$", key))
    ]) == 0
    error_message = "[scope-name] scopes ${join(", ", [for key, item in var.scopes : jsonencode(key) if !can(regex("^[\\x21\\x23-\\x2E\\x30-\\x5B\\x5D-\\x7E]{1,256}$", key))])}: can't name a scope: 1 to 256 characters without slash, space, quotation mark and backslash. Write the bare name: the identifier is put before it."
  }

  validation {
    condition     = length(var.scopes) <= 100
    error_message = "[scope-name] scopes has ${length(var.scopes)} entries; a resource server takes at most 100."
  }
}

variable "scope_identifier" {
  description = "What every scope string begins with; https://api.DOMAIN if left out. Changing it changes every scope string. Two APIs on one pool need two."
  type        = string
  default     = null
}

variable "scopes_exist" {
  description = "True where the resource server with these scopes is managed elsewhere, in a pool that exists; none is made then."
  type        = bool
  default     = false
  nullable    = false
}

variable "web_clients" {
  description = "Clients for people, by name: authorization code flow only."
  type = map(object({
    # Where the browser may return after sign-in: https, or http on localhost. The first is the default.
    callback_urls = list(string)
    # Where it may return after sign-out.
    logout_urls = optional(list(string))
    # The scopes that users may ask for through this client.
    scopes        = optional(set(string), [])
    openid_scopes = optional(set(string), ["openid", "email", "profile"])
    # True for a server that can keep a secret; false for a browser or an app, which prove themselves by PKCE.
    confidential = optional(bool, false)
    # 5 to 1440.
    access_token_minutes = optional(number, 60)
    id_token_minutes     = optional(number, 60)
    # 1 to 3650.
    refresh_token_days = optional(number, 30)
    # Makes a refresh token good once; its predecessor stays valid for this long, 0 to 60.
    rotation_grace_seconds = optional(number)
    # Lets an app sign people in by itself, by SRP. Such tokens carry none of the scopes unless token_trigger adds them.
    srp_sign_in = optional(bool, false)
    # What users may change of themselves. Never an attribute that a claim is made from.
    writable_attributes = optional(set(string), ["email", "name"])
    identity_providers  = optional(set(string), ["COGNITO"])
  }))
  default  = {}
  nullable = false

  validation {
    condition     = length([for key, item in var.web_clients : key if length(item.callback_urls) == 0]) == 0
    error_message = "[client-callback-missing] web_clients ${join(", ", [for key, item in var.web_clients : jsonencode(key) if length(item.callback_urls) == 0])}: must have a callback URL."
  }

  validation {
    condition = length([
      for key, item in var.web_clients : key if length([
        for url in concat(item.callback_urls, item.logout_urls == null ? [] : item.logout_urls) : url if !can(regex("^[A-Za-z][A-Za-z0-9+.-]*://[^\\s]+$", url)) || (
          can(regex("^http:", url)) && !can(regex("^http://(localhost|127\\.0\\.0\\.1|\\[::1\\])(:|/|$)", url))
        )
      ]) > 0
    ]) == 0
    error_message = "[client-callback-insecure] web_clients ${join(", ", [for key, item in var.web_clients : jsonencode(key) if length([for url in concat(item.callback_urls, item.logout_urls == null ? [] : item.logout_urls) : url if !can(regex("^[A-Za-z][A-Za-z0-9+.-]*://[^\\s]+$", url)) || (can(regex("^http:", url)) && !can(regex("^http://(localhost|127\\.0\\.0\\.1|\\[::1\\])(:|/|$)", url)))]) > 0])}: must have callback and logout URLs with https, or with http on localhost."
  }

  validation {
    condition = length([
      for key, item in var.web_clients : key if length([
        for url in concat(
          item.callback_urls,
          item.logout_urls == null ? [] : item.logout_urls,
        ) : url if strcontains(url, "#")
      ]) > 0
    ]) == 0
    error_message = "[client-callback-fragment] web_clients ${join(", ", [for key, item in var.web_clients : jsonencode(key) if length([for url in concat(item.callback_urls, item.logout_urls == null ? [] : item.logout_urls) : url if strcontains(url, "#")]) > 0])}: can't have a fragment (#) in callback and logout URLs."
  }

  validation {
    condition = length([
      for key, item in var.web_clients : key if length(item.callback_urls) > 100 || length(
        item.logout_urls == null ? [] : item.logout_urls,
      ) > 100
    ]) == 0
    error_message = "[quota-client] web_clients ${join(", ", [for key, item in var.web_clients : jsonencode(key) if length(item.callback_urls) > 100 || length(item.logout_urls == null ? [] : item.logout_urls) > 100])}: may have at most 100 URLs of a kind."
  }

  validation {
    condition     = length([for key, item in var.web_clients : key if length(item.openid_scopes) + length(item.scopes) > 50]) == 0
    error_message = "[quota-client] web_clients ${join(", ", [for key, item in var.web_clients : jsonencode(key) if length(item.openid_scopes) + length(item.scopes) > 50])}: may have at most 50 scopes, those of OpenID included. Spread them over two clients."
  }

  validation {
    condition = length([
      for key, item in var.web_clients : key if item.access_token_minutes < 5 || item.access_token_minutes > 1440
    ]) == 0
    error_message = "[client-token-lifetime] web_clients ${join(", ", [for key, item in var.web_clients : jsonencode(key) if item.access_token_minutes < 5 || item.access_token_minutes > 1440])}: must have access_token_minutes from 5 to 1440 minutes."
  }

  validation {
    condition = length([
      for key, item in var.web_clients : key if item.id_token_minutes < 5 || item.id_token_minutes > 1440
    ]) == 0
    error_message = "[client-token-lifetime] web_clients ${join(", ", [for key, item in var.web_clients : jsonencode(key) if item.id_token_minutes < 5 || item.id_token_minutes > 1440])}: must have id_token_minutes from 5 to 1440 minutes."
  }

  validation {
    condition = length([
      for key, item in var.web_clients : key if item.refresh_token_days < 1 || item.refresh_token_days > 3650
    ]) == 0
    error_message = "[client-token-lifetime] web_clients ${join(", ", [for key, item in var.web_clients : jsonencode(key) if item.refresh_token_days < 1 || item.refresh_token_days > 3650])}: must have refresh_token_days from 1 to 3650 days."
  }

  validation {
    condition = length([
      for key, item in var.web_clients : key if item.rotation_grace_seconds == null ? false : item.rotation_grace_seconds < 0 || item.rotation_grace_seconds > 60
    ]) == 0
    error_message = "[client-rotation] web_clients ${join(", ", [for key, item in var.web_clients : jsonencode(key) if item.rotation_grace_seconds == null ? false : item.rotation_grace_seconds < 0 || item.rotation_grace_seconds > 60])}: must have rotation_grace_seconds from 0 to 60."
  }
}

variable "machine_clients" {
  description = "Clients for programs, by name: client credentials only, with a secret. Cognito bills each by the month and by the token."
  type = map(object({
    # The scopes that the machine may ask for; at least one.
    scopes = set(string)
    # 5 to 1440.
    access_token_minutes = optional(number, 60)
    # Also puts client id and secret into Secrets Manager, as JSON.
    secrets_manager = optional(object({
      name       = string
      kms_key_id = optional(string)
      # How long a deleted secret can be restored: 0, or 7 to 30 days.
      recovery_days = optional(number, 30)
    }))
  }))
  default  = {}
  nullable = false

  validation {
    condition     = length([for key, item in var.machine_clients : key if length(item.scopes) == 0]) == 0
    error_message = "[machine-client-scopes] machine_clients ${join(", ", [for key, item in var.machine_clients : jsonencode(key) if length(item.scopes) == 0])}: must have at least one scope: client credentials grant nothing else."
  }

  validation {
    condition     = length([for key, item in var.machine_clients : key if length(item.scopes) > 50]) == 0
    error_message = "[quota-client] machine_clients ${join(", ", [for key, item in var.machine_clients : jsonencode(key) if length(item.scopes) > 50])}: may have at most 50 scopes. Spread them over two clients."
  }

  validation {
    condition = length([
      for key, item in var.machine_clients : key if item.access_token_minutes < 5 || item.access_token_minutes > 1440
    ]) == 0
    error_message = "[client-token-lifetime] machine_clients ${join(", ", [for key, item in var.machine_clients : jsonencode(key) if item.access_token_minutes < 5 || item.access_token_minutes > 1440])}: must have access_token_minutes from 5 to 1440 minutes."
  }
}

variable "accepted_client_ids" {
  description = "Ids of clients that are managed elsewhere and whose tokens are welcome too, by a name of your choice."
  type        = map(string)
  default     = {}
  nullable    = false
}

variable "sign_in_domain" {
  description = "Where people sign in and clients fetch tokens: a prefix of Cognito's own domain, a domain of yours, or none."
  type = object({
    # If left out: true, or, for a pool that exists, whether prefix or domain is given.
    enabled = optional(bool)
    # 1 to 63 of a-z, 0-9 and -, unique in its region; PROJECT-auth if left out.
    prefix = optional(string)
    # A domain of yours instead, with its ACM certificate in us-east-1, whatever the pool's region.
    domain          = optional(string)
    certificate_arn = optional(string)
  })
  default  = {}
  nullable = false

  validation {
    condition = var.sign_in_domain.prefix == null ? true : can(
      regex("^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$", var.sign_in_domain.prefix),
    ) && length(regexall("aws|amazon|cognito", var.sign_in_domain.prefix)) == 0
    error_message = "[domain-prefix] sign_in_domain.prefix must be 1 to 63 of a-z, 0-9 and -, without a hyphen at the ends and without aws, amazon or cognito."
  }

  validation {
    condition     = (var.sign_in_domain.domain == null) == (var.sign_in_domain.certificate_arn == null)
    error_message = "[domain-certificate] sign_in_domain needs domain and certificate_arn together, or neither."
  }

  validation {
    condition     = var.sign_in_domain.domain == null || var.sign_in_domain.prefix == null
    error_message = "[domain-certificate] sign_in_domain takes a prefix or a domain, not both."
  }

  validation {
    condition = var.sign_in_domain.certificate_arn == null ? true : !can(regex("^arn:aws:acm:", var.sign_in_domain.certificate_arn)) || can(
      regex("^arn:aws:acm:us-east-1:", var.sign_in_domain.certificate_arn),
    )
    error_message = "[domain-certificate-region] sign_in_domain.certificate_arn must be in us-east-1, whatever the pool's region."
  }
}

variable "token_trigger" {
  description = "Shapes tokens before the pool issues them. {} switches the bundled function on, which adds organisation, tier and feature flags unless claims says otherwise. null: off."
  type = object({
    # V1_0 reaches the ID token only, V2_0 users' access tokens too, V3_0 also those of machine clients. V2_0 and V3_0 need the Essentials tier.
    version = optional(string, "V2_0")
    # What the bundled function does: claims, suppress, scopes, machine. See the README.
    claims = optional(any)
    # A function of yours instead of the bundled one.
    function = optional(object({ arn = string }))
  })
  default = null

  validation {
    condition     = var.token_trigger == null ? true : contains(["V1_0", "V2_0", "V3_0"], var.token_trigger.version)
    error_message = "[trigger-version] token_trigger.version must be V1_0, V2_0 or V3_0."
  }

  validation {
    condition     = var.token_trigger == null ? true : var.token_trigger.claims == null || var.token_trigger.function == null
    error_message = "[trigger-claims] token_trigger.claims tell the bundled function what to do; with a function of yours, leave them out."
  }
}

variable "pool" {
  description = "The user pool: sign-in by verified email address."
  type = object({
    # LITE, ESSENTIALS or PLUS.
    tier = optional(string, "ESSENTIALS")
    # Time-based one-time passwords as the second factor: off, optional or required.
    mfa = optional(string, "optional")
    # Whether anybody may register; otherwise administrators create users.
    self_sign_up = optional(bool, false)
    # AWS refuses to delete the pool. To destroy a test environment, apply false first.
    protected = optional(bool, true)
    password_policy = optional(object({
      # 6 to 99 characters.
      minimum_length    = optional(number, 12)
      require_lowercase = optional(bool, true)
      require_uppercase = optional(bool, true)
      require_numbers   = optional(bool, true)
      require_symbols   = optional(bool, true)
      # How many earlier passwords can't be used again, 0 to 24; more than 0 needs the Essentials tier.
      history = optional(number)
      # How long a password set by an administrator is good for, 0 to 365 days.
      temporary_validity_days = optional(number, 7)
    }), {})
    # custom: attributes by name, without the prefix. They can be added later, but never changed or removed.
    attributes = optional(map(object({
      # String, Number, Boolean or DateTime.
      type    = string
      mutable = optional(bool, true)
      # Of a String: 0 to 2048 characters.
      min_length = optional(number, 0)
      max_length = optional(number, 2048)
      # Of a Number; both are needed.
      min = optional(number)
      max = optional(number)
    })), {})
  })
  default  = {}
  nullable = false

  validation {
    condition     = contains(["LITE", "ESSENTIALS", "PLUS"], var.pool.tier)
    error_message = "[pool-tier] pool.tier is \"${var.pool.tier}\"; write LITE, ESSENTIALS or PLUS."
  }

  validation {
    condition     = contains(["off", "optional", "required"], var.pool.mfa)
    error_message = "[pool-mfa] pool.mfa is \"${var.pool.mfa}\"; write off, optional or required."
  }

  validation {
    condition     = var.pool.password_policy.minimum_length == null ? true : var.pool.password_policy.minimum_length >= 6 && var.pool.password_policy.minimum_length <= 99
    error_message = "[password-policy] pool.password_policy.minimum_length is ${jsonencode(var.pool.password_policy.minimum_length)}; write 6 to 99 characters."
  }

  validation {
    condition     = var.pool.password_policy.history == null ? true : var.pool.password_policy.history >= 0 && var.pool.password_policy.history <= 24
    error_message = "[password-policy] pool.password_policy.history is ${jsonencode(var.pool.password_policy.history)}; write 0 to 24 passwords."
  }

  validation {
    condition     = var.pool.tier != "LITE" || coalesce(var.pool.password_policy.history, 0) == 0
    error_message = "[password-history-tier] pool.password_policy.history needs more than the tier LITE. Set pool.tier to \"ESSENTIALS\", or leave history out."
  }

  validation {
    condition     = var.pool.password_policy.temporary_validity_days == null ? true : var.pool.password_policy.temporary_validity_days >= 0 && var.pool.password_policy.temporary_validity_days <= 365
    error_message = "[password-policy] pool.password_policy.temporary_validity_days is ${jsonencode(var.pool.password_policy.temporary_validity_days)}; write 0 to 365 days."
  }

  validation {
    condition = length([
      for key, item in var.pool.attributes : key if !contains(
        ["String", "Number", "Boolean", "DateTime"],
        item.type,
      )
    ]) == 0
    error_message = "[attribute-type] pool.attributes ${join(", ", [for key, item in var.pool.attributes : jsonencode(key) if !contains(["String", "Number", "Boolean", "DateTime"], item.type)])}: can't have that type. Write String, Number, Boolean or DateTime."
  }

  validation {
    condition = length([
      for key, item in var.pool.attributes : key if length(key) == 0 || length(key) > 20 || can(
        regex("^(custom|dev):", key),
      )
    ]) == 0
    error_message = "[schema-name] pool.attributes ${join(", ", [for key, item in var.pool.attributes : jsonencode(key) if length(key) == 0 || length(key) > 20 || can(regex("^(custom|dev):", key))])}: can't be an attribute's name. Write 1 to 20 characters, without custom: in front."
  }

  validation {
    condition = length([
      for key, item in var.pool.attributes : key if item.type == "Number" && (
        item.min == null || item.max == null
      )
    ]) == 0
    error_message = "[schema-unconstrained] pool.attributes ${join(", ", [for key, item in var.pool.attributes : jsonencode(key) if item.type == "Number" && (item.min == null || item.max == null)])}: must have min and max: a number without limits shows a change in every plan."
  }
}

variable "existing_pool" {
  description = "A user pool that is managed elsewhere, used instead of a new one and never changed. Its id may come from another resource or state."
  type = object({
    # REGION_ID, e.g. eu-central-1_AbCdEfGhI.
    id = string
    # cognito-idp.REGION.amazonaws.com/ID, without a scheme; made from the id if left out.
    endpoint = optional(string)
  })
  default = null

  validation {
    condition     = var.existing_pool == null ? true : can(regex("^[a-z]{2}(-[a-z]+)+-[0-9]_[0-9A-Za-z]+$", var.existing_pool.id))
    error_message = "[pool-id] existing_pool.id is not a user pool id. Write it as AWS shows it: REGION_ID, e.g. eu-central-1_AbCdEfGhI."
  }

  validation {
    condition = try(var.existing_pool.endpoint, null) == null ? true : can(
      regex("^[^/?#\\s]+(/[^/?#\\s]+)*$", var.existing_pool.endpoint),
    )
    error_message = "[issuer-shape] existing_pool.endpoint can't make the issuer that tokens carry. Write it without scheme, query and slash at the end: cognito-idp.REGION.amazonaws.com/ID."
  }

  validation {
    condition = try(var.existing_pool.endpoint, null) == null ? true : !can(regex("cognito-idp\\.[a-z0-9-]+\\.amazonaws\\.com", var.existing_pool.endpoint)) || strcontains(
      var.existing_pool.endpoint,
      "cognito-idp.${split("_", var.existing_pool.id)[0]}.amazonaws.com",
    )
    error_message = "[issuer-region] existing_pool.endpoint names another region than existing_pool.id, so no token can match. Write cognito-idp.${try(split("_", var.existing_pool.id)[0], "REGION")}.amazonaws.com, or leave endpoint out."
  }
}

variable "cors" {
  description = "What pages of other origins may do. The API answers preflights itself."
  type = object({
    enabled = optional(bool, true)
    # Scheme, host and port, without a path; https://DOMAIN if left out. "*" lets every page in and excludes credentials.
    origins = optional(list(string))
    # Those of the routes if left out.
    methods        = optional(list(string))
    headers        = optional(list(string), ["authorization", "content-type"])
    expose_headers = optional(list(string))
    credentials    = optional(bool, false)
    # How long a browser may remember the answer, -1 (never) to 86400.
    max_age_seconds = optional(number, 300)
  })
  default  = {}
  nullable = false

  validation {
    condition     = !(var.cors.credentials && contains(coalesce(var.cors.origins, ["-"]), "*"))
    error_message = "[cors-credentials-wildcard] cors: credentials with the origin \"*\" would hand every page the user's session. Name the origins."
  }

  validation {
    condition = alltrue([
      for origin in coalesce(var.cors.origins, ["*"]) : can(
        regex("^(\\*|[a-z][a-z0-9+.-]*://(\\*|[^/*\\s]+))$", origin),
      )
    ])
    error_message = "[cors-origin] cors.origins must be scheme, host and port without a path, e.g. https://app.example.com: browsers send no path."
  }

  validation {
    condition     = var.cors.max_age_seconds >= -1 && var.cors.max_age_seconds <= 86400
    error_message = "[cors-max-age] cors.max_age_seconds is ${var.cors.max_age_seconds}; write -1 to 86400 seconds."
  }
}

variable "stage" {
  description = "The stage: its name, throttling for every route together, and metrics."
  type = object({
    # $default is served without a path prefix.
    name = optional(string, "$default")
    # Always both numbers: how many requests may come at once, and how many a second are served in the long run.
    throttling = optional(object({
      burst = number
      rate  = number
    }), { burst = 200, rate = 100 })
    # CloudWatch metrics for each route; billed as custom metrics.
    detailed_metrics = optional(bool, false)
  })
  default  = {}
  nullable = false

  validation {
    condition     = var.stage.throttling.burst >= 1 && var.stage.throttling.rate > 0
    error_message = "[throttling-half] stage.throttling throttles to nothing: every call would be answered 429. Set burst and rate above 0."
  }
}

variable "access_log" {
  description = "The access log. enabled = false switches it off, on purpose."
  type = object({
    enabled = optional(bool, true)
    # In days, as CloudWatch knows them; 30 if left out, 0 keeps entries for ever.
    retention_days = optional(number)
    # ARN of the KMS key that encrypts them.
    kms_key_arn = optional(string)
    # /aws/vendedlogs/apigateway/PROJECT-api if left out.
    log_group_name = optional(string)
    # A log group that is managed elsewhere, instead of a new one; retention, key and name are its own.
    existing_log_group = optional(object({ arn = string }))
    # Each field's name with the variable it shows.
    format = optional(map(string), {
      authorizerError         = "$context.authorizer.error"
      clientId                = "$context.authorizer.claims.client_id"
      errorMessage            = "$context.error.message"
      errorType               = "$context.error.responseType"
      httpMethod              = "$context.httpMethod"
      integrationErrorMessage = "$context.integrationErrorMessage"
      integrationLatency      = "$context.integrationLatency"
      integrationStatus       = "$context.integrationStatus"
      ip                      = "$context.identity.sourceIp"
      path                    = "$context.path"
      protocol                = "$context.protocol"
      requestId               = "$context.requestId"
      requestTime             = "$context.requestTime"
      responseLatency         = "$context.responseLatency"
      responseLength          = "$context.responseLength"
      routeKey                = "$context.routeKey"
      status                  = "$context.status"
      sub                     = "$context.authorizer.claims.sub"
      userAgent               = "$context.identity.userAgent"
      userArn                 = "$context.identity.userArn"
    })
  })
  default  = {}
  nullable = false

  validation {
    condition = alltrue([
      for variable in values(var.access_log.format) : can(
        regex(
          "^\\$context\\.(accountId|apiId|authorizer\\.error|authorizer\\.principalId|awsEndpointRequestId|awsEndpointRequestId2|customDomain\\.basePathMatched|dataProcessed|domainName|domainPrefix|error\\.message|error\\.messageString|error\\.responseType|extendedRequestId|httpMethod|identity\\.accountId|identity\\.caller|identity\\.cognitoAuthenticationProvider|identity\\.cognitoAuthenticationType|identity\\.cognitoIdentityId|identity\\.cognitoIdentityPoolId|identity\\.principalOrgId|identity\\.clientCert\\.clientCertPem|identity\\.clientCert\\.subjectDN|identity\\.clientCert\\.issuerDN|identity\\.clientCert\\.serialNumber|identity\\.clientCert\\.validity\\.notBefore|identity\\.clientCert\\.validity\\.notAfter|identity\\.sourceIp|identity\\.user|identity\\.userAgent|identity\\.userArn|integration\\.error|integration\\.integrationStatus|integration\\.latency|integration\\.requestId|integration\\.status|integrationErrorMessage|integrationLatency|integrationStatus|path|protocol|requestId|requestTime|requestTimeEpoch|responseLatency|responseLength|routeKey|stage|status|authorizer\\.(claims\\.)?[A-Za-z0-9_:.-]+)$",
          variable,
        ),
      )
    ])
    error_message = "[log-variable-unknown] access_log.format has variables that AWS doesn't know and would log as \"-\": ${join(", ", [for variable in values(var.access_log.format) : variable if !can(regex("^\\$context\\.(accountId|apiId|authorizer\\.error|authorizer\\.principalId|awsEndpointRequestId|awsEndpointRequestId2|customDomain\\.basePathMatched|dataProcessed|domainName|domainPrefix|error\\.message|error\\.messageString|error\\.responseType|extendedRequestId|httpMethod|identity\\.accountId|identity\\.caller|identity\\.cognitoAuthenticationProvider|identity\\.cognitoAuthenticationType|identity\\.cognitoIdentityId|identity\\.cognitoIdentityPoolId|identity\\.principalOrgId|identity\\.clientCert\\.clientCertPem|identity\\.clientCert\\.subjectDN|identity\\.clientCert\\.issuerDN|identity\\.clientCert\\.serialNumber|identity\\.clientCert\\.validity\\.notBefore|identity\\.clientCert\\.validity\\.notAfter|identity\\.sourceIp|identity\\.user|identity\\.userAgent|identity\\.userArn|integration\\.error|integration\\.integrationStatus|integration\\.latency|integration\\.requestId|integration\\.status|integrationErrorMessage|integrationLatency|integrationStatus|path|protocol|requestId|requestTime|requestTimeEpoch|responseLatency|responseLength|routeKey|stage|status|authorizer\\.(claims\\.)?[A-Za-z0-9_:.-]+)$", variable))])}."
  }

  validation {
    condition = length(
      setintersection(["$context.requestId", "$context.extendedRequestId"], values(var.access_log.format)),
    ) > 0
    error_message = "[log-request-id] access_log.format must hold $context.requestId: AWS demands it."
  }

  validation {
    condition     = length(base64encode(jsonencode(var.access_log.format))) <= 4096
    error_message = "[log-format-size] access_log.format takes more than the 3072 bytes that AWS takes. Leave out fields, or shorten their names."
  }

  validation {
    condition = var.access_log.log_group_name == null ? true : can(
      regex("^[._/#A-Za-z0-9-]{1,512}$", var.access_log.log_group_name),
    ) && !startswith(var.access_log.log_group_name, "aws/")
    error_message = "[log-group-name] access_log.log_group_name must be 1 to 512 of A-Z, a-z, 0-9 and .-_/#, and not begin with aws/."
  }

  validation {
    condition = var.access_log.existing_log_group == null || alltrue([
      for said in [
        var.access_log.retention_days,
        var.access_log.kms_key_arn,
        var.access_log.log_group_name,
      ] : said == null
    ])
    error_message = "[log-group-existing] access_log: retention_days, kms_key_arn, log_group_name belong to a log group that the module makes. With existing_log_group, say them where that group is managed."
  }

  validation {
    condition = var.access_log.existing_log_group == null ? true : can(
      regex("^arn:[^:]+:logs(:[^:]+){2}:log-group:[^:*]+(:\\*)?$", var.access_log.existing_log_group.arn),
    )
    error_message = "[log-group-existing] access_log.existing_log_group.arn is not the ARN of a log group. Write arn:aws:logs:REGION:ACCOUNT:log-group:NAME."
  }

  validation {
    condition = var.access_log.retention_days == null ? true : contains(
      [0, 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653],
      var.access_log.retention_days,
    )
    error_message = "[log-retention] access_log.retention_days is ${jsonencode(var.access_log.retention_days)}, which CloudWatch doesn't offer; write e.g. 7, 30, 90 or 365."
  }
}

variable "custom_domain" {
  description = "A domain of your own for the API: TLS 1.2, regional. null: the API's own address."
  type = object({
    # api.example.com, in small letters and without a scheme.
    name = string
    # ACM certificate in the API's own region.
    certificate_arn = string
    # The Route 53 zone that gets the record; if left out, point the name at api_domain_target yourself.
    zone = optional(object({ id = string }))
    # The API answers below this path, which the routes don't see: v1. At the root if left out.
    path = optional(string)
  })
  default = null

  validation {
    condition     = var.custom_domain == null ? true : can(regex("^(\\*\\.)?([a-z0-9-]+\\.)+[a-z0-9-]+$", var.custom_domain.name))
    error_message = "[api-domain] custom_domain.name is not a domain. Write it in small letters and without a scheme: api.example.com."
  }

  validation {
    condition = try(var.custom_domain.path, null) == null ? true : can(
      regex("^[A-Za-z0-9_.+!*'()-]+(/[A-Za-z0-9_.+!*'()-]+)*$", var.custom_domain.path),
    )
    error_message = "[api-domain-path] custom_domain.path can't be mapped. Write it without slashes at its ends, e.g. \"v1\"."
  }
}

variable "disable_execute_api_endpoint" {
  description = "Whether the API's own address is closed, on all stages. If left out: where there is a custom_domain, which it would be a way around."
  type        = bool
  default     = null
}
