import type { Model } from "../model";
import { groupBy } from "../group-by";
import type { Finding, Rule } from "../rules/rule";
import { cannotEvaluate } from "../rules/run";
import { sarif } from "./sarif";
import { safe } from "../redact/safe";
import { count, style, type Style } from "./style";

export interface PrintedCheck {
  readonly findings: readonly Finding[];
  readonly model: Model;
  readonly rules: readonly Rule[];
  /** The input as it was named. */
  readonly file: string;
  readonly colour: boolean;
}

export function renderFindings(format: "text" | "json" | "sarif", checked: PrintedCheck): string {
  if (format === "json") return json(checked);
  return format === "sarif"
    ? `${JSON.stringify(sarif(checked.findings, checked.rules, checked.file), null, 2)}\n`
    : text(checked);
}

/** How many of each kind; acknowledged ones and those of the baseline count only as that. */
function countFindings(
  findings: readonly Finding[],
): Record<"errors" | "warnings" | "notes" | "unknown" | "acknowledged" | "baseline", number> {
  const open = findings.filter((f) => !f.acknowledged && !f.baseline);
  const of = (severity: Finding["severity"]) =>
    open.filter((f) => f.kind !== "unknown" && f.severity === severity).length;
  return {
    errors: of("error"),
    warnings: of("warning"),
    notes: of("note"),
    unknown: open.filter((f) => f.kind === "unknown").length,
    acknowledged: findings.filter((f) => f.acknowledged).length,
    baseline: findings.filter((f) => f.baseline).length,
  };
}

function json({ findings, model }: PrintedCheck): string {
  const { apis, routes, pools, clients, entryPoints } = model;
  const read = {
    ...model.origin,
    entryPoints: entryPoints.length,
    apis: apis.length,
    routes: routes.length,
    pools: pools.length,
    clients: clients.length,
  };
  return `${JSON.stringify({ read, tally: countFindings(findings), findings }, null, 2)}\n`;
}

const ACKNOWLEDGED_BY_STACK =
  "Acknowledged, by the reviewed file or by the stack itself (--no-stack-acknowledgements ignores the latter):";

/** For people: what was read, the findings, what couldn't be judged, what is acknowledged, the sum. */
function text({ findings, model, rules, colour }: PrintedCheck): string {
  const s = style(colour);
  const lines = [summary(model), ""];
  const open = findings.filter((f) => !f.acknowledged && !f.baseline && f.kind !== "unknown");
  const unknown = findings.filter((f) => !f.acknowledged && !f.baseline && f.kind === "unknown");
  const accepted = findings.filter((f) => f.acknowledged);
  for (const finding of open) lines.push(...long(finding, s), "");
  if (unknown.length > 0) {
    lines.push(s.bold("Not known yet, so not checked:"), ...notChecked(unknown, rules, s), "");
  }
  if (accepted.length > 0) {
    lines.push(s.bold(accepted.some((f) => f.acknowledged?.by === "stack") ? ACKNOWLEDGED_BY_STACK : "Acknowledged:"));
    for (const f of accepted) {
      const until = f.acknowledged?.expires === undefined ? "" : ` (until ${f.acknowledged.expires})`;
      const by = f.acknowledged?.by === "stack" ? `${s.dim("by the stack:")} ` : "";
      lines.push(`  ${where(f)} ${s.dim(`[${f.code}]`)}`, `    ${by}${safe(f.acknowledged?.reason ?? "")}${until}`);
    }
    lines.push("");
  }
  const old = findings.filter((f) => f.baseline);
  if (old.length > 0) {
    lines.push(s.bold("In the baseline already:"));
    for (const f of old) lines.push(`  ${where(f)} ${s.dim(`[${f.code}]`)}`, `    ${safe(f.message)}`);
    lines.push("");
  }
  lines.push(total(findings, rules, s));
  return `${lines.join("\n")}\n`;
}

/** By rule: what isn't known of one function's policy usually isn't known of any. */
function notChecked(unknown: readonly Finding[], rules: readonly Rule[], s: Style): string[] {
  return [...groupBy(unknown, ({ code }) => code)].flatMap(([code, findings]) => {
    const rule = rules.find((one) => one.code === code);
    const begin = rule === undefined ? "" : cannotEvaluate(rule);
    const places = findings.map((f) => `    ${where(f)}: ${safe(f.message.replace(begin, "").replace(/\.$/, ""))}`);
    return [`  ${s.dim(`[${code}]`)} ${safe(rule?.title ?? "")}`.trimEnd(), ...places];
  });
}

function summary(model: Model): string {
  const { origin, entryPoints, functions, pools, clients } = model;
  const what = { plan: "plan", state: "state", synth: "synthesized stack", folder: "folder of .tf files" }[
    origin.format
  ];
  const parts = [
    count(entryPoints.filter(({ kind }) => kind !== "event-source").length, "configured entry point"),
    count(functions.filter(({ managed }) => managed).length, "function"),
    count(pools.length, "pool"),
    count(clients.length, "client"),
  ];
  const partial = origin.complete
    ? ""
    : " The plan is not complete: it was limited (-target), stopped at an error or leaves changes to a later one.";
  const missing = (origin.missing ?? []).map((what) => ` ${what}.`).join("");
  return `Read from a ${what}: ${parts.join(", ")}.${partial}${missing}`;
}

function long(finding: Finding, s: Style): string[] {
  const mark = { error: s.red("error"), warning: s.yellow("warning"), note: s.blue("note") }[finding.severity];
  return [
    `${mark} ${s.bold(where(finding))} ${s.dim(`[${finding.code}]`)}`,
    `  ${safe(finding.message)}`,
    `  ${s.green("->")} ${safe(finding.remedy)}`,
  ];
}

function where({ address, constructPath }: Finding): string {
  return constructPath === undefined ? safe(address) : `${safe(address)} (${safe(constructPath)})`;
}

function total(findings: readonly Finding[], rules: readonly Rule[], s: Style): string {
  const { errors, warnings, notes, unknown, acknowledged, baseline } = countFindings(findings);
  if (errors + warnings + notes + unknown + acknowledged + baseline === 0)
    return s.green(`${count(rules.length, "rule")}, nothing found.`);
  const parts = [
    count(errors, "error"),
    count(warnings, "warning"),
    count(notes, "note"),
    `${unknown} not known yet`,
    `${acknowledged} acknowledged`,
    ...(baseline > 0 ? [`${baseline} in the baseline`] : []),
  ];
  return s.bold(`${count(rules.length, "rule")}: ${parts.join(", ")}.`);
}
