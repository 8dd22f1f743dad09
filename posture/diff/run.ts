import type { Entity, Model } from "../model/index";
import { changedAccess } from "./decisions/changed-access";
import { accountForAll, type Accounting } from "./accounting";
import type { Sources } from "./changed-sources";
import { KINDS, kindOf, type ChangeFinding, type ChangeKind, type ChangeReport, type Detector } from "./change";
import { compare } from "./compare";
import type { Comparison } from "./comparison";
import { isOfLeftOut, noLongerSet } from "./left-as-deployed";
import { dotted, touches } from "./paths";
import { DETECTORS } from "./detectors/index";

export interface DifferenceOptions {
  readonly detectors?: readonly Detector[];
  /** The sources of both sides: what plans don't show of expressions is compared by their text. */
  readonly sources?: Sources;
}

/** How far it could be told what changed. */
export type Extent = Omit<Accounting, "reports"> & {
  /** The sources of both sides were compared too. */
  readonly hasSources?: boolean;
};

/** What changed, and how far that could be told. */
export interface Difference {
  /** The gravest kind first. */
  readonly findings: readonly ChangeFinding[];
  readonly extent: Extent;
}

/** What changed between two models, the gravest kind first. */
export function changesBetween(
  before: Model,
  after: Model,
  detectors: readonly Detector[] = DETECTORS,
): readonly ChangeFinding[] {
  return changesIn(compareModels(before, after), detectors);
}

/**
 * Puts two models side by side. An argument that a configuration no longer sets, and that Terraform then leaves as it is
 * deployed, isn't known; but where AWS's default says the same as what was set, it makes no difference.
 */
export function compareModels(before: Model, after: Model): Comparison {
  const comparison = compare(before, after);
  const candidates = noLongerSet(comparison);
  if (candidates.length === 0) return comparison;
  const told = changesIn(comparison)
    .filter(({ kind }) => kind !== "neutral")
    .flatMap(({ attributes = [] }) => attributes);
  const leftOut = candidates.filter(({ resource, path }) =>
    told.some(({ address, attribute = "" }) => address === resource.address && touches(attribute, dotted(path))),
  );
  return leftOut.length === 0 ? comparison : compare(before, after, undefined, leftOut);
}

/** What changed in a comparison that is already made. */
export function changesIn(
  comparison: Comparison,
  detectors: readonly Detector[] = DETECTORS,
): readonly ChangeFinding[] {
  return differenceIn(comparison, { detectors }).findings;
}

/**
 * What changed in a comparison, and what of it could not be told. A detector that throws becomes a change of kind
 * `unknown`.
 */
export function differenceIn(
  comparison: Comparison,
  { detectors = DETECTORS, sources }: DifferenceOptions = {},
): Difference {
  const found = new Map<string, ChangeFinding>();
  const compared = new Set<string>();
  for (const detector of detectors) {
    const report = Object.assign((change: ChangeReport) => add(found, change, detector), {
      compared: (address: string, path: string) => void compared.add(`${address}\n${path}`),
    });
    try {
      detector.detect(comparison, report);
    } catch (error) {
      const [first = "detector"] = Object.keys(detector.codes);
      add(found, {
        at: { address: "(whole)" },
        code: CRASH,
        kind: "unknown",
        summary: `The comparison for "${first}" failed: ${error instanceof Error ? error.message : String(error)}. Please report this.`,
      });
    }
  }
  if (detectors === DETECTORS) for (const report of changedAccess(comparison, [...found.values()])) add(found, report);
  const types = comparedTypes(detectors);
  const { reports, ...extent } = accountForAll(
    comparison,
    [...found.values()],
    {
      compared: (resource, path) => compared.has(`${resource.address}\n${path}`),
      listed: (resource, path) => types.get(resource.type)?.has(path) === true,
    },
    sources,
  );
  for (const [key, finding] of found) if (isOfLeftOut(comparison, finding)) found.delete(key);
  for (const report of reports) add(found, report);
  const findings = [...found.values()].sort((a, b) => rank(a.kind) - rank(b.kind));
  return { findings, extent: { ...extent, ...(sources && { hasSources: true }) } };
}

function add(found: Map<string, ChangeFinding>, report: ChangeReport, detector?: Detector): void {
  const { at, ...rest } = report;
  const { address, constructPath } = at;
  const type = "resource" in at ? (at as Entity).resource.type : undefined;
  const listed = type === undefined ? undefined : detector?.compares?.[type];
  const attributes =
    report.attributes ??
    (listed === undefined ? undefined : words(listed).map((attribute) => ({ address, attribute })));
  const change = {
    ...rest,
    kind: kindOf(report, detector?.codes),
    // What has no key yet is spoken of as "the route …".
    summary: report.summary.replace(/^the /, "The "),
    address,
    ...(constructPath !== undefined && { constructPath }),
    ...(attributes && { attributes }),
  };
  found.set(`${change.code}\n${address}\n${change.summary}`, change);
}

function comparedTypes(detectors: readonly Detector[]): ReadonlyMap<string, ReadonlySet<string>> {
  const types = new Map<string, Set<string>>();
  for (const { compares } of detectors)
    for (const [type, list] of Object.entries(compares ?? {})) {
      const known = types.get(type) ?? new Set<string>();
      for (const path of words(list)) known.add(path);
      types.set(type, known);
    }
  return types;
}

const words = (list: string): readonly string[] => list.split(/\s+/).filter((word) => word !== "");

/** Code of a detector's own failure: never silence. */
export const CRASH = "detector-failed";

const rank = (kind: ChangeKind): number => KINDS.indexOf(kind);

/** The gravest kind that counts, for the exit code. */
export type Verdict = "breaking" | "broadened" | "unknown" | "nothing broader";

/** What counts for the verdict. */
export interface VerdictOptions {
  /** Kinds that don't count. */
  readonly allowed?: readonly ChangeKind[];
  /** What was not compared or not analysed counts as unknown. Default: false. */
  readonly strict?: boolean;
  readonly extent?: Extent;
}

/**
 * One word for all changes: breaking goes before broadened, broadened before unknown. Acknowledged changes and kinds
 * that are allowed don't count.
 */
export function verdictOf(changes: readonly ChangeFinding[], counting: VerdictOptions = {}): Verdict {
  const { allowed = [], strict = false, extent } = counting;
  const open = new Set(changes.filter((c) => !c.acknowledged && !allowed.includes(c.kind)).map((c) => c.kind));
  if (strict && extent && !isComplete(extent)) open.add("unknown");
  return (["breaking", "broadened", "unknown"] as const).find((kind) => open.has(kind)) ?? "nothing broader";
}

/** Was everything that differs compared and analysed? */
function isComplete({ notCompared, unclassified, limit }: Extent): boolean {
  return notCompared.length + unclassified.length === 0 && limit === undefined;
}
