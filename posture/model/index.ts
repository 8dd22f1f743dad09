export * from "../terraform/value";
export * from "../terraform/resource";
export * from "../terraform/origin";
export * from "./api";
export * from "./identity";
export * from "./compute";
export * from "./model";
