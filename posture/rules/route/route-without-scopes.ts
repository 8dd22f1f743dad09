import { targetOf } from "../../model/index";
import { SOURCES } from "../../aws/sources";
import type { Rule } from "../rule";
import { nameOf, ofHttp } from "../support/apis";
import { poolOf } from "../support/clients";

/**
 * A JWT route without scopes takes every token of every client in the audience, ID tokens too: nothing checks what a
 * token is for. With open sign-up, anybody can fetch one.
 */
export const routeWithoutScopes: Rule = {
  code: "route-without-scopes",
  severity: "note",
  title: "A JWT route without scopes, which any token of the issuer passes",
  source: SOURCES.verifyTokens,
  check(model, report) {
    for (const route of ofHttp(model.routes)) {
      if (!route.authorization.known || route.authorization.value !== "JWT" || route.scopes.items.length > 0) continue;
      if (route.scopes.missing.length > 0) {
        report.unknown(route, `whether ${nameOf(route)} requires scopes (${route.scopes.missing.join(", ")})`);
        continue;
      }
      const authorizer = targetOf(route.authorizer);
      const pool = authorizer && poolOf(authorizer);
      if (pool?.selfSignUp.known === true && pool.selfSignUp.value) {
        report({
          at: route,
          severity: "warning",
          message: `${nameOf(route)} requires no scope and anyone can sign up to ${pool.address}: it is open to everybody who creates an account.`,
          remedy:
            "Set authorization_scopes, or let only administrators create users: admin_create_user_config { allow_admin_create_user_only = true }.",
        });
        continue;
      }
      report({
        at: route,
        message: `${nameOf(route)} requires no scope: every token of the ${pool ? "pool" : "issuer"} passes, ID tokens too.`,
        remedy: pool
          ? "Set authorization_scopes to a scope of the resource server."
          : "Set authorization_scopes to a scope that the issuer grants.",
      });
      if (pool && !pool.selfSignUp.known) report.unknown(route, `whether anyone can sign up (${pool.selfSignUp.why})`);
    }
  },
};
