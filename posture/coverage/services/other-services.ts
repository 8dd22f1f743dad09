import type { ServiceCoverage, TypeCoverage } from "../classification";

/** Everything in it is compared; what it means isn't interpreted. */
const WHOLE: TypeCoverage = { whole: "*" };

const POLICIES = `aws_s3_bucket_policy aws_s3_bucket_public_access_block aws_s3_account_public_access_block
  aws_s3_bucket_acl aws_s3_bucket_ownership_controls aws_s3_access_point aws_s3control_access_point_policy
  aws_s3control_bucket_policy aws_s3control_object_lambda_access_point_policy
  aws_s3control_access_grants_instance_resource_policy aws_s3control_access_grant aws_s3tables_table_bucket_policy
  aws_s3tables_table_policy aws_s3files_file_system_policy aws_s3vectors_vector_bucket_policy
  aws_sqs_queue_policy aws_dynamodb_resource_policy aws_ecr_registry_policy aws_ecr_repository_policy
  aws_ecrpublic_repository_policy aws_efs_file_system_policy aws_backup_vault_policy aws_glue_resource_policy
  aws_kinesis_resource_policy aws_msk_cluster_policy aws_codeartifact_domain_permissions_policy
  aws_codeartifact_repository_permissions_policy aws_codebuild_resource_policy aws_cloudwatch_event_bus_policy
  aws_cloudwatch_event_permission aws_cloudsearch_domain_service_access_policy aws_opensearch_domain_policy
  aws_elasticsearch_domain_policy aws_opensearchserverless_access_policy aws_opensearchserverless_security_policy
  aws_redshift_resource_policy aws_redshiftserverless_resource_policy aws_schemas_registry_policy
  aws_ses_identity_policy aws_sesv2_email_identity_policy aws_media_store_container_policy
  aws_networkfirewall_resource_policy aws_oam_sink_policy aws_xray_resource_policy aws_vpclattice_auth_policy
  aws_vpclattice_resource_policy aws_iot_policy aws_iot_policy_attachment aws_dsql_cluster_policy
  aws_osis_resource_policy aws_prometheus_resource_policy aws_pinpointsmsvoicev2_resource_policy
  aws_bedrockagentcore_resource_policy aws_organizations_policy aws_organizations_policy_attachment
  aws_organizations_resource_policy aws_ram_resource_share aws_ram_resource_association aws_ram_principal_association
  aws_ssoadmin_permission_set aws_ssoadmin_permission_set_inline_policy aws_ssoadmin_permissions_boundary_attachment
  aws_ssoadmin_managed_policy_attachment aws_ssoadmin_customer_managed_policy_attachment
  aws_ssoadmin_account_assignment aws_identitystore_group_membership aws_rolesanywhere_profile
  aws_rolesanywhere_trust_anchor aws_eks_pod_identity_association`;

const ENTRY_POINTS = `aws_cloudformation_stack aws_cloudformation_stack_set aws_cloudformation_stack_set_instance
  aws_cloudformation_stack_instances aws_cloudcontrolapi_resource aws_serverlessapplicationrepository_cloudformation_stack
  aws_bedrockagentcore_gateway aws_bedrockagentcore_gateway_rule aws_bedrockagentcore_gateway_target
  aws_bedrockagentcore_agent_runtime aws_bedrockagentcore_agent_runtime_endpoint
  aws_bedrockagentcore_oauth2_credential_provider aws_bedrockagentcore_policy aws_bedrockagentcore_policy_engine
  aws_bedrockagentcore_workload_identity aws_verifiedaccess_endpoint aws_verifiedaccess_group
  aws_verifiedaccess_instance_trust_provider_attachment aws_verifiedaccess_trust_provider
  aws_verifiedpermissions_identity_source aws_verifiedpermissions_policy aws_verifiedpermissions_policy_store
  aws_verifiedpermissions_policy_template aws_verifiedpermissions_schema aws_vpclattice_listener
  aws_vpclattice_listener_rule aws_vpclattice_service aws_vpclattice_service_network
  aws_vpclattice_service_network_service_association aws_apprunner_service aws_apprunner_custom_domain_association
  aws_apprunner_vpc_ingress_connection aws_amplify_app aws_amplify_branch aws_amplify_domain_association
  aws_globalaccelerator_endpoint_group aws_globalaccelerator_listener`;

const each = (names: string, coverage: TypeCoverage) =>
  Object.fromEntries(names.split(/\s+/).map((name) => [name, coverage]));

/** Who may reach data and services behind the entry points that posture models: compared, not interpreted. */
export const resourcePolicies: ServiceCoverage = {
  title: "Policies of other services, IAM Identity Center, AWS Organizations",
  types: {
    ...each(POLICIES, WHOLE),
    // Its ARN is the topic's, and no attribute that AWS makes.
    aws_sns_topic_policy: { whole: "arn owner policy" },
    // The bundle of a truststore, the code of a function: both can be an object.
    aws_s3_object: {
      whole: "acl bucket content content_base64 etag key source source_hash",
      irrelevant: {
        "How the object is kept and shown.": `bucket_key_enabled cache_control checksum_algorithm content_disposition content_encoding content_language
          content_type metadata object_lock_legal_hold_status object_lock_mode object_lock_retain_until_date
          server_side_encryption kms_key_id storage_class website_redirect`,
        "What Terraform does at destroy, and where tags come from.": "force_destroy override_provider.*",
      },
      computed: "checksum_crc32 checksum_crc32c checksum_crc64nvme checksum_sha1 checksum_sha256 version_id",
    },
  },
};

/** Other ways in, and resources that hold resources. */
export const otherEntryPoints: ServiceCoverage = {
  title: "Other entry points, and stacks within a plan",
  types: each(ENTRY_POINTS, WHOLE),
};
