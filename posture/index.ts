export * from "./model";
export * from "./terraform/index";
export * from "./rules";
export * from "./access/index";
export { accessListOf, accessRules, compareAccess, readAccessList } from "./access-list";
export type { AccessList, Allow, DeclaredPool, DeclaredRoute, DeclaredStage } from "./access-list";
export * from "./diff/index";
export { explain, explainLog } from "./explain";
