/**
 * What of each type that is taken over has to be written for a plan without changes: arguments that the provider doesn't fill in by itself, and
 * blocks. Provider 5.100, `terraform providers schema`: attributes that are optional and not computed, and nested blocks, less `timeouts`.
 */
export const ARGUMENTS_TO_WRITE: Readonly<Record<string, readonly string[]>> = {
  aws_apigatewayv2_api: words(
    "api_key_selection_expression body credentials_arn description disable_execute_api_endpoint fail_on_warnings route_key route_selection_expression tags target version cors_configuration",
  ),
  aws_apigatewayv2_api_mapping: words("api_mapping_key"),
  aws_apigatewayv2_authorizer: words(
    "authorizer_credentials_arn authorizer_payload_format_version authorizer_uri enable_simple_responses identity_sources jwt_configuration",
  ),
  aws_apigatewayv2_domain_name: words("tags domain_name_configuration mutual_tls_authentication"),
  aws_apigatewayv2_integration: words(
    "connection_id connection_type content_handling_strategy credentials_arn description integration_method integration_subtype integration_uri passthrough_behavior payload_format_version request_parameters request_templates template_selection_expression response_parameters tls_config",
  ),
  aws_apigatewayv2_route: words(
    "api_key_required authorization_scopes authorization_type authorizer_id model_selection_expression operation_name request_models route_response_selection_expression target request_parameter",
  ),
  aws_apigatewayv2_stage: words(
    "auto_deploy client_certificate_id description stage_variables tags access_log_settings default_route_settings route_settings",
  ),
  aws_apigatewayv2_vpc_link: words("tags"),
  aws_cloudwatch_log_group: words("kms_key_id retention_in_days skip_destroy tags"),
  aws_cognito_resource_server: words("scope"),
  aws_cognito_user_group: words("description precedence role_arn"),
  aws_cognito_user_pool: words(
    "alias_attributes auto_verified_attributes deletion_protection mfa_configuration sms_authentication_message tags username_attributes account_recovery_setting admin_create_user_config device_configuration email_configuration email_mfa_configuration lambda_config password_policy schema sign_in_policy sms_configuration software_token_mfa_configuration user_attribute_update_settings user_pool_add_ons username_configuration verification_message_template web_authn_configuration",
  ),
  aws_cognito_user_pool_client: words(
    "generate_secret analytics_configuration refresh_token_rotation token_validity_units",
  ),
  aws_cognito_user_pool_domain: words("certificate_arn"),
  aws_lambda_permission: words(
    "event_source_token function_url_auth_type principal_org_id qualifier source_account source_arn",
  ),
};

/** What of a block nobody can write: AWS gives it. */
export const SET_BY_AWS: ReadonlySet<string> = new Set(["hosted_zone_id", "target_domain_name"]);

/** What the provider takes where an argument is left out, so that it needn't be written. */
export const DEFAULTS: Readonly<Record<string, string>> = {
  api_key_selection_expression: "$request.header.x-api-key",
  authorization_type: "NONE",
  connection_type: "INTERNET",
  deletion_protection: "INACTIVE",
  mfa_configuration: "OFF",
  passthrough_behavior: "WHEN_NO_MATCH",
  payload_format_version: "1.0",
  route_selection_expression: "$request.method $request.path",
};

function words(text: string): readonly string[] {
  return text.split(" ");
}
