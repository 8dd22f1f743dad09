import { globOf, type Glob } from "../../iam/glob";
import { valueOr, type Attributes, type EntryPoint, type Model, type Resource } from "../../model/index";
import type { Comparison } from "../comparison";
import { partition, type Pattern } from "../../access/partition";
import { otherAddress } from "../moved";

/** A listener and its rules, as far as they are part of the input. */
export interface Siblings {
  readonly listener: Resource | undefined;
  /** The other rules, the one that is asked first at the front. */
  readonly rules: readonly { readonly resource: Resource; readonly priority: number }[];
}

const RULE = /^aws_a?lb_listener_rule$/;

export function siblings(model: Model, rule: Resource): Siblings | undefined {
  const mine = ownerOf(rule);
  if (mine === undefined) return undefined;
  const rules = rulesOf(model, mine).filter(({ resource }) => resource !== rule);
  const listener = model.resources.find(
    ({ type, address, attributes }) =>
      /^aws_a?lb_listener$/.test(type) && (address === mine || valueOr(attributes.text("arn"), undefined) === mine),
  );
  return { listener, rules };
}

function rulesOf(model: Model, owner: string): Siblings["rules"] {
  return model.resources
    .filter((one) => RULE.test(one.type) && ownerOf(one) === owner)
    .map((resource) => ({ resource, priority: priorityOf(resource) }))
    .sort((a, b) => a.priority - b.priority);
}

function priorityOf({ attributes }: Resource): number {
  return valueOr(attributes.number("priority"), undefined) ?? NaN;
}

/** The address, or the ARN, of a rule's listener. */
function ownerOf({ attributes }: Resource): string | undefined {
  const arn = attributes.text("listener_arn");
  return arn.known ? arn.value : attributes.references("listener_arn")[0]?.address;
}

/** What answers the requests of a listener's rule on the other side of a comparison. */
export interface Instead {
  /** `undefined` among them: the load balancer answers some itself, or nothing does. */
  readonly entryPoints: readonly (EntryPoint | undefined)[];
  /** Of which it isn't known who is behind them: they forward to no function, or their order or conditions aren't known. */
  readonly open: readonly Resource[];
}

/**
 * A rule that comes or goes takes its requests from the rules after it, or leaves them to these: the first one that
 * matches answers, and the listener's default action what none matches.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/listener-rules.html
 * Undefined: it is no rule, or its listener isn't on the other side.
 */
export function ruleInstead(
  comparison: Comparison,
  { resource }: EntryPoint,
  side: "before" | "after",
): Instead | undefined {
  const { before, after } = comparison;
  const [own, other] = side === "before" ? [before, after] : [after, before];
  const listener = RULE.test(resource.type) ? siblings(own, resource)?.listener : undefined;
  if (!listener) return undefined;
  const last = other.resource(otherAddress(comparison, listener.address, side));
  if (!last) return undefined;
  const mine = rulesOf(own, ownerOf(resource) ?? "").map((one) => matcherOf(one.resource));
  const theirs = rulesOf(other, ownerIn(other, last)).map((one) => matcherOf(one.resource));
  const itself = mine.find((one) => one.resource === resource);
  const cells =
    itself &&
    partition(
      itself.pattern,
      [...mine, ...theirs].map(({ pattern }) => pattern),
    );
  if (!cells) return undefined;
  const answering = new Set<Resource>();
  const open = new Set<Resource>();
  for (const { in: taking } of cells) {
    const first = mine.find((one, i) => taking.has(i) && one.isExact);
    // Another rule takes these requests before, all of them.
    if (first && priorityOf(first.resource) < priorityOf(resource)) continue;
    const list = theirs.filter((_, i) => taking.has(mine.length + i));
    const end = list.findIndex(({ isExact }) => isExact);
    for (const one of end < 0 ? list : list.slice(0, end + 1)) {
      answering.add(one.resource);
      if (Number.isNaN(priorityOf(one.resource))) open.add(one.resource);
    }
    if (end < 0) answering.add(last);
  }
  const found = [...answering].map((one) => {
    const points = other.entryPoints.filter((point) => point.resource === one);
    if (points.length === 0 && mayForward(one)) open.add(one);
    return points;
  });
  return {
    entryPoints: found.flatMap((points) => (points.length > 0 ? points : [undefined])),
    open: [...open],
  };
}

/** As the rules of a listener name it. */
function ownerIn(model: Model, listener: Resource): string {
  const arn = valueOr(listener.attributes.text("arn"), undefined);
  const names = [listener.address, ...(arn === undefined ? [] : [arn])];
  return names.find((name) => rulesOf(model, name).length > 0) ?? listener.address;
}

function mayForward({ type, attributes }: Resource): boolean {
  const { items, missing } = attributes.blocks(RULE.test(type) ? "action" : "default_action");
  const types = items.map((action) => valueOr(action.text("type"), "forward"));
  return types.includes("forward") || missing.length > 0;
}

interface Matcher {
  readonly resource: Resource;
  readonly pattern: Pattern;
  /** False where it asks for more than method, host and path, or where not all is known: it may match, or not. */
  readonly isExact: boolean;
}

const READ = ["http_request_method", "host_header", "path_pattern"] as const;
const ANY_HOST: Glob = [{ not: "/", many: true }];
const ANY_PATH: Glob = ["/", { not: "", many: true }];

/** A request as its host and path. */
function matcherOf(resource: Resource): Matcher {
  const conditions = resource.attributes.blocks("condition");
  let isExact = conditions.missing.length === 0;
  const given = new Map<string, readonly string[]>();
  for (const condition of conditions.items) {
    const read = READ.filter((name) => hasBlock(condition, name));
    if (read.length === 0) isExact = false;
    for (const name of read) {
      const values = condition.texts(name, 0, "values");
      if (values.missing.length > 0 || values.items.length === 0) isExact = false;
      else if (!given.has(name)) given.set(name, values.items);
      // Both have to match.
      else isExact = false;
    }
  }
  const hosts = given.get("host_header")?.map((text) => globOf(text.toLowerCase()).map(withinHost)) ?? [ANY_HOST];
  const paths = given.get("path_pattern")?.map(globOf) ?? [ANY_PATH];
  const globs = hosts.flatMap((host) => paths.map((path): Glob => [...host, ...path]));
  const methods = given.get("http_request_method");
  return { resource, isExact, pattern: (method) => (methods?.includes(method) === false ? [] : globs) };
}

function withinHost(element: Glob[number]): Glob[number] {
  return typeof element === "string" ? element : { ...element, not: "/" };
}

function hasBlock(condition: Attributes, name: string): boolean {
  const { items, missing } = condition.blocks(name);
  return items.length + missing.length > 0;
}
