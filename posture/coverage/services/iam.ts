import type { ServiceCoverage } from "../classification";

const PATH = "A path groups names; a policy that names it by ARN is evaluated with it.";
const DESTROY = "What Terraform does at destroy.";

export const iam: ServiceCoverage = {
  title: "AWS IAM",
  types: {
    aws_iam_role: {
      // What it may do, and who may assume it, is told of its policies and its trust.
      existence: "neutral",
      iam: "name assume_role_policy managed_policy_arns permissions_boundary inline_policy.name inline_policy.policy",
      whole: "name_prefix path max_session_duration",
      irrelevant: { [DESTROY]: "force_detach_policies" },
      computed: "create_date unique_id",
    },
    aws_iam_role_policy: { iam: "name policy role", noted: "name_prefix" },
    aws_iam_role_policy_attachment: { iam: "policy_arn role" },
    aws_iam_role_policies_exclusive: { whole: "policy_names role_name" },
    aws_iam_role_policy_attachments_exclusive: { whole: "policy_arns role_name" },
    aws_iam_policy: {
      existence: "neutral",
      iam: "name policy",
      whole: "path",
      noted: "name_prefix",
      irrelevant: { "How long Terraform waits.": "delay_after_policy_creation_in_ms" },
      computed: "attachment_count policy_id",
    },
    aws_iam_policy_attachment: { iam: "groups policy_arn roles users", irrelevant: { "A label.": "name" } },
    aws_iam_user: {
      existence: "neutral",
      iam: "name permissions_boundary",
      whole: "path",
      irrelevant: { [DESTROY]: "force_destroy" },
      computed: "unique_id",
    },
    aws_iam_user_policy: { iam: "name policy user", noted: "name_prefix" },
    aws_iam_user_policy_attachment: { iam: "policy_arn user" },
    aws_iam_user_policies_exclusive: { whole: "policy_names user_name" },
    aws_iam_user_policy_attachments_exclusive: { whole: "policy_arns user_name" },
    aws_iam_user_group_membership: { iam: "groups user" },
    aws_iam_group: { existence: "neutral", iam: "name", whole: "path", computed: "unique_id" },
    aws_iam_group_policy: { iam: "group name policy", noted: "name_prefix" },
    aws_iam_group_policy_attachment: { iam: "group policy_arn" },
    aws_iam_group_policies_exclusive: { whole: "group_name policy_names" },
    aws_iam_group_policy_attachments_exclusive: { whole: "group_name policy_arns" },
    aws_iam_group_membership: { iam: "group users", irrelevant: { "A label.": "name" } },
    aws_iam_instance_profile: {
      whole: "name name_prefix role",
      irrelevant: { [PATH]: "path" },
      computed: "create_date unique_id",
    },
    aws_iam_access_key: {
      whole: "status user",
      irrelevant: { "How Terraform stores the secret.": "pgp_key" },
      computed:
        "create_date encrypted_secret encrypted_ses_smtp_password_v4 key_fingerprint secret ses_smtp_password_v4",
    },
    aws_iam_user_login_profile: {
      whole: "password_length password_reset_required user",
      irrelevant: { "How Terraform stores the password.": "pgp_key" },
      computed: "encrypted_password key_fingerprint password",
    },
    aws_iam_service_specific_credential: {
      whole: "service_name status user_name credential_age_days",
      computed: `service_password service_specific_credential_id service_user_name create_date expiration_date
        service_credential_alias service_credential_secret`,
    },
    aws_iam_signing_certificate: { whole: "certificate_body status user_name", computed: "certificate_id" },
    aws_iam_user_ssh_key: {
      whole: "encoding public_key status username",
      computed: "fingerprint ssh_public_key_id",
    },
    aws_iam_virtual_mfa_device: {
      whole: "virtual_mfa_device_name",
      irrelevant: { [PATH]: "path" },
      computed: "base_32_string_seed enable_date qr_code_png user_name serial_number",
    },
    aws_iam_openid_connect_provider: { whole: "client_id_list thumbprint_list url" },
    aws_iam_saml_provider: { whole: "name saml_metadata_document", computed: "valid_until saml_provider_uuid" },
    aws_iam_server_certificate: {
      whole: "certificate_body certificate_chain name name_prefix private_key",
      irrelevant: { [PATH]: "path" },
      computed: "expiration upload_date",
    },
    aws_iam_service_linked_role: {
      whole: "aws_service_name custom_suffix",
      computed: "create_date name path unique_id",
    },
    aws_iam_account_password_policy: {
      whole: `allow_users_to_change_password hard_expiry max_password_age minimum_password_length
        password_reuse_prevention require_lowercase_characters require_numbers require_symbols
        require_uppercase_characters`,
      computed: "expire_passwords",
    },
    aws_iam_account_alias: {
      irrelevant: { "The name in the console's sign-in address; nobody signs in by it.": "account_alias" },
    },
    aws_iam_organizations_features: { whole: "enabled_features" },
    aws_iam_outbound_web_identity_federation: { computed: "issuer_identifier" },
    aws_iam_security_token_service_preferences: { noted: "global_endpoint_token_version" },
  },
};
