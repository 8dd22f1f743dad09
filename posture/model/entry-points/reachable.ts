import { isWhole, valueOr, type Listing } from "../../terraform/value";
import { targetOf, type Attributes, type Resource } from "../../terraform/resource";
import type { Authorization } from "./entry-point";
import { leadsToResource, type Sources } from "./sources";

type Limit = Extract<Authorization, { kind: "limited" }>;

/** Ranges as wide as a 128th of all addresses keep nobody out who wants in. */
function isWide(range: string): boolean {
  const length = /\/(\d+)$/.exec(range)?.[1];
  return length !== undefined && Number(length) < 8;
}

const UNKNOWN: Limit = { kind: "limited", to: "requests that meet conditions which aren't known", certain: false };

/** Conditions of a listener's rule that not everybody meets: where a request comes from, a header that may be a secret. */
export function conditionLimit(rule: Resource): Limit | undefined {
  const conditions = rule.attributes.blocks("condition");
  for (const condition of conditions.items) {
    if (condition.blocks("source_ip").items.length > 0) {
      const ranges = condition.texts("source_ip", 0, "values");
      if (ranges.items.some(isWide)) continue;
      return { kind: "limited", to: `callers from ${listed(ranges)}`, certain: isWhole(ranges) };
    }
    const headers = condition.blocks("http_header");
    if (headers.items.length > 0) {
      const name = valueOr(condition.text("http_header", 0, "http_header_name"), undefined);
      const header = name === undefined ? "a header whose name isn't known" : `the header ${name}`;
      return { kind: "limited", to: `requests with certain values of ${header}`, certain: false };
    }
    if (headers.missing.length > 0) return UNKNOWN;
  }
  return isWhole(conditions) ? undefined : UNKNOWN;
}

function listed({ items, missing }: Listing<string>): string {
  return [...items, ...missing.map(() => "a range that isn't known")].join(", ");
}

const GROUP = ["aws_security_group"];
const RULES = ["aws_security_group_rule", "aws_vpc_security_group_ingress_rule"];

/**
 * The security groups of a load balancer, where this input holds them whole and none of them takes requests from
 * everywhere. Undefined where they do, or where it can't be told: then nothing is taken for closed.
 */
export function groupLimit(
  sources: Sources,
  balancer: Resource | undefined,
  port: number | undefined,
): Limit | Extract<Authorization, { kind: "nobody" }> | undefined {
  if (!balancer) return undefined;
  const named = balancer.attributes.texts("security_groups");
  const count = named.items.length + named.missing.length;
  const groups = Array.from({ length: count }, (_, i) =>
    targetOf(sources.resourceAt(balancer.attributes, ["security_groups", i], GROUP)),
  );
  if (groups.length === 0) return undefined;
  const ranges: string[] = [];
  let rules = 0;
  for (const group of groups) {
    if (group?.resource.mode !== "managed") return undefined;
    const inside = group.resource.attributes.blocks("ingress");
    const beside = sources.ofType(...RULES).filter(({ attributes: a, type }) => {
      if (type === "aws_security_group_rule" && valueOr(a.text("type"), "ingress") !== "ingress") return false;
      return leadsToResource(sources.resourceAt(a, ["security_group_id"], GROUP), group.resource) !== false;
    });
    const all = [...inside.items, ...beside.map(({ attributes }) => attributes)].filter((one) => covers(one, port));
    rules += all.length;
    for (const one of all) {
      const found = rangesOf(one);
      if (found === undefined || found.some(isWide)) return undefined;
      ranges.push(...found);
    }
    if (inside.missing.length > 0) return undefined;
  }
  if (rules === 0)
    return {
      kind: "nobody",
      why: `its security groups let no request in${port === undefined ? "" : ` on port ${port}`}`,
    };
  const from = ranges.length > 0 ? [...new Set(ranges)].join(", ") : "its own network";
  return { kind: "limited", to: `callers from ${from}, whom its security groups let in`, certain: true };
}

function covers(rule: Attributes, port: number | undefined): boolean {
  const [from, to] = ["from_port", "to_port"].map((name) => Number(valueOr(rule.text(name), undefined) ?? NaN));
  if (port === undefined || from === undefined || to === undefined || Number.isNaN(from + to)) return true;
  return from <= 0 || (from <= port && port <= to);
}

/** Undefined: it isn't known from where. Other groups and prefix lists are inside AWS's networks, or of the owner's. */
function rangesOf(rule: Attributes): readonly string[] | undefined {
  const lists = ["cidr_blocks", "ipv6_cidr_blocks"].map((name) => rule.texts(name));
  const single = ["cidr_ipv4", "cidr_ipv6"].map((name) => rule.text(name));
  if (lists.some((one) => !isWhole(one)) || single.some((one) => !one.known)) return undefined;
  const prefixes = [
    ...rule.texts("prefix_list_ids").items,
    valueOr(rule.text("prefix_list_id"), undefined) ?? [],
  ].flat();
  return [
    ...lists.flatMap(({ items }) => items),
    ...single.flatMap((one) => valueOr(one, undefined) ?? []),
    ...prefixes.map((id) => `the prefix list ${id}`),
  ];
}
