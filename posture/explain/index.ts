export { explain } from "./explain";
export { explainLog } from "./log/explain-log";
export { renderExplanation } from "./render";
export type { Asked, Check, ExplainOptions, Explanation, Step } from "./types";
