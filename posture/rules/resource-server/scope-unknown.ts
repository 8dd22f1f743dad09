import { isWhole, targetOf } from "../../model/index";
import type { Model, Route } from "../../model/index";
import { nearestOf } from "../../nearest";
import type { Rule } from "../rule";

/** Scopes that Cognito defines itself; no resource server declares them. */
const BUILT_IN = ["openid", "email", "phone", "profile", "aws.cognito.signin.user.admin"];

/** A route that asks for a scope which no resource server of its pool declares: nobody can ever call it. */
export const scopeUnknown: Rule = {
  code: "scope-unknown",
  severity: "error",
  title: "A route requires a scope that no resource server declares",
  source:
    "Amazon Cognito: Scopes, M2M, and resource servers https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-define-resource-servers.html",
  check(model, report) {
    for (const route of model.routes) {
      for (const why of route.scopes.missing) report.unknown(route, `a scope of ${label(route)} (${why})`);
      const catalogue = catalogueFor(model, route);
      if (!catalogue) continue;
      for (const scope of route.scopes.items) {
        if (catalogue.scopes.includes(scope)) continue;
        if (catalogue.unknown !== undefined) {
          report.unknown(route, `whether ${scope} is declared (${catalogue.unknown})`);
          continue;
        }
        const nearest =
          nearestOf(scope, catalogue.scopes) ?? catalogue.scopes.find((full) => full.endsWith(`/${scope}`));
        report({
          at: route,
          message: `${label(route)} requires the scope "${scope}", which no resource server of its pool declares: every call gets 403.`,
          remedy:
            nearest === undefined
              ? "Declare it on the resource server, or require one that is declared."
              : `Write "${nearest}", or declare it on the resource server.`,
          ...(nearest !== undefined && { nearest }),
        });
      }
    }
  },
};

function label(route: Route): string {
  return route.key.known ? route.key.value : "the route";
}

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
