import { API } from "./api";
import { AUTHORIZERS } from "./authorizers";
import { CLIENTS } from "./clients";
import { DOMAIN } from "./domain";
import { FUNCTIONS } from "./functions";
import { GENERAL } from "./general";
import { GROUPS_AND_SCOPES, POOL } from "./identity";
import { ROUTES } from "./routes";
import type { Variable } from "./variable";

export type { Validation, Variable } from "./variable";
export { FUNCTION_DEFAULTS } from "./functions";

/** Every variable of the module, in the order of variables.tf and of the README. */
export const VARIABLES: readonly Variable[] = [
  ...GENERAL,
  ...ROUTES,
  ...AUTHORIZERS,
  ...FUNCTIONS,
  ...GROUPS_AND_SCOPES,
  ...CLIENTS,
  ...POOL,
  ...API,
  ...DOMAIN,
];
