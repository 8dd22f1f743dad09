import * as all from "./all";
import type { Rule } from "./rule";

/** Of runtimes there are rules as of a day too. */
const ALL: Readonly<Record<string, Rule | ((today: () => string) => Rule)>> = all;

/** Every rule, by code. The table in the documentation is made from this list. */
export const RULES: readonly Rule[] = Object.values(ALL)
  .filter((one) => typeof one !== "function")
  .sort((a, b) => (a.code < b.code ? -1 : 1));

export { evaluateRules, type RuleReport } from "./run";
export { baselineFrom, markKnown } from "./baseline";
export { acknowledgementsFrom, stackAcknowledgements, type Acknowledgement } from "./acknowledge";
export type { Finding, Report, Reporter, Rule, Severity, Subject } from "./rule";
