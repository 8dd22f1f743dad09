# The types of the module's inputs. Every attribute may be left out or null: outputs.tf says what is missing, by its key.

variable "given" {
  description = "The same inputs as the caller wrote them: Terraform drops attributes that a type doesn't know, and here they are refused."
  type        = any
}

variable "create" {
  description = "Whether anything is made."
  type        = bool
}

variable "project" {
  description = "Begins the name of everything in AWS."
  type        = string
}

variable "domain" {
  description = "What the scope identifier and the allowed origin derive from."
  type        = string
}

variable "tags" {
  description = "Tags of everything that takes them."
  type        = map(string)
}

variable "routes" {
  description = "Every route by its key: who may call it, and what answers."
  type = map(object({
    # Holders of an access token with at least one of these. At most 10.
    scopes = optional(set(string))
    # Whoever holds any token of an accepted client, ID tokens included; the text says why that is enough.
    authenticated = optional(string)
    # A name in jwt_authorizers, whose tokens then count (scopes stand as those tokens carry them), or one in lambda_authorizers.
    authorizer = optional(string)
    # What the bundled function of a Lambda authorizer asks for on this route, beyond its issuers' demands: one of each list.
    requires = optional(object({
      groups = optional(set(string), [])
      scopes = optional(set(string), [])
      # Of issuers that are managed elsewhere, as their tokens carry them.
      issuer_groups = optional(set(string), [])
      issuer_scopes = optional(set(string), [])
    }))
    # AWS principals that sign with SigV4 and may execute-api:Invoke this route.
    iam = optional(bool, false)
    # Everybody; the text says why.
    public = optional(string)
    # An MCP server: holders of an access token of the pool that is bound to it. The target is one of functions, the key ANY with the
    # server's path; a bundled function in front of it verifies tokens and publishes the metadata.
    mcp = optional(object({
      # Its address as clients write it, on a domain of the API: its path is the key's, and tokens name it in aud.
      resource = optional(string)
      # Every call needs at least one of these.
      scopes = optional(set(string))
      # Beyond scopes, by the tool that is called; one of each list is enough, and * is every tool that isn't named. A tool that is
      # neither named nor covered by * can't be called. Every tool is open to whoever has one of scopes if left out.
      tools = optional(map(set(string)))
      # Origins of pages that may call; none if left out: clients that aren't pages send no Origin.
      allowed_origins = optional(list(string))
      # Shown by clients, and a page for developers.
      name          = optional(string)
      documentation = optional(string)
    }))
    # A name in functions, lambdas or http_backends, else a bundled function.
    target = optional(string)
    # Instead of the stage's; both numbers.
    throttling = optional(object({
      burst_limit = optional(number)
      rate_limit  = optional(number)
    }))
    # CloudWatch metrics of this route, billed as custom metrics. The stage's if left out.
    detailed_metrics = optional(bool)
  }))
}

variable "identity_source" {
  description = "Where tokens of the pool are."
  type        = string
}

variable "jwt_authorizers" {
  description = "Whose tokens are welcome besides the pool's, by a name that routes choose with authorizer."
  type = map(object({
    # Equal to the tokens' iss to the letter, the slash at its end or its absence included.
    issuer = optional(string)
    # A token is welcome when its aud (where it has none, its client_id) is one of these; 1 to 50.
    audience = optional(set(string))
    # Where the token is: $request.header.NAME or $request.querystring.NAME.
    identity_source = optional(string, "$request.header.Authorization")
  }))
}

variable "lambda_authorizers" {
  description = "Functions that decide who is let in, by a name that routes choose with authorizer."
  type = map(object({
    # A function that is managed elsewhere, with or without an alias. Left out, the bundled one verifies tokens of issuers.
    function = optional(object({ arn = optional(string) }))
    # Whose tokens the bundled function lets in; the pool's, with all its clients, if left out.
    issuers = optional(list(object({
      issuer = optional(string)
      # Accepted values of aud.
      audience = optional(set(string))
      # Accepted values of client_id, for Cognito, whose access tokens carry no aud.
      client_ids = optional(set(string))
      # Beside client_ids: resource identifiers that a token may carry as aud. Left out, a token that is bound to one isn't let in.
      resources = optional(set(string))
      # ISSUER/.well-known/jwks.json if left out.
      jwks_uri = optional(string)
      # A token needs one of each list that is given.
      scopes = optional(set(string))
      groups = optional(set(string))
      # access or id. Left out, a token that declares its use must be an access token.
      token_use = optional(string)
      # 0 to 300.
      clock_tolerance_seconds = optional(number)
    })))
    # simple: { isAuthorized, context }; policy: an IAM policy that names what may be called.
    response_type = optional(string, "simple")
    # All of them must be there, else 401 without a call.
    identity_sources = optional(list(string), ["$request.header.Authorization"])
    # How long an answer counts for the same identity, 0 to 3600. A revoked token is let in until then.
    result_ttl_in_seconds = optional(number, 0)
    # False lets one cached answer serve all routes.
    cache_per_route = optional(bool, true)
    # Of the bundled function's log: 30 days and CloudWatch's own key if left out.
    log_retention_in_days = optional(number, 30)
    log_kms_key_arn       = optional(string)
  }))
}

variable "functions" {
  description = "Functions that the module makes: your own packages, or bundled ones with other settings than the defaults."
  type = map(object({
    # The code, in one of three ways; left out, the function of that name comes with the module. The path of a zip:
    package = optional(string)
    # A zip in S3, in the API's region.
    s3 = optional(object({
      bucket         = optional(string)
      key            = optional(string)
      object_version = optional(string)
    }))
    # An image in ECR, in the API's region; and what to run in it instead of its CMD.
    image_uri     = optional(string)
    image_command = optional(list(string))
    # What tells that the code in S3 has changed; a zip's own is read from the file.
    source_code_hash = optional(string)
    # Of a zip.
    handler = optional(string, "index.handler")
    runtime = optional(string, "nodejs22.x")
    # arm64 or x86_64.
    architecture = optional(string, "arm64")
    # In MB, 128 to 10240.
    memory_size = optional(number, 256)
    # In seconds; an HTTP API waits 30 at most.
    timeout = optional(number, 10)
    # In MB, 512 to 10240.
    ephemeral_storage_size = optional(number, 512)
    # No secrets: whoever may read the function sees them.
    environment = optional(map(string), {})
    # Encrypts the environment; Lambda's own key if left out.
    kms_key_arn = optional(string)
    # ARNs with version, at most 5.
    layers = optional(list(string), [])
    # Where the function runs; Lambda's own network if left out. The role gets what that needs.
    vpc = optional(object({
      subnet_ids         = optional(set(string))
      security_group_ids = optional(set(string))
    }))
    # -1: what the account has left. 0: no call is answered.
    reserved_concurrent_executions = optional(number, -1)
    # X-Ray; the role gets what that needs.
    tracing = optional(bool, false)
    # What the function may do besides writing its log.
    policy_statements = optional(list(object({
      actions   = optional(set(string))
      resources = optional(set(string))
      # When it holds, by operator and key: { StringEquals = { "aws:SourceVpc" = ["vpc-1"] } }. Always if left out.
      conditions = optional(map(map(list(string))), {})
    })), [])
    # EFS, mounted through an access point that alone the role may use; needs vpc.
    file_system = optional(object({
      arn              = optional(string)
      access_point_arn = optional(string)
      # /mnt/NAME
      local_mount_path = optional(string)
    }))
    # ARN of the queue or topic that gets events of asynchronous calls which failed; the role may send there.
    dead_letter_target_arn = optional(string)
    # ARN of the policy that bounds the role.
    permissions_boundary = optional(string)
    # The role's path: /team/.
    role_path = optional(string)
    # On this function's resources besides those of the module.
    tags = optional(map(string), {})
    # A role that is managed elsewhere, instead of a new one.
    existing_role = optional(object({ arn = optional(string) }))
    # In days, as CloudWatch knows them; 0 keeps entries for ever.
    log_retention_in_days = optional(number, 30)
    log_kms_key_arn       = optional(string)
  }))
}

variable "lambdas" {
  description = "Functions that are managed elsewhere: a name for routes to lead to, and the ARN."
  type        = map(string)
}

variable "http_backends" {
  description = "Backends of any kind that speak HTTP: a name for routes to lead to, and where."
  type = map(object({
    # https://backend.example.com/path. The caller's token travels there too, so it is https.
    url = optional(string)
    # The caller's if ANY.
    method = optional(string, "ANY")
    # Private instead: a name in vpc_links, or a link that is managed elsewhere.
    vpc_link          = optional(string)
    existing_vpc_link = optional(object({ id = optional(string) }))
    # What the link leads to: ARN of a listener of a load balancer, or of a service in Cloud Map.
    listener_arn = optional(string)
    # The name in the certificate that the listener shows; left out, the link speaks plain HTTP.
    tls_server_name = optional(string)
  }))
}

variable "vpc_links" {
  description = "Links into VPCs, by a name that http_backends choose with vpc_link."
  type = map(object({
    subnet_ids         = optional(set(string))
    security_group_ids = optional(set(string), [])
  }))
}

variable "integrations" {
  description = "Settings of the integration with a target, by the target's name."
  type = map(object({
    # 50 to 30000.
    timeout_milliseconds = optional(number)
    # What is changed in the request: { "overwrite:path" = "$request.path.proxy" }. Of HTTP backends only.
    request_parameters = optional(map(string))
    # What is changed in the answer, by its status: { "500" = { "overwrite:statuscode" = "403" } }. Of HTTP backends only.
    response_parameters = optional(map(map(string)), {})
  }))
}

variable "groups" {
  description = "Groups of users by name."
  type = map(object({
    description = optional(string)
    # 0 or more; 0 is the highest. Of a user's groups, the highest names the preferred role.
    precedence = optional(number)
    # ARN of the IAM role that members prefer in an identity pool.
    role_arn = optional(string)
  }))
}

variable "scopes" {
  description = "Every scope with its description."
  type        = map(string)
}

variable "scope_identifier" {
  description = "What every scope string begins with."
  type        = string
}

variable "existing_resource_server" {
  description = "Whether the resource server with these scopes is managed elsewhere."
  type        = bool
}

variable "web_clients" {
  description = "Clients for people, by name: authorization code flow only."
  type = map(object({
    # Where the browser may return after sign-in: https, or http on localhost. The first is the default.
    callback_urls = optional(list(string))
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
    # Makes a refresh token good once; its predecessor stays valid for 0 to 60 seconds.
    refresh_token_rotation = optional(object({ retry_grace_period_seconds = optional(number) }))
    # Lets people choose how they sign in; whether the pool offers a choice if left out.
    choice_based_sign_in = optional(bool)
    # Lets an app sign people in by itself, by SRP. Such tokens carry none of the scopes unless token_trigger adds them.
    srp_sign_in = optional(bool, false)
    # Lets an app sign people in by the challenges of triggers.
    custom_sign_in = optional(bool, false)
    # What users may change of themselves. Never an attribute that a claim is made from.
    write_attributes = optional(set(string), ["email", "name"])
    # COGNITO (the pool's own users), and names in identity_providers.
    identity_providers = optional(set(string), ["COGNITO"])
  }))
}

variable "machine_clients" {
  description = "Clients for programs, by name: client credentials only, with a secret."
  type = map(object({
    # The scopes that the machine may ask for; at least one.
    scopes = optional(set(string))
    # 5 to 1440.
    access_token_minutes = optional(number, 60)
    # Also puts client id and secret into Secrets Manager, as JSON.
    secrets_manager = optional(object({
      name       = optional(string)
      kms_key_id = optional(string)
      # How long a deleted secret can be restored: 0, or 7 to 30 days.
      recovery_window_in_days = optional(number, 30)
    }))
  }))
}

variable "rotating_machine_clients" {
  description = "Clients for programs whose secret changes while they run: a second client takes over."
  type = map(object({
    scopes = optional(set(string))
    # The generation whose id and secret consumers read: 1 to 16 of a-z and 0-9, never used before.
    current = optional(string)
    # The next generation, or the one to be retired; its tokens are welcome too.
    previous = optional(string)
    # 5 to 1440.
    access_token_minutes = optional(number, 60)
    # PROJECT-NAME if left out.
    secret_name             = optional(string)
    kms_key_id              = optional(string)
    recovery_window_in_days = optional(number, 30)
  }))
}

variable "accepted_client_ids" {
  description = "Ids of clients that are managed elsewhere and whose tokens are welcome too."
  type        = map(string)
}

variable "resource_identifiers" {
  description = "What the pool's tokens may carry as aud, where callers ask for resource-bound tokens."
  type        = set(string)
}

variable "identity_providers" {
  description = "Places elsewhere where people have their account, by the name that clients list."
  type = map(object({
    # google, facebook, apple, saml or oidc.
    kind = optional(string)
    # Of all but saml: the id that the provider gave this pool.
    client_id = optional(string)
    # Of google, facebook and oidc.
    client_secret = optional(string)
    # Of apple: the account's team, and the key for Sign in with Apple (the text of the .p8 file).
    team_id     = optional(string)
    key_id      = optional(string)
    private_key = optional(string)
    # Of oidc: to the letter what its tokens carry as iss.
    issuer = optional(string)
    # Of saml: where the provider publishes its metadata, or the document itself.
    metadata_url      = optional(string)
    metadata_document = optional(string)
    # What is asked of the provider; each kind has its own default.
    scopes = optional(list(string))
    # Attribute of the user <- what the provider calls it. Each kind has its own default: email.
    attribute_mapping = optional(map(string))
    # Of saml and oidc: addresses under these domains lead to this provider.
    identifiers = optional(list(string))
  }))
}

variable "sign_in_domain" {
  description = "Where people sign in and clients fetch tokens."
  type = object({
    # If left out: true, or, for a pool that exists, whether prefix or domain is given.
    enabled = optional(bool)
    # 1 to 63 of a-z, 0-9 and -, unique in its region; PROJECT-auth if left out.
    prefix = optional(string)
    # A domain of yours instead, with its ACM certificate in us-east-1, whatever the pool's region.
    domain          = optional(string)
    certificate_arn = optional(string)
    # The newer pages, which know passkeys and codes. Each client needs a branding style, which is made elsewhere.
    managed_login = optional(bool, false)
  })
}

variable "token_trigger" {
  description = "Shapes tokens before the pool issues them."
  type = object({
    # V1_0 reaches the ID token only, V2_0 users' access tokens too, V3_0 also those of machines. V2_0 and V3_0 need ESSENTIALS.
    version = optional(string, "V2_0")
    # What the bundled function does: claims, suppress, scopes, machine. See the README.
    claims = optional(any)
    # A function of yours instead of the bundled one.
    function = optional(object({ arn = optional(string) }))
    # Of the bundled function's log.
    log_retention_in_days = optional(number, 30)
    log_kms_key_arn       = optional(string)
  })
}

variable "triggers" {
  description = "Functions that the pool calls."
  type = object({
    # Lets people register, or refuses them.
    pre_sign_up = optional(object({ arn = optional(string) }))
    # After who registered is confirmed, or a password is reset.
    post_confirmation = optional(object({ arn = optional(string) }))
    # Lets people sign in, or refuses them.
    pre_authentication = optional(object({ arn = optional(string) }))
    # After somebody signed in.
    post_authentication = optional(object({ arn = optional(string) }))
    # Writes mails and text messages.
    custom_message = optional(object({ arn = optional(string) }))
    # Challenges of your own: which comes next, what it asks, whether the answer is right. Clients need custom_sign_in.
    define_auth_challenge          = optional(object({ arn = optional(string) }))
    create_auth_challenge          = optional(object({ arn = optional(string) }))
    verify_auth_challenge_response = optional(object({ arn = optional(string) }))
    # Finds people who are new to the pool in another directory.
    user_migration = optional(object({ arn = optional(string) }))
    # Send mails and text messages in Cognito's place, with codes that are encrypted with kms_key_arn.
    custom_email_sender = optional(object({ arn = optional(string) }))
    custom_sms_sender   = optional(object({ arn = optional(string) }))
    kms_key_arn         = optional(string)
  })
}

variable "pool" {
  description = "The user pool: sign-in by verified email address."
  type = object({
    # LITE, ESSENTIALS or PLUS.
    tier = optional(string, "ESSENTIALS")
    # Time-based one-time passwords as the second factor: off, optional or required.
    mfa = optional(string, "optional")
    # Whether anyone can register; otherwise administrators create users.
    self_sign_up = optional(bool, false)
    # AWS refuses to delete the pool. To destroy a test environment, apply false first.
    deletion_protection = optional(bool, true)
    # How people may begin to sign in besides a password.
    sign_in_policy = optional(object({
      passkeys = optional(object({
        # The domain that passkeys are bound to; the sign-in domain if left out.
        relying_party_id = optional(string)
        # Whether the device must check its owner: required or preferred.
        user_verification = optional(string, "required")
      }))
      # A one-time code by email.
      email_otp = optional(bool, false)
    }))
    password_policy = optional(object({
      # 6 to 99 characters.
      minimum_length    = optional(number, 12)
      require_lowercase = optional(bool, true)
      require_uppercase = optional(bool, true)
      require_numbers   = optional(bool, true)
      require_symbols   = optional(bool, true)
      # How many earlier passwords can't be used again, 0 to 24; more than 0 needs ESSENTIALS.
      password_history_size = optional(number)
      # How long a password set by an administrator is good for, 0 to 365 days.
      temporary_password_validity_days = optional(number, 7)
    }), {})
    # custom: attributes by name, without the prefix. They can be added later, but never changed or removed.
    custom_attributes = optional(map(object({
      # String, Number, Boolean or DateTime.
      type    = optional(string)
      mutable = optional(bool, true)
      # Of a String: 0 to 2048 characters.
      min_length = optional(number, 0)
      max_length = optional(number, 2048)
      # Of a Number; both are needed.
      min = optional(number)
      max = optional(number)
    })), {})
  })
}

variable "existing_pool" {
  description = "A user pool that is managed elsewhere."
  type = object({
    # REGION_ID, e.g. eu-central-1_AbCdEfGhI.
    id = optional(string)
    # cognito-idp.REGION.amazonaws.com/ID, without a scheme; made from the id if left out.
    endpoint = optional(string)
    # ORIGINAL, or UPDATED where the pool issues tokens as https://issuer-cognito-idp.REGION.amazonaws.com/ID.
    issuer_type = optional(string, "ORIGINAL")
  })
}

variable "cors" {
  description = "What pages of other origins may do."
  type = object({
    enabled = optional(bool, true)
    # Scheme, host and port, without a path; https://DOMAIN if left out. "*" lets every page in and excludes credentials.
    allow_origins = optional(list(string))
    # Those of the routes if left out.
    allow_methods     = optional(list(string))
    allow_headers     = optional(list(string), ["authorization", "content-type"])
    expose_headers    = optional(list(string))
    allow_credentials = optional(bool, false)
    # How long a browser may remember the answer, -1 (never) to 86400.
    max_age_seconds = optional(number, 300)
  })
}

variable "stage" {
  description = "The stage."
  type = object({
    # $default is served without a path prefix.
    name        = optional(string, "$default")
    description = optional(string)
    # How many requests may come at once, and how many a second are served in the long run.
    throttling = optional(object({
      burst_limit = optional(number, 200)
      rate_limit  = optional(number, 100)
    }), {})
    # CloudWatch metrics for each route; billed as custom metrics.
    detailed_metrics = optional(bool, false)
    # Stage variables.
    variables = optional(map(string), {})
  })
}

variable "stages" {
  description = "Further stages by name."
  type = map(object({
    description = optional(string)
    throttling = optional(object({
      burst_limit = optional(number, 200)
      rate_limit  = optional(number, 100)
    }), {})
    detailed_metrics = optional(bool, false)
    variables        = optional(map(string), {})
  }))
}

variable "access_log" {
  description = "The access log."
  type = object({
    enabled = optional(bool, true)
    # In days, as CloudWatch knows them; 30 if left out, 0 keeps entries for ever.
    retention_in_days = optional(number)
    # ARN of the KMS key that encrypts them.
    kms_key_arn = optional(string)
    # /aws/vendedlogs/apigateway/PROJECT-api if left out.
    log_group_name = optional(string)
    # A log group that is managed elsewhere, instead of a new one; retention, key and name are its own.
    existing_log_group = optional(object({ arn = optional(string) }))
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
}

variable "alarms" {
  description = "Alarms on the stage."
  type = object({
    # ARNs of what is told when an alarm goes off and when it is over: SNS topics.
    actions = optional(list(string), [])
    # Each goes off above a number, in each of some spans of minutes. Answers 400 to 499:
    client_errors = optional(object({
      enabled            = optional(bool, true)
      threshold          = optional(number, 100)
      period_minutes     = optional(number, 5)
      evaluation_periods = optional(number, 1)
    }), {})
    # Answers 500 to 599.
    server_errors = optional(object({
      enabled            = optional(bool, true)
      threshold          = optional(number, 5)
      period_minutes     = optional(number, 5)
      evaluation_periods = optional(number, 1)
    }), {})
    # Milliseconds within which 95 of 100 calls are answered.
    latency = optional(object({
      enabled            = optional(bool, true)
      threshold          = optional(number, 3000)
      period_minutes     = optional(number, 5)
      evaluation_periods = optional(number, 3)
    }), {})
    # Calls that an authorizer refused or failed at, counted in the access log.
    authorizer_errors = optional(object({
      enabled            = optional(bool, true)
      threshold          = optional(number, 50)
      period_minutes     = optional(number, 5)
      evaluation_periods = optional(number, 1)
    }), {})
  })
}

variable "custom_domain" {
  description = "A domain of your own for the API: TLS 1.2, regional."
  type = object({
    # True for a domain that is managed elsewhere: the API gets a path there, and the name is all that is said beside it.
    existing = optional(bool, false)
    # api.example.com, in lowercase letters and without a scheme.
    domain_name = optional(string)
    # ACM certificate in the API's own region.
    certificate_arn = optional(string)
    # The Route 53 zone that gets the record; if left out, point the name at api_domain_target yourself.
    hosted_zone = optional(object({ id = optional(string) }))
    # The API answers below this path, which the routes don't see: v1. At the root if left out.
    mapping_key = optional(string)
    # Further paths with the stages that answer there: { beta = "next" }.
    mappings = optional(map(string), {})
    # Callers must show a certificate of an authority in this truststore.
    mutual_tls = optional(object({
      # s3://BUCKET/KEY, in the API's region.
      truststore_uri = optional(string)
      # The object's version. Left out, a new truststore is not noticed.
      truststore_version = optional(string)
    }))
    # A public ACM certificate that proves the ownership of the name, beside an imported or private one.
    ownership_verification_certificate_arn = optional(string)
  })
}

variable "disable_execute_api_endpoint" {
  description = "Whether the API's own address is closed."
  type        = bool
}

variable "ip_address_type" {
  description = "Which addresses the API and its domain answer at: ipv4, or dualstack."
  type        = string
}
