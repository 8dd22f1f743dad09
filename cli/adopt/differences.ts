import { DEFAULTS, SET_BY_AWS, ARGUMENTS_TO_WRITE } from "./arguments";
import type { StateResource } from "./estate";
import { isObject, objectsOf, type Json, type JsonObject } from "../json";

/** An argument that the constructs write otherwise than the state has it. */
export interface Difference {
  readonly argument: string;
  /** What keeps it as it is; null for leaving it out. */
  readonly keep: Json;
  /** What the constructs would write; undefined where they leave it out. */
  readonly emitted: Json | undefined;
}

/** What of an emitted resource is no argument. */
const META = new Set(["//", "lifecycle", "depends_on", "provider", "count", "for_each", "provisioner", "connection"]);

/** AWS doesn't tell whether a client has a secret; adopted clients ignore it. */
const UNTOLD = new Set(["generate_secret", "skip_destroy", "fail_on_warnings"]);

/**
 * Where an emitted resource says otherwise than the state.
 * @param evaluate what an emitted text is once its references are known; undefined where that can't be said
 * @param sameState whether Terraform goes on with that state, which knows what an import doesn't
 */
export function differencesOf(
  emitted: JsonObject,
  held: StateResource,
  evaluate: (text: string) => string | undefined,
  sameState = false,
): Difference[] {
  const names = new Set([
    ...Object.keys(emitted).filter((name) => !META.has(name)),
    ...(ARGUMENTS_TO_WRITE[held.type] ?? []).filter((name) => !isDefault(name, held.values[name])),
  ]);
  return [...names]
    .filter((name) => sameState || !UNTOLD.has(name))
    .flatMap((argument) => {
      const keep = writable(argument, held.values[argument] ?? null);
      const written = emitted[argument];
      const same = compared(written ?? null, evaluate) === compared(keep, (text) => text);
      return same ? [] : [{ argument, keep, emitted: written }];
    })
    .sort((a, b) => (a.argument < b.argument ? -1 : 1));
}

function isDefault(name: string, value: Json | undefined): boolean {
  return value === undefined || isNothing(value) || value === DEFAULTS[name];
}

/** What Terraform takes for left out. A block says something by being there, whatever it holds. */
function isNothing(value: Json): boolean {
  if (Array.isArray(value)) return value.length === 0;
  if (isObject(value)) return Object.keys(value).length === 0;
  return value === null || value === "" || value === false || value === 0;
}

/** A value of the state as it can be written: without what AWS gives, and without zeros that would stop every call. */
function writable(argument: string, value: Json): Json {
  if (Array.isArray(value) && value.some(isObject)) {
    // A block of nothing but empty texts is how the provider shows that AWS has none.
    const isEmpty = (one: Json): boolean => one === "" || one === null;
    const blocks = objectsOf(value)
      .filter((block) => !Object.values(block).every(isEmpty))
      .map((block) => writableBlock(block));
    if (blocks.length === 0) return null;
    // The provider reads a stage without settings as one whose limits are 0, and would send them.
    const limits = argument === "default_route_settings";
    return limits && blocks.every((block) => Object.values(block).every(isNothing)) ? null : blocks;
  }
  return value !== false && isNothing(value) ? null : value;
}

function writableBlock(block: JsonObject): JsonObject {
  const written = Object.entries(block).flatMap(([name, value]): [string, Json][] => {
    const limit = /^throttling_(burst|rate)_limit$/.test(name) && value === 0;
    if (value === null || value === "" || SET_BY_AWS.has(name) || limit) return [];
    if (!Array.isArray(value)) return [[name, value]];
    const items = (value as readonly Json[]).map((item) => (isObject(item) ? writableBlock(item) : item));
    return items.length === 0 ? [] : [[name, items]];
  });
  return Object.fromEntries(written);
}

/** A text that two values share only if Terraform takes them for the same: sets in one order, a block or a list of one, absent and zero. */
function compared(value: Json, evaluate: (text: string) => string | undefined): string {
  if (typeof value === "string") return JSON.stringify(value === "" ? null : (evaluate(value) ?? { unknown: value }));
  if (isNothing(value)) return "null";
  if (Array.isArray(value))
    return `[${value
      .map((item) => itemText(item, evaluate))
      .sort()
      .join()}]`;
  return isObject(value) ? `[${itemText(value, evaluate)}]` : JSON.stringify(value);
}

/** A block is there even where it says nothing. */
function itemText(item: Json, evaluate: (text: string) => string | undefined): string {
  if (!isObject(item)) return compared(item, evaluate);
  const members = Object.entries(item)
    .map(([name, member]) => [name, compared(member, evaluate)] as const)
    .filter(([, text]) => text !== "null")
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${members.map(([name, text]) => `${JSON.stringify(name)}:${text}`).join()}}`;
}
