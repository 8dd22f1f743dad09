import type { ServiceCoverage } from "../classification";

const DOCUMENTATION = "Documentation of the API; AWS evaluates none of it.";
const CACHE_SIZE = "How much is cached, not for whom.";

export const apiGatewayV1: ServiceCoverage = {
  title: "API Gateway v1 (REST APIs)",
  types: {
    aws_api_gateway_rest_api: {
      whole: `name api_key_source body disable_execute_api_endpoint parameters policy put_rest_api_mode
        endpoint_configuration.types endpoint_configuration.vpc_endpoint_ids endpoint_access_mode security_policy`,
      noted: "endpoint_configuration.ip_address_type",
      irrelevant: {
        "Whether the import stops at a warning; what is imported is compared.": "fail_on_warnings",
        "How bodies are encoded.": "binary_media_types minimum_compression_size",
      },
      computed: "created_date execution_arn root_resource_id",
    },
    aws_api_gateway_rest_api_policy: { whole: "policy rest_api_id" },
    aws_api_gateway_rest_api_put: {
      whole: "body parameters rest_api_id triggers",
      irrelevant: { "Whether the import stops at a warning; what is imported is compared.": "fail_on_warnings" },
    },
    aws_api_gateway_resource: { existence: "neutral", whole: "parent_id path_part rest_api_id", computed: "path" },
    aws_api_gateway_method: {
      whole: `api_key_required authorization authorization_scopes authorizer_id http_method request_models
        request_parameters request_validator_id resource_id rest_api_id`,
      irrelevant: { "A label.": "operation_name" },
    },
    aws_api_gateway_authorizer: {
      existence: "neutral",
      whole: `authorizer_credentials authorizer_result_ttl_in_seconds authorizer_uri identity_source
        identity_validation_expression name provider_arns rest_api_id type`,
    },
    aws_api_gateway_integration: {
      whole: `cache_key_parameters cache_namespace connection_id connection_type credentials http_method
        integration_http_method passthrough_behavior request_parameters request_templates resource_id rest_api_id type uri
        content_handling tls_config.insecure_skip_verification integration_target`,
      irrelevant: {
        "How long the gateway waits for an answer.": "timeout_milliseconds",
        "Whether the answer is streamed.": "response_transfer_mode",
      },
    },
    aws_api_gateway_integration_response: {
      whole: "http_method resource_id rest_api_id status_code selection_pattern response_parameters response_templates",
      irrelevant: { "How bodies are encoded.": "content_handling" },
    },
    aws_api_gateway_method_response: {
      noted: "http_method resource_id rest_api_id status_code response_parameters",
      irrelevant: { "A schema that SDKs are made from; answers aren't held to it.": "response_models" },
    },
    aws_api_gateway_gateway_response: {
      whole: "response_parameters response_templates response_type rest_api_id status_code",
    },
    aws_api_gateway_model: { existence: "neutral", whole: "rest_api_id name schema content_type" },
    aws_api_gateway_request_validator: {
      existence: "neutral",
      whole: "rest_api_id validate_request_body validate_request_parameters",
      irrelevant: { "A name for people; methods use the id.": "name" },
    },
    aws_api_gateway_deployment: {
      whole: `rest_api_id stage_name variables canary_settings.percent_traffic
        canary_settings.stage_variable_overrides canary_settings.use_stage_cache`,
      irrelevant: {
        "A label.": "stage_description",
        "When a new deployment is made: it publishes the methods as the plan has them.": "triggers",
      },
      computed: "created_date execution_arn invoke_url",
    },
    aws_api_gateway_stage: {
      whole: `client_certificate_id deployment_id rest_api_id stage_name variables access_log_settings.destination_arn
        access_log_settings.format canary_settings.deployment_id canary_settings.percent_traffic
        canary_settings.stage_variable_overrides canary_settings.use_stage_cache cache_cluster_enabled`,
      noted: "xray_tracing_enabled",
      irrelevant: { [CACHE_SIZE]: "cache_cluster_size", [DOCUMENTATION]: "documentation_version" },
      computed: "execution_arn invoke_url web_acl_arn",
    },
    aws_api_gateway_method_settings: {
      whole: `method_path rest_api_id stage_name settings.cache_data_encrypted settings.cache_ttl_in_seconds
        settings.caching_enabled settings.require_authorization_for_cache_control settings.throttling_burst_limit
        settings.throttling_rate_limit settings.unauthorized_cache_control_header_strategy`,
      noted: "settings.data_trace_enabled settings.logging_level",
      irrelevant: { "Whether CloudWatch gets figures.": "settings.metrics_enabled" },
    },
    aws_api_gateway_domain_name: {
      whole: `certificate_arn certificate_body certificate_chain certificate_name certificate_private_key domain_name
        ownership_verification_certificate_arn policy regional_certificate_arn regional_certificate_name security_policy
        endpoint_configuration.types mutual_tls_authentication.truststore_uri
        mutual_tls_authentication.truststore_version endpoint_access_mode routing_mode`,
      noted: "endpoint_configuration.ip_address_type",
      computed: `certificate_upload_date cloudfront_domain_name cloudfront_zone_id domain_name_id regional_domain_name
        regional_zone_id`,
    },
    aws_api_gateway_domain_name_access_association: {
      whole: "access_association_source access_association_source_type domain_name_arn",
    },
    aws_api_gateway_base_path_mapping: { whole: "api_id base_path domain_name domain_name_id stage_name" },
    aws_api_gateway_api_key: {
      whole: "enabled value",
      irrelevant: { "For billing and for people; the key's value and its usage plans decide.": "name customer_id" },
      computed: "created_date last_updated_date",
    },
    aws_api_gateway_usage_plan: {
      whole: `api_stages.api_id api_stages.stage api_stages.throttle.burst_limit api_stages.throttle.path
        api_stages.throttle.rate_limit quota_settings.limit quota_settings.offset quota_settings.period
        throttle_settings.burst_limit throttle_settings.rate_limit`,
      irrelevant: { "For AWS Marketplace and for people.": "product_code name" },
    },
    aws_api_gateway_usage_plan_key: { whole: "key_id key_type usage_plan_id", computed: "name value" },
    aws_api_gateway_client_certificate: { computed: "created_date expiration_date pem_encoded_certificate" },
    aws_api_gateway_vpc_link: {
      existence: "neutral",
      whole: "target_arns",
      irrelevant: { "A name for people; integrations use the id.": "name" },
    },
    aws_api_gateway_account: {
      noted: "cloudwatch_role_arn reset_on_delete",
      computed: "api_key_version features throttle_settings",
    },
    aws_api_gateway_documentation_part: {
      noted: "rest_api_id",
      irrelevant: { [DOCUMENTATION]: "properties location.*" },
      computed: "documentation_part_id",
    },
    aws_api_gateway_documentation_version: {
      noted: "rest_api_id",
      irrelevant: { [DOCUMENTATION]: "version" },
    },
  },
};
