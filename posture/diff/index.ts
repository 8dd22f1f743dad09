export { KINDS } from "./change";
export type { ChangeFinding, ChangeKind, ChangeReport, CodeInfo, Detector } from "./change";
export { compare } from "./comparison";
export type { Comparison } from "./comparison";
export { DETECTORS } from "./detectors/index";
export { CRASH, changesBetween, changesIn, verdictOf } from "./run";
export type { Verdict } from "./run";
export { acknowledgeChanges } from "./acknowledge";
