export type { Classification, Reader, ServiceCoverage, TypeCoverage } from "./classification";
export { accountFor, existenceOf, tagsDecide } from "./account";
export type { Account, Circumstances, IrrelevantPlace, Place, ReadPlace, ResourceChange } from "./account";
export { uncited } from "./uncited";
export type { Citation, Uncited } from "./uncited";
export { relevance } from "./lookup";
export type { Relevance } from "./lookup";
