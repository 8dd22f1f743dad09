export * from "./model";
export * from "./terraform/index";
export * from "./rules";
export * from "./access/index";
export * from "./diff/index";
export { explain, explainLog } from "./explain";
