import { toEachOther } from "../to-each-other";

const ARN = "arn:aws:wafv2:eu-west-1:123456789012:regional/ipset/s/1";
const named = { ip_set_reference_statement: [{ arn: ARN }] };
const rule = (action: string, statement: object = named, name = action) => ({
  ...{ name, priority: 1, action: [{ [action]: [{}] }], statement: [statement] },
  visibility_config: [{ cloudwatch_metrics_enabled: true, metric_name: name, sampled_requests_enabled: true }],
});
const stack = (rules: readonly object[] | undefined, addresses: unknown) => ({
  aws_wafv2_ip_set: { s: { name: "s", scope: "REGIONAL", ip_address_version: "IPV4", arn: ARN, addresses } },
  ...(rules && {
    aws_wafv2_web_acl: { w: { name: "w", scope: "REGIONAL", default_action: [{ allow: [{}] }], rule: rules } },
  }),
});
const RULES: Record<string, readonly object[] | undefined> = {
  "no web ACL": undefined,
  "a web ACL of other rules": [rule("block", { geo_match_statement: [{ country_codes: ["DE"] }] })],
  "a rule that allows": [rule("allow")],
  "a rule that blocks": [rule("block")],
  "a rule that counts": [rule("count")],
  "a rule that asks for a CAPTCHA": [rule("captcha")],
  "a rule that challenges": [rule("challenge")],
  "a rule that challenges all others": [rule("challenge", { not_statement: [{ statement: [named] }] })],
  "rules that allow and block": [rule("allow"), rule("block")],
  "rules that count and block": [rule("count"), rule("block")],
  "a rule whose set isn't known": [rule("block", { ip_set_reference_statement: [{ arn: "${var.unset}" }] })],
  "a rate for a set": [
    rule("block", { rate_based_statement: [{ limit: 100, aggregate_key_type: "IP", scope_down_statement: [named] }] }),
  ],
};

test.each(Object.entries(RULES))("addresses come and go in the set of %s", (_, rules) => {
  const states = {
    one: stack(rules, ["192.0.2.1/32"]),
    "one and a block": stack(rules, ["192.0.2.1/32", "198.51.100.0/24"]),
    another: stack(rules, ["192.0.2.2/32"]),
    "not known": stack(rules, "${var.unset}"),
  };
  expect({ ...toEachOther(states, "one"), back: toEachOther(states, "one and a block") }).toMatchSnapshot();
});
