export * from "../terraform/value";
export * from "../terraform/resource";
export * from "../terraform/origin";
export * from "./entities";
export * from "./model";
export type { Authorization, EntryPoint, EntryPointKind, Host, Target } from "./entry-points/entry-point";
export { KEY_NOTE } from "./entry-points/entry-point";
