const client = `access_token_validity allowed_oauth_flows allowed_oauth_flows_user_pool_client allowed_oauth_scopes auth_session_validity
  callback_urls default_redirect_uri enable_propagate_additional_user_context_data enable_token_revocation
  explicit_auth_flows id_token_validity logout_urls prevent_user_existence_errors read_attributes refresh_token_validity
  supported_identity_providers write_attributes`;
const listener = "mutual_authentication ssl_policy";
const rules = "egress ingress";

/**
 * Arguments that decide access, and that the AWS provider declares as optional and computed: where a configuration no
 * longer writes one, Terraform plans no change of it, and what is deployed stays (as long as the resource isn't replaced).
 * Blocks among them don't show in the provider's schema: `terraform plan` with provider 5.100.0 plans none of them.
 * https://developer.hashicorp.com/terraform/plugin/sdkv2/schemas/schema-behaviors#computed
 */
const KEPT: Readonly<Record<string, string>> = {
  aws_alb: "internal security_groups",
  aws_alb_listener: listener,
  aws_api_gateway_domain_name: "security_policy",
  aws_api_gateway_rest_api: "api_key_source disable_execute_api_endpoint endpoint_configuration policy",
  aws_apigatewayv2_authorizer: "authorizer_result_ttl_in_seconds",
  aws_cognito_identity_provider: "attribute_mapping",
  aws_cognito_managed_user_pool_client: client,
  aws_cognito_user_pool:
    "account_recovery_setting admin_create_user_config password_policy sign_in_policy user_pool_tier verification_message_template",
  aws_cognito_user_pool_client: client,
  aws_default_security_group: rules,
  aws_iam_role: "inline_policy managed_policy_arns",
  aws_kms_external_key: "enabled policy",
  aws_kms_key: "policy",
  aws_kms_replica_external_key: "enabled policy",
  aws_kms_replica_key: "policy",
  aws_lb: "internal security_groups",
  aws_lb_listener: listener,
  aws_rolesanywhere_trust_anchor: "enabled",
  aws_s3_access_point: "policy",
  aws_s3_bucket: "acl policy",
  aws_secretsmanager_secret: "policy",
  aws_security_group: rules,
  aws_sns_topic: "policy",
  aws_sqs_queue: "policy",
  aws_vpc_endpoint: "policy private_dns_enabled route_table_ids security_group_ids subnet_ids",
  aws_vpc_endpoint_policy: "policy",
  aws_vpc_endpoint_service: "allowed_principals",
  aws_vpclattice_service: "auth_type",
  aws_vpclattice_service_network: "auth_type",
};

/** The arguments of a type that Terraform leaves as they are deployed where a configuration no longer sets them. */
export const keptArguments = (type: string): readonly string[] => KEPT[type]?.split(/\s+/) ?? [];
