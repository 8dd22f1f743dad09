import { Token, type TerraformProvider } from "cdktf";
import { Construct } from "constructs";
import { Wafv2WebAcl, type Wafv2WebAclRule } from "../../bindings";
import { ConfigurationError } from "../../errors/configuration-error";
import { requireChecks } from "../../stack/run-rules";

/** Together 925 of the 1,500 capacity units that a web ACL has: https://docs.aws.amazon.com/waf/latest/developerguide/aws-managed-rule-groups-list.html */
const BASELINE = [
  "AWSManagedRulesAmazonIpReputationList",
  "AWSManagedRulesCommonRuleSet",
  "AWSManagedRulesKnownBadInputsRuleSet",
];

export interface ManagedRuleGroupOptions {
  /** Rules of the group that count requests and let them pass: `["SizeRestrictions_BODY"]`. @default none: each does what AWS says */
  readonly count?: readonly string[];
}

export interface WebAclOptions {
  /**
   * Rule groups of AWS by name, evaluated in this order. `AWSManagedRulesCommonRuleSet` refuses bodies over 8 KB and calls without User-Agent.
   * @default `AWSManagedRulesAmazonIpReputationList`, `AWSManagedRulesCommonRuleSet`, `AWSManagedRulesKnownBadInputsRuleSet`
   */
  readonly managedRuleGroups?: Readonly<Record<string, ManagedRuleGroupOptions>>;
  /** Requests of one source address in five minutes, 10 to 2,000,000,000; more are refused. @default none */
  readonly rateLimit?: number;
}

export interface WebAclProps extends WebAclOptions {
  readonly name: string;
  /** A provider in us-east-1, where AWS keeps the web ACLs of CloudFront. @default the stack's own */
  readonly provider?: TerraformProvider;
  /** On every resource that takes tags. @default none */
  readonly tags?: Readonly<Record<string, string>>;
}

/**
 * A web ACL for CloudFront: rule groups of AWS, and a limit for each source address. What it refuses is a 403 of CloudFront's own.
 * https://docs.aws.amazon.com/waf/latest/developerguide/how-aws-waf-works-resources.html
 *
 * Address: `aws_wafv2_web_acl.ID`.
 */
export class WebAcl extends Construct {
  readonly resource: Wafv2WebAcl;

  constructor(scope: Construct, id: string, props: WebAclProps) {
    super(scope, id);
    requireChecks(this, props);
    const groups = Object.entries(
      props.managedRuleGroups ?? Object.fromEntries(BASELINE.map((name) => [name, {} as ManagedRuleGroupOptions])),
    );
    checkRate(props.rateLimit, this.node.path);
    if (groups.length === 0 && props.rateLimit === undefined)
      throw new ConfigurationError(
        "web-acl-empty",
        { path: this.node.path, prop: "managedRuleGroups" },
        "the web ACL would let every request pass",
        "Name a rule group or a rateLimit, or leave managedRuleGroups out",
      );
    this.resource = new Wafv2WebAcl(this, "Resource", {
      provider: props.provider,
      name: props.name,
      scope: "CLOUDFRONT",
      defaultAction: { allow: {} },
      rule: [
        ...(props.rateLimit === undefined ? [] : [rateRule(props.rateLimit)]),
        ...groups.map(([name, options], i) => groupRule(name, options, i + 1)),
      ],
      visibilityConfig: visibility(props.name),
      tags: props.tags,
    });
  }

  /** So that several distributions take it: `webAcl: acl`. */
  get arn(): string {
    return this.resource.arn;
  }
}

function checkRate(limit: number | undefined, path: string): void {
  if (limit === undefined || Token.isUnresolved(limit)) return;
  if (Number.isInteger(limit) && limit >= 10 && limit <= 2_000_000_000) return;
  throw new ConfigurationError(
    "web-acl-rate",
    { path, prop: "rateLimit" },
    `it is ${String(limit)}`,
    "Write 10 to 2000000000, the requests of one address in five minutes",
  );
}

function rateRule(limit: number): Wafv2WebAclRule {
  return {
    name: "rate",
    priority: 0,
    action: { block: {} },
    statement: { rate_based_statement: { limit, aggregate_key_type: "IP" } },
    visibilityConfig: visibility("rate"),
  };
}

function groupRule(name: string, { count = [] }: ManagedRuleGroupOptions, priority: number): Wafv2WebAclRule {
  return {
    name,
    priority,
    overrideAction: { none: {} },
    statement: {
      managed_rule_group_statement: {
        name,
        vendor_name: "AWS",
        rule_action_override: count.map((rule) => ({ name: rule, action_to_use: { count: {} } })),
      },
    },
    visibilityConfig: visibility(name),
  };
}

/**
 * Sampled requests would show all headers, tokens included.
 * https://docs.aws.amazon.com/waf/latest/APIReference/API_HTTPRequest.html
 */
function visibility(metricName: string): Wafv2WebAclRule["visibilityConfig"] {
  return { metricName, cloudwatchMetricsEnabled: true, sampledRequestsEnabled: false };
}
