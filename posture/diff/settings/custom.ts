import { known, map, valueOr, type Attributes, type Entity, type Value } from "../../model/index";
import type { EntityDiff, ChangeText } from "../entity-diff";
import { roleChange } from "../policies/acting-role";
import { filled, orDefault, stepsOf, type ChangeMeaning, type Setting } from "./setting";

/** A value that is read in a way of its own; `compares` names what it is made of. */
function derived(
  compares: readonly string[],
  what: string,
  read: (attributes: Attributes) => Value<string>,
  tell: (was: string, is: string, on: EntityDiff<Entity>) => ChangeMeaning,
): Setting {
  return {
    compares,
    compare(on, code) {
      const attributes = compares.flatMap((path) => on.cites(stepsOf(path)));
      on.value(
        ({ resource }) => read(resource.attributes),
        { path: stepsOf(compares[0] ?? ""), what: `${what} of ${on.name}` },
        (was, is): ChangeText => {
          const told = tell(was, is, on);
          const values = { at: on.name, was, is };
          return { code, kind: told.kind, summary: filled(told.text, values), attributes };
        },
      );
    },
  };
}

/** By what a WebSocket API tells which route a message is for; of an HTTP API there is one way alone. */
export function routeSelection(path: string): Setting {
  const isSocket = ({ resource }: Entity) => valueOr(resource.attributes.text("protocol_type"), "") === "WEBSOCKET";
  const { compare } = derived(
    [path],
    path,
    (attributes) => map(attributes.text(path), (value) => value ?? "(nothing)"),
    () => ({
      kind: "breaking",
      text: "The route selection expression of {at} is {is} (was: {was}): messages in the previous form go to $default.",
    }),
  );
  return {
    compares: [],
    compare(on, code) {
      if (isSocket(on.pair.before) && isSocket(on.pair.after)) compare(on, code);
    },
  };
}

/** An address that calls are handed to: another host gets their headers. */
export function address(path: string): Setting {
  return derived(
    [path],
    path,
    (attributes) => orDefault(attributes.text(...stepsOf(path)), "nothing") as Value<string>,
    (was, is) => {
      const [then, now] = [was, is].map((one) => /^https?:\/\/([^/?#]+)/.exec(one)?.[1]);
      const elsewhere = now !== undefined && now !== then;
      return {
        kind: elsewhere ? "broadened" : "neutral",
        text: `{at} is answered by {is} (was: {was})${elsewhere ? ": that host gets the callers' headers" : ""}.`,
      };
    },
  );
}

/** What a web ACL does with requests that no rule stops or lets pass. */
export function defaultAction(
  path: string,
  tell: { readonly allow: ChangeMeaning; readonly block: ChangeMeaning },
): Setting {
  return derived(
    [path],
    path,
    (attributes): Value<string> => {
      const { items, missing } = attributes.blocks(path, 0, "allow");
      const [why] = missing;
      if (why !== undefined) return { known: false, why };
      return known(items.length > 0 ? "allow" : "block");
    },
    (_, is) => (is === "allow" ? tell.allow : tell.block),
  );
}

/** How many requests in which time; nothing written is no limit. */
export function quota(
  path: string,
  tell: { readonly more: ChangeMeaning; readonly less: ChangeMeaning; readonly other: ChangeMeaning },
): Setting {
  const names = ["limit", "period", "offset"];
  return derived(
    names.map((name) => `${path}.${name}`),
    path,
    (attributes): Value<string> => {
      const [limit, period] = names.map((name) => attributes.text(path, 0, name));
      if (!limit?.known || !period?.known) return { known: false, why: "it is known only after apply" };
      return known(limit.value === undefined ? "no limit" : `${limit.value} a ${(period.value ?? "").toLowerCase()}`);
    },
    (was, is) => {
      if (was === "no limit" || is === "no limit") return is === "no limit" ? tell.more : tell.less;
      const [[then, a], [now, b]] = [was, is].map((text) => text.split(" a ")) as [string[], string[]];
      if (a !== b) return tell.other;
      return Number(now) > Number(then) ? tell.more : tell.less;
    },
  );
}

/** Countries whose people a distribution answers: those of a list, or all but those of a list. */
export function countries(path: string): Setting {
  const compares = [`${path}.restriction_type`, `${path}.locations`];
  const read = ({ resource: { attributes } }: Entity) => {
    const type = attributes.text(...stepsOf(`${path}.restriction_type`));
    const { items, missing } = attributes.texts(...stepsOf(`${path}.locations`));
    if (type.known && type.value === "none") return { only: false, listed: [] };
    if (!type.known || missing.length > 0) return undefined;
    return { only: type.value === "whitelist", listed: items };
  };
  return {
    compares,
    compare(on, code) {
      const [was, is] = [read(on.pair.before), read(on.pair.after)];
      if (!was || !is) return;
      for (const one of compares) on.compared(stepsOf(one));
      type Side = typeof was;
      // What one side answers and the other doesn't: countries by name, or all others.
      const beyond = (wide: Side, than: Side): string => {
        const answers = ({ only, listed }: Side, country: string) => listed.includes(country) === only;
        const named = [...new Set([...wide.listed, ...than.listed])].sort();
        const found = named.filter((country) => answers(wide, country) && !answers(than, country));
        if (wide.only || !than.only) return found.join(", ");
        const without = named.filter((country) => !found.includes(country));
        return `every country${without.length > 0 ? ` but ${without.join(", ")}` : ""}`;
      };
      const say = (kind: "broadened" | "narrowed", text: string, verb: string): void => {
        if (text === "") return;
        const attributes = compares.flatMap((one) => on.cites(stepsOf(one)));
        on.say({ code, kind, summary: `${on.name} ${verb} callers from ${text}.`, attributes });
      };
      say("broadened", beyond(is, was), "newly answers");
      say("narrowed", beyond(was, is), "newly refuses");
    },
  };
}

/** A role that something acts as: another one is compared by what its policies allow. */
export function actsAs(path: string, text: string): Setting {
  const steps = stepsOf(path);
  return {
    compares: [path],
    compare(on, code) {
      on.compared(steps);
      const found = roleChange(on.comparison, on.pair, steps);
      if (!found) return;
      const { kind, had = "none", has = "none", tail } = found;
      const summary = `${filled(text, { at: on.name, was: had, is: has })}${tail}.`;
      on.say({ code, kind, summary, attributes: on.cites(steps), before: had, after: has });
    },
  };
}

/**
 * The oldest TLS that a load balancer's policy speaks, by its name; 2015 and 2016 and what has no number speak 1.0.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/describe-ssl-policies.html
 */
export function oldestTls(path: string): Setting {
  const oldest = (policy: string): string =>
    /^ELBSecurityPolicy-(?:FS|TLS|TLS13)-(1-[0-3])\b/.exec(policy)?.[1]?.replace("-", ".") ?? "1.0";
  return derived(
    [path],
    path,
    (attributes) => orDefault(attributes.text(path), "ELBSecurityPolicy-2016-08") as Value<string>,
    (was, is) => {
      const [then, now] = [oldest(was), oldest(is)];
      const text = `{at} accepts TLS ${now} and newer (was: ${then}), by the security policy ${is}.`;
      if (then === now)
        return {
          kind: "unknown",
          text: `{at} has the security policy {is} (was: {was}): their ciphers were not compared.`,
        };
      return { kind: now > then ? "protective" : "broadened", text };
    },
  );
}

/**
 * Until when a key of AppSync is valid; rounded down to the hour, and seven days after its creation where nothing is
 * written. https://docs.aws.amazon.com/appsync/latest/APIReference/API_CreateApiKey.html
 */
export function expiry(path: string): Setting {
  const CREATION = "seven days after creation";
  return derived(
    [path],
    path,
    (attributes) => orDefault(attributes.text(path), CREATION) as Value<string>,
    (was, is) => {
      const [then, now] = [was, is].map((text) => Math.floor(Date.parse(text) / 3_600_000)) as [number, number];
      if (Number.isNaN(then) || Number.isNaN(now))
        return { kind: "unknown", text: "{at} is valid until {is} (was: {was}): which is later isn't known." };
      if (now === then) return { kind: "neutral", text: "{at} is valid until the same hour, {is} (was: {was})." };
      return now > then
        ? { kind: "broadened", text: "{at} is valid longer, until {is} (was: {was})." }
        : { kind: "narrowed", text: "{at} is valid until {is} only (was: {was})." };
    },
  );
}
