import { globOf, matches } from "../../iam/glob";
import { valueOr } from "../../model/index";
import type { Attributes, Entity, Model } from "../../model/index";
import { unknownPaths } from "../paths";
import { narrowed, neutral, broadened, protective } from "./setting";
import type { ChangeMeaning, Setting } from "./setting";

/** What became of the requests that something matches; `other`: it can't be said which of both are more. */
type Way = "same" | "more" | "less" | "other";
type Json = Readonly<Record<string, unknown>>;

const OPPOSITE: Readonly<Record<Way, Way>> = { same: "same", more: "less", less: "more", other: "other" };

function together(ways: readonly Way[]): Way {
  const found = [...new Set(ways.filter((way) => way !== "same"))];
  return found.length === 0 ? "same" : found.length === 1 ? (found[0] ?? "other") : "other";
}

/** Of alternatives; `covers`: does one of them stand for another as well? */
function alternatives(
  was: readonly string[],
  is: readonly string[],
  covers: (wide: string, narrow: string) => boolean = Object.is,
): Way {
  const within = (inner: readonly string[], outer: readonly string[]) =>
    inner.every((one) => outer.some((wide) => covers(wide, one)));
  if (within(was, is)) return within(is, was) ? "same" : "more";
  return within(is, was) ? "less" : "other";
}

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? (value as unknown[]) : []);
const blockOf = (value: unknown): Json | undefined => listOf(value)[0] as Json | undefined;
const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** Of a statement of AWS WAF: https://docs.aws.amazon.com/waf/latest/APIReference/API_Statement.html */
function statementWay(was: Json | undefined, is: Json | undefined): Way {
  if (same(was, is)) return "same";
  const kind = [was, is].map((one) => Object.keys(one ?? {}).filter((name) => listOf(one?.[name]).length > 0));
  const [name] = kind[0] ?? [];
  if (name === undefined || kind.some((names) => names.length !== 1 || names[0] !== name)) return "other";
  const [before, after] = [blockOf(was?.[name]) ?? {}, blockOf(is?.[name]) ?? {}];
  const without = (one: Json, key: string) => Object.entries(one).filter(([own]) => own !== key);
  const restIsSame = (key: string) => same(without(before, key), without(after, key));
  const inner = (one: Json) => listOf(one["statement"]) as readonly Json[];
  if (name === "not_statement") return OPPOSITE[statementWay(inner(before)[0], inner(after)[0])];
  if (name === "geo_match_statement" && restIsSame("country_codes"))
    return alternatives(listOf(before["country_codes"]) as string[], listOf(after["country_codes"]) as string[]);
  // A higher limit stops less.
  if (name === "rate_based_statement" && restIsSame("limit"))
    return Number(after["limit"]) > Number(before["limit"]) ? "less" : "more";
  if (name !== "and_statement" && name !== "or_statement") return "other";
  const [had, has] = [inner(before), inner(after)];
  if (had.length === has.length) return together(had.map((one, i) => statementWay(one, has[i])));
  const way = alternatives(
    had.map((one) => JSON.stringify(one)),
    has.map((one) => JSON.stringify(one)),
  );
  return name === "or_statement" ? way : OPPOSITE[way];
}

interface Rule {
  readonly does: "stops" | "counts" | "lets pass";
  readonly statement: Json | undefined;
  readonly priority: number;
  /** What else it says. */
  readonly rest: string;
}

/** What other rules make of a request, or AWS by another resource: more than one rule has to be looked at. */
const ELSEWHERE = /"(label_match_statement|rule_group_reference_statement)":\[\{/;

function rulesOf(attributes: Attributes, path: string): ReadonlyMap<string, Rule> | undefined {
  const { values, unknown: open } = attributes.plain() as { values: Json; unknown?: Json };
  const rules = listOf(values[path]) as readonly Json[];
  if (unknownPaths(open?.[path]).length > 0 || ELSEWHERE.test(JSON.stringify(rules))) return undefined;
  return new Map(
    rules.map(({ name, priority, statement, action, override_action, ...rest }) => {
      const named = (at: unknown) =>
        Object.entries(blockOf(at) ?? {}).flatMap(([word, inner]) => (listOf(inner).length > 0 ? [word] : []));
      const words = [...named(action), ...named(override_action)];
      const does = words.includes("count") ? "counts" : words.includes("allow") ? "lets pass" : "stops";
      return [
        String(name),
        {
          does,
          statement: blockOf(statement),
          priority: Number(priority),
          rest: JSON.stringify({ ...rest, visibility_config: undefined }),
        },
      ] as const;
    }),
  );
}

/** What it means that a rule matches more, or fewer, requests. */
const EFFECT: Readonly<Record<Rule["does"], Readonly<Record<"more" | "less", ChangeMeaning>>>> = {
  stops: { more: protective("more"), less: broadened("fewer") },
  "lets pass": { more: broadened("more"), less: narrowed("fewer") },
  counts: { more: neutral("more"), less: neutral("fewer") },
};
const PAST: Readonly<Record<Rule["does"], string>> = { stops: "stopped", counts: "counted", "lets pass": "let pass" };

/** Rules of a web ACL: which come and go, which match other requests or do something else with them. */
export function webAclRules(path: string): Setting {
  return {
    compares: [],
    compare(on, code) {
      const [was, is] = [on.pair.before, on.pair.after].map(({ resource }) => rulesOf(resource.attributes, path));
      if (!was || !is) return;
      const order = (rules: ReadonlyMap<string, Rule>) =>
        [...rules].filter(([name]) => was.has(name) && is.has(name)).sort(([, a], [, b]) => a.priority - b.priority);
      if (
        !same(
          order(was).map(([name]) => name),
          order(is).map(([name]) => name),
        )
      )
        return;
      const found: { readonly name: string; readonly kind: ChangeMeaning["kind"]; readonly text: string }[] = [];
      for (const name of new Set([...was.keys(), ...is.keys()])) {
        const [then, now] = [was.get(name), is.get(name)];
        if (then && now) {
          const way = statementWay(then.statement, now.statement);
          if (way === "other" || then.rest !== now.rest || (way !== "same" && then.does !== now.does)) return;
          const [kind, text] =
            way === "same"
              ? [becoming(then.does, now.does), `${now.does} what it matches (was: ${PAST[then.does]})`]
              : [EFFECT[now.does][way].kind, `${now.does} ${EFFECT[now.does][way].text} requests`];
          if (way !== "same" || then.does !== now.does) found.push({ name, kind, text });
          continue;
        }
        const does = (now ?? then)?.does ?? "counts";
        const { kind } = EFFECT[does][now ? "more" : "less"];
        found.push({ name, kind, text: `${now ? "is new: it" : "is removed: it no longer"} ${does} what it matches` });
      }
      for (const { name, kind, text } of found)
        on.say({ code, kind, summary: `Rule ${name} of ${on.name} ${text}.`, attributes: on.cites([path]) });
    },
  };
}

/** The same requests, treated in another way. */
function becoming(was: Rule["does"], is: Rule["does"]): ChangeMeaning["kind"] {
  if (is === "stops") return "protective";
  return was === "stops" || is === "lets pass" ? "broadened" : "narrowed";
}

type Conditions = ReadonlyMap<string, readonly string[]>;

/** The conditions of a listener's rule, each with the values of which one has to match; undefined: not all are known. */
function conditionsOf({ resource: { attributes } }: Entity): Conditions | undefined {
  const { values, unknown: open } = attributes.plain() as { values: Json; unknown?: Json };
  if (unknownPaths(open?.["condition"]).length > 0) return undefined;
  const found = listOf(values["condition"]).flatMap((condition) =>
    Object.entries(condition as Json).flatMap(([kind, blocks]) => {
      const blocksOfKind = listOf(blocks) as readonly Json[];
      if (kind === "query_string") return [[kind, blocksOfKind.map((one) => JSON.stringify(one)).sort()] as const];
      return blocksOfKind.map((block) => {
        const name = typeof block["http_header_name"] === "string" ? ` ${block["http_header_name"]}` : "";
        return [`${kind}${name}`, listOf(block["values"]).map(String)] as const;
      });
    }),
  );
  const conditions = new Map(found.filter(([, list]) => list.length > 0));
  return conditions.size === found.filter(([, list]) => list.length > 0).length ? conditions : undefined;
}

function conditionsWay(was: Conditions, is: Conditions): Way {
  const covers = (wide: string, narrow: string) => matches(globOf(wide), narrow);
  return together(
    [...new Set([...was.keys(), ...is.keys()])].map((key): Way => {
      const [had, has] = [was.get(key), is.get(key)];
      if (!had || !has) return had ? "more" : "less";
      return alternatives(had, has, key === "source_ip" || key === "query_string" ? undefined : covers);
    }),
  );
}

/** Does a listener answer nothing by itself, and has it no other rule than this one? */
function refuses(model: Model, rule: Entity): boolean {
  const { attributes } = rule.resource;
  const arn = attributes.text("listener_arn");
  const listener = model.resources.find(
    ({ type, address, attributes: own }) =>
      /^aws_a?lb_listener$/.test(type) &&
      (attributes.references("listener_arn").some((one) => one.address === address) ||
        (arn.known && valueOr(own.text("arn"), undefined) === arn.value)),
  );
  const rules = model.resources.filter(({ type }) => /^aws_a?lb_listener_rule$/.test(type));
  const actions = listener?.attributes.blocks("default_action");
  return (
    rules.length === 1 &&
    actions?.missing.length === 0 &&
    actions.items.length > 0 &&
    actions.items.every((action) => valueOr(action.text("type"), "") === "fixed-response")
  );
}

/** Which requests a listener's rule answers, where nobody has to sign in for it. */
export function listenerConditions(): Setting {
  return {
    compares: [],
    compare(on, code) {
      const { before, after } = on.pair;
      const types = [before, after].map(({ resource: { attributes } }) =>
        attributes.blocks("action").items.map((action) => valueOr(action.text("type"), "")),
      );
      if (!types.every((list) => list.length > 0 && list.every((type) => type === "forward"))) return;
      const [was, is] = [conditionsOf(before), conditionsOf(after)];
      const way = was && is ? conditionsWay(was, is) : "other";
      if (way !== "more" && way !== "less") return;
      // Requests that it leaves go to another rule.
      if (way === "less" && !refuses(on.comparison.after, after)) return;
      on.say({
        code,
        kind: way === "more" ? "broadened" : "narrowed",
        summary: `${on.name} forwards ${way === "more" ? "more" : "fewer"} requests.`,
        attributes: on.cites(["condition"]),
      });
    },
  };
}
