import type { Entity, Value } from "../../model/index";
import { unknown, protective, type Detector, type Reporter } from "../change";
import type { Comparison } from "../comparison";
import { ownAt, referredTo, valueByReference } from "../by-reference";
import { compareValue } from "../compare-values";
import { type MatchedPair, isMatched } from "../pairs";
import { managedPairs } from "../resource-pairs";
import { shown } from "../../redact/redact";

/** Types that put a web ACL before a resource, with the argument that names the web ACL. */
const TYPES: Readonly<Record<string, string>> = {
  aws_wafv2_web_acl_association: "web_acl_arn",
  aws_wafregional_web_acl_association: "web_acl_id",
};

/** AWS WAF before a load balancer, a REST API's stage, a user pool and the like. */
export const webAcls: Detector = {
  source: "AWS WAF API: AssociateWebACL https://docs.aws.amazon.com/waf/latest/APIReference/API_AssociateWebACL.html",
  codes: {
    "web-acl-associated": protective("A web ACL filters requests to a resource"),
    "web-acl-removed": { title: "A web ACL no longer filters requests to a resource", kinds: ["broadened", "neutral"] },
    "web-acl-changed": unknown("Another web ACL filters requests to a resource"),
  },
  compares: {
    aws_wafv2_web_acl_association: "resource_arn web_acl_arn",
    aws_wafregional_web_acl_association: "resource_arn web_acl_id",
  },
  detect(comparison, report) {
    for (const pair of Object.keys(TYPES).flatMap((type) => managedPairs(comparison, type, ["resource_arn"]))) {
      if (isMatched(pair)) kept(comparison, pair, report);
      else if (pair.after) added(pair.after, report);
      else removed(comparison, pair.before, report);
    }
  },
};

type Text = Value<string | undefined>;

function kept(comparison: Comparison, { before, after }: MatchedPair<Entity>, report: Reporter): void {
  const argument = TYPES[after.resource.type] ?? "web_acl_arn";
  const at = (name: string) => {
    const [was, is] = [before, after].map(({ resource }) => resource.attributes.text(name)) as [Text, Text];
    const values = valueByReference(comparison, { before, after }, [name], { before: was, after: is });
    return compareValue(values.before, values.after, { before, after, path: [name] });
  };
  const [resource, acl] = [at("resource_arn"), at(argument)];
  if (resource.is === "changed") {
    removed(comparison, before, report);
    added(after, report);
  } else if (resource.is === "unknown" || acl.is !== "same")
    report({
      at: after,
      code: "web-acl-changed",
      summary:
        resource.is === "same" && acl.is === "changed"
          ? `Another web ACL filters requests to ${text(after, "resource_arn")}: what it lets through was not compared.`
          : `Whether the same web ACL filters requests to ${text(after, "resource_arn")} isn't known.`,
      before: text(before, argument),
      after: text(after, argument),
    });
}

function added(association: Entity, report: Reporter): void {
  report({
    at: association,
    code: "web-acl-associated",
    summary: `A web ACL filters requests to ${text(association, "resource_arn")}.`,
  });
}

function removed({ before, after }: Comparison, association: Entity, report: Reporter): void {
  const arn = association.resource.attributes.text("resource_arn");
  const own = ownAt(association.resource.attributes, "resource_arn");
  const guarded = before.resources.find(({ address, attributes }) => {
    if (own === address) return true;
    const found = attributes.text("arn");
    return arn.known && found.known && found.value !== undefined && found.value === arn.value;
  });
  const isGone = guarded !== undefined && after.resource(guarded.address) === undefined;
  report({
    at: association,
    code: "web-acl-removed",
    kind: isGone ? "neutral" : "broadened",
    summary: isGone
      ? `${text(association, "resource_arn")} is removed, and the association of its web ACL with it.`
      : `This web ACL no longer filters requests to ${text(association, "resource_arn")}.`,
  });
}

/** The ARN, or what it is taken from. */
function text(association: Entity, argument: string): string {
  const { attributes } = association.resource;
  const value = attributes.text(argument);
  if (value.known && value.value !== undefined) return shown(association, [argument], value.value);
  return referredTo(attributes, argument);
}
