export * from "../terraform/value";
export * from "../terraform/resource";
export * from "../terraform/origin";
export { Unresolved, isBranch } from "../terraform/value-node";
export type { ValueBranch, ValueNode } from "../terraform/value-node";
export * from "./entities";
export * from "./model";
export type { Authorization, EntryPoint, EntryPointKind, Host, Target } from "./entry-points/entry-point";
export { KEY_NOTE } from "./entry-points/entry-point";
