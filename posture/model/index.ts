export * from "../terraform/value";
export * from "../terraform/resource";
export { NodeAttributes } from "../terraform/attributes";
export * from "../terraform/origin";
export { Unresolved, isBranch, type ValueBranch, type ValueNode } from "../terraform/value-node";
export * from "./entities";
export * from "./model";
export type { EntryPoint, EntryPointKind, Host } from "./entry-points/entry-point";
export { markedFields } from "./entry-points/graphql-schema";
