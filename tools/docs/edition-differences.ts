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

const FORM = "Another shape in HCL: see the table above.";
const PARTS = "Not in the module: create the resource beside the module call, from the module's outputs.";

/** Why the module lacks a prop. */
export const ONLY_TYPESCRIPT: Entries = {
  "custom_domain.mutual_tls.certificates":
    "The construct uploads the truststore; in HCL, create the S3 object and pass its URI.",
  dashboard: "Not in the module: create `aws_cloudwatch_dashboard` beside the module call, from its outputs.",
  defaults:
    "In HCL, merge a default into the map of routes: `{ for key, route in … : key => merge(local.default, route) }`.",
  distribution: "A module of its own, `modules/distribution`, because it needs a provider in us-east-1.",
  "functions.alias": PARTS,
  "functions.bundling": "Terraform doesn't bundle code: build the zip before the plan, and pass its path in `package`.",
  "functions.code": FORM,
  "functions.entry": "Terraform doesn't bundle code: build the zip before the plan, and pass its path in `package`.",
  "functions.environment_references":
    "In HCL, put the ARN into `environment` and the permission to read it into `policy_statements`.",
  "functions.name": "The name is the map's key in both editions; `NodeFunction` alone takes it as a prop.",
  "functions.packaging": "The module ships its functions as zips.",
  "functions.provisioned_concurrency": PARTS,
  "functions.source_maps":
    "Terraform doesn't bundle code: build the zip before the plan, and pass its path in `package`.",
  "identity_providers.api_version": "The module always uses the version that AWS documents.",
  "identity_providers.attributes_method": PARTS,
  "identity_providers.encrypted_responses": PARTS,
  "identity_providers.endpoints": PARTS,
  "identity_providers.metadata": FORM,
  "identity_providers.name": "The name is the map's key.",
  "identity_providers.provider_initiated": PARTS,
  "identity_providers.sign_out": PARTS,
  "identity_providers.sign_requests": PARTS,
  "jwt_authorizers.audience_in": "For Lambda authorizers only; API Gateway checks both claims.",
  "jwt_authorizers.jwks_uri": "For Lambda authorizers only; API Gateway discovers the keys itself.",
  "jwt_authorizers.resource_identifiers": "In HCL, list them in `audience`: API Gateway compares it with `aud`.",
  "lambda_authorizers.allow_http_loopback":
    "For runs against the emulator by `npm run local`, which applies the TypeScript edition.",
  "lambda_authorizers.issuers.audience_in": "In HCL, `client_ids` and `audience` are separate attributes.",
  "lambda_authorizers.issuers.claims": "Not in the module: the names of an issuer's own claims.",
  packaging: "The module ships its functions as zips.",
  "pool.account_recovery": "Not in the module: accounts are recovered by verified email address.",
  "pool.arn": "The module doesn't need it.",
  "pool.email": "Not in the module: Cognito's default email sender is used.",
  "pool.messages": "Not in the module: Cognito's default messages are used.",
  "pool.second_factors": "Not in the module: the second factor is TOTP.",
  "pool.sign_in_aliases":
    "Not in the module: users sign in by email address. Otherwise create the pool yourself and pass `existing_pool`.",
  "pool.sign_in_policy.sms_otp": "Not in the module: it doesn't configure SMS.",
  "pool.sms": "Not in the module: it doesn't create the IAM role for SMS.",
  "pool.threat_protection":
    "Not in the module. `aws_cognito_risk_configuration` can be created beside the module call; the pool's advanced security mode can't.",
  "routes.mcp.function":
    "Not in the module: the bundled function has a timeout of 29 seconds and otherwise the defaults.",
  "routes.target.name": "The name is the map's key.",
  "routes.target.parameters": PARTS,
  "routes.target.permission": "The module always creates it.",
  "routes.target.resource_arns": PARTS,
  "routes.target.role_arn": PARTS,
  "routes.target.service":
    "Not in the module: create the AWS service integration, its role and its route beside the module call.",
  "sign_in_domain.managed_login.branding":
    "Its assets are files: create `aws_cognito_managed_login_branding` beside the module call, with the client id.",
  "web_clients.lifetimes": FORM,
};

/** Why the constructs lack an input. */
export const ONLY_HCL: Entries = {
  "access_log.existing_log_group":
    "An object decides whether the resources are created, so that the ids in it may be unknown during the plan.",
  "access_log.format": "The default's fields.",
  "custom_domain.hosted_zone":
    "An object decides whether the resources are created, so that the ids in it may be unknown during the plan.",
  "access_log.enabled": "`accessLog: false`.",
  "alarms.authorizer_errors.enabled": "`authorizerErrors: false`.",
  "alarms.client_errors.enabled": "`clientErrors: false`.",
  "alarms.latency.enabled": "`latency: false`.",
  "alarms.server_errors.enabled": "`serverErrors: false`.",
  "cors.enabled": "`cors: false`.",
  create: "In TypeScript, don't create the construct.",
  existing_pool: "`pool: { poolId }`.",
  "functions.existing_role": "`roleArn`.",
  "functions.kms_key_arn": "By escape hatch: `functions.items.resource.kmsKeyArn`.",
  "functions.s3": "`code: { s3Bucket, s3Key }`.",
  http_backends: "`target: { url, … }` of a route.",
  "lambda_authorizers.function.arn": "`function: { functionArn }`, or the source of a function.",
  "lambda_authorizers.issuers.client_ids": '`audience` with `audienceIn: "client_id"`.',
  "lambda_authorizers.log_kms_key_arn": "`accountDefaults`, or the options of `function`.",
  "lambda_authorizers.log_retention_in_days": "`accountDefaults`, or the options of `function`.",
  "routes.detailed_metrics": "By escape hatch: the stage's `route_settings`.",
  "sign_in_domain.enabled": "`signInDomain: false`.",
  "token_trigger.log_kms_key_arn": "`accountDefaults`.",
  "token_trigger.log_retention_in_days": "`accountDefaults`.",
};
