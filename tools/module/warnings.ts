import type { Precondition } from "./blueprint";

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
    message:
      'cors.methods lacks ${join(", ", setsubtract(local.route_methods, local.cors_methods))}: browsers can\'t call the routes that have it.',
  },
  {
    code: "cors-header-missing",
    condition:
      '!var.cors.enabled || !local.guarded || contains([for header in var.cors.headers : lower(header)], "authorization")',
    message: "cors.headers lacks authorization, which carries the token; by the Fetch standard * doesn't stand for it.",
  },
  {
    code: "cors-wildcard-confidential",
    condition:
      '!var.cors.enabled || !contains(local.cors_origins, "*") || !(anytrue([for client in var.web_clients : client.confidential]) || (length(var.web_clients) + length(var.accepted_client_ids) == 0 && length(var.machine_clients) > 0))',
    message:
      "cors.origins lets every page in, although a client keeps a secret on a server: name that server's pages, or switch CORS off if only servers call.",
  },
  {
    code: "claim-attribute-writable",
    condition: "length(local.writable_claims) == 0",
    message:
      'Users can write what token claims are made from, and so say themselves what they may do: web_clients ${join("; ", local.writable_claims)}. List in writable_attributes what users may write, without it.',
  },
  {
    code: "group-precedence",
    condition: "length(distinct([for group in var.groups : group.precedence])) == length(var.groups)",
    message:
      "groups: two of them have the same precedence, so for members of both neither group's role is preferred. Give each its own; 0 is the highest.",
  },
  {
    code: "log-authorizer-error",
    condition:
      '!var.access_log.enabled || !(local.has_clients || length(var.jwt_authorizers) > 0) || contains(values(var.access_log.format), "$context.authorizer.error")',
    message:
      'access_log.format doesn\'t say why a caller got 401 or 403. Add a field like authorizerError = "$context.authorizer.error".',
  },
  {
    code: "log-policy-overflow",
    condition:
      '!local.own_access_log || var.access_log.log_group_name == null ? true : startswith(var.access_log.log_group_name, "/aws/vendedlogs/")',
    message:
      "access_log.log_group_name is outside /aws/vendedlogs/: each such group takes room in one resource policy of 5120 characters that all APIs of the account and region share; when it is full, AWS refuses the delivery.",
  },
  {
    code: "quota-authorizers",
    condition: "length(var.jwt_authorizers) + (local.has_clients ? 1 : 0) <= 10",
    message:
      "The API has ${length(var.jwt_authorizers) + (local.has_clients ? 1 : 0)} authorizers, the pool's included; AWS takes 10 unless the quota (Authorizers per API) is raised.",
  },
  {
    code: "quota-routes",
    condition: "length(local.routes) <= 300",
    message:
      "The API has ${length(local.routes)} routes, those for preflights included; AWS takes 300 unless the quota (Routes per API) is raised.",
  },
  {
    code: "runtime-retired",
    condition: "length(local.functions_retired) == 0",
    message: 'AWS has retired these functions\' runtimes, which get no security patches any more: functions ${join("; ", local.functions_retired)}.',
  },
];
