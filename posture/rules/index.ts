import { audienceIncomplete } from "./audience-incomplete";
import { routeOpen } from "./route-open";
import type { Rule } from "./rule";
import { scopeUnknown } from "./scope-unknown";

/** Every rule, by code. The table in the documentation is made from this list. */
export const RULES: readonly Rule[] = [
  // In alphabetical order, one line a rule.
  audienceIncomplete,
  routeOpen,
  scopeUnknown,
];

export { judge } from "./run";
export type { Judgement } from "./run";
export { acknowledgementsFrom } from "./acknowledge";
export type { Acknowledgement } from "./acknowledge";
export type { Finding, Report, Reporter, Rule, Severity, Subject } from "./rule";
