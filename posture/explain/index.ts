export { explain } from "./explain";
export { findPrincipal } from "../iam";
export type { Principal } from "../iam";
export { allowedAt } from "../access/index";
export { explainLog } from "./log/explain-log";
export { renderExplanation } from "./render";
export type { Asked, Check, ExplainOptions, Explanation, Signed, Step } from "../access/steps/types";
