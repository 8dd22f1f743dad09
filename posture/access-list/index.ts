export { compareAccess } from "./compare";
export { DIFFERENCES, IDLE_OVERRIDE, OVERRIDE, differenceText } from "./difference";
export { accessListOf } from "./from-model";
export type {
  AccessList,
  Allow,
  AuthorizerTokens,
  DeclaredApi,
  DeclaredClient,
  DeclaredPool,
  DeclaredRoute,
  DeclaredStage,
} from "./list";
export { locate } from "./locate";
export { readAccessList } from "./read";
export { accessRules } from "./rules";
