import { breaking, unknown, neutral, type Detector } from "../change";
import { lifecycle, replacement } from "../replaced";
import { shown } from "../../redact/redact";
import { kept } from "../entity-diff";
import type { ResourceServer } from "../../model/index";

/** Resource servers declare scopes; a scope's full text begins with the server's identifier. */
export const resourceServers: Detector = {
  source:
    "Cognito: Scopes, M2M, and resource servers https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-define-resource-servers.html",
  codes: {
    "resource-server-added": neutral("New scopes are declared"),
    "resource-server-removed": breaking("Scopes are removed, with their resource server"),
    "resource-server-identifier-changed": breaking(
      "A resource server's identifier changes, and with it the name of each of its scopes",
    ),
    "resource-server-replaced": breaking("A resource server is replaced"),
    "scope-declared": neutral("A new scope, granted to nobody yet"),
    "scope-removed": breaking("A scope is removed: no client can get it"),
    "resource-server-unknown": unknown("A resource server isn't known before apply"),
  },
  compares: {
    aws_cognito_resource_server: "user_pool_id identifier scope.scope_name",
  },
  detect(comparison, report) {
    lifecycle(comparison, report, comparison.resourceServers, {
      added: (server) => ({
        code: "resource-server-added",
        summary: `New scopes are declared: ${list(server)}.`,
        after: list(server),
      }),
      removed: (server) => ({
        code: "resource-server-removed",
        summary: `These scopes are removed, and no client can get a token with them: ${list(server)}.`,
        before: list(server),
      }),
    });
    for (const on of kept(comparison, report, comparison.resourceServers, "resource-server-unknown")) {
      const { pair } = on;
      const name = id(pair.after);
      const found = replacement(comparison, pair);
      let renamed = false;
      on.value(
        (s) => s.identifier,
        { path: ["identifier"], what: `the identifier of resource server ${name}` },
        () => {
          renamed = true;
          return {
            code: "resource-server-identifier-changed",
            summary: `Every scope of ${id(pair.before)} gets another name, because the identifier becomes ${name}: tokens in use and clients that ask for the old scopes are refused.`,
            ...(found && { cause: found.cause }),
          };
        },
      );
      if (found && !renamed)
        on.say({
          code: "resource-server-replaced",
          summary: `The resource server ${name} is replaced: until it exists again, its scopes are not granted, and clients lose them.`,
          cause: found.cause,
        });
      on.list((s) => s.scopes, {
        path: ["scope"],
        what: `the scopes of resource server ${name}`,
        text: (scope) => scope.name,
        id: (scope) => scope.name,
        added: (scope) => ({
          code: "scope-declared",
          summary: `The resource server ${name} declares the scope ${scope}; which clients may request it is listed with the clients.`,
        }),
        removed: (scope) => ({
          code: "scope-removed",
          summary: `The scope ${scope} of ${name} is removed: no client can get it, and routes that require only this scope refuse every call.`,
        }),
      });
    }
  },
};

function id(server: ResourceServer): string {
  const { identifier } = server;
  return identifier.known && identifier.value !== undefined
    ? shown(server, ["identifier"], identifier.value)
    : server.address;
}

function list(server: ResourceServer): string {
  return (
    server.scopes.items
      .map(({ name }) => `${id(server)}/${name}`)
      .sort()
      .join(", ") || id(server)
  );
}
