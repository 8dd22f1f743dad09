export { KINDS, type ChangeFinding, type ChangeKind, type ChangeReport } from "./change";
export type { Decide } from "./decisions/compare-access";
export type { Comparison } from "./comparison";
export { CODE_TABLES } from "./detectors/index";
export type { SourceTexts, Sources } from "./changed-sources";
export {
  changesBetween,
  changesIn,
  compareModels as compare,
  differenceIn,
  verdictOf,
  type Difference,
  type Extent,
  type Verdict,
} from "./run";
export { acknowledgeChanges } from "./acknowledge";
