export { accountFor, existenceOf, hasTagConditions } from "./account";
export type { AttributeAccount, ReadPlace, ResourceChange } from "./account";
export { relevance } from "./lookup";
