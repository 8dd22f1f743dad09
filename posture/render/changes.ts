import { accesses, callerText, type RouteAccess } from "../access/index";
import { CODE_TABLES, KINDS, verdictOf } from "../diff/index";
import type { ChangeFinding, ChangeKind, Comparison, Extent, Verdict } from "../diff/index";
import { asFinding } from "../diff/acknowledge";
import type { Rule } from "../rules";
import { sarif } from "./sarif";
import { extentLines, notComparedLines, nothingText, verdictText } from "./extent";
import { safe } from "../redact/safe";
import { count, style, type Style } from "./style";

export interface PrintedComparison {
  readonly comparison: Comparison;
  readonly changes: readonly ChangeFinding[];
  readonly extent: Extent;
  /** What was not compared or not analysed counts as unknown. Default: false. */
  readonly strict?: boolean;
  /** Kinds that don't count for the verdict. */
  readonly allowed: readonly ChangeKind[];
  /** The input as it was named: the head. */
  readonly file: string;
  readonly colour: boolean;
}

/** A route on both sides; `undefined` where it doesn't exist. */
export interface RouteBeforeAfter {
  readonly route?: string;
  readonly address: string;
  readonly changed: boolean;
  readonly before?: RouteAccess;
  readonly after?: RouteAccess;
}

export function renderChanges(format: "text" | "json" | "sarif", compared: PrintedComparison): string {
  if (format === "text") return text(compared);
  const document = format === "json" ? json(compared) : sarif(compared.changes.map(asFinding), CODES, compared.file);
  return `${JSON.stringify(document, null, 2)}\n`;
}

/** Every code as a rule, which SARIF lists. */
const CODES: readonly Rule[] = CODE_TABLES.flatMap(({ codes, source }) =>
  Object.entries(codes).map(([code, { title, kinds }]): Rule => {
    const severity = kinds.some((k) => k === "breaking" || k === "broadened")
      ? "error"
      : kinds.includes("unknown")
        ? "warning"
        : "note";
    return { code, title, source, severity, check: () => undefined };
  }),
);

function json({ comparison, changes, extent, ...counting }: PrintedComparison): unknown {
  const verdict = verdictOf(changes, { ...counting, extent });
  return {
    verdict,
    bounds: verdictText(verdict, extent).slice(verdict.length).replace(/^, /, ""),
    tally: countChanges(changes),
    extent,
    findings: changes,
    routes: beforeAndAfter(comparison),
  };
}

/** Who may call each route before and after. */
export function beforeAndAfter({ before, after, routes }: Comparison): readonly RouteBeforeAfter[] {
  const [had, has] = [before, after].map((model) => new Map(accesses(model).map((access) => [access.address, access])));
  return routes.map((pair): RouteBeforeAfter => {
    const was = pair.before && had?.get(pair.before.address);
    const is = pair.after && has?.get(pair.after.address);
    const key = is?.route ?? was?.route;
    return {
      ...(key !== undefined && { route: key }),
      address: (pair.after ?? pair.before).address,
      changed: !was || !is || callerText(was.caller) !== callerText(is.caller),
      ...(was && { before: was }),
      ...(is && { after: is }),
    };
  });
}

/** How many of each kind; acknowledged ones count only as that. */
function countChanges(changes: readonly ChangeFinding[]): Record<ChangeKind | "acknowledged", number> {
  const open = changes.filter((change) => !change.acknowledged);
  const counts = Object.fromEntries(KINDS.map((kind) => [kind, open.filter((c) => c.kind === kind).length]));
  return { ...(counts as Record<ChangeKind, number>), acknowledged: changes.length - open.length };
}

/** `1 breaking, 2 broadened, 1 acknowledged`; the kinds that don't occur are left out. */
export function countText(changes: readonly ChangeFinding[]): string {
  const counts = countChanges(changes);
  return ([...KINDS, "acknowledged"] as const)
    .flatMap((kind) => (counts[kind] > 0 ? [`${counts[kind]} ${kind}`] : []))
    .join(", ");
}

const VERDICTS: Readonly<Record<Verdict, string>> = {
  breaking: "Something is lost, or callers stop working.",
  broadened: "Somebody may do more than before.",
  unknown: "The effect of some changes is unknown before apply.",
  "nothing broader": "Nobody may do more than before.",
};

/** What a verdict means; one that rests on what was compared, acknowledged or allowed claims no more than that. */
export function verdictSentence(verdict: Verdict, changes: readonly ChangeFinding[], extent: Extent): string {
  if (verdict !== "nothing broader") return VERDICTS[verdict];
  const isBounded = verdictText(verdict, extent) !== verdict;
  if (changes.some(({ kind }) => kind in VERDICTS))
    return `Nothing ${isBounded ? "that was compared is " : ""}broader than what is acknowledged or allowed.`;
  return isBounded ? "Nothing that was compared lets anybody do more than before." : VERDICTS[verdict];
}

/** What was looked at: without it, "no change" could mean that nothing was there. */
function lookedAt({ after: { entryPoints } }: Comparison): string {
  const routes = entryPoints.filter(({ authorization }) => authorization.kind === "route").length;
  const others = entryPoints.length - routes;
  const named = [
    ...(routes > 0 ? [count(routes, "route")] : []),
    ...(others > 0 ? [count(others, routes > 0 ? "other entry point" : "entry point")] : []),
  ];
  return named.length > 0 ? `${named.join(" and ")} looked at.` : "It has no entry point after the change.";
}

function text({ comparison, changes, extent, colour, ...counting }: PrintedComparison): string {
  const s = style(colour);
  const lines: string[] = [];
  for (const kind of KINDS) {
    const list = changes.filter((change) => change.kind === kind && !change.acknowledged);
    for (const change of list) lines.push(...long(change, s), "");
  }
  const accepted = changes.filter((change) => change.acknowledged);
  if (accepted.length > 0) lines.push(s.bold("Acknowledged:"));
  for (const { address, code, summary, acknowledged } of accepted) {
    const until = acknowledged?.expires === undefined ? "" : ` (until ${acknowledged.expires})`;
    lines.push(
      `  ${safe(address)} ${s.dim(`[${code}]`)} ${safe(summary)}`,
      `    ${safe(acknowledged?.reason ?? "")}${until}`,
    );
  }
  if (accepted.length > 0) lines.push("");
  const verdict = verdictOf(changes, { ...counting, extent });
  const paint = { breaking: s.red, broadened: s.red, unknown: s.yellow, "nothing broader": s.green }[verdict];
  const rest = notComparedLines(extent).slice(0, MOST_LINES);
  for (const line of extentLines(extent)) {
    lines.push(safe(line));
    if (line.startsWith("Not compared")) lines.push(...rest.map((one) => s.dim(`  ${safe(one)}`)));
  }
  const more = notComparedLines(extent).length - rest.length;
  if (more > 0) lines.push(s.dim(`  and ${count(more, "more resource")}: --format json lists them all`));
  if (extentLines(extent).length > 0) lines.push("");
  const what = countText(changes) || nothingText(changes, extent);
  lines.push(`${paint(s.bold(verdictText(verdict, extent)))}: ${verdictSentence(verdict, changes, extent)} ${what}.`);
  lines.push(s.dim(lookedAt(comparison)));
  return `${lines.join("\n")}\n`;
}

/** Resources with attributes that were not compared, as many as fit on a screen. */
const MOST_LINES = 12;

function long(change: ChangeFinding, s: Style): string[] {
  const paint = {
    breaking: s.red,
    broadened: s.red,
    unknown: s.yellow,
    narrowed: s.blue,
    protective: s.green,
    neutral: s.dim,
  }[change.kind];
  const where = change.constructPath === undefined ? change.address : `${change.address} (${change.constructPath})`;
  return [
    `${paint(change.kind)} ${s.bold(safe(where))} ${s.dim(`[${change.code}]`)}`,
    `  ${safe(change.summary)}`,
    ...(change.before === undefined ? [] : [`  ${s.dim("before")} ${safe(change.before)}`]),
    ...(change.after === undefined ? [] : [`  ${s.dim("after ")} ${safe(change.after)}`]),
    ...(change.cause === undefined ? [] : [`  ${s.dim("cause ")} ${safe(change.cause)}`]),
  ];
}
