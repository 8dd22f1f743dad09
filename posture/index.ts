export * from "./model";
export * from "./read";
export * from "./rules";
