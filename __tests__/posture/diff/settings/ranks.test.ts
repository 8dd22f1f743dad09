import { synthChanges } from "../support";

/**
 * TYPE ARGUMENT DEFAULT KIND OF A STRICTER VALUE, OF A WEAKER ONE: the values, the weakest first. The default is what AWS does where nothing is
 * written; - where its documents don't say it. * ends a list that holds all there are.
 */
const RANKS = `
  aws_lb_listener mutual_authentication.mode off narrowed broadened: off passthrough verify
  aws_lb_listener protocol HTTP protective broadened: HTTP HTTPS
  aws_lb internal false narrowed broadened: false true
  aws_lb enable_waf_fail_open false protective broadened: true false
  aws_lb drop_invalid_header_fields false protective broadened: false true
  aws_lb access_logs.enabled false protective broadened: false true
  aws_cloudfront_distribution enabled - breaking broadened: true false
  aws_cloudfront_distribution default_cache_behavior.viewer_protocol_policy - protective broadened: allow-all redirect-to-https https-only
  aws_cloudfront_distribution viewer_certificate.minimum_protocol_version TLSv1 protective broadened: SSLv3 TLSv1 TLSv1_2016 TLSv1.1_2016 TLSv1.2_2018 TLSv1.2_2019 TLSv1.2_2021 TLSv1.2_2025 TLSv1.3_2025
  aws_cloudfront_origin_access_control signing_behavior - protective broadened: never no-override always
  aws_appsync_graphql_api user_pool_config.default_action ALLOW narrowed broadened: ALLOW DENY
  aws_appsync_graphql_api log_config.field_log_level - protective broadened: NONE ERROR INFO DEBUG ALL
  aws_appsync_graphql_api introspection_config ENABLED protective broadened: ENABLED DISABLED
  aws_appsync_graphql_api visibility GLOBAL narrowed broadened: GLOBAL PRIVATE
  aws_appsync_api_key expires - narrowed broadened: 2028-01-01T00:00:00Z 2027-01-01T00:00:00Z 2026-01-01T00:00:00Z
  aws_cognito_user enabled true narrowed broadened: true false
  aws_cognito_user_pool web_authn_configuration.user_verification preferred protective broadened: preferred required
  aws_cognito_user_pool schema.required false narrowed broadened: false true
  aws_cognito_user_pool schema.mutable true narrowed broadened: true false
  aws_cognito_user_pool deletion_protection INACTIVE protective broadened: INACTIVE ACTIVE *
  aws_cognito_user_pool mfa_configuration OFF protective broadened: OFF OPTIONAL ON *
  aws_cognito_user_pool user_pool_tier ESSENTIALS neutral breaking: LITE ESSENTIALS PLUS *
  aws_cognito_user_pool user_pool_add_ons.advanced_security_mode OFF protective broadened: OFF AUDIT ENFORCED *
  aws_cognito_user_pool password_policy.minimum_length - protective broadened: 6 8 12
  aws_cognito_user_pool password_policy.require_lowercase - protective broadened: false true
  aws_cognito_user_pool password_policy.require_uppercase - protective broadened: false true
  aws_cognito_user_pool password_policy.require_numbers - protective broadened: false true
  aws_cognito_user_pool password_policy.require_symbols - protective broadened: false true
  aws_cognito_user_pool password_policy.password_history_size - protective broadened: 0 4 24
  aws_cognito_user_pool password_policy.temporary_password_validity_days - protective broadened: 30 7 1
  aws_cognito_user_pool admin_create_user_config.allow_admin_create_user_only false narrowed broadened: false true
  aws_cognito_user_pool_client prevent_user_existence_errors - protective broadened: LEGACY ENABLED *
  aws_cognito_user_pool_client enable_token_revocation true protective broadened: false true
  aws_cognito_user_pool_client access_token_validity 1 narrowed broadened: 24 2 1
  aws_cognito_user_pool_client id_token_validity 1 narrowed broadened: 24 2 1
  aws_cognito_user_pool_client refresh_token_validity 30 narrowed broadened: 60 30 1
  aws_cognito_user_pool_client refresh_token_rotation.feature - protective broadened: DISABLED ENABLED *
  aws_cognito_risk_configuration compromised_credentials_risk_configuration.actions.event_action NO_ACTION protective broadened: NO_ACTION BLOCK *
  aws_cognito_risk_configuration account_takeover_risk_configuration.actions.low_action.event_action NO_ACTION protective broadened: NO_ACTION MFA_IF_CONFIGURED MFA_REQUIRED BLOCK *
  aws_cognito_risk_configuration account_takeover_risk_configuration.actions.medium_action.event_action NO_ACTION protective broadened: NO_ACTION MFA_IF_CONFIGURED MFA_REQUIRED BLOCK *
  aws_cognito_risk_configuration account_takeover_risk_configuration.actions.high_action.event_action NO_ACTION protective broadened: NO_ACTION MFA_IF_CONFIGURED MFA_REQUIRED BLOCK *
  aws_apigatewayv2_api disable_execute_api_endpoint false narrowed broadened: false true
  aws_apigatewayv2_api cors_configuration.allow_credentials false narrowed broadened: true false
  aws_cognito_user_pool_client auth_session_validity 3 protective broadened: 15 5 3
  aws_cognito_user_pool_client enable_propagate_additional_user_context_data false protective broadened: true false
  aws_cognito_identity_pool allow_unauthenticated_identities false narrowed broadened: true false
  aws_cognito_identity_pool allow_classic_flow false narrowed broadened: true false
  aws_cognito_identity_pool cognito_identity_providers.server_side_token_check false protective broadened: false true
  aws_cognito_identity_pool_roles_attachment role_mapping.ambiguous_role_resolution Deny narrowed broadened: AuthenticatedRole Deny
  aws_iam_access_key status Active narrowed broadened: Active Inactive
  aws_iam_role max_session_duration 3600 protective broadened: 43200 7200 3600
  aws_iam_account_password_policy minimum_password_length 6 protective broadened: 6 8 14
  aws_iam_account_password_policy password_reuse_prevention 0 protective broadened: 0 4 24
  aws_iam_account_password_policy require_lowercase_characters false protective broadened: false true
  aws_iam_account_password_policy require_uppercase_characters false protective broadened: false true
  aws_iam_account_password_policy require_numbers false protective broadened: false true
  aws_iam_account_password_policy require_symbols false protective broadened: false true
  aws_s3_bucket_acl acl private narrowed broadened: public-read-write public-read authenticated-read private
  aws_s3_bucket_public_access_block block_public_acls false protective broadened: false true
  aws_s3_bucket_public_access_block ignore_public_acls false protective broadened: false true
  aws_s3_bucket_public_access_block block_public_policy false protective broadened: false true
  aws_s3_bucket_public_access_block restrict_public_buckets false protective broadened: false true
  aws_secretsmanager_secret_policy block_public_policy false protective broadened: false true
  aws_kms_key enable_key_rotation false protective broadened: false true
  aws_kms_key is_enabled true breaking broadened: true false
  aws_lambda_function_url cors.allow_credentials false narrowed broadened: true false
  aws_lambda_function reserved_concurrent_executions -1 protective broadened: -1 10 5
  aws_lambda_event_source_mapping enabled true breaking broadened: true false
  aws_lambda_code_signing_config policies.untrusted_artifact_on_deployment Warn protective broadened: Warn Enforce
  aws_rolesanywhere_trust_anchor enabled - breaking broadened: true false
  aws_vpclattice_service auth_type NONE narrowed broadened: NONE AWS_IAM
  aws_vpclattice_service_network auth_type NONE narrowed broadened: NONE AWS_IAM
  aws_apigatewayv2_integration connection_type INTERNET protective broadened: INTERNET VPC_LINK
  aws_api_gateway_integration connection_type INTERNET protective broadened: INTERNET VPC_LINK
  aws_api_gateway_integration tls_config.insecure_skip_verification false protective broadened: true false
  aws_api_gateway_authorizer authorizer_result_ttl_in_seconds 300 protective broadened: 3600 300 0
  aws_api_gateway_rest_api disable_execute_api_endpoint false narrowed broadened: false true
  aws_api_gateway_method_settings settings.caching_enabled false protective broadened: true false
  aws_api_gateway_method_settings settings.require_authorization_for_cache_control - protective broadened: false true
  aws_api_gateway_method_settings settings.cache_data_encrypted false protective broadened: false true
  aws_api_gateway_method_settings settings.throttling_rate_limit -1 protective broadened: -1 100 10
  aws_api_gateway_method_settings settings.throttling_burst_limit -1 protective broadened: -1 100 10
  aws_api_gateway_usage_plan throttle_settings.rate_limit - protective broadened: 100 10
  aws_api_gateway_usage_plan throttle_settings.burst_limit - protective broadened: 100 10
  aws_api_gateway_api_key enabled true narrowed broadened: true false
  aws_api_gateway_request_validator validate_request_body false narrowed broadened: false true
  aws_api_gateway_request_validator validate_request_parameters false narrowed broadened: false true
  aws_api_gateway_domain_name security_policy TLS_1_2 protective broadened: TLS_1_0 TLS_1_2 SecurityPolicy_TLS12_2018_EDGE SecurityPolicy_TLS13_1_3_2025_09
`
  .trim()
  .split("\n")
  .map((line) => {
    const [head = "", values = ""] = line.split(": ");
    const [type = "", argument = "", absent = "", up = "", down = ""] = head.trim().split(" ");
    return {
      type,
      argument,
      absent,
      up,
      down,
      values: values.replace(" *", "").split(" "),
      whole: values.endsWith("*"),
    };
  });

/** What a resource has to have, so that nothing but the argument is told. */
const REQUIRED: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  aws_appsync_graphql_api: { authentication_type: "AWS_IAM" },
};
/** The same of a block that an argument is in: of no origin, CORS lets nobody do anything. */
const BESIDE: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  "cors_configuration.allow_credentials": { allow_origins: ["https://app.example.com"] },
};

test.each(RANKS)(
  "$type: which value of $argument is the stricter",
  ({ type, argument, absent, up, down, values, whole }) => {
    const isText = values.some((value) => !/^(true|false|-?\d+)$/.test(value));
    const body = (value?: string): Record<string, unknown> =>
      argument
        .split(".")
        .reverse()
        .reduce<unknown>(
          (inner, name, i) => (i === 0 ? { ...BESIDE[argument], [name]: inner } : { [name]: [inner] }),
          isText || value === undefined ? value : (JSON.parse(value) as unknown),
        ) as Record<string, unknown>;
    const side = (value?: string) => ({ [type]: { x: { ...REQUIRED[type], ...body(value) } } });
    // Two values have one pair, of which the kinds and then the sentences are looked at.
    const made = new Map<string, ReturnType<typeof synthChanges>>();
    const changes = (before?: string, after?: string) => {
      const key = JSON.stringify([before, after]);
      const found = made.get(key) ?? synthChanges(side(before), side(after));
      made.set(key, found);
      return found;
    };
    const kinds = (before?: string, after?: string) => changes(before, after).map(({ kind }) => kind);
    for (const [i, weak] of values.entries())
      for (const strict of values.slice(i + 1))
        expect({ weak, strict, turns: [kinds(weak, strict), kinds(strict, weak)] }).toEqual({
          weak,
          strict,
          turns: [[up], [down]],
        });
    const [weakest, strictest] = [values[0], values.at(-1)];
    const turns = [...changes(weakest, strictest), ...changes(strictest, weakest)];
    expect(turns.map(({ kind, summary }) => `${kind}: ${summary}`)).toMatchSnapshot();
    if (absent !== "-") expect([...kinds(absent, undefined), ...kinds(undefined, absent)]).toEqual([]);
    if (isText && !whole) expect(kinds(values[0], "of another year")).toEqual(["unknown"]);
  },
);
