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
  description = "Every route by its key: who may call it, and what answers. None where routes are made beside the module."
  type = map(object({
    # Requires an access token with at least one of these scopes. At most 10.
    scopes = optional(set(string))
    # Accepts any token of an accepted client, ID tokens included; the text gives the reason.
    authenticated = optional(string)
    # A name in jwt_authorizers (scopes are then that issuer's, written in full) or in lambda_authorizers.
    authorizer = optional(string)
    # What the bundled Lambda authorizer requires on this route, beyond its issuers' requirements: one entry of each list.
    requires = optional(object({
      groups = optional(set(string), [])
      scopes = optional(set(string), [])
      # Groups and scopes of other issuers, as their tokens contain them.
      issuer_groups = optional(set(string), [])
      issuer_scopes = optional(set(string), [])
    }))
    # Requires SigV4 and execute-api:Invoke on this route.
    iam = optional(bool, false)
    # No authorization; the text gives the reason.
    public = optional(string)
    # An MCP server: requires an access token of the pool that is bound to it. The target is one of functions, the route key ANY with
    # the server's path; a bundled function in front of it verifies tokens and publishes the metadata. Of several servers, the first
    # by its key publishes it at the root of the well-known paths too.
    mcp = optional(object({
      # Its URL on a domain of the API, with the path of the route key; tokens contain it in aud.
      resource = optional(string)
      # Every call requires at least one of these.
      scopes = optional(set(string))
      # Scopes required by tool, in addition to scopes; one of each list is enough, and * is every tool that isn't named. A tool that
      # is neither named nor covered by * can't be called. If left out, scopes allows every tool.
      tools = optional(map(set(string)))
      # Origins of web pages that may call; none if left out. Other clients send no Origin.
      allowed_origins = optional(list(string))
      # Shown by clients, and the URL of a page for developers.
      name          = optional(string)
      documentation = optional(string)
    }))
    # A name in functions, lambdas, http_backends or services, else a bundled function.
    target = optional(string)
    # Overrides the stage's; both numbers are needed.
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
    # Must equal the tokens' iss exactly, including a trailing slash or its absence.
    issuer = optional(string)
    # Accepted values of aud, or of client_id where a token has no aud; 1 to 50.
    audience = optional(set(string))
    # $request.header.NAME or $request.querystring.NAME.
    identity_source = optional(string, "$request.header.Authorization")
  }))
}

variable "lambda_authorizers" {
  description = "Functions that decide who is let in, by a name that routes choose with authorizer."
  type = map(object({
    # A function that is managed elsewhere, with or without an alias. If left out, the bundled one verifies tokens of issuers.
    function = optional(object({ arn = optional(string) }))
    # Issuers that the bundled function accepts; the pool, with all its clients, if left out.
    issuers = optional(list(object({
      issuer = optional(string)
      # Accepted values of aud.
      audience = optional(set(string))
      # Accepted values of client_id, for Cognito, whose access tokens have no aud.
      client_ids = optional(set(string))
      # With client_ids: resource identifiers accepted in aud. If left out, a token that is bound to a resource is denied.
      resources = optional(set(string))
      # ISSUER/.well-known/jwks.json if left out.
      jwks_uri = optional(string)
      # A token needs one entry of each list that is given.
      scopes = optional(set(string))
      groups = optional(set(string))
      # access or id. If left out, a token with token_use must be an access token.
      token_use = optional(string)
      # 0 to 300.
      clock_tolerance_seconds = optional(number)
      # The issuer's own names of claims: user (sub if left out), tenant, groups, scopes.
      claims = optional(map(string))
    })))
    # simple: { isAuthorized, context }; policy: an IAM policy.
    response_type = optional(string, "simple")
    # All are required; API Gateway answers 401 without invoking the function if one is missing.
    identity_sources = optional(list(string), ["$request.header.Authorization"])
    # How long a response is cached for the same identity, 0 to 3600. A revoked token is accepted until then.
    result_ttl_in_seconds = optional(number, 0)
    # False: one cached response applies to all routes.
    cache_per_route = optional(bool, true)
    # The header that modules/distribution adds to each request: the bundled function denies calls without it, so that nobody bypasses
    # the web ACL.
    origin_header = optional(object({
      name = optional(string, "x-origin-verify")
      # In hexadecimal, of each accepted value.
      sha256 = optional(list(string), [])
    }))
    # Log of the bundled function: 30 days and CloudWatch's own key if left out.
    log_retention_in_days = optional(number, 30)
    log_kms_key_arn       = optional(string)
  }))
}

variable "functions" {
  description = "Functions that the module makes: your own packages, or bundled ones with other settings than the defaults."
  type = map(object({
    # The code, one of three; if all are left out, the module's bundled function of that name. Path of a zip file:
    package = optional(string)
    # A zip in S3, in the API's region.
    s3 = optional(object({
      bucket         = optional(string)
      key            = optional(string)
      object_version = optional(string)
    }))
    # A container image in ECR, in the API's region, and the command that overrides its CMD.
    image_uri     = optional(string)
    image_command = optional(list(string))
    # Changes when the code in S3 changes; for a zip file it is computed.
    source_code_hash = optional(string)
    # For zip packages.
    handler = optional(string, "index.handler")
    runtime = optional(string, "nodejs22.x")
    # arm64 or x86_64.
    architecture = optional(string, "arm64")
    # In MB, 128 to 10240.
    memory_size = optional(number, 256)
    # In seconds; an HTTP API waits at most 30.
    timeout = optional(number, 10)
    # In MB, 512 to 10240.
    ephemeral_storage_size = optional(number, 512)
    # No secrets: lambda:GetFunctionConfiguration returns them.
    environment = optional(map(string), {})
    # Encrypts the environment; Lambda's own key if left out.
    kms_key_arn = optional(string)
    # ARNs with version, at most 5.
    layers = optional(list(string), [])
    # VPC configuration; none if left out. The role gets the permissions that it needs.
    vpc = optional(object({
      subnet_ids         = optional(set(string))
      security_group_ids = optional(set(string))
    }))
    # -1: unreserved. 0: every invocation is throttled.
    reserved_concurrent_executions = optional(number, -1)
    # Publishes each change as a version; routes call the version that this alias names.
    alias = optional(string)
    # How many instances of the alias are kept ready; billed by the hour.
    provisioned_concurrency = optional(number)
    # X-Ray; the role gets the permissions that it needs.
    tracing = optional(bool, false)
    # IAM statements of the role, besides writing the log.
    policy_statements = optional(list(object({
      actions   = optional(set(string))
      resources = optional(set(string))
      # By operator and key: { StringEquals = { "aws:SourceVpc" = ["vpc-1"] } }.
      conditions = optional(map(map(list(string))), {})
    })), [])
    # EFS access point to mount; the role may use only this one. Needs vpc.
    file_system = optional(object({
      arn              = optional(string)
      access_point_arn = optional(string)
      # /mnt/NAME
      local_mount_path = optional(string)
    }))
    # ARN of the SQS queue or SNS topic for failed asynchronous invocations; the role may send to it.
    dead_letter_target_arn = optional(string)
    # ARN of the role's permissions boundary.
    permissions_boundary = optional(string)
    # The role's path: /team/.
    role_path = optional(string)
    # Tags of this function's resources, in addition to tags.
    tags = optional(map(string), {})
    # A role that is managed elsewhere, instead of a new one.
    existing_role = optional(object({ arn = optional(string) }))
    # A number of days that CloudWatch accepts; 0: never expires.
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
    # https://backend.example.com/path. The caller's token is sent there too, so plain http is refused.
    url = optional(string)
    # ANY: the method of the request.
    method = optional(string, "ANY")
    # For a private backend: a name in vpc_links, or a VPC link that is managed elsewhere.
    vpc_link          = optional(string)
    existing_vpc_link = optional(object({ id = optional(string) }))
    # ARN of a load balancer's listener, or of a Cloud Map service.
    listener_arn = optional(string)
    # Server name in the listener's certificate; if left out, the VPC link uses plain HTTP.
    tls_server_name = optional(string)
  }))
}

variable "services" {
  description = "Actions of AWS services: a name for routes to lead to, and what the action is told."
  type = map(object({
    # SQS-SendMessage, EventBridge-PutEvents, StepFunctions-StartExecution and so on.
    service = optional(string)
    # Parameters of the action: { QueueUrl = aws_sqs_queue.orders.url, MessageBody = "$request.body" }.
    parameters = optional(map(string), {})
    # ARNs that the role may use with this action: the queue, the bus, the state machine.
    resource_arns = optional(list(string), [])
    # A role that is managed elsewhere and that API Gateway may assume, instead of a new one.
    existing_role = optional(object({ arn = optional(string) }))
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
    # Request parameter mapping: { "overwrite:path" = "$request.path.proxy" }. HTTP backends only.
    request_parameters = optional(map(string))
    # Response parameter mapping by status code: { "500" = { "overwrite:statuscode" = "403" } }. HTTP backends only.
    response_parameters = optional(map(map(string)), {})
  }))
}

variable "groups" {
  description = "Groups of users by name."
  type = map(object({
    description = optional(string)
    # 0 or more; 0 is the highest. The highest of a user's groups determines cognito:preferred_role.
    precedence = optional(number)
    # ARN of the IAM role for members in an identity pool.
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
    # Allowed callback URLs: https, or http on localhost. The first is the default redirect URI.
    callback_urls = optional(list(string))
    # Allowed sign-out URLs.
    logout_urls = optional(list(string))
    # Scopes that this client may request.
    scopes        = optional(set(string), [])
    openid_scopes = optional(set(string), ["openid", "email", "profile"])
    # True: a client with a secret, for a server. False: a public client with PKCE, for a browser or an app.
    confidential = optional(bool, false)
    # 5 to 1440.
    access_token_minutes = optional(number, 60)
    id_token_minutes     = optional(number, 60)
    # 1 to 3650.
    refresh_token_days = optional(number, 30)
    # Refresh token rotation; the previous token stays valid for 0 to 60 seconds.
    refresh_token_rotation = optional(object({ retry_grace_period_seconds = optional(number) }))
    # Choice-based sign-in (ALLOW_USER_AUTH); if left out, true where sign_in_policy offers a choice.
    choice_based_sign_in = optional(bool)
    # ALLOW_USER_SRP_AUTH, for an app with its own sign-in form. Its tokens have none of the scopes unless token_trigger adds them.
    srp_sign_in = optional(bool, false)
    # ALLOW_CUSTOM_AUTH, for the challenges of triggers.
    custom_sign_in = optional(bool, false)
    # User attributes that users can write. Never an attribute that a claim is made from.
    write_attributes = optional(set(string), ["email", "name"])
    # COGNITO (the pool's own users), and names in identity_providers.
    identity_providers = optional(set(string), ["COGNITO"])
  }))
}

variable "machine_clients" {
  description = "Clients for programs, by name: client credentials only, with a secret."
  type = map(object({
    # Scopes that this client may request; at least one.
    scopes = optional(set(string))
    # 5 to 1440.
    access_token_minutes = optional(number, 60)
    # Also stores client id and secret in Secrets Manager, as JSON.
    secrets_manager = optional(object({
      name       = optional(string)
      kms_key_id = optional(string)
      # Recovery window of a deleted secret: 0, or 7 to 30 days.
      recovery_window_in_days = optional(number, 30)
    }))
  }))
}

variable "rotating_machine_clients" {
  description = "Clients for programs whose secret changes while they run: a second client takes over."
  type = map(object({
    scopes = optional(set(string))
    # Name of the generation whose id and secret consumers read: 1 to 16 of a-z and 0-9, never used before.
    current = optional(string)
    # The next generation, or the one to be retired; its tokens are accepted too.
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
    # All but saml: the client id that the provider issued for this pool.
    client_id = optional(string)
    # google, facebook and oidc.
    client_secret = optional(string)
    # apple: the team id, the key id and the private key of Sign in with Apple (the text of the .p8 file).
    team_id     = optional(string)
    key_id      = optional(string)
    private_key = optional(string)
    # oidc: exactly the iss of its tokens.
    issuer = optional(string)
    # saml: the URL of the provider's metadata, or the document itself.
    metadata_url      = optional(string)
    metadata_document = optional(string)
    # Scopes requested from the provider; the default depends on kind.
    scopes = optional(list(string))
    # User attribute = the provider's attribute. Each kind maps email by default.
    attribute_mapping = optional(map(string))
    # saml and oidc: identifiers, such as email domains, that select this provider at sign-in.
    identifiers = optional(list(string))
    # saml: signing out here signs out there too.
    sign_out = optional(bool, false)
    # saml: requests to the provider are signed.
    sign_requests = optional(bool, true)
    # saml: only encrypted assertions are accepted.
    encrypted_responses = optional(bool, false)
    # saml: accepts answers to no request (started at the provider), which is open to login CSRF.
    provider_initiated = optional(bool, false)
    # oidc: how user info is fetched, GET or POST.
    attributes_method = optional(string, "GET")
  }))
}

variable "sign_in_domain" {
  description = "Where people sign in and clients fetch tokens."
  type = object({
    # If left out: true; with existing_pool, whether prefix or domain is given.
    enabled = optional(bool)
    # 1 to 63 of a-z, 0-9 and -, unique in its region; PROJECT-auth if left out.
    prefix = optional(string)
    # A custom domain instead, with its ACM certificate in us-east-1 whatever the pool's region.
    domain          = optional(string)
    certificate_arn = optional(string)
    # Managed login, which supports passkeys and one-time codes. Each client needs a branding style, created elsewhere.
    managed_login = optional(bool, false)
  })
}

variable "token_trigger" {
  description = "Shapes tokens before the pool issues them."
  type = object({
    # V1_0 changes ID tokens only, V2_0 users' access tokens too, V3_0 also those of machine clients. V2_0 and V3_0 need ESSENTIALS.
    version = optional(string, "V2_0")
    # Configuration of the bundled function: claims, suppress, scopes, machine. See the README.
    claims = optional(any)
    # Your own function instead of the bundled one.
    function = optional(object({ arn = optional(string) }))
    # Log of the bundled function.
    log_retention_in_days = optional(number, 30)
    log_kms_key_arn       = optional(string)
  })
}

variable "triggers" {
  description = "Functions that the pool calls."
  type = object({
    # Accepts or rejects a sign-up.
    pre_sign_up = optional(object({ arn = optional(string) }))
    # After a sign-up is confirmed or a password is reset.
    post_confirmation = optional(object({ arn = optional(string) }))
    # Accepts or rejects a sign-in.
    pre_authentication = optional(object({ arn = optional(string) }))
    # After a sign-in.
    post_authentication = optional(object({ arn = optional(string) }))
    # Customizes emails and SMS messages.
    custom_message = optional(object({ arn = optional(string) }))
    # Custom authentication challenges. Clients need custom_sign_in.
    define_auth_challenge          = optional(object({ arn = optional(string) }))
    create_auth_challenge          = optional(object({ arn = optional(string) }))
    verify_auth_challenge_response = optional(object({ arn = optional(string) }))
    # Migrates users from another directory at their first sign-in.
    user_migration = optional(object({ arn = optional(string) }))
    # Send emails and SMS messages instead of Cognito; codes are encrypted with kms_key_arn.
    custom_email_sender = optional(object({ arn = optional(string) }))
    custom_sms_sender   = optional(object({ arn = optional(string) }))
    kms_key_arn         = optional(string)
  })
}

variable "pool" {
  description = "The user pool; by default users sign in with a verified email address."
  type = object({
    # LITE, ESSENTIALS or PLUS.
    tier = optional(string, "ESSENTIALS")
    # What users sign in with: email, phone, username, preferred_username. Another choice replaces the pool, and with it all users.
    sign_in_aliases = optional(set(string), ["email"])
    # A second factor: off, optional or required.
    mfa = optional(string, "optional")
    # What serves as the second factor: totp (an authenticator app), email, sms.
    second_factors = optional(set(string), ["totp"])
    # How a user who forgot the password gets a code: email, phone, email-then-phone, phone-then-email; or administrator.
    # If left out: email; with codes by email as a second factor email-then-phone; where users sign in by phone alone phone.
    account_recovery = optional(string)
    # Needs the tier PLUS. audit: compromised passwords and risky sign-ins are logged; enforced: they are acted upon too.
    threat_protection = optional(string)
    # What enforced threat protection does; the defaults if left out.
    threat_responses = optional(object({
      # Events at which a compromised password is blocked: SIGN_IN, SIGN_UP, PASSWORD_CHANGE. []: none.
      compromised_credentials = optional(set(string), ["SIGN_IN", "SIGN_UP", "PASSWORD_CHANGE"])
      # What happens to a sign-in at each level of risk, and whether the user gets an email; needs email. The action is NO_ACTION,
      # MFA_IF_CONFIGURED, MFA_REQUIRED or BLOCK. If left out: low passes, medium asks for a second factor where there is one, high requires
      # it; where the pool has no second factors, medium passes and high is blocked.
      low = optional(object({
        action = optional(string)
        notify = optional(bool, true)
      }))
      medium = optional(object({
        action = optional(string)
        notify = optional(bool, true)
      }))
      high = optional(object({
        action = optional(string)
        notify = optional(bool, true)
      }))
      # Emails about a sign-in that was blocked, required a second factor, or passed. Cognito's own texts if left out.
      blocked_mail = optional(object({
        subject = optional(string)
        text    = optional(string)
        html    = optional(string)
      }))
      second_factor_mail = optional(object({
        subject = optional(string)
        text    = optional(string)
        html    = optional(string)
      }))
      passed_mail = optional(object({
        subject = optional(string)
        text    = optional(string)
        html    = optional(string)
      }))
      # IP ranges in CIDR notation, at most 200 each: sign-ins from these are never a risk, or never accepted.
      skipped_ip_ranges = optional(set(string), [])
      blocked_ip_ranges = optional(set(string), [])
    }), {})
    # The sender in SES; Cognito's own, which sends 50 emails a day, if left out.
    email = optional(object({
      # A verified identity in SES, an address or a domain: arn:aws:ses:REGION:ACCOUNT:identity/example.com.
      source_arn = optional(string)
      # auth@example.com or "Example <auth@example.com>"; the identity's address if left out.
      from              = optional(string)
      reply_to          = optional(string)
      configuration_set = optional(string)
    }))
    # How text messages are sent. The module creates the role that Cognito needs, unless existing_role names one.
    sms = optional(object({
      # The region whose SNS sends; the pool's if left out.
      sns_region = optional(string)
      # A role that Cognito may assume with this external id, and that may sns:Publish.
      existing_role = optional(object({
        arn         = optional(string)
        external_id = optional(string)
      }))
    }))
    # Texts of emails and text messages; {####} is the code. Cognito's own if left out.
    messages = optional(object({
      # To a user who registers or changes the address: message with {####}, or link_message with {##words to click##}.
      verification = optional(object({
        subject      = optional(string)
        message      = optional(string)
        link_message = optional(string)
      }))
      # To a user whom an administrator registered: {username} and {####}, the temporary password.
      invitation = optional(object({
        subject = optional(string)
        message = optional(string)
      }))
      # The code of a second factor by email (subject and message) or by text message (message).
      code = optional(object({
        subject = optional(string)
        message = optional(string)
      }))
    }), {})
    # Self sign-up; if false, only administrators create users.
    self_sign_up = optional(bool, false)
    # Deletion protection. To destroy a test environment, apply false first.
    deletion_protection = optional(bool, true)
    # First factors besides the password.
    sign_in_policy = optional(object({
      passkeys = optional(object({
        # Relying party id of passkeys; the sign-in domain if left out.
        relying_party_id = optional(string)
        # User verification: required or preferred.
        user_verification = optional(string, "required")
      }))
      # A one-time code by email.
      email_otp = optional(bool, false)
      # A one-time code by text message.
      sms_otp = optional(bool, false)
    }))
    password_policy = optional(object({
      # 6 to 99 characters.
      minimum_length    = optional(number, 12)
      require_lowercase = optional(bool, true)
      require_uppercase = optional(bool, true)
      require_numbers   = optional(bool, true)
      require_symbols   = optional(bool, true)
      # Password history size, 0 to 24; more than 0 needs ESSENTIALS.
      password_history_size = optional(number)
      # Validity of a temporary password set by an administrator, 0 to 365 days.
      temporary_password_validity_days = optional(number, 7)
    }), {})
    # Custom attributes by name, without the custom: prefix. They can be added later, but never changed or removed.
    custom_attributes = optional(map(object({
      # String, Number, Boolean or DateTime.
      type    = optional(string)
      mutable = optional(bool, true)
      # String: 0 to 2048 characters.
      min_length = optional(number, 0)
      max_length = optional(number, 2048)
      # Number; both are needed.
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
    # cognito-idp.REGION.amazonaws.com/ID, without a scheme; derived from the id if left out.
    endpoint = optional(string)
    # ORIGINAL, or UPDATED where the pool issues tokens as https://issuer-cognito-idp.REGION.amazonaws.com/ID.
    issuer_type = optional(string, "ORIGINAL")
  })
}

variable "cors" {
  description = "What pages of other origins may do."
  type = object({
    enabled = optional(bool, true)
    # Scheme, host and port, without a path; https://DOMAIN if left out. "*" is every origin and excludes credentials.
    allow_origins = optional(list(string))
    # The methods of the routes if left out.
    allow_methods     = optional(list(string))
    allow_headers     = optional(list(string), ["authorization", "content-type"])
    expose_headers    = optional(list(string))
    allow_credentials = optional(bool, false)
    # How long browsers cache the preflight response, -1 (never) to 86400.
    max_age_seconds = optional(number, 300)
  })
}

variable "stage" {
  description = "The stage."
  type = object({
    # $default is served without a path prefix.
    name        = optional(string, "$default")
    description = optional(string)
    # Burst limit in requests, rate limit in requests per second.
    throttling = optional(object({
      burst_limit = optional(number, 200)
      rate_limit  = optional(number, 100)
    }), {})
    # CloudWatch metrics per route; billed as custom metrics.
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
    # A number of days that CloudWatch accepts; 30 if left out, 0: never expires.
    retention_in_days = optional(number)
    # ARN of the KMS key of the log group.
    kms_key_arn = optional(string)
    # /aws/vendedlogs/apigateway/PROJECT-api if left out.
    log_group_name = optional(string)
    # An existing log group, instead of a new one; it keeps its retention, key and name.
    existing_log_group = optional(object({ arn = optional(string) }))
    # JSON field = $context variable.
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
    # ARNs of the alarm and OK actions, e.g. SNS topics.
    actions = optional(list(string), [])
    # Each alarm has a threshold, a period in minutes and a number of periods. Responses 400 to 499:
    client_errors = optional(object({
      enabled            = optional(bool, true)
      threshold          = optional(number, 100)
      period_minutes     = optional(number, 5)
      evaluation_periods = optional(number, 1)
    }), {})
    # Responses 500 to 599.
    server_errors = optional(object({
      enabled            = optional(bool, true)
      threshold          = optional(number, 5)
      period_minutes     = optional(number, 5)
      evaluation_periods = optional(number, 1)
    }), {})
    # The 95th percentile of the latency, in milliseconds.
    latency = optional(object({
      enabled            = optional(bool, true)
      threshold          = optional(number, 3000)
      period_minutes     = optional(number, 5)
      evaluation_periods = optional(number, 3)
    }), {})
    # Calls that an authorizer denied or failed on, counted in the access log.
    authorizer_errors = optional(object({
      enabled            = optional(bool, true)
      threshold          = optional(number, 50)
      period_minutes     = optional(number, 5)
      evaluation_periods = optional(number, 1)
    }), {})
  })
}

variable "dashboard" {
  description = "Whether a dashboard is made."
  type        = bool
}

variable "custom_domain" {
  description = "A domain of your own for the API: TLS 1.2, regional."
  type = object({
    # True for a domain that is managed elsewhere: the module creates the API mapping only, of domain_name and mapping_key.
    existing = optional(bool, false)
    # api.example.com, in lowercase letters and without a scheme.
    domain_name = optional(string)
    # ACM certificate in the API's own region.
    certificate_arn = optional(string)
    # The Route 53 zone of the DNS record; if left out, point the name at api_domain_target yourself.
    hosted_zone = optional(object({ id = optional(string) }))
    # API mapping key, e.g. v1; it is not part of the route's path. The root if left out.
    mapping_key = optional(string)
    # Further API mapping keys with their stages: { beta = "next" }.
    mappings = optional(map(string), {})
    # Mutual TLS: clients need a certificate of an authority in this truststore.
    mutual_tls = optional(object({
      # s3://BUCKET/KEY, in the API's region.
      truststore_uri = optional(string)
      # The object's version. If left out, a new truststore is not picked up.
      truststore_version = optional(string)
    }))
    # A public ACM certificate that proves domain ownership, needed with an imported or private certificate.
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
