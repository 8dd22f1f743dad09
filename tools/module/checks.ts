import type { Precondition } from "./blueprint";
import type { Local } from "./locals";

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
    code: "authorizer-missing",
    condition: none("routes_without_clients"),
    message: `These routes demand a token, and there is no client that could get one: ${all("routes_without_clients")}. Add a web client or a machine client, or name one in accepted_client_ids.`,
  },
  {
    code: "route-target",
    condition: none("routes_without_target"),
    message: `Targets of routes must be named in exactly one of functions, lambdas and http_backends, or be bundled functions (\${join(", ", local.bundled_functions)}): ${all("routes_without_target")}.`,
  },
  {
    code: "trigger-tier",
    condition: 'var.token_trigger == null ? true : var.token_trigger.version == "V1_0" || var.pool.tier != "LITE"',
    message:
      'token_trigger.version ${try(var.token_trigger.version, "")} needs more than the tier LITE. Use V1_0, or set pool.tier to "ESSENTIALS".',
  },
];
