import type { ServiceCoverage, TypeCoverage } from "../classification";

const MESSAGES =
  "Texts of messages. The link or code in them works alike; who gets one is decided by attributes that are compared.";
const TOKENS =
  "access_token_validity id_token_validity refresh_token_validity token_validity_units.access_token token_validity_units.id_token token_validity_units.refresh_token";

/** What an app client and a managed one (which another AWS service made) share. */
const CLIENT: TypeCoverage = {
  model: `allowed_oauth_flows allowed_oauth_flows_user_pool_client allowed_oauth_scopes callback_urls default_redirect_uri
    enable_token_revocation explicit_auth_flows logout_urls prevent_user_existence_errors read_attributes
    supported_identity_providers user_pool_id write_attributes refresh_token_rotation.feature
    refresh_token_rotation.retry_grace_period_seconds ${TOKENS}`,
  whole: "auth_session_validity enable_propagate_additional_user_context_data",
  irrelevant: {
    "Where Cognito sends usage figures (Amazon Pinpoint); no token depends on it.": "analytics_configuration.*",
  },
};

export const cognito: ServiceCoverage = {
  title: "Amazon Cognito user pools",
  types: {
    aws_cognito_user_pool: {
      model: `name alias_attributes username_attributes deletion_protection mfa_configuration user_pool_tier
        admin_create_user_config.allow_admin_create_user_only
        lambda_config.pre_token_generation lambda_config.pre_token_generation_config.lambda_arn
        lambda_config.pre_token_generation_config.lambda_version
        lambda_config.custom_email_sender.lambda_arn lambda_config.custom_email_sender.lambda_version
        lambda_config.custom_sms_sender.lambda_arn lambda_config.custom_sms_sender.lambda_version
        lambda_config.create_auth_challenge lambda_config.define_auth_challenge
        lambda_config.verify_auth_challenge_response lambda_config.custom_message lambda_config.post_authentication
        lambda_config.post_confirmation lambda_config.pre_authentication lambda_config.pre_sign_up
        lambda_config.user_migration
        password_policy.minimum_length password_policy.password_history_size password_policy.require_lowercase
        password_policy.require_numbers password_policy.require_symbols password_policy.require_uppercase
        password_policy.temporary_password_validity_days
        schema.attribute_data_type schema.mutable schema.name schema.required
        sign_in_policy.allowed_first_auth_factors user_pool_add_ons.advanced_security_mode
        username_configuration.case_sensitive`,
      detector: `account_recovery_setting.recovery_mechanism.name account_recovery_setting.recovery_mechanism.priority
        device_configuration.challenge_required_on_new_device device_configuration.device_only_remembered_on_user_prompt
        software_token_mfa_configuration.enabled
        user_attribute_update_settings.attributes_require_verification_before_update`,
      whole: `auto_verified_attributes email_mfa_configuration.*
        sms_configuration.sns_caller_arn sms_configuration.external_id sms_configuration.sns_region
        email_configuration.email_sending_account email_configuration.source_arn
        user_pool_add_ons.advanced_security_additional_flows.custom_auth_mode
        verification_message_template.default_email_option
        web_authn_configuration.relying_party_id web_authn_configuration.user_verification
        lambda_config.kms_key_id schema.developer_only_attribute`,
      noted: "schema.number_attribute_constraints.* schema.string_attribute_constraints.*",
      irrelevant: {
        [MESSAGES]: `email_verification_message email_verification_subject sms_authentication_message sms_verification_message
          email_mfa_configuration.message email_mfa_configuration.subject
          admin_create_user_config.invite_message_template.* verification_message_template.email_message
          verification_message_template.email_message_by_link verification_message_template.email_subject
          verification_message_template.email_subject_by_link verification_message_template.sms_message`,
        "What mails look like on the way; the sender's identity, which decides who can read them, is compared.":
          "email_configuration.configuration_set email_configuration.from_email_address email_configuration.reply_to_email_address",
      },
      computed: "creation_date custom_domain domain endpoint estimated_number_of_users last_modified_date",
    },
    aws_cognito_user_pool_client: {
      ...CLIENT,
      model: `${CLIENT.model} name generate_secret`,
      computed: "client_secret",
    },
    aws_cognito_managed_user_pool_client: {
      ...CLIENT,
      whole: `${CLIENT.whole} name_pattern name_prefix`,
      computed: "client_secret name",
    },
    aws_cognito_resource_server: {
      model: "identifier user_pool_id scope.scope_name",
      irrelevant: { "A name for people.": "name", "Shown to nobody who asks for a token.": "scope.scope_description" },
      computed: "scope_identifiers",
    },
    aws_cognito_user_pool_domain: {
      model: "domain certificate_arn managed_login_version user_pool_id",
      computed:
        "aws_account_id cloudfront_distribution cloudfront_distribution_arn cloudfront_distribution_zone_id s3_bucket version",
    },
    aws_cognito_identity_provider: {
      model: "provider_name provider_type user_pool_id",
      detector: "attribute_mapping idp_identifiers provider_details",
    },
    aws_cognito_user_group: { model: "name precedence role_arn user_pool_id" },
    aws_cognito_user_in_group: { detector: "group_name user_pool_id username" },
    aws_cognito_user: {
      whole: `attributes client_metadata enabled force_alias_creation password temporary_password user_pool_id username
        validation_data`,
      irrelevant: {
        "How the invitation travels; the user exists either way.": "desired_delivery_mediums message_action",
      },
      computed: "creation_date last_modified_date mfa_setting_list preferred_mfa_setting status sub",
    },
    aws_cognito_risk_configuration: {
      detector: `client_id user_pool_id
        account_takeover_risk_configuration.actions.high_action.event_action
        account_takeover_risk_configuration.actions.low_action.event_action
        account_takeover_risk_configuration.actions.medium_action.event_action
        compromised_credentials_risk_configuration.actions.event_action
        compromised_credentials_risk_configuration.event_filter
        risk_exception_configuration.blocked_ip_range_list risk_exception_configuration.skipped_ip_range_list`,
      noted: `account_takeover_risk_configuration.actions.high_action.notify
        account_takeover_risk_configuration.actions.low_action.notify
        account_takeover_risk_configuration.actions.medium_action.notify`,
      irrelevant: { [MESSAGES]: "account_takeover_risk_configuration.notify_configuration.*" },
    },
    aws_cognito_user_pool_ui_customization: {
      noted: "client_id user_pool_id",
      irrelevant: { "What the sign-in pages look like.": "css image_file" },
      computed: "creation_date css_version image_url last_modified_date",
    },
    aws_cognito_managed_login_branding: {
      noted: "client_id user_pool_id use_cognito_provided_values",
      irrelevant: { "What the sign-in pages look like.": "settings asset.*" },
      computed: "managed_login_branding_id settings_all",
    },
    aws_cognito_log_delivery_configuration: { whole: "user_pool_id log_configurations.*" },
  },
};

/** Identity pools give AWS credentials, to guests too. */
export const cognitoIdentity: ServiceCoverage = {
  title: "Amazon Cognito identity pools",
  types: {
    aws_cognito_identity_pool: {
      whole: `allow_classic_flow allow_unauthenticated_identities developer_provider_name openid_connect_provider_arns
        saml_provider_arns supported_login_providers cognito_identity_providers.client_id
        cognito_identity_providers.provider_name cognito_identity_providers.server_side_token_check`,
      irrelevant: { "A name for people; roles and callers use the pool's id.": "identity_pool_name" },
    },
    aws_cognito_identity_pool_roles_attachment: {
      whole: `identity_pool_id roles role_mapping.ambiguous_role_resolution role_mapping.identity_provider
        role_mapping.type role_mapping.mapping_rule.claim role_mapping.mapping_rule.match_type
        role_mapping.mapping_rule.role_arn role_mapping.mapping_rule.value`,
      // The first rule that matches gives the role.
      ordered: "role_mapping.mapping_rule",
    },
    aws_cognito_identity_pool_provider_principal_tag: {
      whole: "identity_pool_id identity_provider_name principal_tags use_defaults",
    },
  },
};
