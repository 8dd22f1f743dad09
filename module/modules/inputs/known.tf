# What AWS takes: how values are written, and lists to choose from. Two objects, since Terraform pays for each local in every plan.

locals {
  patterns = {
    # With a version or an alias, or without; Lambda takes no permission on $LATEST.
    lambda_arn        = "^arn:[\\w-]+:lambda:[a-z0-9-]+:\\d{12}:function:[\\w-]{1,64}(:[\\w-]{1,128})?$"
    iam_arn           = "^arn:[\\w-]+:iam::(\\d{12}|aws):(role|policy)/"
    subnet_id         = "^subnet-[0-9a-z]+$"
    security_group_id = "^sg-[0-9a-zA-Z]+$"
    # https://docs.aws.amazon.com/tag-editor/latest/userguide/tagging.html
    tag_key   = "^[\\p{L}\\p{Z}\\p{N}_.:/=+@-]{1,128}$"
    tag_value = "^[\\p{L}\\p{Z}\\p{N}_.:/=+@-]{0,256}$"
    # https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_resource.html
    policy_resource = "^(\\*|arn:[^:\\s]+:[^:\\s]+:[^:\\s]*:[^:\\s]*:\\S+)$"
    # https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
    policy_operator = join("", [
      "(?i)^(For(All|Any)(Values|Value):)?((String(Not)?(Equals(IgnoreCase)?|Like)|Numeric((Not)?Equals|(Less|Greater)Than(Equals)?)|",
      "Date((Not)?Equals|(Less|Greater)Than(Equals)?)|Bool|BinaryEquals|(Not)?IpAddress|Arn(Not)?(Equals|Like))(IfExists)?|Null)$",
    ])
    # Without its length, which is 253 at most: RFC 1035.
    host_name = "^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]$"
    # Hosts that API Gateway can't reach from outside: names that public DNS doesn't have, addresses of private networks and of nobody.
    private_host = join("", [
      "^([^.:\\[]+|(.*\\.)?(localhost|local|internal|invalid|home\\.arpa)\\.?|(0|10|127|22[4-9]|2[3-5]\\d)(\\.\\d+){3}|",
      "(100\\.(6[4-9]|[7-9]\\d|1[01]\\d|12[0-7])|169\\.254|192\\.168|172\\.(1[6-9]|2\\d|3[01])|198\\.1[89])(\\.\\d+){2}|",
      "(192\\.0\\.[02]|198\\.51\\.100|203\\.0\\.113)\\.\\d+|\\[(::1?|::ffff:.*|100::.*|2001:db8:.*|f[cd].*|fe[89ab].*|ff.*)\\])$",
    ])
    # https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-parameter-mapping.html
    reserved_header = join("", [
      ":header\\.(access-control-.*|apigw-.*|authorization|connection|content-encoding|content-length|content-location|forwarded|",
      "keep-alive|origin|proxy-authenticate|proxy-authorization|",
      "te|trailers|transfer-encoding|upgrade|x-amzn?-.*|x-forwarded-(for|host|proto)|via)$",
    ])
    identity_source = "^\\$request\\.(header|querystring)\\.[A-Za-z0-9._-]+$"
    # https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-logging-variables.html
    log_variables = "(?m)^\\$context\\.(?:${join("|", [
      "accountId|apiId|authorizer\\.error|authorizer\\.principalId|awsEndpointRequestId2?|customDomain\\.basePathMatched|dataProcessed",
      "domainName|domainPrefix|error\\.(?:message|messageString|responseType)|extendedRequestId|httpMethod",
      "identity\\.(?:accountId|caller|cognitoAuthenticationProvider|cognitoAuthenticationType|cognitoIdentityId|cognitoIdentityPoolId)",
      "identity\\.(?:principalOrgId|sourceIp|user|userAgent|userArn)",
      "identity\\.clientCert\\.(?:clientCertPem|subjectDN|issuerDN|serialNumber|validity\\.notBefore|validity\\.notAfter)",
      "integration\\.(?:error|integrationStatus|latency|requestId|status)|integrationErrorMessage|integrationLatency|integrationStatus",
      "path|protocol|requestId|requestTime|requestTimeEpoch|responseLatency|responseLength|routeKey|stage|status",
      "authorizer\\.claims\\.[A-Za-z0-9_:.-]+|authorizer\\.[A-Za-z0-9_:-]+",
    ])})$"
    runtime = "^(nodejs[0-9.]+x|python[23]\\.[0-9]+|java[0-9]+(\\.al2)?|dotnet(core)?[0-9.]+|ruby[0-9.]+|go1\\.x|provided(\\.al2(023)?)?)$"
    route_key = replace(
      "(?m)^(?:\\$default|(?:GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS|ANY) (?:/|(?:/SEGMENT)+|(?:/SEGMENT)*/\\{[A-Za-z0-9._-]+\\+\\}))$",
      "SEGMENT", "(?:\\{[A-Za-z0-9._-]+\\}|[A-Za-z0-9._~!$&'()*+,;=:@%-]+)",
    )
    no_reason = "(?is)^([^\\p{L}]*|\\s*((todo|tbd|tba|fixme|xxx)\\b.*|(n/?a|none|reason|public|true|false)\\W*))$"
    # To the letter a star matches nothing, a browser opens the schemes itself, and everybody sees a user and a password.
    no_redirect = "(?i)[*]|^(javascript|data|vbscript|file|about|blob):|^https?://[^/?#]*@"
    invitation  = "\\{username\\}(.|\n)*\\{####\\}|\\{####\\}(.|\n)*\\{username\\}"
    # What may stand for an origin; constructs/api/cors.ts has the same, and says what each is.
    origin = {
      every = "^([a-z][a-z0-9+.-]*://)?[*]$"
      web = join("", [
        "^https?://([a-z0-9_-]+([.][a-z0-9_-]+)*[.]?|\\[[0-9a-f:]+\\])",
        "(:([1-9][0-9]{0,3}|[1-5][0-9]{4}|6[0-4][0-9]{3}|65[0-4][0-9]{2}|655[0-2][0-9]|6553[0-5]))?$",
      ])
      numbers        = "^https?://((25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])[.]){3}(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])(:[0-9]+)?$"
      ends_in_number = "[/.]([0-9]+|0x[0-9a-f]*)[.]?(:[0-9]+)?$"
      own_port       = "^(https://.*:443|http://.*:80)$"
      app            = "^[a-z][a-z0-9+.-]*://[A-Za-z0-9._~-]+(:[0-9]+)?$"
    }
  }

  known = {
    retentions = [
      0, 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653,
    ]
    openid_scopes = ["openid", "email", "profile", "phone", "aws.cognito.signin.user.admin"]
    claim_names   = ["user", "tenant", "groups", "scopes"]
    # Set by Cognito alone: "Pre token generation Lambda trigger" in its developer guide.
    protected_claims = split(" ", join(" ", [
      "acr amr at_hash aud auth_time azp client_id device_key event_id exp iat identities iss jti nbf nonce origin_jti scope sub",
      "token_use username version cognito:groups",
    ]))
    claim_keys = {
      attribute      = ["attribute", "default", "split", "allowed", "tokens"]
      constant       = ["constant", "tokens"]
      clientMetadata = ["clientMetadata", "allowed", "default"]
    }
    recovery_days     = concat([0], range(7, 31))
    bundled_functions = ["create-note", "hello", "items", "preflight", "profile"]
    # Lambda sets these itself: https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html
    reserved_variables = concat(
      ["_HANDLER", "_X_AMZN_TRACE_ID", "LAMBDA_RUNTIME_DIR", "LAMBDA_TASK_ROOT"],
      formatlist("AWS_%s", [
        "ACCESS_KEY", "ACCESS_KEY_ID", "DEFAULT_REGION", "EXECUTION_ENV", "LAMBDA_FUNCTION_MEMORY_SIZE", "LAMBDA_FUNCTION_NAME",
        "LAMBDA_FUNCTION_VERSION", "LAMBDA_INITIALIZATION_TYPE", "LAMBDA_LOG_GROUP_NAME", "LAMBDA_LOG_STREAM_NAME", "LAMBDA_RUNTIME_API",
        "REGION", "SECRET_ACCESS_KEY", "SESSION_TOKEN",
      ]),
    )
    # What every pool has, beside sub, which no client may write.
    standard_attributes = split(" ", join(" ", [
      "address birthdate email email_verified family_name gender given_name locale middle_name name nickname phone_number",
      "phone_number_verified picture preferred_username profile updated_at website zoneinfo",
    ]))
    trigger_order = [
      "pre_sign_up", "post_confirmation", "pre_authentication", "post_authentication", "custom_message", "define_auth_challenge",
      "create_auth_challenge", "verify_auth_challenge_response", "user_migration", "custom_email_sender", "custom_sms_sender",
    ]
    provider_needs = {
      google   = ["client_id", "client_secret"]
      facebook = ["client_id", "client_secret"]
      apple    = ["client_id", "team_id", "key_id", "private_key"]
      saml     = []
      oidc     = ["client_id", "client_secret", "issuer"]
    }
    recovery_mechanisms = {
      email            = ["verified_email"]
      phone            = ["verified_phone_number"]
      email-then-phone = ["verified_email", "verified_phone_number"]
      phone-then-email = ["verified_phone_number", "verified_email"]
      administrator    = ["admin_only"]
    }
    # https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-aws-services-reference.html
    service_actions = {
      AppConfig-GetConfiguration = {
        action   = "appconfig:GetConfiguration"
        required = ["Application", "Environment", "Configuration", "ClientId"]
        optional = ["ClientConfigurationVersion", "Region"]
      }
      EventBridge-PutEvents = {
        action   = "events:PutEvents"
        required = ["Detail", "DetailType", "Source"]
        optional = ["Time", "EventBusName", "Resources", "Region", "TraceHeader"]
      }
      Kinesis-PutRecord = {
        action   = "kinesis:PutRecord"
        required = ["StreamName", "Data", "PartitionKey"]
        optional = ["SequenceNumberForOrdering", "ExplicitHashKey", "Region"]
      }
      SQS-DeleteMessage = {
        action   = "sqs:DeleteMessage"
        required = ["ReceiptHandle", "QueueUrl"]
        optional = ["Region"]
      }
      SQS-PurgeQueue = {
        action   = "sqs:PurgeQueue"
        required = ["QueueUrl"]
        optional = ["Region"]
      }
      SQS-ReceiveMessage = {
        action   = "sqs:ReceiveMessage"
        required = ["QueueUrl"]
        optional = [
          "AttributeNames", "MaxNumberOfMessages", "MessageAttributeNames", "ReceiveRequestAttemptId", "VisibilityTimeout",
          "WaitTimeSeconds", "Region",
        ]
      }
      SQS-SendMessage = {
        action   = "sqs:SendMessage"
        required = ["QueueUrl", "MessageBody"]
        optional = [
          "DelaySeconds", "MessageAttributes", "MessageDeduplicationId", "MessageGroupId", "MessageSystemAttributes", "Region",
        ]
      }
      StepFunctions-StartExecution = {
        action   = "states:StartExecution"
        required = ["StateMachineArn"]
        optional = ["Name", "Input", "Region"]
      }
      StepFunctions-StartSyncExecution = {
        action   = "states:StartSyncExecution"
        required = ["StateMachineArn"]
        optional = ["Name", "Input", "Region", "TraceHeader"]
      }
      StepFunctions-StopExecution = {
        action   = "states:StopExecution"
        required = ["ExecutionArn"]
        optional = ["Cause", "Error", "Region"]
      }
    }
    unknown_action = { action = null, required = [], optional = [] }
  }
}
