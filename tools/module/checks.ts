import type { Precondition } from "./blueprint";

const none = (list: string): string => `length(local.${list}) == 0`;
const all = (list: string): string => `\${join("; ", local.${list})}`;

/** They stand on the API, which depends on nothing and which everything else waits for. */
export const PRECONDITIONS: readonly Precondition[] = [
  {
    code: "scope-unknown",
    condition: none("scopes_unknown"),
    message: `Not declared in scopes: ${all("scopes_unknown")}. Declare it there, or use one of \${join(", ", keys(var.scopes))}.`,
  },
  {
    code: "scope-unobtainable",
    condition: none("scopes_unobtainable"),
    message: `No client may ask for what these routes demand: ${all("scopes_unobtainable")}. Add it to the scopes of a web client or a machine client.`,
  },
  {
    code: "route-authorizer-missing",
    condition: none("routes_without_clients"),
    message: `These routes demand a token, and there is no client that could get one: ${all("routes_without_clients")}. Add a web client or a machine client, or name one in accepted_client_ids.`,
  },
  {
    code: "route-authorizer",
    condition: none("routes_without_authorizer"),
    message: `Authorizers of routes must be named in jwt_authorizers: ${all("routes_without_authorizer")}. Add them there, or leave authorizer out for tokens of the pool.`,
  },
  {
    code: "route-target",
    condition: none("routes_without_target"),
    message: `Targets of routes must be named in exactly one of functions, lambdas and http_backends, or be bundled functions (\${join(", ", local.bundled_functions)}): ${all("routes_without_target")}.`,
  },
  {
    code: "preflight-caught",
    condition: none("preflights_caught"),
    message: `CORS is on, and beside these routes stands an OPTIONS route that asks for authorization, so browsers' preflights get 401: ${all("preflights_caught")}. Remove the OPTIONS route, and the module adds an open one; or say public = "the reason" there.`,
  },
  {
    code: "quota-integrations",
    condition: "length(local.function_targets) + length(var.lambdas) + length(var.http_backends) <= 300",
    message:
      "There are ${length(local.function_targets) + length(var.lambdas) + length(var.http_backends)} targets; an API takes 300 integrations, which AWS doesn't raise. Let routes share targets.",
  },
  {
    code: "quota-audience",
    condition: "length(var.web_clients) + length(var.machine_clients) + length(var.accepted_client_ids) <= 50",
    message: "There are more than 50 clients; a JWT authorizer's audience takes 50.",
  },
  {
    code: "trigger-attribute",
    condition: none("claims_without_attribute"),
    message: `token_trigger makes claims from \${join(", ", local.claims_without_attribute)}, which the pool doesn't have: no token would carry them. Add the attributes to pool.attributes, or say in token_trigger.claims what to do.`,
  },
  {
    code: "trigger-tier",
    condition: 'var.token_trigger == null ? true : var.token_trigger.version == "V1_0" || var.pool.tier != "LITE"',
    message:
      'token_trigger.version ${try(var.token_trigger.version, "")} needs more than the tier LITE. Use V1_0, or set pool.tier to "ESSENTIALS".',
  },
];
