import type { ServiceCoverage } from "../classification";

const LABEL = "A name for people; distributions use the id.";
const behaviour = (name: string): string =>
  `allowed_methods cache_policy_id field_level_encryption_id origin_request_policy_id response_headers_policy_id
  target_origin_id trusted_key_groups trusted_signers viewer_protocol_policy forwarded_values.* function_association.*
  lambda_function_association.* cached_methods default_ttl max_ttl min_ttl`
    .split(/\s+/)
    .map((attribute) => `${name}.${attribute}`)
    .join(" ");
const tuning = (name: string): string =>
  ["compress", "smooth_streaming", "grpc_config.enabled"].map((attribute) => `${name}.${attribute}`).join(" ");

export const cloudfront: ServiceCoverage = {
  title: "Amazon CloudFront",
  types: {
    aws_cloudfront_distribution: {
      whole: `aliases continuous_deployment_policy_id default_root_object enabled staging web_acl_id
        custom_error_response.* ${behaviour("default_cache_behavior")} ${behaviour("ordered_cache_behavior")}
        ordered_cache_behavior.path_pattern origin.domain_name origin.origin_access_control_id origin.origin_id
        origin.origin_path origin.custom_header.* origin.custom_origin_config.http_port
        origin.custom_origin_config.https_port origin.custom_origin_config.origin_protocol_policy
        origin.custom_origin_config.origin_ssl_protocols origin.custom_origin_config.origin_mtls_config.*
        origin.s3_origin_config.origin_access_identity origin.vpc_origin_config.vpc_origin_id
        origin.vpc_origin_config.owner_account_id origin_group.* restrictions.geo_restriction.locations
        restrictions.geo_restriction.restriction_type viewer_certificate.* viewer_mtls_config.*
        connection_function_association.*`,
      noted: `logging_config.bucket logging_config.include_cookies logging_config.prefix
        default_cache_behavior.realtime_log_config_arn ordered_cache_behavior.realtime_log_config_arn
        is_ipv6_enabled anycast_ip_list_id`,
      irrelevant: {
        "How answers travel: protocol versions, compression, locations and time limits.": `http_version price_class ${tuning("default_cache_behavior")} ${tuning("ordered_cache_behavior")}
          origin.connection_attempts origin.connection_timeout origin.custom_origin_config.origin_keepalive_timeout
          origin.custom_origin_config.origin_read_timeout origin.custom_origin_config.ip_address_type
          origin.origin_shield.* origin.vpc_origin_config.origin_keepalive_timeout
          origin.vpc_origin_config.origin_read_timeout origin.response_completion_timeout`,
        "Which cached answers can be dropped together.": "cache_tag_config.*",
        "What Terraform does at destroy or while it waits.": "retain_on_delete wait_for_deployment",
      },
      computed: `caller_reference domain_name etag hosted_zone_id in_progress_validation_batches last_modified_time status
        trusted_key_groups trusted_signers logging_v1_enabled`,
      // The first path pattern that matches decides; the first member of a group is asked first.
      ordered: "ordered_cache_behavior origin_group.member",
    },
    aws_cloudfront_multitenant_distribution: { whole: "*", ordered: "ordered_cache_behavior cache_behavior" },
    aws_cloudfront_distribution_tenant: { whole: "*" },
    aws_cloudfront_connection_group: { whole: "*" },
    aws_cloudfront_connection_function: { existence: "neutral", whole: "*" },
    aws_cloudfront_trust_store: { existence: "neutral", whole: "*" },
    aws_cloudfront_anycast_ip_list: { noted: "*" },
    aws_cloudfront_cache_policy: {
      existence: "neutral",
      whole: "default_ttl max_ttl min_ttl parameters_in_cache_key_and_forwarded_to_origin.*",
      irrelevant: { [LABEL]: "name" },
      computed: "etag",
    },
    aws_cloudfront_origin_request_policy: {
      existence: "neutral",
      whole: "cookies_config.* headers_config.* query_strings_config.*",
      irrelevant: { [LABEL]: "name" },
      computed: "etag",
    },
    aws_cloudfront_response_headers_policy: {
      existence: "neutral",
      whole: "cors_config.* custom_headers_config.* remove_headers_config.*",
      noted: "security_headers_config.*",
      irrelevant: {
        [LABEL]: "name",
        "Figures for developers.": "server_timing_headers_config.*",
        "A version that AWS counts.": "etag",
      },
    },
    aws_cloudfront_continuous_deployment_policy: {
      whole: "enabled staging_distribution_dns_names.* traffic_config.*",
      computed: "etag last_modified_time",
    },
    aws_cloudfront_function: {
      existence: "neutral",
      whole: "code key_value_store_associations name publish runtime",
      computed: "etag live_stage_etag status",
    },
    aws_cloudfront_key_group: {
      existence: "neutral",
      whole: "items",
      irrelevant: { [LABEL]: "name" },
      computed: "etag",
    },
    aws_cloudfront_public_key: {
      existence: "neutral",
      whole: "encoded_key",
      irrelevant: { [LABEL]: "name name_prefix" },
      computed: "caller_reference etag",
    },
    aws_cloudfront_key_value_store: { existence: "neutral", whole: "name", computed: "etag last_modified_time" },
    aws_cloudfrontkeyvaluestore_key: { whole: "key key_value_store_arn value", computed: "total_size_in_bytes" },
    aws_cloudfrontkeyvaluestore_keys_exclusive: {
      whole: "key_value_store_arn resource_key_value_pair.*",
      irrelevant: { "How Terraform writes.": "max_batch_size" },
      computed: "total_size_in_bytes",
    },
    aws_cloudfront_origin_access_control: {
      existence: "neutral",
      whole: "origin_access_control_origin_type signing_behavior signing_protocol",
      irrelevant: { [LABEL]: "name" },
      computed: "etag",
    },
    aws_cloudfront_origin_access_identity: {
      computed: "caller_reference cloudfront_access_identity_path etag iam_arn s3_canonical_user_id",
    },
    aws_cloudfront_vpc_origin: { existence: "neutral", whole: "vpc_origin_endpoint_config.*", computed: "etag" },
    aws_cloudfront_field_level_encryption_config: {
      existence: "neutral",
      whole: "content_type_profile_config.* query_arg_profile_config.*",
      computed: "caller_reference etag",
    },
    aws_cloudfront_field_level_encryption_profile: {
      existence: "neutral",
      whole: "encryption_entities.*",
      irrelevant: { [LABEL]: "name" },
      computed: "caller_reference etag",
    },
    aws_cloudfront_realtime_log_config: {
      noted: "fields name sampling_rate endpoint.*",
    },
    aws_cloudfront_monitoring_subscription: {
      irrelevant: { "Figures for CloudWatch.": "distribution_id monitoring_subscription.*" },
    },
  },
};
