import type { Precondition } from "../blueprint";

const ROUTE = 'routes["${each.key}"]';

/** The scopes that no client may ask for, or an empty list where clients are managed elsewhere and may. */
const UNOBTAINABLE =
  "length(var.accepted_client_ids) > 0 ? [] : setsubtract(each.value.scopes == null ? [] : each.value.scopes, local.obtainable_scopes)";

const UNDECLARED = "setsubtract(each.value.scopes == null ? [] : each.value.scopes, keys(var.scopes))";

/** What must hold between a route and the rest. What a route can be judged by alone is a validation of the variable. */
export function routePreconditions(): Precondition[] {
  return [
    {
      code: "route-target",
      condition: "length([for targets in local.targets : true if contains(targets, each.value.target)]) == 1",
      message:
        `${ROUTE}: the target "\${each.value.target}" must be named in exactly one of functions, lambdas and http_backends, or be a bundled function: ` +
        '${join(", ", local.bundled_functions)}.',
    },
    {
      code: "scope-unknown",
      condition: `length(${UNDECLARED}) == 0`,
      message: `${ROUTE} demands \${join(", ", ${UNDECLARED})}, which scopes doesn't declare. Declare it there, or use one of \${join(", ", keys(var.scopes))}.`,
    },
    {
      code: "scope-unobtainable",
      condition: `length(${UNOBTAINABLE}) == 0`,
      message: `${ROUTE} demands \${join(", ", ${UNOBTAINABLE})}, which no client may ask for. Add it to the scopes of a web client or a machine client.`,
    },
    {
      code: "authorizer-missing",
      condition: 'local.authorization[each.key] != "JWT" || local.has_clients',
      message: `${ROUTE} demands a token, but there is no client that could get one. Add a web client or a machine client, or name one in accepted_client_ids.`,
    },
  ];
}
