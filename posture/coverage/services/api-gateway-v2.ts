import type { ServiceCoverage } from "../classification";

const WEBSOCKET = "WebSocket APIs only: shapes a message, lets nobody in.";

export const apiGatewayV2: ServiceCoverage = {
  title: "API Gateway v2 (HTTP and WebSocket APIs)",
  types: {
    aws_apigatewayv2_api: {
      model: `name protocol_type body disable_execute_api_endpoint target route_key
        cors_configuration.allow_credentials cors_configuration.allow_headers cors_configuration.allow_methods
        cors_configuration.allow_origins cors_configuration.expose_headers cors_configuration.max_age`,
      whole: "api_key_selection_expression credentials_arn route_selection_expression",
      noted: "ip_address_type",
      irrelevant: {
        "A label of the OpenAPI import.": "version",
        "Whether the import stops at a warning; what is imported is compared.": "fail_on_warnings",
      },
      computed: "api_endpoint execution_arn",
    },
    aws_apigatewayv2_route: {
      model: "api_id authorization_scopes authorization_type authorizer_id route_key target",
      whole: "api_key_required",
      irrelevant: {
        "A label.": "operation_name",
        [WEBSOCKET]:
          "model_selection_expression request_models route_response_selection_expression request_parameter.*",
      },
    },
    aws_apigatewayv2_authorizer: {
      model: `api_id authorizer_payload_format_version authorizer_result_ttl_in_seconds authorizer_type authorizer_uri
        enable_simple_responses identity_sources name jwt_configuration.audience jwt_configuration.issuer`,
      whole: "authorizer_credentials_arn",
    },
    aws_apigatewayv2_integration: {
      model: "api_id integration_type integration_uri payload_format_version",
      whole: `connection_id connection_type credentials_arn integration_method integration_subtype request_parameters
        tls_config.server_name_to_verify request_templates template_selection_expression content_handling_strategy
        passthrough_behavior response_parameters.mappings response_parameters.status_code`,
      irrelevant: { "How long the gateway waits for an answer.": "timeout_milliseconds" },
      computed: "integration_response_selection_expression",
    },
    aws_apigatewayv2_stage: {
      model: `api_id name auto_deploy access_log_settings.destination_arn access_log_settings.format
        default_route_settings.throttling_burst_limit default_route_settings.throttling_rate_limit
        route_settings.route_key route_settings.throttling_burst_limit route_settings.throttling_rate_limit`,
      whole: "client_certificate_id deployment_id stage_variables",
      noted: `default_route_settings.data_trace_enabled default_route_settings.logging_level
        route_settings.data_trace_enabled route_settings.logging_level`,
      irrelevant: {
        "Whether CloudWatch gets figures for each route.":
          "default_route_settings.detailed_metrics_enabled route_settings.detailed_metrics_enabled",
      },
      computed: "execution_arn invoke_url",
    },
    aws_apigatewayv2_domain_name: {
      model: `domain_name domain_name_configuration.certificate_arn domain_name_configuration.security_policy
        mutual_tls_authentication.truststore_uri`,
      whole: `domain_name_configuration.endpoint_type domain_name_configuration.ownership_verification_certificate_arn
        mutual_tls_authentication.truststore_version routing_mode`,
      noted: "domain_name_configuration.ip_address_type",
      computed:
        "api_mapping_selection_expression domain_name_configuration.hosted_zone_id domain_name_configuration.target_domain_name",
    },
    aws_apigatewayv2_api_mapping: { model: "api_id api_mapping_key domain_name stage" },
    aws_apigatewayv2_routing_rule: {
      whole: "domain_name priority action.* condition.*",
      computed: "routing_rule_arn routing_rule_id",
    },
    aws_apigatewayv2_deployment: {
      whole: "api_id",
      irrelevant: { "When a new deployment is made: it publishes the routes as the plan has them.": "triggers" },
      computed: "auto_deployed",
    },
    aws_apigatewayv2_vpc_link: {
      existence: "neutral",
      whole: "security_group_ids subnet_ids",
      irrelevant: { "A name for people; integrations use the id.": "name" },
    },
    aws_apigatewayv2_integration_response: {
      noted: "api_id integration_id integration_response_key",
      irrelevant: { [WEBSOCKET]: "content_handling_strategy response_templates template_selection_expression" },
    },
    aws_apigatewayv2_route_response: {
      noted: "api_id route_id route_response_key",
      irrelevant: { [WEBSOCKET]: "model_selection_expression response_models" },
    },
    aws_apigatewayv2_model: {
      noted: "api_id",
      irrelevant: { [WEBSOCKET]: "content_type name schema" },
    },
  },
};
