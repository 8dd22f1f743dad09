import type { Reference, Step } from "../model";
import { longest } from "./address";
import type { Expression, Expressions } from "./format";
import { Unresolved } from "./tree";
import type { Branch, Tree } from "./tree";

type Configured = Expression | Expressions | readonly Expressions[];

/** What the configuration says about one path of a resource. */
export interface Said {
  /** `given`: an expression is there. `left-out`: the block is there, the attribute isn't. `hidden`: can't be seen (dynamic block). */
  readonly how: "given" | "left-out" | "hidden";
  readonly references: readonly string[];
  /** Why a value there isn't known, when it isn't. */
  readonly why: string;
}

/**
 * Blocks that the provider never fills in by itself: when one of them is unknown without an expression, a dynamic block
 * made it, and plans don't show those. (Blocks that are optional and computed are unknown whenever they're left out.)
 */
const NEVER_COMPUTED = new Set(
  "jwt_configuration cors_configuration default_route_settings route_settings access_log_settings user_pool_add_ons scope schema token_validity_units refresh_token_rotation".split(
    " ",
  ),
);

const HIDDEN: Said = { how: "hidden", references: [], why: "known after apply, and its expression isn't in the plan" };
const LEFT_OUT: Said = { how: "left-out", references: [], why: "" };

/**
 * Looks up a path in a resource's expressions. Blocks of a set lose their order in plans, so among several blocks of
 * one kind all are looked at and their references joined.
 */
export function said(expressions: Expressions | undefined, path: readonly Step[]): Said {
  if (!expressions) return HIDDEN;
  let kept = looked.get(expressions);
  if (!kept) looked.set(expressions, (kept = new Map<string, Said>()));
  const key = path.length === 1 ? String(path[0]) : path.filter((step) => typeof step === "string").join(" ");
  let found = kept.get(key);
  if (!found) kept.set(key, (found = lookUp(expressions, path)));
  return found;
}

/** The instances of a resource share its expressions: each path is looked up once. */
const looked = new WeakMap<Expressions, Map<string, Said>>();

function lookUp(expressions: Expressions, path: readonly Step[]): Said {
  let level: readonly Configured[] = [expressions];
  for (const step of path) {
    if (typeof step === "number") continue;
    if (level.some(isLeaf)) return gather(level);
    const next = level.flatMap((at): readonly Configured[] => {
      const below = (at as Expressions)[step];
      if (below === undefined) return [];
      return Array.isArray(below) ? (below as readonly Expressions[]) : [below as Configured];
    });
    if (next.length === 0) {
      const last = path.filter((s) => typeof s === "string").at(-1);
      return step === last && !NEVER_COMPUTED.has(step) ? LEFT_OUT : HIDDEN;
    }
    level = next;
  }
  return gather(level);
}

function gather(level: readonly Configured[]): Said {
  const references = level.flatMap((at) => (at as Expression).references ?? []);
  const from = longest(references).slice(0, 3).join(", ");
  return { how: "given", references, why: from === "" ? "known after apply" : `known after apply, from ${from}` };
}

function isLeaf(at: Configured): boolean {
  const keys = Object.keys(at);
  return keys.length === 0 || keys.includes("references") || keys.includes("constant_value");
}

/**
 * Joins a planned value with the marks of what is known only after apply. Unknown attributes that the configuration
 * leaves out are left out here too: AWS fills in its default for them.
 */
export function merge(
  value: unknown,
  unknownMarks: unknown,
  look: (path: readonly Step[]) => Said,
  resolve: (references: readonly string[]) => readonly Reference[],
  path: readonly Step[] = [],
): Tree {
  if (unknownMarks === true) {
    const { how, why, references } = look(path);
    return how === "left-out" ? undefined : new Unresolved(why, () => resolve(references));
  }
  if (typeof unknownMarks !== "object" || unknownMarks === null) return value as Tree;
  if (Array.isArray(value) || Array.isArray(unknownMarks)) {
    const items = Array.isArray(value) ? value : [];
    const marks = Array.isArray(unknownMarks) ? unknownMarks : [];
    if (!marks.some(marksSomething)) return items as Tree;
    return Array.from({ length: Math.max(items.length, marks.length) }, (_, i) =>
      merge(items[i], marks[i], look, resolve, [...path, i]),
    );
  }
  const marks = unknownMarks as Record<string, unknown>;
  const result: Record<string, Tree> = { ...(value as Branch | null) };
  for (const name of Object.keys(marks)) {
    if (marksSomething(marks[name])) result[name] = merge(result[name], marks[name], look, resolve, [...path, name]);
  }
  return result;
}

function marksSomething(marks: unknown): boolean {
  if (marks === true) return true;
  if (typeof marks !== "object" || marks === null) return false;
  for (const name in marks) if (marksSomething((marks as Record<string, unknown>)[name])) return true;
  return false;
}
