export * from "./value";
export * from "./resource";
export * from "./origin";
export { InputError, MAX_BYTES, parse, refuseTooLarge } from "./input";
export type { InputProblem } from "./input";
