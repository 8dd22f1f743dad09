import type { Model } from "../model";
import { acknowledge, type Acknowledgement } from "./acknowledge";
import { redactor } from "../redact/sensitive";
import type { Finding, Report, Reporter, Rule, Severity, Subject } from "./rule";

/** What the rules make of a model. */
export interface RuleReport {
  /** All findings, acknowledged ones too: errors first, then warnings, notes, and what couldn't be judged. */
  readonly findings: readonly Finding[];
  /** Findings that count: not acknowledged, of kind `mistake` or `crash`. */
  readonly open: readonly Finding[];
}

export interface RuleOptions {
  readonly acknowledgements?: readonly Acknowledgement[];
  /** Codes that are reported elsewhere too (changes): an acknowledgement of one that matches nothing here is no finding. */
  readonly elsewhere?: ReadonlySet<string>;
  /** The day that expiries are held against, `YYYY-MM-DD`. Default: today (UTC). */
  readonly today?: string;
}

/** Begins the message of a finding of kind `unknown`; what isn't known follows. */
export const cannotEvaluate = ({ title }: Pick<Rule, "title">): string => `Can't evaluate "${title}". Unknown here: `;

const ORDER: Readonly<Record<Severity, number>> = { error: 0, warning: 1, note: 2 };

/** Runs every rule. A rule that throws becomes a finding of severity error, so that it never passes for silence. */
export function evaluateRules(model: Model, rules: readonly Rule[], options: RuleOptions = {}): RuleReport {
  const conceal = redactor(model);
  const found = rules.flatMap((rule) => run(model, rule)).map((finding) => concealed(finding, conceal));
  const today = options.today ?? new Date().toISOString().slice(0, 10);
  const findings = acknowledge(unique(found), options.acknowledgements ?? [], today, options.elsewhere).sort(inOrder);
  return { findings, open: findings.filter((f) => f.kind !== "unknown" && !f.acknowledged) };
}

function run(model: Model, rule: Rule): Finding[] {
  const findings: Finding[] = [];
  const add = (at: Subject, rest: Pick<Finding, "kind" | "severity" | "message" | "remedy" | "nearest">): void => {
    const { address, constructPath } = at;
    findings.push({ code: rule.code, address, ...(constructPath !== undefined && { constructPath }), ...rest });
  };
  const report: Reporter = Object.assign(
    ({ at, message, remedy, nearest, severity }: Report) =>
      add(at, {
        kind: "mistake",
        severity: severity ?? rule.severity,
        message,
        remedy,
        ...(nearest !== undefined && { nearest }),
      }),
    {
      unknown: (at: Subject, why: string) =>
        add(at, {
          kind: "unknown",
          severity: rule.severity,
          message: `${cannotEvaluate(rule)}${why}.`,
          remedy: "After apply, run posture check on the state: it holds values that a plan doesn't.",
        }),
    },
  );
  try {
    rule.check(model, report);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    add(
      { address: "(rule)" },
      {
        kind: "crash",
        severity: "error",
        message: `The rule ${rule.code} failed (${why}), so what it looks for could be anywhere.`,
        remedy: "Report it with the plan that caused it; nothing was judged by this rule.",
      },
    );
  }
  return findings;
}

function concealed(finding: Finding, conceal: ReturnType<typeof redactor>): Finding {
  const { message, remedy, nearest, ...rest } = finding;
  return { ...rest, ...conceal({ message, remedy, ...(nearest !== undefined && { nearest }) }) };
}

function unique(findings: readonly Finding[]): Finding[] {
  return [...new Map(findings.map((f) => [`${f.code}\n${f.address}\n${f.message}`, f])).values()];
}

function inOrder(a: Finding, b: Finding): number {
  return (
    Number(a.kind === "unknown") - Number(b.kind === "unknown") ||
    ORDER[a.severity] - ORDER[b.severity] ||
    a.address.localeCompare(b.address) ||
    a.code.localeCompare(b.code)
  );
}
