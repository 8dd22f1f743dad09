type Entries = Readonly<Record<string, string>>;

/** Props of `SecuredApi` in snake case, and what the module calls them. What is below a name follows it. */
export const RENAMED: Entries = {
  "access_log.existing_log_group_arn": "access_log.existing_log_group.arn",
  client_ids: "accepted_client_ids",
  "custom_domain.hosted_zone_id": "custom_domain.hosted_zone.id",
  "functions.code.command": "functions.image_command",
  "functions.code.handler": "functions.handler",
  "functions.code.image_uri": "functions.image_uri",
  "functions.code.runtime": "functions.runtime",
  "functions.code.s3_bucket": "functions.s3.bucket",
  "functions.code.s3_key": "functions.s3.key",
  "functions.code.s3_object_version": "functions.s3.object_version",
  "functions.code.source_code_hash": "functions.source_code_hash",
  "functions.code.zip_file": "functions.package",
  "functions.permissions_boundary_arn": "functions.permissions_boundary",
  "functions.reserved_concurrency": "functions.reserved_concurrent_executions",
  "functions.role_arn": "functions.existing_role.arn",
  "identity_providers.metadata.document": "identity_providers.metadata_document",
  "identity_providers.metadata.url": "identity_providers.metadata_url",
  "lambda_authorizers.issuers.resource_identifiers": "lambda_authorizers.issuers.resources",
  "pool.endpoint": "existing_pool.endpoint",
  "pool.issuer_type": "existing_pool.issuer_type",
  "pool.pool_id": "existing_pool.id",
  "routes.target.function_arn": "lambdas",
  "routes.target.listener_arn": "http_backends.listener_arn",
  "routes.target.method": "http_backends.method",
  "routes.target.request_parameters": "integrations.request_parameters",
  "routes.target.response_parameters": "integrations.response_parameters",
  "routes.target.timeout_milliseconds": "integrations.timeout_milliseconds",
  "routes.target.tls_server_name": "http_backends.tls_server_name",
  "routes.target.url": "http_backends.url",
  "routes.target.vpc_link": "http_backends.vpc_link",
  "routes.target.vpc_link.id": "http_backends.existing_vpc_link.id",
  "token_trigger.function.function_arn": "token_trigger.function.arn",
  ...Object.fromEntries(
    [
      ...["pre_sign_up", "post_confirmation", "pre_authentication", "post_authentication", "custom_message"],
      ...["define_auth_challenge", "create_auth_challenge", "verify_auth_challenge_response", "user_migration"],
      ...["custom_email_sender", "custom_sms_sender"],
    ].map((name) => [`triggers.${name}.function_arn`, `triggers.${name}.arn`]),
  ),
  "web_clients.lifetimes.access_token_minutes": "web_clients.access_token_minutes",
  "web_clients.lifetimes.id_token_minutes": "web_clients.id_token_minutes",
  "web_clients.lifetimes.refresh_token_days": "web_clients.refresh_token_days",
};

const FORM = "The same is said in another form, see the table above.";
const PARTS = "Not written in HCL: make it beside the module call, which gives the ids.";

/** Why the module lacks a prop. */
export const ONLY_TYPESCRIPT: Entries = {
  "custom_domain.mutual_tls.certificates": "It uploads the truststore; in HCL, make the S3 object and name it.",
  dashboard: "Made from the constructs' own view of the stack; in HCL, make it beside the module call, of its outputs.",
  defaults:
    "A default for routes is typed against what each route adds; in HCL, merge one into the map of routes: `{ for key, route in … : key => merge(local.default, route) }`.",
  "functions.alias": PARTS,
  "functions.bundling": "Terraform bundles nothing: package the code before, and name the zip.",
  "functions.code": FORM,
  "functions.entry": "Terraform bundles nothing: package the code before, and name the zip.",
  "functions.environment_references":
    "Write the ARN into `environment`, and the right to read it into `policy_statements`.",
  "functions.name": "The name is the map's key in both editions; `NodeFunction` alone takes it as a prop.",
  "functions.packaging": "The module's zips are used as they are.",
  "functions.provisioned_concurrency": PARTS,
  "functions.source_maps": "Terraform bundles nothing: package the code before, and name the zip.",
  "identity_providers.api_version": "The module sends the version that AWS documents.",
  "identity_providers.attributes_method": PARTS,
  "identity_providers.encrypted_responses": PARTS,
  "identity_providers.endpoints": PARTS,
  "identity_providers.metadata": FORM,
  "identity_providers.name": "The name is the map's key.",
  "identity_providers.provider_initiated": PARTS,
  "identity_providers.sign_out": PARTS,
  "identity_providers.sign_requests": PARTS,
  "jwt_authorizers.audience_in": "It is for Lambda authorizers; API Gateway looks at both claims.",
  "jwt_authorizers.jwks_uri": "It is for Lambda authorizers; API Gateway finds the keys itself.",
  "jwt_authorizers.resource_identifiers": "Name them in `audience`: API Gateway compares `aud` with it.",
  "lambda_authorizers.allow_http_loopback":
    "For runs against an emulator, which `npm run local` makes of the TypeScript edition.",
  "lambda_authorizers.issuers.audience_in": "`client_ids` and `audience` are two attributes.",
  "lambda_authorizers.issuers.claims": "Names of claims as other issuers call them: not written in HCL.",
  packaging: "The module's zips are used as they are.",
  "pool.account_recovery": "Not written in HCL: the module recovers by verified email address.",
  "pool.arn": "Nothing in the module needs it.",
  "pool.email": "Not written in HCL: the module sends by Cognito's own sender.",
  "pool.messages": "Not written in HCL: the module sends Cognito's own texts.",
  "pool.second_factors": "Not written in HCL: the module's second factor is a time-based one-time password.",
  "pool.sign_in_aliases":
    "Not written in HCL: the module's users sign in by email address. Give a pool of your own in `existing_pool`.",
  "pool.sign_in_policy.sms_otp": "Needs text messages, which the module doesn't send.",
  "pool.sms": "Needs a role for text messages, which the module doesn't make.",
  "pool.threat_protection":
    "Not written in HCL. `aws_cognito_risk_configuration` can stand beside the module call; the mode can't.",
  "routes.mcp.function":
    "The bundled function has a timeout of 29 seconds and else the defaults; other settings are not written in HCL.",
  "routes.target.name": "The name is the map's key.",
  "routes.target.parameters": PARTS,
  "routes.target.permission": "The module makes it always.",
  "routes.target.resource_arns": PARTS,
  "routes.target.role_arn": PARTS,
  "routes.target.service":
    "Service integrations, with a role for one action, are not written in HCL: make the integration and its route beside the module call.",
  "sign_in_domain.managed_login.branding":
    "The branding's assets are files; make it beside the module call, for the client's id.",
  "web_clients.lifetimes": FORM,
};

/** Why the constructs lack an input. */
export const ONLY_HCL: Entries = {
  "access_log.existing_log_group":
    "What decides which resources are made stands in an object, so that its ids may be unknown yet.",
  "access_log.format": "The default's fields.",
  "custom_domain.hosted_zone":
    "What decides which resources are made stands in an object, so that its ids may be unknown yet.",
  "access_log.enabled": "`accessLog: false`.",
  "alarms.authorizer_errors.enabled": "`authorizerErrors: false`.",
  "alarms.client_errors.enabled": "`clientErrors: false`.",
  "alarms.latency.enabled": "`latency: false`.",
  "alarms.server_errors.enabled": "`serverErrors: false`.",
  "cors.enabled": "`cors: false`.",
  create: "A TypeScript program makes the construct or doesn't.",
  existing_pool: "`pool: { poolId }`.",
  "functions.existing_role": "`roleArn`.",
  "functions.kms_key_arn": "By override: `functions.items.resource.kmsKeyArn`.",
  "functions.s3": "`code: { s3Bucket, s3Key }`.",
  http_backends: "A target of a route.",
  "lambda_authorizers.function.arn": "`function: { functionArn }`, or the source of one.",
  "lambda_authorizers.issuers.client_ids": '`audience` with `audienceIn: "client_id"`.',
  "lambda_authorizers.log_kms_key_arn": "`accountDefaults`, or the options of `function`.",
  "lambda_authorizers.log_retention_in_days": "`accountDefaults`, or the options of `function`.",
  "routes.detailed_metrics": "By override on the stage's `route_settings`.",
  "sign_in_domain.enabled": "`signInDomain: false`.",
  "token_trigger.log_kms_key_arn": "`accountDefaults`.",
  "token_trigger.log_retention_in_days": "`accountDefaults`.",
};
