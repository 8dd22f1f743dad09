import type { ServiceCoverage, TypeCoverage } from "../classification";

const FIGURES = "Names of figures in CloudWatch.";

/** A set of conditions of AWS WAF Classic: what it holds is what it does. */
const SET: TypeCoverage = { whole: "*" };
const CLASSIC_RULE: TypeCoverage = { whole: "*", irrelevant: { [FIGURES]: "metric_name" } };
const classicAcl = (rules: string): TypeCoverage => ({
  whole: `name default_action.* ${rules}`,
  noted: "logging_configuration.*",
  irrelevant: { [FIGURES]: "metric_name" },
});

const CLASSIC_SETS = [
  "byte_match_set",
  "geo_match_set",
  "ipset",
  "regex_match_set",
  "regex_pattern_set",
  "size_constraint_set",
  "sql_injection_match_set",
  "xss_match_set",
];
const CLASSIC_RULES = ["rate_based_rule", "rule", "rule_group"];

const classic = (names: readonly string[], coverage: TypeCoverage) =>
  Object.fromEntries(
    ["aws_waf", "aws_wafregional"].flatMap((service) => names.map((name) => [`${service}_${name}`, coverage])),
  );

/** Rules nest in each other without end, so they are compared as a whole. */
export const waf: ServiceCoverage = {
  title: "AWS WAF",
  types: {
    aws_wafv2_web_acl: {
      existence: "neutral",
      whole: `association_config.* custom_response_body.* data_protection_config.* default_action.* rule.* rule_json scope
        token_domains challenge_config.*`,
      noted: "name name_prefix captcha_config.*",
      irrelevant: { [FIGURES]: "visibility_config.*" },
      computed: "application_integration_url capacity lock_token",
    },
    aws_wafv2_web_acl_association: { detector: "resource_arn web_acl_arn" },
    aws_wafv2_web_acl_rule: { whole: "*" },
    aws_wafv2_web_acl_rule_group_association: { whole: "*" },
    aws_wafv2_rule_group: {
      existence: "neutral",
      whole: "custom_response_body.* rule.* rules_json scope",
      noted: "name name_prefix capacity",
      irrelevant: { [FIGURES]: "visibility_config.*" },
      computed: "lock_token",
    },
    aws_wafv2_ip_set: {
      existence: "neutral",
      whole: "addresses ip_address_version scope",
      noted: "name name_prefix",
      computed: "lock_token",
    },
    aws_wafv2_regex_pattern_set: {
      existence: "neutral",
      whole: "regular_expression.* scope",
      noted: "name name_prefix",
      computed: "lock_token",
    },
    aws_wafv2_api_key: { noted: "scope token_domains", computed: "api_key" },
    aws_wafv2_web_acl_logging_configuration: {
      noted: "log_destination_configs resource_arn logging_filter.* redacted_fields.*",
    },
    aws_waf_web_acl: classicAcl("rules.*"),
    aws_wafregional_web_acl: classicAcl("rule.*"),
    aws_wafregional_web_acl_association: { detector: "resource_arn web_acl_id" },
    ...classic(CLASSIC_SETS, SET),
    ...classic(CLASSIC_RULES, CLASSIC_RULE),
  },
};
