import { RULES } from "./rules";
import { DIFFERENCES, IDLE_OVERRIDE, OVERRIDE, severityOf, type DifferenceCode } from "./access-list/difference";
import type { Severity } from "./rules/rule";

/** Where a mistake is found: in what a stack emits, and in any plan or state. */
type InputKind = "synth" | "plan";

/** One row of the table of rules. */
export interface Entry {
  readonly code: string;
  readonly severity: Severity;
  readonly title: string;
  readonly source: string;
  readonly inputs: readonly InputKind[];
}

/** Findings that no rule over the model makes: what Terraform JSON can't show, and what the runner itself finds. */
const BESIDE_THE_RULES: readonly Entry[] = [
  {
    code: "acknowledgement-expired",
    severity: "warning",
    title: "An acknowledgement whose last day is over",
    source: "Acknowledgements: the text above",
    inputs: ["synth", "plan"],
  },
  {
    code: "acknowledgement-unmatched",
    severity: "warning",
    title: "An acknowledgement that matches no finding",
    source: "Acknowledgements: the text above",
    inputs: ["synth", "plan"],
  },
  {
    code: "duplicate-address",
    severity: "error",
    title: "Two constructs with one Terraform address: the JSON would hold one of them only",
    source: "Terraform: Resource addressing https://developer.hashicorp.com/terraform/cli/state/resource-addressing",
    inputs: ["synth"],
  },
];

/** Every code that a check can print, in alphabetical order. */
export const CATALOGUE: readonly Entry[] = [
  ...RULES.map(({ code, severity, title, source }): Entry => ({
    code,
    severity,
    title,
    source,
    inputs: ["synth", "plan"],
  })),
  ...(Object.keys(DIFFERENCES) as DifferenceCode[]).map((code): Entry => ({
    code,
    severity: severityOf(code),
    title: DIFFERENCES[code],
    source: "Access list: docs/access-list.md",
    inputs: ["synth", "plan"],
  })),
  { ...OVERRIDE, inputs: ["synth"] as const },
  { ...IDLE_OVERRIDE, inputs: ["synth"] as const },
  ...BESIDE_THE_RULES,
].sort((a, b) => (a.code < b.code ? -1 : 1));
