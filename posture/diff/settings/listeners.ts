import { globOf, matches } from "../../iam/glob";
import { known, unknown as unread, valueOr } from "../../model/index";
import type { Attributes, Entity, Model, Resource, Value } from "../../model/index";
import { siblings } from "../decisions/listener-rules";
import { sameExpression } from "../compare-values";
import type { EntityDiff } from "../entity-diff";
import { alternatives, listOf, textOf, textsOf, together, writtenAt, type Json, type Way } from "./requests";
import type { ChangeMeaning, Setting } from "./setting";

/** What becomes of a request, by how many it lets through to a target: nobody, who authenticates, everybody. */
type Outcome = "refused" | "signed in" | "forwarded";
const ORDER: readonly Outcome[] = ["refused", "signed in", "forwarded"];

const AUTHENTICATES = /^(authenticate-(oidc|cognito)|jwt-validation)$/;

/** What actions make of a request. A redirect hands nothing on. */
function outcomeOf(attributes: Attributes, path: string): Value<Outcome> {
  const { items, missing } = attributes.blocks(path);
  const types = items.map((action) => action.text("type"));
  const hidden = types.find((type) => !type.known);
  const why =
    missing[0] ?? (hidden?.known === false ? hidden.why : items.length === 0 ? "it has no action" : undefined);
  if (why !== undefined) return unread(why);
  const names = types.map((type) => valueOr(type, "") ?? "");
  if (!names.includes("forward")) return known("refused");
  const otherwise = items.flatMap((action, i) => {
    const name = names[i] ?? "";
    return AUTHENTICATES.test(name) ? [action.text(name.replace("-", "_"), 0, "on_unauthenticated_request")] : [];
  });
  if (otherwise.some((one) => one.known && one.value !== "allow")) return known("signed in");
  const open = otherwise.find((one) => !one.known);
  return open?.known === false ? unread(open.why) : known("forwarded");
}

const BECOMES: Readonly<Record<Outcome, Readonly<Partial<Record<Outcome, ChangeMeaning>>>>> = {
  refused: {
    "signed in": {
      kind: "broadened",
      text: "{at} forwards requests of authenticated callers (was: its own response).",
    },
    forwarded: { kind: "broadened", text: "{at} forwards requests to a target (was: its own response)." },
  },
  "signed in": {
    refused: {
      kind: "breaking",
      text: "{at} sends a response of its own (was: forwards requests of authenticated callers).",
    },
    forwarded: { kind: "broadened", text: "{at} forwards requests without authentication (was: required)." },
  },
  forwarded: {
    refused: { kind: "breaking", text: "{at} sends a response of its own (was: forwards requests to a target)." },
    "signed in": { kind: "narrowed", text: "{at} requires callers to authenticate." },
  },
};

/** Whether requests are forwarded, and whether callers have to authenticate for that: to sign in, or to show a token. */
export function actions(path: string): Setting {
  return {
    compares: [],
    compare(on, code) {
      const { before, after } = on.pair;
      const [was, is] = [before, after].map(({ resource }) => outcomeOf(resource.attributes, path));
      if (!was?.known || !is?.known) return;
      const told = BECOMES[was.value][is.value];
      if (!told) return;
      const rest = [before, after].map(({ resource }) => targetsOf(resource.attributes, path));
      // What else its actions say has to be the same, or it is reported by itself.
      const whole = was.value === "refused" || is.value === "refused" || rest[0] === rest[1];
      on.say({
        code,
        kind: told.kind,
        summary: told.text.replace("{at}", on.name),
        attributes: whole ? on.cites([path]) : [],
      });
    },
  };
}

/** What the actions lead to, beside how callers sign in. */
function targetsOf(attributes: Attributes, path: string): string {
  const written = writtenAt(attributes, path);
  if (written === undefined) return "not known";
  return JSON.stringify(
    listOf(written)
      .filter((action) => !AUTHENTICATES.test(String((action as Json)["type"])))
      .map((action) => ({ ...(action as Json), order: undefined })),
  );
}

type Conditions = ReadonlyMap<string, readonly string[]>;

/** The conditions of a listener's rule, each with the values of which one has to match; undefined: not all are known. */
function conditionsOf({ resource: { attributes } }: Entity): Conditions | undefined {
  const written = writtenAt(attributes, "condition");
  if (written === undefined) return undefined;
  const found = listOf(written).flatMap((condition) =>
    Object.entries(condition as Json).flatMap(([kind, blocks]) => {
      const blocksOfKind = listOf(blocks) as readonly Json[];
      if (kind === "query_string") return [[kind, blocksOfKind.map((one) => JSON.stringify(one)).sort()] as const];
      return blocksOfKind.map((block) => {
        const name = block["http_header_name"] === undefined ? "" : ` ${textOf(block["http_header_name"])}`;
        return [`${kind}${name}`, textsOf(block["values"])] as const;
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

/** Requests that a rule leaves: does nothing else of its listener hand them on? */
function leavesToNobody(model: Model, rule: Entity): boolean {
  const found = siblings(model, rule.resource);
  const refuses = (attributes: Attributes, path: string) => {
    const outcome = outcomeOf(attributes, path);
    return outcome.known && outcome.value === "refused";
  };
  return (
    found?.listener !== undefined &&
    refuses(found.listener.attributes, "default_action") &&
    found.rules.every(({ resource }) => refuses(resource.attributes, "action"))
  );
}

/** Which requests a listener's rule answers. */
export function listenerConditions(): Setting {
  return {
    compares: [],
    compare(on, code) {
      const { before, after } = on.pair;
      const [was, is] = [before, after].map(({ resource }) => outcomeOf(resource.attributes, "action"));
      if (!was?.known || !is?.known || was.value !== is.value) return;
      const [had, has] = [conditionsOf(before), conditionsOf(after)];
      // What neither side tells by its values is the same where both write it alike; accounting compares the texts.
      if (!had && !has && sameExpression({ before, after, path: ["condition"] })) return;
      const way = had && has ? conditionsWay(had, has) : "other";
      if (way === "same") return;
      const say = (kind: ChangeMeaning["kind"], text: string) =>
        on.say({ code, kind, summary: `${on.name} ${text}.`, attributes: on.cites(["condition"]) });
      const does = { refused: "answers", "signed in": "forwards, after authentication,", forwarded: "forwards" }[
        is.value
      ];
      if (way === "open") say("unknown", `${does} requests by a value that isn't known`);
      else if (way === "other") say("unknown", `${does} other requests: which ones was not analysed`);
      else if (is.value === "refused") {
        // What a rule refuses goes to no other rule.
        if (way === "more") say("narrowed", `${does} more requests itself: these are no longer forwarded`);
        else say("broadened", `${does} fewer requests itself: other rules may forward the rest`);
      } else if (way === "more")
        if (is.value === "forwarded") say("broadened", `${does} more requests`);
        else say("unknown", `${does} more requests: who got in by them before was not analysed`);
      else if (leavesToNobody(on.comparison.after, after)) say("narrowed", `${does} fewer requests`);
      else say("unknown", `${does} fewer requests: what becomes of the others was not analysed`);
    },
  };
}

/** Which of several rules decides: the one with the lowest number that matches. */
export function priority(): Setting {
  return {
    compares: [],
    compare(on, code) {
      const { before, after } = on.pair;
      const number = ({ resource }: Entity) => valueOr(resource.attributes.number("priority"), undefined);
      const [was, is] = [number(before), number(after)];
      if (was === undefined || is === undefined || was === is) return;
      const [had, has] = [
        siblings(on.comparison.before, before.resource),
        siblings(on.comparison.after, after.resource),
      ];
      const say = (kind: ChangeMeaning["kind"], text: string) =>
        on.say({ code, kind, summary: `${on.name} ${text}.`, attributes: on.cites(["priority"]) });
      if (!had || !has?.listener) {
        say("unknown", `has priority ${is} (was: ${was}): its listener's other rules aren't part of this input`);
        return;
      }
      const old = new Map(had.rules.map(({ resource, priority: own }) => [resource.address, own]));
      const turned = has.rules.filter(({ resource, priority: own }) => {
        const then = old.get(resource.address);
        return then !== undefined && then < was !== own < is && !sameOutcome(after.resource, resource);
      });
      if (turned.length === 0) {
        say("neutral", `has priority ${is} (was: ${was}): its order among rules with other actions is the same`);
        return;
      }
      for (const { resource, priority: own } of turned) turn(on, resource, own > is, say);
    },
  };
}

function turn(
  on: EntityDiff<Entity>,
  other: Resource,
  isFirst: boolean,
  say: (kind: ChangeMeaning["kind"], text: string) => void,
): void {
  const [mine, theirs] = [on.pair.after.resource, other].map((one) => outcomeOf(one.attributes, "action"));
  const place = `comes ${isFirst ? "before" : "after"} ${other.address}: what both match is`;
  const first = isFirst ? mine : theirs;
  const second = isFirst ? theirs : mine;
  if (!first?.known || !second?.known || first.value === second.value) {
    say("unknown", `${place} answered by the ${isFirst ? "first" : "latter"} now`);
    return;
  }
  const more = ORDER.indexOf(first.value) > ORDER.indexOf(second.value);
  const text = {
    refused: "answered by the load balancer itself",
    "signed in": "forwarded after authentication",
    forwarded: "forwarded",
  };
  say(more ? "broadened" : "narrowed", `${place} ${text[first.value]}`);
}

function sameOutcome(a: Resource, b: Resource): boolean {
  const [mine, theirs] = [a, b].map(({ attributes }) => targetsOf(attributes, "action"));
  const [own, other] = [a, b].map(({ attributes }) => outcomeOf(attributes, "action"));
  return (
    own?.known === true && other?.known === true && own.value === other.value && mine === theirs && mine !== "not known"
  );
}
