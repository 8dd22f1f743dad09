import type { Attributes } from "../../model/index";
import { unknownPaths } from "../paths";
import { narrowed, neutral, broadened, protective, type ChangeMeaning, type Setting } from "./setting";

/** What became of the requests that something matches; `other`: it can't be said which of both are more; `open`: a value that decides isn't known. */
export type Way = "same" | "more" | "less" | "other" | "open";
export type Json = Readonly<Record<string, unknown>>;

const OPPOSITE: Readonly<Record<Way, Way>> = { same: "same", more: "less", less: "more", other: "other", open: "open" };

export function together(ways: readonly Way[]): Way {
  const found = [...new Set(ways.filter((way) => way !== "same"))];
  if (found.includes("open")) return "open";
  return found.length === 0 ? "same" : found.length === 1 ? (found[0] ?? "other") : "other";
}

/** Of alternatives; `covers`: does one of them stand for another as well? */
export function alternatives(
  was: readonly string[],
  is: readonly string[],
  covers: (wide: string, narrow: string) => boolean = Object.is,
): Way {
  const isIn = (one: string, outer: readonly string[]) => outer.some((wide) => wide === one || covers(wide, one));
  const within = (inner: readonly string[], outer: readonly string[]) => inner.every((one) => isIn(one, outer));
  // What isn't known may be one of the others, or all there is.
  const isOpen = (one: string, outer: readonly string[]) => one.includes(NOT_KNOWN) && !isIn(one, outer);
  if (was.some((one) => isOpen(one, is)) || is.some((one) => isOpen(one, was))) return "open";
  if (within(was, is)) return within(is, was) ? "same" : "more";
  return within(is, was) ? "less" : "other";
}

/** In place of a value that isn't known: an object with the expression that it comes from. No block of the provider has an argument with a space. */
const UNKNOWN = "not known";
const NOT_KNOWN = `{"${UNKNOWN}":`;
const isUnknown = (value: unknown): boolean => typeof value === "object" && value !== null && UNKNOWN in value;

/** A value as a text, and those of a list, of what isn't known with NOT_KNOWN. */
export const textOf = (value: unknown): string => (typeof value === "string" ? value : JSON.stringify(value));
export const textsOf = (value: unknown): readonly string[] =>
  isUnknown(value) ? [textOf(value)] : listOf(value).map(textOf);

export const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? (value as unknown[]) : []);
const blockOf = (value: unknown): Json | undefined => listOf(value)[0] as Json | undefined;
const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** A block as it is written, what isn't known by the one reference that it consists of (UNKNOWN); undefined where that isn't so. */
export function writtenAt(attributes: Attributes, path: string): unknown {
  const { values, unknown: open } = attributes.plain() as { values: Json; unknown?: Json };
  const copy = marked(attributes, [path], values[path] ?? null);
  for (const own of unknownPaths(open?.[path])) {
    const [only, ...more] = attributes.references(path, ...own);
    const last = own.at(-1);
    let place = copy as Record<string | number, unknown> | null | undefined;
    for (const step of own.slice(0, -1)) place = place?.[step] as typeof place;
    if (!only || more.length > 0 || last === undefined || typeof place !== "object" || place === null) return undefined;
    place[last] = { [UNKNOWN]: [only.address, ...only.attribute].join(".") };
  }
  return copy;
}

/** A copy in which each text that sources leave open stands for what isn't known: a folder's values hold it as `${…}`. */
function marked(attributes: Attributes, path: readonly (string | number)[], value: unknown): unknown {
  if (typeof value === "string") return attributes.written(...path) === undefined ? value : { [UNKNOWN]: value };
  if (Array.isArray(value)) return value.map((item, i) => marked(attributes, [...path, i], item));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [name, marked(attributes, [...path, name], inner)]),
  );
}

/** Of a statement of AWS WAF: https://docs.aws.amazon.com/waf/latest/APIReference/API_Statement.html */
function statementWay(was: Json | undefined, is: Json | undefined): Way {
  if (same(was, is)) return "same";
  if (isDecidedElsewhere(was, is)) return "open";
  const kind = [was, is].map((one) => Object.keys(one ?? {}).filter((name) => listOf(one?.[name]).length > 0));
  const [name] = kind[0] ?? [];
  if (name === undefined || kind.some((names) => names.length !== 1 || names[0] !== name)) return "other";
  const [before, after] = [blockOf(was?.[name]) ?? {}, blockOf(is?.[name]) ?? {}];
  if (isDecidedElsewhere(before, after)) return "open";
  const without = (one: Json, key: string) => Object.entries(one).filter(([own]) => own !== key);
  const restIsSame = (key: string) => same(without(before, key), without(after, key));
  const inner = (one: Json) => listOf(one["statement"]) as readonly Json[];
  if (name === "not_statement") return OPPOSITE[statementWay(inner(before)[0], inner(after)[0])];
  if (name === "geo_match_statement" && restIsSame("country_codes"))
    return alternatives(textsOf(before["country_codes"]), textsOf(after["country_codes"]));
  if (name === "managed_rule_group_statement" && restIsSame("rule_action_override")) {
    const [had, has] = [before, after].map((one) => weakened(listOf(one["rule_action_override"]) as readonly Json[]));
    return had && has ? OPPOSITE[alternatives(had, has)] : "other";
  }
  if (name === "managed_rule_group_statement" && restIsSame("scope_down_statement")) {
    const [had, has] = [before, after].map((one) => blockOf(one["scope_down_statement"]));
    return had && has ? statementWay(had, has) : had ? "more" : "less";
  }
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

/** Does one of two blocks have an argument that isn't known, and the other not the same? */
const isDecidedElsewhere = (was: Json = {}, is: Json = {}): boolean =>
  [...Object.keys(was), ...Object.keys(is)].some(
    (name) => (isUnknown(was[name]) || isUnknown(is[name])) && !same(was[name], is[name]),
  );

/** The rules of a group that only count, or let pass, where the group says that they stop; undefined for other overrides. */
function weakened(overrides: readonly Json[]): readonly string[] | undefined {
  const found = overrides.map(({ name, action_to_use: action }) => {
    const [does] = Object.entries(blockOf(action) ?? {}).flatMap(([word, inner]) =>
      listOf(inner).length > 0 ? [word] : [],
    );
    return does === "count" || does === "allow" ? `${does} ${textOf(name)}` : undefined;
  });
  return found.every((one) => one !== undefined) ? found : undefined;
}

interface Rule {
  readonly does: "blocks" | "counts" | "allows";
  readonly statement: Json | undefined;
  /** A text where it isn't known. */
  readonly priority: number | string;
  /** What else it says. */
  readonly rest: string;
}

/** What other rules make of a request, or AWS by another resource: more than one rule has to be looked at. */
const ELSEWHERE = /"(label_match_statement|rule_group_reference_statement)":\[\{/;

function rulesOf(attributes: Attributes, path: string): ReadonlyMap<string, Rule> | undefined {
  const written = writtenAt(attributes, path);
  const rules = listOf(written) as readonly Json[];
  const isOpen =
    isUnknown(written) || rules.some((rule) => ["name", "action", "override_action"].some((at) => isUnknown(rule[at])));
  if (written === undefined || isOpen || ELSEWHERE.test(JSON.stringify(rules))) return undefined;
  return new Map(
    rules.map(({ name, priority, statement, action, override_action, ...rest }) => {
      const named = (at: unknown) =>
        Object.entries(blockOf(at) ?? {}).flatMap(([word, inner]) => (listOf(inner).length > 0 ? [word] : []));
      const words = [...named(action), ...named(override_action)];
      const does = words.includes("count") ? "counts" : words.includes("allow") ? "allows" : "blocks";
      return [
        String(name),
        {
          does,
          statement: blockOf(statement),
          priority: isUnknown(priority) ? textOf(priority) : Number(priority),
          rest: JSON.stringify({ ...rest, visibility_config: undefined }),
        },
      ] as const;
    }),
  );
}

/** What it means that a rule matches more, or fewer, requests. */
const EFFECT: Readonly<Record<Rule["does"], Readonly<Record<"more" | "less", ChangeMeaning>>>> = {
  blocks: { more: protective("more"), less: broadened("fewer") },
  allows: { more: broadened("more"), less: narrowed("fewer") },
  counts: { more: neutral("more"), less: neutral("fewer") },
};
const PAST: Readonly<Record<Rule["does"], string>> = { blocks: "blocked", counts: "counted", allows: "allowed" };

/** Rules of a web ACL: which come and go, which match other requests or do something else with them. */
export function webAclRules(path: string): Setting {
  return {
    compares: [],
    compare(on, code) {
      const [was, is] = [on.pair.before, on.pair.after].map(({ resource }) => rulesOf(resource.attributes, path));
      if (!was || !is) return;
      const found: { readonly name: string; readonly kind: ChangeMeaning["kind"]; readonly text: string }[] = [];
      for (const [name, kind, text] of orderOf(was, is)) found.push({ name, kind, text });
      for (const name of new Set([...was.keys(), ...is.keys()])) {
        const [then, now] = [was.get(name), is.get(name)];
        if (then && now) {
          const way = statementWay(then.statement, now.statement);
          if (then.rest !== now.rest || (way !== "same" && then.does !== now.does)) return;
          if (way === "open") {
            found.push({ name, kind: "unknown", text: `${now.does} requests by a value that isn't known` });
            continue;
          }
          if (way === "other") {
            found.push({ name, kind: "unknown", text: `${now.does} other requests: which ones was not analysed` });
            continue;
          }
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

/** Rules that come before others now, where that counts: of one that stops requests and one that lets them pass, the first decides. */
function orderOf(
  was: ReadonlyMap<string, Rule>,
  is: ReadonlyMap<string, Rule>,
): readonly (readonly [name: string, kind: ChangeMeaning["kind"], text: string])[] {
  const places = [...is].flatMap(([name, rule]) => {
    const old = was.get(name);
    return old ? [{ name, rule, old, isMoved: rule.priority !== old.priority }] : [];
  });
  const found = places.flatMap((first) =>
    places.flatMap((second): readonly (readonly [string, ChangeMeaning["kind"], string])[] => {
      const does = [first.rule.does, second.rule.does];
      if (does[0] === does[1] || does.includes("counts") || !(first.isMoved || second.isMoved)) return [];
      const isOpen = [first, second].some(({ rule, old }) =>
        [rule, old].some(({ priority }) => typeof priority === "string"),
      );
      if (isOpen)
        return first.isMoved
          ? [[first.name, "unknown", `may come before or after rule ${second.name}: a priority isn't known`]]
          : [];
      if (!(first.rule.priority < second.rule.priority && first.old.priority > second.old.priority)) return [];
      const outcome = first.rule.does === "blocks" ? "blocked" : "allowed";
      const kind = outcome === "blocked" ? "protective" : "broadened";
      return [[first.name, kind, `comes before rule ${second.name}: what both match is ${outcome}`]];
    }),
  );
  if (found.length > 0) return found;
  const text = (priority: Rule["priority"]) =>
    typeof priority === "string" ? "a priority that isn't known" : `priority ${priority}`;
  return places
    .filter(({ isMoved }) => isMoved)
    .map(({ name, rule, old }) => [
      name,
      "neutral",
      `has ${text(rule.priority)} (was: ${text(old.priority).replace(/^priority /, "")}): that changes nothing of what is blocked or allowed`,
    ]);
}

/** The same requests, treated in another way. */
function becoming(was: Rule["does"], is: Rule["does"]): ChangeMeaning["kind"] {
  if (is === "blocks") return "protective";
  return was === "blocks" || is === "allows" ? "broadened" : "narrowed";
}
