export { explain } from "./explain";
export { allowedAt } from "../access/steps/iam-steps";
export { findPrincipal } from "../iam";
export type { Principal } from "../iam";
export { explainLog } from "./log/explain-log";
export { renderExplanation } from "./render";
export type { Asked, Check, ExplainOptions, Explanation, Signed, Step } from "../access/steps/types";
