import { some, targetOf } from "../../model/index";
import type { Answer, Client, Model, Pool, Route } from "../../model/index";
import { SOURCES } from "../../aws/sources";
import { nearestOf } from "../../nearest";
import type { Report, Rule } from "../rule";
import { nameOf, ofHttp } from "../support/apis";
import { acceptedClients, canObtain, poolOf, shapesAccessTokens } from "../support/clients";

/** A token needs one of the route's scopes. If no client in the audience may ask for any, nobody can call the route. */
export const scopeUnobtainable: Rule = {
  code: "scope-unobtainable",
  severity: "error",
  title: "A route whose scopes no client in the audience can obtain",
  source: SOURCES.scopes,
  check(model, report) {
    for (const route of ofHttp(model.routes)) {
      const authorizer = targetOf(route.authorizer);
      const scopes = route.scopes.items;
      if (!authorizer?.jwt || scopes.length === 0) continue;
      const { clients, missing } = acceptedClients(authorizer);
      const pool = poolOf(authorizer);
      if (pool && !mayBeDeclared(model, pool, scopes)) continue;
      const added: Answer = pool ? shapesAccessTokens(pool) : "unknown";
      const reachable = some(clients.flatMap((client) => scopes.map((scope) => canObtain(client, scope))));
      if (reachable === true || (clients.length === 0 && missing.length === 0)) continue;
      if (reachable === "unknown" || missing.length > 0 || route.scopes.missing.length > 0) {
        const why = missing[0] ?? route.scopes.missing[0] ?? "a client's scopes aren't known";
        report.unknown(route, `which client can obtain ${scopes.join(" or ")} (${why})`);
      } else report(unobtainable(route, scopes, clients, added));
    }
  },
};

/** A scope that nobody declares is another rule's business. */
function mayBeDeclared(model: Model, pool: Pool, scopes: readonly string[]): boolean {
  const full = model.resourceServers.flatMap((server) => server.scopes.items.map((scope) => scope.full));
  return !pool.managed || full.some((scope) => !scope.known || scopes.includes(scope.value));
}

function unobtainable(route: Route, scopes: readonly string[], clients: readonly Client[], added: Answer): Report {
  const nearest = nearestOf(
    scopes[0] ?? "",
    clients.flatMap((client) => client.scopes.items),
  );
  const names = clients.map((client) => client.address).join(", ");
  return {
    at: route,
    message: `${nameOf(route)} requires ${scopes.join(" or ")}, which no client in the audience may ask for (${names}): every call gets 403.`,
    remedy:
      "Add the scope to allowed_oauth_scopes of a client that is to call it" +
      (added === false ? "." : "; if the pool's token trigger adds it, acknowledge this."),
    ...(nearest !== undefined && { nearest }),
  };
}
