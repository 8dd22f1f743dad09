import type { Entity, Model, Route } from ".";
import { LISTS } from "./model";
import { isObject } from "../terraform/configuration/json";

/** A model as plain data, so that models of different sources can be held against each other. */
export type NormalizedModel = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** Stands for what isn't known. */
export const UNKNOWN = "(unknown)";

const KINDS = [...LISTS, "restApis"] as const;

/** Every entity by address; links become addresses, lists lose their order (AWS keeps them as sets), unknown is marked. */
export function normalize(model: Model): NormalizedModel {
  return Object.fromEntries(
    KINDS.map((kind) => [
      kind,
      Object.fromEntries((model[kind] as readonly Entity[]).map((entity) => [entity.address, plainEntity(entity)])),
    ]),
  );
}

/** What tells how much a source shows, rather than what there is. */
const OF_THE_SOURCE = new Set(["resource", "constructPath", "sourcePattern"]);

function plainEntity(entity: Entity): unknown {
  const fields = "terms" in entity ? fieldsOf(entity as Route) : entity;
  return plain(Object.fromEntries(Object.entries(fields).filter(([name]) => !OF_THE_SOURCE.has(name))));
}

/** A route's fields one by one: its terms are one object for many routes. */
function fieldsOf({ address, module, key, method, path, terms }: Route): object {
  const { api, authorization, authorizer, scopes, integration } = terms;
  return { address, module, api, key, method, path, authorization, authorizer, scopes, integration };
}

function plain(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(plain);
  if ("known" in value) return value.known === true ? plain((value as { value?: unknown }).value) : UNKNOWN;
  if ("items" in value && "missing" in value)
    return plainList(value as { items: unknown[]; missing: string[]; inferred?: boolean });
  // By its address, where its id isn't known yet.
  if (
    "kind" in value &&
    value.kind === "external" &&
    /^(module\.\S+\.)?aws_\w+\.[\w-]+(\[.+\])?$/.test(String(value["id" as never]))
  )
    return UNKNOWN;
  if ("target" in value) return { link: (value.target as Entity).address };
  if ("kind" in value && value.kind === "unknown") return UNKNOWN;
  if ("resource" in value && "address" in value) return (value as Entity).address;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, plain(inner)]));
}

function plainList({ items, missing, inferred }: { items: unknown[]; missing: string[]; inferred?: boolean }): unknown {
  const sorted = items.map(plain).sort((a, b) => text(a).localeCompare(text(b)));
  return { items: sorted, whole: missing.length === 0 && inferred !== true };
}

const text = (value: unknown): string => JSON.stringify(value) ?? "";

/**
 * Where two models of the same configuration contradict each other: both know, and what they know differs. One line
 * for each place. Entities that only one side has contradict as well, except data sources, which a synth names only.
 */
export function disagreements(a: Model, b: Model): readonly string[] {
  const left = normalize(a);
  const right = normalize(b);
  return KINDS.flatMap((kind) => differ(left[kind], right[kind], kind));
}

function differ(a: unknown, b: unknown, path: string): string[] {
  if (a === UNKNOWN || b === UNKNOWN) return [];
  if (isPartial(a) || isPartial(b)) return [];
  if (isObject(a) && isObject(b)) {
    return [...new Set([...Object.keys(a), ...Object.keys(b)])].flatMap((key) =>
      differ(a[key], b[key], `${path}.${key}`),
    );
  }
  if (Array.isArray(a) && Array.isArray(b) && a.length === b.length)
    return a.flatMap((item, i) => differ(item, b[i], `${path}[${i}]`));
  return text(a) === text(b) ? [] : [`${path}: ${text(a)} here, ${text(b)} there`];
}

const isPartial = (value: unknown): boolean => isObject(value) && value["whole"] === false && "items" in value;
