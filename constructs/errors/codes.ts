import { API_ERRORS } from "./catalogue/api";
import { FUNCTION_ERRORS } from "./catalogue/functions";
import { IDENTITY_ERRORS } from "./catalogue/identity";
import { STACK_ERRORS } from "./catalogue/stack";

/** Every code of a `ConfigurationError`. */
export const ERROR_CODES = { ...API_ERRORS, ...FUNCTION_ERRORS, ...IDENTITY_ERRORS, ...STACK_ERRORS } as const;

export type ErrorCode = keyof typeof ERROR_CODES;
