export { accountFor, existenceOf, hasTagConditions } from "./account";
export type { AttributeAccount, ReadPlace, ResourceChange } from "./account";
export { keptArguments } from "./kept-arguments";
export { relevance } from "./lookup";
