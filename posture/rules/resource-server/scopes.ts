import { APP_CLIENT } from "../../aws/cognito";
import { SOURCES } from "../../aws/sources";
import type { Rule, Report } from "../rule";
import { each } from "../support/each";
import { isWhole, targetOf, some } from "../../model/index";
import type { Model, Route, Answer, Client, Pool } from "../../model/index";
import { nearestOf } from "../../nearest";
import { nameOf, httpRoutes } from "../support/apis";
import { itemsOf } from "../support/known";
import { acceptedClients, canObtain, poolOf, shapesAccessTokens } from "../support/clients";

const MOST = APP_CLIENT.serverScopes.value;

/** A scope is written IDENTIFIER/NAME, so its name holds no slash of its own. */
export const scopeName: Rule = {
  code: "scope-name",
  severity: "error",
  title: "A scope name with a slash or another character that AWS refuses, or more than 100 scopes on one server",
  source: SOURCES.scopes,
  check: each("resourceServers", (server, report) => {
    for (const { name } of itemsOf(report, server, server.scopes, "the scopes")) {
      if (APP_CLIENT.scopeName.value.pattern.test(name)) continue;
      const right = name.replace(/^.*\//, "").replace(/[\s"\\]+/g, ".");
      report({
        message: `"${name}" can't name a scope: no slash, space, quotation mark or backslash.`,
        remedy: `Write "${right}"; routes and clients say IDENTIFIER/${right}.`,
        nearest: right,
      });
    }
    const count = server.scopes.items.length + server.scopes.missing.length;
    if (count > MOST)
      report({
        message: `The resource server declares ${count} scopes: AWS accepts ${MOST}.`,
        remedy: "Declare the rest on a second resource server.",
      });
  }),
};

/** Scopes that Cognito defines itself; no resource server declares them. */
const BUILT_IN = ["openid", "email", "phone", "profile", "aws.cognito.signin.user.admin"];

/** A route that asks for a scope which no resource server of its pool declares: nobody can ever call it. */
export const scopeUnknown: Rule = {
  code: "scope-unknown",
  severity: "error",
  title: "A route requires a scope that no resource server declares",
  source:
    "Amazon Cognito: Scopes, M2M, and resource servers https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-define-resource-servers.html",
  check: each("routes", (route, report, model) => {
    for (const why of route.scopes.missing) report.unknown(route, `a scope of ${label(route)} (${why})`);
    const catalogue = catalogueFor(model, route);
    if (!catalogue) return;
    for (const scope of route.scopes.items) {
      if (catalogue.scopes.includes(scope)) continue;
      if (catalogue.unknown !== undefined) {
        report.unknown(route, `whether ${scope} is declared (${catalogue.unknown})`);
        continue;
      }
      const nearest = nearestOf(scope, catalogue.scopes) ?? catalogue.scopes.find((full) => full.endsWith(`/${scope}`));
      report({
        message: `${label(route)} requires the scope "${scope}", which no resource server of its pool declares: every call gets 403.`,
        remedy:
          nearest === undefined
            ? "Declare it on the resource server, or require one that is declared."
            : `Write "${nearest}", or declare it on the resource server.`,
        ...(nearest !== undefined && { nearest }),
      });
    }
  }),
};

const label = (route: Route): string => (route.key.known ? route.key.value : "the route");

/** What can be demanded where this route's tokens come from; undefined when the tokens aren't from a pool of this model. */
function catalogueFor(model: Model, route: Route): { scopes: string[]; unknown?: string } | undefined {
  const authorizer = targetOf(route.authorizer);
  const pool = authorizer?.jwt && targetOf(authorizer.jwt.pool);
  if (!pool) return undefined;
  const scopes = [...BUILT_IN];
  let missing = pool.managed ? undefined : "the pool exists already and may have other resource servers";
  for (const server of model.resourceServers) {
    const owner = targetOf(server.pool);
    if (owner && owner !== pool) continue;
    if (!owner) missing ??= `the pool of ${server.address} isn't known`;
    for (const scope of server.scopes.items) {
      if (scope.full.known) scopes.push(scope.full.value);
      else missing ??= scope.full.why;
    }
    if (!isWhole(server.scopes)) missing ??= server.scopes.missing[0];
  }
  return { scopes, ...(missing !== undefined && { unknown: missing }) };
}

/** A token needs one of the route's scopes. If no client in the audience may ask for any, nobody can call the route. */
export const scopeUnobtainable: Rule = {
  code: "scope-unobtainable",
  severity: "error",
  title: "A route whose scopes no client in the audience can obtain",
  source: SOURCES.scopes,
  check: each(httpRoutes, (route, report, model) => {
    const authorizer = targetOf(route.authorizer);
    const scopes = route.scopes.items;
    if (!authorizer?.jwt || scopes.length === 0) return;
    const { clients, missing } = acceptedClients(authorizer);
    const pool = poolOf(authorizer);
    if (pool && !mayBeDeclared(model, pool, scopes)) return;
    const added: Answer = pool ? shapesAccessTokens(pool) : "unknown";
    const reachable = some(clients.flatMap((client) => scopes.map((scope) => canObtain(client, scope))));
    if (reachable === true || (clients.length === 0 && missing.length === 0)) return;
    if (reachable === "unknown" || missing.length > 0 || route.scopes.missing.length > 0) {
      const why = missing[0] ?? route.scopes.missing[0] ?? "a client's scopes aren't known";
      report.unknown(route, `which client can obtain ${scopes.join(" or ")} (${why})`);
    } else report(unobtainable(route, scopes, clients, added));
  }),
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
