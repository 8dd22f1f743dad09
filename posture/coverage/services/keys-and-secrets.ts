import type { ServiceCoverage } from "../classification";

const KEY_LIFE = "How long AWS waits before it deletes a key; a scheduled deletion itself removes the resource.";
const LOCKOUT = "Whether AWS refuses a policy that locks its author out; the policy is compared.";

export const keysAndSecrets: ServiceCoverage = {
  title: "AWS KMS and Secrets Manager",
  types: {
    aws_kms_key: {
      existence: "neutral",
      whole: `custom_key_store_id customer_master_key_spec enable_key_rotation is_enabled key_usage multi_region policy
        rotation_period_in_days xks_key_id`,
      irrelevant: { [KEY_LIFE]: "deletion_window_in_days", [LOCKOUT]: "bypass_policy_lockout_safety_check" },
      computed: "key_id",
    },
    aws_kms_external_key: {
      existence: "neutral",
      whole: "enabled key_material_base64 multi_region policy valid_to key_spec",
      irrelevant: { [KEY_LIFE]: "deletion_window_in_days", [LOCKOUT]: "bypass_policy_lockout_safety_check" },
      computed: "expiration_model key_state key_usage",
    },
    aws_kms_replica_key: {
      existence: "neutral",
      whole: "enabled policy primary_key_arn",
      irrelevant: { [KEY_LIFE]: "deletion_window_in_days", [LOCKOUT]: "bypass_policy_lockout_safety_check" },
      computed: "key_id key_rotation_enabled key_spec key_usage",
    },
    aws_kms_replica_external_key: {
      existence: "neutral",
      whole: "enabled key_material_base64 policy primary_key_arn valid_to",
      irrelevant: { [KEY_LIFE]: "deletion_window_in_days", [LOCKOUT]: "bypass_policy_lockout_safety_check" },
      computed: "expiration_model key_id key_state key_usage",
    },
    aws_kms_key_policy: {
      whole: "key_id policy",
      irrelevant: { [LOCKOUT]: "bypass_policy_lockout_safety_check" },
    },
    aws_kms_grant: {
      whole: `grantee_principal key_id operations retiring_principal constraints.encryption_context_equals
        constraints.encryption_context_subset`,
      irrelevant: {
        "A label.": "name",
        "How Terraform makes and removes the grant.": "grant_creation_tokens retire_on_delete",
      },
      computed: "grant_id grant_token",
    },
    aws_kms_alias: { existence: "neutral", whole: "name name_prefix target_key_id", computed: "target_key_arn" },
    aws_kms_ciphertext: {
      noted: "context key_id plaintext plaintext_wo plaintext_wo_version",
      computed: "ciphertext_blob",
    },
    aws_kms_custom_key_store: {
      existence: "neutral",
      whole: `cloud_hsm_cluster_id custom_key_store_type key_store_password trust_anchor_certificate
        xks_proxy_authentication_credential.* xks_proxy_connectivity xks_proxy_uri_endpoint xks_proxy_uri_path
        xks_proxy_vpc_endpoint_service_name`,
      irrelevant: { "A name for people; keys use the id.": "custom_key_store_name" },
    },
    aws_secretsmanager_secret: {
      existence: "neutral",
      whole: "kms_key_id name name_prefix policy replica.kms_key_id replica.region type",
      irrelevant: {
        "Whether a replica replaces a secret of that name in another region.": "force_overwrite_replica_secret",
        "How long a deleted secret can be restored.": "recovery_window_in_days",
      },
      computed: "replica.last_accessed_date replica.status replica.status_message",
    },
    aws_secretsmanager_secret_policy: { whole: "block_public_policy policy secret_arn" },
    aws_secretsmanager_secret_version: {
      whole: "secret_binary secret_id secret_string secret_string_wo secret_string_wo_version version_stages",
      computed: "has_secret_string_wo version_id secret_arn",
    },
    aws_secretsmanager_secret_rotation: {
      whole: `rotation_lambda_arn secret_id external_secret_rotation_role_arn external_secret_rotation_metadata.*`,
      noted: "rotation_rules.automatically_after_days rotation_rules.duration rotation_rules.schedule_expression",
      irrelevant: { "Whether the first rotation happens at once.": "rotate_immediately" },
      computed: "rotation_enabled",
    },
    aws_secretsmanager_tag: {
      whole: "key secret_id value",
    },
  },
};
