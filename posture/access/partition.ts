import { atomsOf } from "../iam/atoms";
import type { Glob } from "../iam/glob";
import type { WithRouteKey } from "./steps/match";

/** The paths that something takes, for a method; none where it doesn't take the method. */
export type Pattern = (method: string) => readonly Glob[];

/** One request of those that the same patterns take. */
export interface Cell {
  readonly method: string;
  readonly path: string;
  /** The patterns that take it, by their number. */
  readonly in: ReadonlySet<number>;
}

/** Every method that API Gateway knows; the first ones are asked for where patterns don't tell methods apart. */
const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"];

/**
 * Divides the requests that `own` takes by which of the other patterns take them, and names one request of each part:
 * exact, since no part is empty and no pattern tells two requests of a part from each other. Undefined where that takes
 * more steps than are worth it.
 */
export function partition(own: Pattern, others: readonly Pattern[]): readonly Cell[] | undefined {
  const cells: Cell[] = [];
  const seen = new Set<string>();
  for (const method of METHODS) {
    const universe = own(method);
    if (universe.length === 0) continue;
    const starts = universe.map(literalStart);
    const globs: Glob[] = [];
    const of: number[] = [];
    others.forEach((other, i) => {
      for (const glob of other(method)) {
        const start = literalStart(glob);
        if (!starts.some((one) => one.startsWith(start) || start.startsWith(one))) continue;
        globs.push(glob);
        of.push(i);
      }
    });
    // Methods that the same patterns take in the same way are one.
    const key = JSON.stringify([universe, globs, of]);
    if (seen.has(key)) continue;
    seen.add(key);
    const atoms = atomsOf(universe, globs);
    if (!atoms) return undefined;
    const parts = new Map<string, Cell>();
    for (const { example: path, in: matching } of atoms) {
      const taking = new Set([...matching].map((i) => of[i] ?? -1));
      const part = [...taking].join(" ");
      if (!parts.has(part)) parts.set(part, { method, path, in: taking });
    }
    cells.push(...parts.values());
  }
  return cells;
}

const STARTS = new WeakMap<Glob, string>();

/** What every text of a pattern begins with. */
function literalStart(glob: Glob): string {
  let known = STARTS.get(glob);
  if (known === undefined) {
    const end = glob.findIndex((element) => typeof element !== "string");
    STARTS.set(glob, (known = (end < 0 ? glob : glob.slice(0, end)).join("")));
  }
  return known;
}

const NOT_SLASH = { not: "/", many: false } as const;
const SEGMENT: Glob = [NOT_SLASH, { not: "/", many: true }];
/** Something that doesn't end with a slash. */
const GREEDY: Glob = [{ not: "", many: true }, NOT_SLASH];
const ROOT: Glob = ["/"];
const EVERYTHING: readonly Glob[] = [ROOT, ["/", ...GREEDY]];

const KEYS = new WeakMap<WithRouteKey, Pattern>();

/** The requests that a route's key takes, where no other one takes them first; none of a key that isn't known. */
export function keyPattern(route: WithRouteKey): Pattern {
  let known = KEYS.get(route);
  if (!known) KEYS.set(route, (known = patternOf(route)));
  return known;
}

function patternOf({ key, method, path, rest = false }: WithRouteKey): Pattern {
  if (key.known && key.value === "$default") return () => EVERYTHING;
  if (!key.known || !method.known || !path.known || path.value === undefined) return () => [];
  const glob = path.value.split(/(\{[^}]+\})/).flatMap((part): Glob => {
    if (!part.startsWith("{")) return [...part];
    return part.endsWith("+}") ? GREEDY : SEGMENT;
  });
  // Of an HTTP API it takes the root too.
  const globs = !rest && /^\/\{[^}]+\+\}$/.test(path.value) ? [ROOT, glob] : [glob];
  const verb = method.value;
  return (asked) => (verb === "ANY" || verb === asked ? globs : []);
}
