import type { ServiceCoverage } from "../classification";

const LABEL = "A name for people.";
const CHECK = "How often and from where a health check asks; which records follow from it is compared at the record.";

/** Names and certificates, as far as they decide which host answers under a name. */
export const dns: ServiceCoverage = {
  title: "Amazon Route 53 and AWS Certificate Manager",
  types: {
    aws_route53_record: {
      whole: `name records type zone_id alias.name alias.zone_id set_identifier health_check_id
        multivalue_answer_routing_policy cidr_routing_policy.* failover_routing_policy.* geolocation_routing_policy.*
        geoproximity_routing_policy.* latency_routing_policy.* weighted_routing_policy.*`,
      noted: "alias.evaluate_target_health",
      irrelevant: {
        "How long resolvers keep the answer.": "ttl",
        "Whether Terraform takes over a record that is there.": "allow_overwrite",
      },
      computed: "fqdn",
    },
    aws_route53_records_exclusive: { whole: "zone_id resource_record_set.*" },
    aws_route53_zone: {
      existence: "neutral",
      whole: "name delegation_set_id vpc.vpc_id vpc.vpc_region",
      irrelevant: {
        "What Terraform does at destroy.": "force_destroy",
        "How quickly AWS recovers.": "enable_accelerated_recovery",
      },
      computed: "name_servers primary_name_server zone_id",
    },
    aws_route53_zone_association: { whole: "vpc_id vpc_region zone_id", computed: "owning_account" },
    aws_route53_vpc_association_authorization: { whole: "vpc_id vpc_region zone_id" },
    aws_route53_delegation_set: {
      whole: "",
      irrelevant: { [LABEL]: "reference_name" },
      computed: "name_servers",
    },
    aws_route53_health_check: {
      whole: `child_health_threshold child_healthchecks cloudwatch_alarm_name cloudwatch_alarm_region disabled fqdn
        invert_healthcheck ip_address port resource_path routing_control_arn search_string type
        insufficient_data_health_status`,
      irrelevant: {
        [CHECK]: "enable_sni failure_threshold measure_latency regions request_interval triggers",
        [LABEL]: "reference_name",
      },
    },
    aws_route53_cidr_collection: { irrelevant: { [LABEL]: "name" }, computed: "version" },
    aws_route53_cidr_location: { existence: "neutral", whole: "cidr_blocks cidr_collection_id name" },
    aws_route53_traffic_policy: {
      existence: "neutral",
      whole: "document",
      irrelevant: { [LABEL]: "name" },
      computed: "type version",
    },
    aws_route53_traffic_policy_instance: {
      whole: "hosted_zone_id name traffic_policy_id traffic_policy_version",
      irrelevant: { "How long resolvers keep the answer.": "ttl" },
    },
    aws_route53_hosted_zone_dnssec: { whole: "hosted_zone_id signing_status" },
    aws_route53_key_signing_key: {
      whole: "hosted_zone_id key_management_service_arn status",
      irrelevant: { [LABEL]: "name" },
      computed: `digest_algorithm_mnemonic digest_algorithm_type digest_value dnskey_record ds_record flag key_tag
        public_key signing_algorithm_mnemonic signing_algorithm_type`,
    },
    aws_route53_query_log: { noted: "cloudwatch_log_group_arn zone_id" },
    aws_route53domains_registered_domain: {
      whole: "domain_name name_server.* transfer_lock",
      irrelevant: {
        "Who the registry lists, and whether it shows them.": `admin_contact.* billing_contact.* registrant_contact.* tech_contact.* admin_privacy billing_privacy
          registrant_privacy tech_privacy`,
        "Whether the registration is prolonged by itself.": "auto_renew",
      },
      computed: `abuse_contact_email abuse_contact_phone creation_date expiration_date registrar_name registrar_url
        reseller status_list updated_date whois_server`,
    },
    aws_route53domains_domain: {
      whole: "domain_name name_server transfer_lock",
      irrelevant: {
        "Who the registry lists, and whether it shows them.": `admin_contact.* billing_contact registrant_contact.* tech_contact.* admin_privacy
          billing_privacy registrant_privacy tech_privacy`,
        "Whether and how long the registration is prolonged.": "auto_renew duration_in_years",
      },
      computed: `abuse_contact_email abuse_contact_phone creation_date expiration_date hosted_zone_id registrar_name
        registrar_url status_list updated_date whois_server`,
    },
    aws_route53domains_delegation_signer_record: {
      whole: "domain_name signing_attributes.*",
      computed: "dnssec_key_id",
    },
    aws_acm_certificate: {
      existence: "neutral",
      whole: `certificate_authority_arn certificate_body certificate_chain domain_name key_algorithm private_key
        private_key_wo private_key_wo_version subject_alternative_names options.export`,
      noted: "validation_method validation_option.* options.certificate_transparency_logging_preference",
      irrelevant: { "When a certificate is renewed.": "early_renewal_duration" },
      computed: `domain_validation_options not_after not_before pending_renewal renewal_eligibility renewal_summary status
        type validation_emails`,
    },
    aws_acm_certificate_validation: {
      noted: "certificate_arn validation_record_fqdns",
    },
    aws_acmpca_certificate_authority: {
      whole:
        "enabled key_storage_security_standard type usage_mode certificate_authority_configuration.* revocation_configuration.*",
      irrelevant: { "How long a deleted authority can be restored.": "permanent_deletion_time_in_days" },
      computed: "certificate certificate_chain certificate_signing_request not_after not_before serial",
    },
    aws_acmpca_certificate_authority_certificate: { whole: "certificate certificate_authority_arn certificate_chain" },
    aws_acmpca_certificate: {
      whole: `api_passthrough certificate_authority_arn certificate_signing_request signing_algorithm template_arn
        validity.type validity.value`,
      computed: "certificate certificate_chain",
    },
    aws_acmpca_permission: { whole: "actions certificate_authority_arn principal source_account", computed: "policy" },
    aws_acmpca_policy: { whole: "policy resource_arn" },
  },
};
