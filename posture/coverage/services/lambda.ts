import type { ServiceCoverage } from "../classification";

const CAPACITY = "How much runs at once, how long it may take: more or fewer calls succeed, nobody else's.";
const EVENTS =
  "How events are fetched and batched; the function and the source, which decide what calls it, are compared.";

export const lambda: ServiceCoverage = {
  title: "AWS Lambda",
  types: {
    aws_lambda_function: {
      model: "function_name role runtime timeout",
      code: `architectures code_signing_config_arn environment.variables filename file_system_config.arn
        file_system_config.local_mount_path handler image_config.command image_config.entry_point
        image_config.working_directory image_uri layers package_type publish publish_to s3_bucket s3_key s3_object_version
        source_code_hash source_kms_key_arn`,
      // Without concurrency no call succeeds.
      whole: "reserved_concurrent_executions tenancy_config.tenant_isolation_mode",
      noted: `kms_key_arn logging_config.application_log_level logging_config.log_format logging_config.log_group
        logging_config.system_log_level vpc_config.security_group_ids vpc_config.subnet_ids`,
      irrelevant: {
        [CAPACITY]: `memory_size ephemeral_storage.size snap_start.* dead_letter_config.target_arn capacity_provider_config.*
          durable_config.*`,
        "Traces; no call depends on them.": "tracing_config.mode",
        "Networking of the function's own calls.": "vpc_config.ipv6_allowed_for_dual_stack",
        "What Terraform does at destroy or while it waits.":
          "replace_security_groups_on_destroy replacement_security_group_ids skip_destroy use_resource_timeout_for_propagation",
      },
      computed: `code_sha256 invoke_arn last_modified qualified_arn qualified_invoke_arn signing_job_arn
        signing_profile_version_arn source_code_size version vpc_config.vpc_id response_streaming_invoke_arn`,
      // A layer covers the files of those before it.
      ordered: "layers image_config.command image_config.entry_point",
    },
    aws_lambda_permission: {
      model: "action function_name principal qualifier source_arn",
      whole: "event_source_token function_url_auth_type invoked_via_function_url principal_org_id source_account",
      irrelevant: { "A label of the statement.": "statement_id statement_id_prefix" },
    },
    aws_lambda_resource_policy: { whole: "policy resource_arn", computed: "revision_id" },
    aws_lambda_function_url: {
      detector: "authorization_type function_name",
      whole: `qualifier cors.allow_credentials cors.allow_headers cors.allow_methods cors.allow_origins
        cors.expose_headers`,
      irrelevant: {
        "Whether the answer is streamed.": "invoke_mode",
        "How long a browser keeps the answer to a preflight.": "cors.max_age",
      },
      computed: "function_arn function_url url_id",
    },
    aws_lambda_alias: {
      existence: "neutral",
      whole: "function_name function_version name routing_config.*",
      computed: "invoke_arn",
    },
    aws_lambda_layer_version: {
      existence: "neutral",
      code: "filename s3_bucket s3_key s3_object_version source_code_hash layer_name",
      irrelevant: {
        "Labels of the layer.": "compatible_architectures compatible_runtimes license_info",
        "What Terraform does at destroy.": "skip_destroy",
      },
      computed: `code_sha256 created_date layer_arn signing_job_arn signing_profile_version_arn source_code_size version`,
    },
    aws_lambda_layer_version_permission: {
      whole: "action layer_name organization_id principal version_number",
      irrelevant: { "A label of the statement.": "statement_id", "What Terraform does at destroy.": "skip_destroy" },
      computed: "policy revision_id",
    },
    aws_lambda_code_signing_config: {
      existence: "neutral",
      whole: "allowed_publishers.signing_profile_version_arns policies.untrusted_artifact_on_deployment",
      computed: "config_id last_modified",
    },
    aws_lambda_runtime_management_config: {
      noted: "function_name qualifier runtime_version_arn update_runtime_on",
      computed: "function_arn",
    },
    aws_lambda_invocation: {
      noted: "function_name qualifier input lifecycle_scope triggers terraform_key tenant_id",
      computed: "result",
    },
    aws_lambda_event_source_mapping: {
      noted: `enabled event_source_arn function_name kms_key_arn queues topics self_managed_event_source.*
        source_access_configuration.* filter_criteria.*`,
      irrelevant: {
        [EVENTS]: `batch_size bisect_batch_on_function_error function_response_types maximum_batching_window_in_seconds
          maximum_record_age_in_seconds maximum_retry_attempts parallelization_factor starting_position
          starting_position_timestamp tumbling_window_in_seconds amazon_managed_kafka_event_source_config.*
          destination_config.* document_db_event_source_config.* metrics_config.* provisioned_poller_config.*
          scaling_config.* self_managed_kafka_event_source_config.* use_resource_timeout_for_propagation`,
      },
      computed: "function_arn last_modified last_processing_result state state_transition_reason uuid",
    },
    aws_lambda_function_event_invoke_config: {
      noted: "function_name qualifier destination_config.*",
      irrelevant: { [CAPACITY]: "maximum_event_age_in_seconds maximum_retry_attempts" },
    },
    aws_lambda_function_recursion_config: {
      noted: "function_name",
      irrelevant: { [CAPACITY]: "recursive_loop" },
    },
    aws_lambda_provisioned_concurrency_config: {
      noted: "function_name qualifier",
      irrelevant: {
        [CAPACITY]: "provisioned_concurrent_executions",
        "What Terraform does at destroy.": "skip_destroy",
      },
    },
    aws_lambda_function_scaling_config: {
      noted: "function_name qualifier",
      irrelevant: { [CAPACITY]: "function_scaling_config.*" },
      computed: "function_arn function_state",
    },
    aws_lambda_capacity_provider: {
      noted: "name kms_key_arn permissions_config.* vpc_config.*",
      irrelevant: { [CAPACITY]: "capacity_provider_scaling_config.* instance_requirements.*" },
    },
  },
};
