export type { Classification, Reader, ServiceCoverage, TypeCoverage } from "./classification";
export { accountFor, existenceOf, tagsDecide } from "./account";
export type { Account, Circumstances, IrrelevantPlace, Place, ReadPlace, ResourceChange } from "./account";
export { relevance } from "./lookup";
export type { Relevance } from "./lookup";
