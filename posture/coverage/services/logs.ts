import type { ServiceCoverage } from "../classification";

const ELSEWHERE = "What is counted or found in logs; none is lost by it.";

/** Log groups as far as access logs go: who keeps them, how long, who can read them, and where copies go. */
export const logs: ServiceCoverage = {
  title: "Amazon CloudWatch Logs",
  types: {
    aws_cloudwatch_log_group: {
      model: "name retention_in_days kms_key_id",
      whole: "deletion_protection_enabled",
      noted: "name_prefix log_group_class",
      irrelevant: { "What Terraform does at destroy.": "skip_destroy" },
    },
    aws_cloudwatch_log_resource_policy: {
      whole: "policy_document policy_name resource_arn",
      computed: "policy_scope revision_id",
    },
    aws_cloudwatch_log_account_policy: {
      whole: "policy_document policy_type scope selection_criteria",
      irrelevant: { "A label.": "policy_name" },
    },
    aws_cloudwatch_log_data_protection_policy: { whole: "log_group_name policy_document" },
    aws_cloudwatch_log_destination: { whole: "name role_arn target_arn" },
    aws_cloudwatch_log_destination_policy: {
      whole: "access_policy destination_name",
      irrelevant: { "Whether AWS checks organization permissions of existing filters.": "force_update" },
    },
    aws_cloudwatch_log_subscription_filter: {
      whole: "destination_arn filter_pattern log_group_name role_arn",
      irrelevant: {
        "A label.": "name",
        "How records are spread and shaped.": "distribution apply_on_transformed_logs emit_system_fields",
      },
    },
    aws_cloudwatch_log_delivery: {
      whole: "delivery_destination_arn delivery_source_name record_fields",
      irrelevant: { "How the copy is written.": "field_delimiter s3_delivery_configuration" },
    },
    aws_cloudwatch_log_delivery_destination: {
      whole: "name delivery_destination_configuration.destination_resource_arn",
      irrelevant: { "How the copy is written.": "output_format" },
      computed: "delivery_destination_type",
    },
    aws_cloudwatch_log_delivery_destination_policy: { whole: "delivery_destination_name delivery_destination_policy" },
    aws_cloudwatch_log_delivery_source: { whole: "log_type name resource_arn", computed: "service" },
    aws_cloudwatch_log_stream: { noted: "log_group_name name" },
    aws_cloudwatch_log_metric_filter: {
      noted: "log_group_name pattern name metric_transformation.*",
      irrelevant: { [ELSEWHERE]: "apply_on_transformed_logs" },
    },
    aws_cloudwatch_log_anomaly_detector: {
      noted: "enabled log_group_arn_list kms_key_id",
      irrelevant: { [ELSEWHERE]: "anomaly_visibility_time detector_name evaluation_frequency filter_pattern" },
    },
    aws_cloudwatch_log_index_policy: { noted: "log_group_name", irrelevant: { [ELSEWHERE]: "policy_document" } },
    aws_cloudwatch_log_transformer: { whole: "log_group_arn transformer_config.*" },
    aws_cloudwatch_log_storage_tier_policy: { noted: "storage_tier" },
    aws_cloudwatch_log_s3_table_integration_source: { whole: "integration_arn data_source.*", computed: "id" },
  },
};
