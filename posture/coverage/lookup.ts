import type { Declared, TypeCoverage } from "./classification";
import { COMPUTED_REASON, DEFAULTS, pageOf } from "./defaults";
import { IRRELEVANT_TYPES } from "./irrelevant-types";
import { SERVICES } from "./services";
import { RELEVANT_PREFIXES } from "./services/by-prefix";

/** Is a type able to open, close or carry access? `unclassified`: nobody has said, so a change of it isn't judged. */
export interface Relevance {
  readonly relevance: "relevant" | "irrelevant" | "unclassified";
  /** Why; of a relevant type, the service it belongs to. */
  readonly reason: string;
  readonly source?: string;
}

const EVERYTHING: TypeCoverage = { whole: "*" };

const TYPES: ReadonlyMap<string, { readonly service: string; readonly coverage: TypeCoverage }> = new Map(
  SERVICES.flatMap(({ title, types }) =>
    Object.entries(types).map(([type, coverage]) => [type, { service: title, coverage }] as const),
  ),
);

/** Sorts a resource type. A type named in full goes before a prefix, the longest prefix before the others. */
export function relevance(type: string): Relevance {
  const listed = TYPES.get(type);
  if (listed) return { relevance: "relevant", reason: listed.service };
  const prefix = RELEVANT_PREFIXES.find((family) => type.startsWith(family.prefix));
  if (prefix) return { relevance: "relevant", reason: prefix.reason };
  for (const { reason, source, names } of IRRELEVANT_TYPES)
    if (names.some((name) => (name.endsWith("_") ? type.startsWith(name) : type === name)))
      return { relevance: "irrelevant", reason, source };
  return { relevance: "unclassified", reason: `posture doesn't know what ${type} decides` };
}

export const listedTypes = (): readonly string[] => [...TYPES.keys()];

/** What is said of a relevant type's attributes; undefined for any other type. */
export function coverageOf(type: string): TypeCoverage | undefined {
  return TYPES.get(type)?.coverage ?? (relevance(type).relevance === "relevant" ? EVERYTHING : undefined);
}

export function paths(list: string | undefined): readonly string[] {
  return (list ?? "").split(/\s+/).filter((path) => path !== "");
}

const TABLES = new Map<string, ReadonlyMap<string, Declared>>();

/** Every path that a type names, with what it says of it; defaults are not in it. */
export function declared(type: string): ReadonlyMap<string, Declared> {
  const made = TABLES.get(type);
  if (made) return made;
  const table = tableOf(type, coverageOf(type) ?? {});
  TABLES.set(type, table);
  return table;
}

function tableOf(type: string, coverage: TypeCoverage): ReadonlyMap<string, Declared> {
  const table = new Map<string, Declared>();
  const put = (list: string | undefined, says: Declared): void => {
    for (const path of paths(list)) {
      if (table.has(path)) throw new Error(`${type}: "${path}" is classified twice.`);
      table.set(path, says);
    }
  };
  const source = pageOf(type);
  put(coverage.model, { status: "read", by: "model", uncited: "neutral" });
  put(coverage.detector, { status: "read", by: "detector", uncited: "neutral" });
  put(coverage.iam, { status: "read", by: "iam", uncited: "neutral" });
  put(coverage.whole, { status: "read", by: "whole", uncited: "unknown" });
  put(coverage.code, { status: "code" });
  put(coverage.noted, { status: "read", by: "whole", uncited: "neutral" });
  for (const [reason, attributes] of Object.entries(coverage.irrelevant ?? {}))
    put(attributes, { status: "irrelevant", reason, source });
  put(coverage.computed, { status: "irrelevant", reason: COMPUTED_REASON, source });
  return table;
}

/**
 * What a type says of one attribute: `steps` are the names on the way, without the indices of blocks. The longest path
 * that covers it wins. A block that is only known as a whole (`rule` where `rule.action` is named) has the gravest of
 * what it holds.
 */
export function classify(type: string, steps: readonly string[]): Declared | undefined {
  const table = declared(type);
  const text = steps.join(".");
  for (let length = steps.length; length > 0; length--) {
    const path = steps.slice(0, length).join(".");
    const found = table.get(path) ?? table.get(`${path}.*`) ?? byDefault(path);
    if (found) return found;
  }
  const within = [...table].filter(([path]) => path.startsWith(`${text}.`)).map(([, says]) => says);
  return within.length > 0 ? gravest(within) : table.get("*");
}

function byDefault(path: string): Declared | undefined {
  return Object.hasOwn(DEFAULTS, path) ? DEFAULTS[path] : DEFAULTS[`${path}.*`];
}

function gravest(all: readonly Declared[]): Declared | undefined {
  return (
    all.find((says) => says.status === "read" && says.uncited === "unknown") ??
    all.find(({ status }) => status === "code") ??
    all.find(({ status }) => status === "read") ??
    all[0]
  );
}
