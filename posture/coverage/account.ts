import type { Classification, Declared, Reader } from "./classification";
import { REGION_CHANGED, REGION_WRITTEN_DOWN, TAGS, TAGS_IRRELEVANT, TAGS_READ } from "./defaults";
import { differences, type Difference, type Step } from "./differences";
import { classify, coverageOf, declared, paths, relevance } from "./lookup";

/**
 * One resource before and after. Values are plain: as `before`, `after`, `after_unknown` of a plan's change, or as
 * `values` of a state. `before` is undefined or null for a new resource, `after` for a removed one.
 */
export interface ResourceChange {
  readonly type: string;
  readonly before: unknown;
  readonly after: unknown;
  /** `true` where the value isn't known, in the shape of the values. Two plans side by side have it on both sides. */
  readonly beforeUnknown?: unknown;
  readonly afterUnknown?: unknown;
}

/** What surrounds a change and decides what some attributes mean. Left out, the answer is the careful one. */
export interface AccountingContext {
  /** Has any policy of either side a condition on tags, or one that can't be read? See `hasTagConditions`. Default: true. */
  readonly hasTagConditions?: boolean;
  /** Is the function an authorizer, a trigger, or a handler that lets callers in itself? Default: true. */
  readonly functionDecides?: boolean;
}

interface Place {
  /** As people write it: `jwt_configuration[0].audience`. */
  readonly path: string;
  readonly steps: readonly Step[];
  /** `not known`: the value comes at apply; what its expression refers to, or the sources, may still tell. */
  readonly state: "changed" | "not known";
}

export interface ReadPlace extends Place {
  readonly by: Reader;
  readonly uncited: "unknown" | "neutral";
}

interface IrrelevantPlace extends Place {
  readonly reason: string;
  readonly source: string;
}

/** Every attribute of one resource that differs, in one of three lists. */
export interface AttributeAccount {
  /** `created`, `deleted`: the resource is there on one side only, and the lists hold what it has there. */
  readonly existence: "created" | "deleted" | "kept";
  /** What a created or deleted resource means when no finding names it. */
  readonly existenceUncited: "unknown" | "neutral";
  readonly read: readonly ReadPlace[];
  readonly irrelevant: readonly IrrelevantPlace[];
  /** Nobody has classified it: changed, not analysed. Of an unclassified type, everything that differs. */
  readonly notAnalysed: readonly Place[];
}

/**
 * Accounts for every attribute that differs between two sides of one resource. Values never leave this function, only
 * paths. Nothing differs: three empty lists and `kept`.
 *
 * What diff owes to it, so that nothing that changes passes in silence:
 * - a place in `read` that no finding cites is reported with the kind in `uncited`; one that isn't known only where
 *   neither references nor sources tell that it is the same;
 * - a created or deleted resource that no finding cites is reported once, with `existenceUncited`;
 * - a place in `notAnalysed` is reported as changed and not analysed, or its type as unclassified;
 * - those in `irrelevant` are counted.
 */
export function accountFor(change: ResourceChange, circumstances: AccountingContext = {}): AttributeAccount {
  const { type, before, after } = change;
  const sort = relevance(type);
  const existence = isAbsent(before) ? (isAbsent(after) ? "kept" : "created") : isAbsent(after) ? "deleted" : "kept";
  const ordered = new Set(paths(coverageOf(type)?.ordered));
  const found = differences(
    { value: before, unknown: change.beforeUnknown },
    { value: after, unknown: change.afterUnknown },
    (steps) => ordered.has(names(steps).join(".")),
  );
  const read: ReadPlace[] = [];
  const irrelevant: IrrelevantPlace[] = [];
  const notAnalysed: Place[] = [];
  for (const difference of found) {
    const place = { path: dotted(difference.steps), ...difference };
    if (sort.relevance === "irrelevant") {
      irrelevant.push({ ...place, reason: sort.reason, source: sort.source ?? "" });
      continue;
    }
    const says = sort.relevance === "relevant" ? inCircumstances(change, difference, circumstances) : undefined;
    if (says === undefined) notAnalysed.push(place);
    else if (says.status === "irrelevant") irrelevant.push({ ...place, reason: says.reason, source: says.source });
    else read.push({ ...place, by: says.by, uncited: says.uncited });
  }
  return { existence, existenceUncited: existenceOf(type), read, irrelevant, notAnalysed };
}

/** Does a policy's text have a condition on tags? Pass every policy of both sides; one that isn't known counts as yes. */
export function hasTagConditions(policies: Iterable<string | undefined>): boolean {
  for (const policy of policies)
    if (policy === undefined || /:(ResourceTag|PrincipalTag|RequestTag|TagKeys)\b/i.test(policy)) return true;
  return false;
}

function inCircumstances(
  change: ResourceChange,
  { steps }: Difference,
  { hasTagConditions: tags = true, functionDecides = true }: AccountingContext,
): Classification | undefined {
  const [first] = steps;
  const named = declared(change.type);
  let says: Declared | undefined;
  if (first === "region" && !named.has("region")) {
    const [was, is] = [atTop(change.before, "region"), atTop(change.after, "region")];
    says = isAbsent(was) || isAbsent(is) ? REGION_WRITTEN_DOWN : REGION_CHANGED;
  } else if (typeof first === "string" && TAGS.has(first) && !named.has(first)) {
    says = tags ? TAGS_READ : TAGS_IRRELEVANT;
  } else says = classify(change.type, names(steps));
  if (says?.status !== "code") return says;
  return { status: "read", by: "whole", uncited: functionDecides ? "unknown" : "neutral" };
}

/** What a new or a removed resource of a type means when nothing names it. */
export function existenceOf(type: string): "unknown" | "neutral" {
  const coverage = coverageOf(type);
  if (coverage === undefined) return relevance(type).relevance === "irrelevant" ? "neutral" : "unknown";
  if (coverage.existence !== undefined) return coverage.existence;
  const { model, detector, iam, whole, code } = coverage;
  const decides = paths(model).length === 0 && [detector, iam, whole, code].some((list) => paths(list).length > 0);
  return decides ? "unknown" : "neutral";
}

const names = (steps: readonly Step[]): readonly string[] => steps.filter((step) => typeof step === "string");

function dotted(steps: readonly Step[]): string {
  return steps.map((step, i) => (typeof step === "number" ? `[${step}]` : i === 0 ? step : `.${step}`)).join("");
}

function atTop(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? (value as Readonly<Record<string, unknown>>)[name] : undefined;
}

const isAbsent = (value: unknown): boolean => value === null || value === undefined;
