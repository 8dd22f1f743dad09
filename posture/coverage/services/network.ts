import type { ServiceCoverage, TypeCoverage } from "../classification";

const RULE: TypeCoverage = {
  whole: `cidr_ipv4 cidr_ipv6 from_port ip_protocol prefix_list_id referenced_security_group_id security_group_id to_port`,
  computed: "security_group_rule_id",
};
const GROUP: TypeCoverage = {
  whole: "egress ingress vpc_id",
  noted: "name name_prefix",
  irrelevant: { "What Terraform does at destroy.": "revoke_rules_on_delete" },
  computed: "owner_id",
};

/** What decides which machines reach a load balancer, or a private API. */
export const network: ServiceCoverage = {
  title: "Security groups and VPC endpoints",
  types: {
    aws_security_group: GROUP,
    aws_default_security_group: { ...GROUP, noted: undefined, computed: "name name_prefix owner_id" },
    aws_security_group_rule: {
      whole: `cidr_blocks from_port ipv6_cidr_blocks prefix_list_ids protocol security_group_id self
        source_security_group_id to_port type`,
      computed: "security_group_rule_id",
    },
    aws_vpc_security_group_ingress_rule: RULE,
    aws_vpc_security_group_egress_rule: RULE,
    aws_vpc_security_group_rules_exclusive: { whole: "egress_rule_ids ingress_rule_ids security_group_id" },
    aws_vpc_security_group_vpc_association: { whole: "security_group_id vpc_id", computed: "state" },
    aws_vpc_endpoint: {
      whole: `auto_accept policy private_dns_enabled resource_configuration_arn route_table_ids security_group_ids
        service_name service_network_arn service_region subnet_ids vpc_endpoint_type vpc_id dns_options.*
        subnet_configuration.*`,
      noted: "ip_address_type",
      computed: "cidr_blocks dns_entry network_interface_ids owner_id prefix_list_id requester_managed state",
    },
    aws_vpc_endpoint_policy: { whole: "policy vpc_endpoint_id" },
    aws_vpc_endpoint_security_group_association: { whole: "*" },
    aws_vpc_endpoint_subnet_association: { whole: "*" },
    aws_vpc_endpoint_private_dns: { whole: "*" },
    aws_vpc_endpoint_service: {
      existence: "neutral",
      whole: `acceptance_required allowed_principals gateway_load_balancer_arns network_load_balancer_arns
        private_dns_name supported_regions`,
      noted: "supported_ip_address_types",
      computed: `availability_zones base_endpoint_dns_names manages_vpc_endpoints private_dns_name_configuration
        service_name service_type state`,
    },
    aws_vpc_endpoint_service_allowed_principal: { whole: "principal_arn vpc_endpoint_service_id" },
  },
};
