const client = `access_token_validity allowed_oauth_flows allowed_oauth_flows_user_pool_client allowed_oauth_scopes auth_session_validity
  callback_urls default_redirect_uri enable_propagate_additional_user_context_data enable_token_revocation
  explicit_auth_flows id_token_validity logout_urls prevent_user_existence_errors read_attributes refresh_token_validity
  supported_identity_providers write_attributes`;
const listener =
  "default_action.*.authenticate_cognito.on_unauthenticated_request default_action.*.authenticate_oidc.on_unauthenticated_request mutual_authentication ssl_policy";
const listenerRule =
  "action.*.authenticate_cognito.on_unauthenticated_request action.*.authenticate_oidc.on_unauthenticated_request";
const rules = "egress ingress";

/**
 * Arguments that decide access, and that the AWS provider declares as optional and computed: where a configuration no
 * longer writes one, Terraform plans no change of it, and what is deployed stays (as long as the resource isn't replaced).
 * Within a block that stays, the same holds for its arguments, of a list (`*`) at the same place; a set's are lost.
 * Blocks among them don't show in the provider's schema: `terraform plan` with provider 5.100.0 plans none of them.
 * https://developer.hashicorp.com/terraform/plugin/sdkv2/schemas/schema-behaviors#computed
 */
const KEPT: Readonly<Record<string, string>> = {
  aws_alb: "internal security_groups",
  aws_alb_listener: listener,
  aws_alb_listener_rule: listenerRule,
  aws_api_gateway_domain_name: "security_policy",
  aws_api_gateway_method_settings:
    "settings.caching_enabled settings.require_authorization_for_cache_control settings.unauthorized_cache_control_header_strategy",
  aws_api_gateway_rest_api:
    "api_key_source disable_execute_api_endpoint endpoint_configuration endpoint_configuration.vpc_endpoint_ids policy",
  aws_apigatewayv2_authorizer: "authorizer_result_ttl_in_seconds",
  aws_cloudfront_distribution:
    "default_cache_behavior.trusted_key_groups default_cache_behavior.trusted_signers restrictions.geo_restriction.locations",
  aws_cognito_identity_provider: "attribute_mapping",
  aws_cognito_managed_user_pool_client: client,
  aws_cognito_risk_configuration: "compromised_credentials_risk_configuration.event_filter",
  aws_cognito_user_pool: `account_recovery_setting account_recovery_setting.recovery_mechanism admin_create_user_config
    lambda_config.pre_token_generation lambda_config.pre_token_generation_config password_policy
    password_policy.temporary_password_validity_days sign_in_policy sms_configuration.sns_region
    user_pool_add_ons.advanced_security_additional_flows
    user_pool_add_ons.advanced_security_additional_flows.custom_auth_mode username_configuration.case_sensitive user_pool_tier
    verification_message_template`,
  aws_cognito_user_pool_client: client,
  aws_default_security_group: rules,
  aws_elb: "internal security_groups",
  aws_iam_account_password_policy: `hard_expiry max_password_age password_reuse_prevention require_lowercase_characters
    require_numbers require_symbols require_uppercase_characters`,
  aws_iam_role: "inline_policy managed_policy_arns",
  aws_kms_external_key: "enabled policy",
  aws_kms_key: "policy",
  aws_kms_replica_external_key: "enabled policy",
  aws_kms_replica_key: "policy",
  aws_lb: "internal security_groups",
  aws_lb_listener: listener,
  aws_lb_listener_rule: listenerRule,
  aws_rolesanywhere_trust_anchor: "enabled",
  aws_s3_access_point: "policy",
  aws_s3_bucket: "acl policy",
  aws_secretsmanager_secret: "policy",
  aws_security_group: rules,
  aws_sns_topic: "policy",
  aws_sqs_queue: "policy",
  aws_verifiedpermissions_identity_source: "configuration.cognito_user_pool_configuration.client_ids",
  aws_vpc_endpoint: "policy private_dns_enabled route_table_ids security_group_ids subnet_ids",
  aws_vpc_endpoint_policy: "policy",
  aws_vpc_endpoint_service: "allowed_principals",
  aws_vpclattice_service: "auth_type",
  aws_vpclattice_service_network: "auth_type",
};

/** The arguments of a type that Terraform leaves as they are deployed where a configuration no longer sets them. */
export const keptArguments = (type: string): readonly string[] => KEPT[type]?.split(/\s+/) ?? [];
