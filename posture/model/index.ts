export * from "./value";
export * from "./resource";
export * from "./api";
export * from "./identity";
export * from "./compute";
export * from "./model";
