import type { ServiceCoverage, TypeCoverage } from "../classification";

const HEALTH = "Which targets count as healthy and how calls are spread over them: all of them serve the same callers.";
const TIMES = "How long connections last.";
const CACHE_HINT = "How long a browser keeps the answer to a preflight.";

const LISTENER: TypeCoverage = {
  whole: `alpn_policy certificate_arn load_balancer_arn port protocol ssl_policy default_action.*
    mutual_authentication.mode mutual_authentication.trust_store_arn
    mutual_authentication.ignore_client_certificate_expiry
    routing_http_request_x_amzn_mtls_clientcert_header_name
    routing_http_request_x_amzn_mtls_clientcert_issuer_header_name
    routing_http_request_x_amzn_mtls_clientcert_leaf_header_name
    routing_http_request_x_amzn_mtls_clientcert_serial_number_header_name
    routing_http_request_x_amzn_mtls_clientcert_subject_header_name
    routing_http_request_x_amzn_mtls_clientcert_validity_header_name
    routing_http_response_access_control_allow_credentials_header_value
    routing_http_response_access_control_allow_headers_header_value
    routing_http_response_access_control_allow_methods_header_value
    routing_http_response_access_control_allow_origin_header_value
    routing_http_response_access_control_expose_headers_header_value`,
  noted: `routing_http_request_x_amzn_tls_cipher_suite_header_name routing_http_request_x_amzn_tls_version_header_name
    mutual_authentication.advertise_trust_store_ca_names
    routing_http_response_content_security_policy_header_value
    routing_http_response_strict_transport_security_header_value
    routing_http_response_x_content_type_options_header_value routing_http_response_x_frame_options_header_value`,
  irrelevant: {
    [CACHE_HINT]: "routing_http_response_access_control_max_age_header_value",
    "Whether answers name the server software.": "routing_http_response_server_enabled",
    [TIMES]: "tcp_idle_timeout_seconds",
  },
  // Authentication before forwarding: the order of actions decides.
  ordered: "default_action",
};

const RULE: TypeCoverage = {
  whole: "listener_arn priority action.* condition.* transform.*",
  ordered: "action transform",
};

const LOAD_BALANCER: TypeCoverage = {
  whole: `desync_mitigation_mode drop_invalid_header_fields enable_waf_fail_open
    enforce_security_group_inbound_rules_on_private_link_traffic internal load_balancer_type preserve_host_header
    security_groups subnets subnet_mapping.subnet_id xff_header_processing_mode access_logs.bucket access_logs.enabled
    access_logs.prefix connection_logs.bucket connection_logs.enabled connection_logs.prefix`,
  noted: `enable_deletion_protection name name_prefix ip_address_type enable_tls_version_and_cipher_suite_headers
    enable_xff_client_port subnet_mapping.allocation_id subnet_mapping.ipv6_address
    subnet_mapping.private_ipv4_address customer_owned_ipv4_pool ipam_pools.ipv4_ipam_pool_id`,
  irrelevant: {
    [TIMES]: "client_keep_alive idle_timeout",
    "Capacity and how calls are spread over zones.": `dns_record_client_routing_policy enable_cross_zone_load_balancing enable_http2 enable_zonal_shift
      minimum_load_balancer_capacity.* enable_prefix_for_ipv6_source_nat secondary_ips_auto_assigned_per_subnet`,
    "A log of health checks, which holds no call.": "health_check_logs.*",
  },
  computed: "arn_suffix dns_name vpc_id zone_id subnet_mapping.outpost_id",
};

const TARGET_GROUP: TypeCoverage = {
  existence: "neutral",
  whole: "name name_prefix port preserve_client_ip protocol protocol_version proxy_protocol_v2 target_type vpc_id",
  noted: "ip_address_type lambda_multi_value_headers_enabled target_control_port",
  irrelevant: {
    [HEALTH]: `connection_termination deregistration_delay load_balancing_algorithm_type load_balancing_anomaly_mitigation
      load_balancing_cross_zone_enabled slow_start health_check.* stickiness.* target_failover.* target_group_health.*
      target_health_state.*`,
  },
  computed: "arn_suffix load_balancer_arns",
};

const ATTACHMENT: TypeCoverage = {
  whole: "port target_group_arn target_id",
  irrelevant: { [HEALTH]: "availability_zone quic_server_id" },
};

const LISTENER_CERTIFICATE: TypeCoverage = { whole: "certificate_arn listener_arn" };

export const loadBalancing: ServiceCoverage = {
  title: "Elastic Load Balancing",
  types: {
    aws_lb: LOAD_BALANCER,
    aws_alb: LOAD_BALANCER,
    aws_lb_listener: LISTENER,
    aws_alb_listener: LISTENER,
    aws_lb_listener_rule: RULE,
    aws_alb_listener_rule: RULE,
    aws_lb_listener_certificate: LISTENER_CERTIFICATE,
    aws_alb_listener_certificate: LISTENER_CERTIFICATE,
    aws_lb_target_group: TARGET_GROUP,
    aws_alb_target_group: TARGET_GROUP,
    aws_lb_target_group_attachment: ATTACHMENT,
    aws_alb_target_group_attachment: ATTACHMENT,
    aws_lb_trust_store: {
      existence: "neutral",
      whole: "ca_certificates_bundle_s3_bucket ca_certificates_bundle_s3_key ca_certificates_bundle_s3_object_version",
      irrelevant: { "A name for people; listeners use the ARN.": "name name_prefix" },
      computed: "arn_suffix",
    },
    aws_lb_trust_store_revocation: {
      whole: "revocations_s3_bucket revocations_s3_key revocations_s3_object_version trust_store_arn",
      computed: "revocation_id",
    },
    aws_lb_cookie_stickiness_policy: {
      noted: "lb_port load_balancer name",
      irrelevant: { [HEALTH]: "cookie_expiration_period" },
    },
    aws_lb_ssl_negotiation_policy: { whole: "lb_port load_balancer name triggers attribute.name attribute.value" },
    aws_elb: {
      whole: `desync_mitigation_mode instances internal security_groups source_security_group subnets availability_zones
        access_logs.bucket access_logs.bucket_prefix access_logs.enabled listener.*`,
      noted: "name name_prefix",
      irrelevant: {
        [TIMES]: "connection_draining connection_draining_timeout idle_timeout",
        [HEALTH]: "cross_zone_load_balancing health_check.*",
        "How often logs are written.": "access_logs.interval",
      },
      computed: "dns_name source_security_group_id zone_id",
    },
    aws_elb_attachment: { whole: "elb instance" },
  },
};
