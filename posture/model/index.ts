export * from "../terraform/value";
export * from "../terraform/resource";
export * from "../terraform/origin";
export * from "./api";
export * from "./identity";
export * from "./compute";
export * from "./model";
export type { Authorization, EntryPoint, EntryPointKind, Host, Target } from "./entry-points/entry-point";
