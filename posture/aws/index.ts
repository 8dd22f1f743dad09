import { ARN } from "./arns";
import { HTTP_API } from "./api-gateway";
import { APP_CLIENT, USER_POOL } from "./cognito";
import { CONTEXT_VARIABLES_FACT } from "./context-variables";
import type { Fact } from "./fact";
import { ISSUER_HOSTS } from "./issuers";
import { FUNCTION, FUNCTION_URL } from "./lambda";
import { LOG_GROUP } from "./logs";
import { MANAGED_POLICIES } from "./managed-policies";
import { RUNTIME_ENDS } from "./runtimes";
import { SERVICE_INTEGRATIONS } from "./service-integrations";

/** Every fact by name, for `npm run facts`: `HTTP_API.routes`. */
export const FACTS: Readonly<Record<string, Fact>> = {
  ...named("ARN", ARN),
  ...named("HTTP_API", HTTP_API),
  ...named("USER_POOL", USER_POOL),
  ...named("APP_CLIENT", APP_CLIENT),
  ...named("FUNCTION", FUNCTION),
  ...named("FUNCTION_URL", FUNCTION_URL),
  ...named("LOG_GROUP", LOG_GROUP),
  ...named("MANAGED_POLICY", MANAGED_POLICIES),
  SERVICE_INTEGRATIONS,
  CONTEXT_VARIABLES: CONTEXT_VARIABLES_FACT,
  ISSUER_HOSTS,
  RUNTIME_ENDS,
};

function named(group: string, facts: Readonly<Record<string, Fact>>): Readonly<Record<string, Fact>> {
  return Object.fromEntries(Object.entries(facts).map(([name, fact]) => [`${group}.${name}`, fact]));
}
