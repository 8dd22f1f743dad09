import type { ServiceCoverage } from "../classification";

const DELIVERY = "How messages are kept, repeated and batched; who may send and receive them is compared.";
const FEEDBACK = "Where AWS writes how deliveries went.";
const DESTROY = "What Terraform does at destroy.";

/** Queues, topics, buckets and events: they hold policies of their own, and some of them call functions. */
export const messaging: ServiceCoverage = {
  title: "Amazon SQS, SNS, S3 buckets and EventBridge",
  types: {
    // Most of it has resources of its own by now, which are classified where policies are.
    aws_s3_bucket: {
      existence: "neutral",
      whole:
        "acl bucket bucket_namespace bucket_prefix policy grant.* website.* cors_rule.* replication_configuration.*",
      noted: `logging.* versioning.* object_lock_enabled object_lock_configuration.*
        server_side_encryption_configuration.*`,
      irrelevant: {
        "How long objects are kept, how fast and at whose cost they are sent.":
          "lifecycle_rule.* acceleration_status request_payer",
        [DESTROY]: "force_destroy",
      },
      computed: `bucket_domain_name bucket_regional_domain_name hosted_zone_id website_domain website_endpoint
        bucket_region`,
    },
    aws_sqs_queue: {
      existence: "neutral",
      whole: "policy redrive_allow_policy kms_master_key_id sqs_managed_sse_enabled",
      noted: "name name_prefix redrive_policy",
      irrelevant: {
        [DELIVERY]: `content_based_deduplication deduplication_scope delay_seconds fifo_queue fifo_throughput_limit
          kms_data_key_reuse_period_seconds max_message_size message_retention_seconds receive_wait_time_seconds
          visibility_timeout_seconds`,
      },
      computed: "url",
    },
    aws_sns_topic: {
      existence: "neutral",
      whole: "policy kms_master_key_id",
      noted: "name name_prefix signature_version",
      irrelevant: {
        [DELIVERY]:
          "archive_policy content_based_deduplication delivery_policy fifo_throughput_scope fifo_topic tracing_config",
        [FEEDBACK]: `application_failure_feedback_role_arn application_success_feedback_role_arn
          application_success_feedback_sample_rate firehose_failure_feedback_role_arn
          firehose_success_feedback_role_arn firehose_success_feedback_sample_rate http_failure_feedback_role_arn
          http_success_feedback_role_arn http_success_feedback_sample_rate lambda_failure_feedback_role_arn
          lambda_success_feedback_role_arn lambda_success_feedback_sample_rate sqs_failure_feedback_role_arn
          sqs_success_feedback_role_arn sqs_success_feedback_sample_rate`,
        "A name for people.": "display_name",
      },
      computed: "beginning_archive_time owner",
    },
    aws_sns_topic_subscription: {
      whole: "endpoint protocol topic_arn subscription_role_arn",
      noted: "filter_policy filter_policy_scope redrive_policy",
      irrelevant: {
        [DELIVERY]: `confirmation_timeout_in_minutes delivery_policy endpoint_auto_confirms raw_message_delivery replay_policy`,
      },
      computed: "confirmation_was_authenticated owner_id pending_confirmation",
    },
    aws_cloudwatch_event_bus: {
      existence: "neutral",
      whole: "event_source_name name",
      noted: "kms_key_identifier",
      irrelevant: { [DELIVERY]: "dead_letter_config.*", [FEEDBACK]: "log_config.*" },
    },
    aws_cloudwatch_event_rule: {
      existence: "neutral",
      noted: "event_bus_name event_pattern is_enabled name name_prefix role_arn schedule_expression state",
      irrelevant: { [DESTROY]: "force_destroy" },
    },
    // Here the ARN is the target's, and written.
    aws_cloudwatch_event_target: {
      existence: "neutral",
      whole: "role_arn http_target.* appsync_target.*",
      noted: `arn event_bus_name input input_path rule target_id batch_target.* ecs_target.* input_transformer.*
        kinesis_target.* redshift_target.* run_command_targets.* sagemaker_pipeline_target.* sqs_target.*`,
      irrelevant: { [DELIVERY]: "dead_letter_config.* retry_policy.*", [DESTROY]: "force_destroy" },
    },
    aws_scheduler_schedule: {
      existence: "neutral",
      whole: "target.role_arn",
      noted: `end_date group_name kms_key_arn name name_prefix schedule_expression schedule_expression_timezone start_date
        state target.*`,
      irrelevant: {
        "When within a window it runs.": "flexible_time_window.*",
        "What becomes of a schedule that is over.": "action_after_completion",
      },
    },
  },
};
