export * from "./model";
export * from "./read";
export * from "./rules";
export * from "./callers";
export * from "./changes";
export { explain, explainLog } from "./explain";
