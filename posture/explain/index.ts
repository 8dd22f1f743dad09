export { explain } from "./explain";
export { findPrincipal } from "../iam";
export { allowedAt } from "../access/index";
export { explainLog } from "./log/explain-log";
export { renderExplanation } from "./render";
export type { Asked, ExplainOptions, Explanation, Signed } from "../access/steps/types";
