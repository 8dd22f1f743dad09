export type { Classification, Reader, ServiceCoverage, TypeCoverage } from "./classification";
export { accountFor, existenceOf, hasTagConditions } from "./account";
export type { AttributeAccount, AccountingContext, IrrelevantPlace, Place, ReadPlace, ResourceChange } from "./account";
export { relevance } from "./lookup";
export type { Relevance } from "./lookup";
