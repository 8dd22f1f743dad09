import { groupBy } from "../group-by";
import type { Caller } from "../access/index";
import type { Row } from "./html-graph";

/** More routes than this in one list, and they are grouped. */
export const GROUPING_THRESHOLD = 40;

/** A path prefix with fewer routes than this doesn't get a group of its own. */
const FEW = 3;

/** Who may call a route now, by kind; `removed` where the route is gone. */
export type CallerKind = Caller["kind"] | "removed";

/** Each kind in a few words, the weakest demand first: a group's first tag names its weakest caller. */
export const CALLER_KINDS: readonly (readonly [CallerKind, string])[] = [
  ["everybody", "public"],
  ["unknown", "not known yet"],
  ["token", "any token"],
  ["lambda", "Lambda authorizer"],
  ["scopes", "token with a scope"],
  ["principals", "IAM"],
  ["connected", "open connection"],
  ["nobody", "nobody"],
  ["removed", "removed"],
];

export const kindOf = (row: Row): CallerKind => row.after?.caller.kind ?? "removed";

/** How many of these routes each kind of caller may call, the weakest first, without kinds that have none. */
export function kindCounts(rows: readonly Row[]): readonly { kind: CallerKind; words: string; number: number }[] {
  return CALLER_KINDS.map(([kind, words]) => ({
    kind,
    words,
    number: rows.filter((row) => kindOf(row) === kind).length,
  })).filter(({ number }) => number > 0);
}

/** Routes under one path prefix. */
export interface RouteGroup {
  readonly name: string;
  readonly rows: readonly Row[];
}

/**
 * Routes by path prefix, in the order of the prefixes. The segments that all paths share are no group; a group of more
 * than {@link GROUPING_THRESHOLD} is split by its next segment where that gives more than one; prefixes of few routes are one group.
 */
export function groupsOf(rows: readonly Row[]): readonly RouteGroup[] {
  const placed = rows.map((row) => ({ row, path: segmentsOf(row.label) }));
  const withPath = placed.filter((one): one is Placed => one.path !== undefined);
  const without = placed.filter(({ path }) => path === undefined).map(({ row }) => row);
  return [
    ...(withPath.length > 0 ? split(withPath, 0) : []),
    ...(without.length > 0 ? [{ name: "without a path", rows: without }] : []),
  ];
}

interface Placed {
  readonly row: Row;
  readonly path: readonly string[];
}

function split(routes: readonly Placed[], depth: number): readonly RouteGroup[] {
  const bySegment = groupBy(routes, ({ path }) => path[depth]);
  const [only] = bySegment.keys();
  if (bySegment.size === 1 && only !== undefined) return split(routes, depth + 1);
  const prefix = (routes[0]?.path ?? []).slice(0, depth).join("/");
  const large = [...bySegment].filter(([segment, list]) => segment !== undefined && list.length >= FEW);
  const named = large
    .flatMap(([segment, list]): readonly RouteGroup[] => {
      const deeper = list.length > GROUPING_THRESHOLD ? split(list, depth + 1) : [];
      const name = `/${[...(prefix === "" ? [] : [prefix]), segment].join("/")}`;
      return deeper.length > 1 ? deeper : [{ name, rows: list.map(({ row }) => row) }];
    })
    .sort((a, b) => (a.name < b.name ? -1 : 1));
  const taken = new Set(large.flatMap(([, list]) => list));
  const rest = routes.filter((one) => !taken.has(one)).map(({ row }) => row);
  if (rest.length === 0) return named;
  return [...named, { name: named.length === 0 ? `/${prefix}` : `other paths under /${prefix}`, rows: rest }];
}

/** The segments of a route key's path; undefined for `$default`, a WebSocket route and a key that isn't known yet. */
function segmentsOf(label: string): readonly string[] | undefined {
  const path = /^(?:[A-Z]+ )?(\/\S*)$/.exec(label)?.[1];
  return path?.split("/").filter((segment) => segment !== "");
}
