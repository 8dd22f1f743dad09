import { DEFAULT_MAPPING } from "../../functions/pre-token-generation/default-mapping";
import { valueOf } from "./hcl/value";
import { SHAPE, type Local } from "./locals";
import { RETIRED_RUNTIMES } from "./retired-runtimes";

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
    value: `{
  for key, route in var.routes : key => tolist(route.scopes)
  if route.scopes != null && route.authorizer == null
}`,
    comment: "Of the pool's own tokens; what others carry is known to their issuers.",
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
  "\${jsonencode(key)}: \${join(", ", scopes)}"
  if length(scopes) > 0 && length(setsubtract(scopes, local.unused_scopes)) == 0 && length(var.accepted_client_ids) == 0
]`,
    comment: "One of a route's scopes is enough for a caller, so one that can be had is enough for the route.",
  },
  {
    name: "routes_without_clients",
    value: `[
  for key, said in local.authorization : jsonencode(key)
  if said == "JWT" && local.routes[key].authorizer == null && !local.has_clients
]`,
  },
  {
    name: "routes_without_authorizer",
    value: `[
  for key, route in var.routes : "\${jsonencode(key)}: \${route.authorizer}"
  if route.authorizer == null ? false : !contains(keys(var.jwt_authorizers), route.authorizer)
]`,
  },
  {
    name: "routes_without_target",
    value: `[
  for key, route in var.routes : "\${jsonencode(key)}: \${route.target}"
  if length([for targets in local.targets : true if contains(targets, route.target)]) != 1
]`,
  },
  { name: "guarded", value: 'anytrue([for said in values(local.authorization) : said != "NONE"])' },
  {
    name: "guarded_shapes",
    value: `[for key, route in var.routes : ${SHAPE} if route.public == null]`,
  },
  {
    name: "preflights_caught",
    value: `[
  for key in local.catch_all_keys : jsonencode(key)
  if contains(local.guarded_shapes, key == "$default" ? "OPTIONS /{+}" : "OPTIONS \${split(" ", ${SHAPE})[1]}")
]`,
    comment: "A catch-all route gets an open OPTIONS route beside it, unless the caller has put a guarded one there.",
  },
  {
    name: "claim_sources",
    value: `distinct(compact(!local.bundled_trigger ? [] : var.token_trigger.claims == null ? ${DEFAULT_SOURCES} : [
  for claim in try(values(var.token_trigger.claims.claims), []) : try(claim.attribute, "")
]))`,
    comment: "The attributes that the bundled trigger makes claims from.",
  },
  {
    name: "claims_without_attribute",
    value: `[
  for source in local.claim_sources : source
  if startswith(source, "custom:") && !contains(keys(var.pool.attributes), trimprefix(source, "custom:"))
]`,
  },
  {
    name: "writable_claim_sources",
    value: `{
  for name, client in var.web_clients : name => setintersection(
    local.claim_sources,
    length(client.writable_attributes) == 0 ? toset(local.claim_sources) : client.writable_attributes,
  )
}`,
    comment: "A client that lists nothing lets its users write everything.",
  },
  {
    name: "writable_claims",
    value: `[
  for name, sources in local.writable_claim_sources : "\${jsonencode(name)}: \${join(", ", sources)}"
  if length(sources) > 0
]`,
  },
  ...RETIRED_RUNTIMES,
];
