import { DEFAULT_MAPPING } from "../../functions/pre-token-generation/default-mapping";
import type { Precondition } from "./blueprint";
import { valueOf } from "./hcl/value";
import type { Local } from "./locals";

/** What the bundled trigger makes claims from unless it is told otherwise. */
const DEFAULT_SOURCES = valueOf(
  Object.values(DEFAULT_MAPPING.claims ?? {}).flatMap((claim) => ("attribute" in claim ? [claim.attribute] : [])),
);

/**
 * What doesn't fit together, as lists that are empty when all is well. They depend on variables alone, so that a plan tells all of it at once;
 * a validation couldn't, since before Terraform 1.9 it sees one variable only.
 */
export const PROBLEMS: readonly Local[] = [
  {
    name: "route_scopes",
    value: "{ for key, route in var.routes : key => route.scopes == null ? tolist([]) : tolist(route.scopes) }",
  },
  {
    name: "named_scopes",
    value: `merge(
  { for key, scopes in local.route_scopes : "routes \${jsonencode(key)}" => scopes },
  { for name, client in var.web_clients : "web_clients \${jsonencode(name)}" => tolist(client.scopes) },
  { for name, client in var.machine_clients : "machine_clients \${jsonencode(name)}" => tolist(client.scopes) },
)`,
  },
  {
    name: "scopes_unknown",
    value: `[
  for place, scopes in local.named_scopes :
  "\${place}: \${join(", ", setsubtract(scopes, keys(var.scopes)))}"
  if length(setsubtract(scopes, keys(var.scopes))) > 0
]`,
  },
  {
    name: "unused_scopes",
    value: "setsubtract(keys(var.scopes), local.obtainable_scopes)",
    comment: "Declared, but no client of the module may ask for them. Clients that are managed elsewhere may.",
  },
  {
    name: "scopes_unobtainable",
    value: `[
  for key, scopes in local.route_scopes :
  "\${jsonencode(key)}: \${join(", ", setintersection(scopes, local.unused_scopes))}"
  if length(setintersection(scopes, local.unused_scopes)) > 0 && length(var.accepted_client_ids) == 0
]`,
  },
  {
    name: "routes_without_clients",
    value: '[for key, said in local.authorization : jsonencode(key) if said == "JWT" && !local.has_clients]',
  },
  {
    name: "routes_without_target",
    value: `[
  for key, route in var.routes : "\${jsonencode(key)}: \${route.target}"
  if length([for targets in local.targets : true if contains(targets, route.target)]) != 1
]`,
  },
  {
    name: "claim_sources",
    value: `!local.bundled_trigger ? [] : var.token_trigger.claims == null ? ${DEFAULT_SOURCES} : [
  for claim in try(values(var.token_trigger.claims.claims), []) : try(claim.attribute, "")
]`,
    comment: "The attributes that the bundled trigger makes claims from.",
  },
  {
    name: "claims_without_attribute",
    value: `[
  for source in local.claim_sources : source
  if startswith(source, "custom:") && !contains(keys(var.pool.attributes), trimprefix(source, "custom:"))
]`,
  },
];

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
    code: "route-target",
    condition: none("routes_without_target"),
    message: `Targets of routes must be named in exactly one of functions, lambdas and http_backends, or be bundled functions (\${join(", ", local.bundled_functions)}): ${all("routes_without_target")}.`,
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

/** What works, though not as its author is likely to want: `check` blocks, which warn. */
export const WARNINGS: readonly Precondition[] = [
  {
    code: "access-log-off",
    condition: "var.access_log.enabled",
    message: "access_log.enabled is false: nobody will see who was refused, and why.",
  },
  {
    code: "pool-deletion-protection",
    condition: "var.pool.protected || var.existing_pool != null",
    message: "pool.protected is false: whoever may delete the user pool deletes its users.",
  },
  {
    code: "cors-method-missing",
    condition:
      '!var.cors.enabled || contains(local.cors_methods, "*") || length(setsubtract(local.route_methods, concat(local.cors_methods, ["ANY", "OPTIONS"]))) == 0',
    message: 'cors.methods lacks ${join(", ", setsubtract(local.route_methods, local.cors_methods))}: browsers can\'t call the routes that have it.',
  },
  {
    code: "cors-header-missing",
    condition: '!var.cors.enabled || length(setintersection([for header in var.cors.headers : lower(header)], ["authorization", "*"])) > 0',
    message: "cors.headers lacks authorization, which carries the token.",
  },
  {
    code: "cors-wildcard-confidential",
    condition:
      '!var.cors.enabled || !contains(local.cors_origins, "*") || !anytrue([for client in var.web_clients : client.confidential])',
    message: 'cors.origins lets every page in, although a client keeps a secret on a server: name that server\'s pages.',
  },
];
