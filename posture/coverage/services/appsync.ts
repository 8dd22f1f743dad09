import type { ServiceCoverage } from "../classification";

const SYNC = "How conflicts between devices are resolved.";

export const appsync: ServiceCoverage = {
  title: "AWS AppSync",
  types: {
    aws_appsync_graphql_api: {
      whole: `api_type authentication_type introspection_config merged_api_execution_role_arn schema visibility
        additional_authentication_provider.* lambda_authorizer_config.* openid_connect_config.* user_pool_config.*
        query_depth_limit resolver_count_limit`,
      noted: "log_config.cloudwatch_logs_role_arn log_config.exclude_verbose_content log_config.field_log_level",
      irrelevant: {
        "A name for people.": "name",
        "Figures and traces; no call depends on them.": "xray_enabled enhanced_metrics_config.*",
      },
      computed: "uris",
    },
    aws_appsync_api_key: { whole: "api_id expires", computed: "api_key_id key" },
    aws_appsync_api: {
      whole: `event_config.auth_provider.* event_config.connection_auth_mode.* event_config.default_publish_auth_mode.*
        event_config.default_subscribe_auth_mode.*`,
      noted: "event_config.log_config.*",
      irrelevant: { "For people.": "name owner_contact" },
      computed: "api_arn api_id dns waf_web_acl_arn xray_enabled",
    },
    aws_appsync_channel_namespace: {
      whole: "api_id name code_handlers handler_configs.* publish_auth_mode.* subscribe_auth_mode.*",
      computed: "channel_namespace_arn",
    },
    aws_appsync_resolver: {
      whole: `api_id code data_source field kind request_template response_template type caching_config.caching_keys
        pipeline_config.functions runtime.name runtime.runtime_version`,
      irrelevant: {
        "How much is batched and for how long it is cached.": "max_batch_size caching_config.ttl",
        [SYNC]: "sync_config.*",
      },
      // A function of the pipeline may refuse what the next would answer.
      ordered: "pipeline_config.functions",
    },
    aws_appsync_function: {
      whole: `api_id code data_source function_version request_mapping_template response_mapping_template runtime.name
        runtime.runtime_version`,
      irrelevant: {
        "A name for people; pipelines use the id.": "name",
        "How much is batched.": "max_batch_size",
        [SYNC]: "sync_config.*",
      },
      computed: "function_id",
    },
    aws_appsync_datasource: {
      whole: `api_id name service_role_arn type dynamodb_config.region dynamodb_config.table_name
        dynamodb_config.use_caller_credentials elasticsearch_config.* event_bridge_config.event_bus_arn http_config.*
        lambda_config.function_arn opensearchservice_config.* relational_database_config.*`,
      irrelevant: { [SYNC]: "dynamodb_config.versioned dynamodb_config.delta_sync_config.*" },
    },
    aws_appsync_type: { whole: "api_id definition format", computed: "name" },
    aws_appsync_api_cache: {
      whole: "api_caching_behavior api_id",
      noted: "at_rest_encryption_enabled transit_encryption_enabled",
      irrelevant: { "How much is cached and how long.": "ttl type" },
    },
    aws_appsync_domain_name: { whole: "certificate_arn domain_name", computed: "appsync_domain_name hosted_zone_id" },
    aws_appsync_domain_name_api_association: { whole: "api_id domain_name" },
    aws_appsync_source_api_association: {
      whole: `merged_api_arn merged_api_id source_api_arn source_api_id source_api_association_config`,
      computed: "association_id",
    },
  },
};
