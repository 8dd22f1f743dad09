import { HTTP_API } from "../../aws/api-gateway";
import { APP_CLIENT } from "../../aws/cognito";
import { SOURCES } from "../../aws/sources";
import type { Api, Entity, Link, Listing, Model } from "../../model/index";
import type { Rule, Severity } from "../rule";
import { byApi, holder, nameOf, ofHttp } from "../support/apis";

function perApi(
  severity: Severity,
  kind: "routes" | "authorizers" | "integrations",
  raised: string,
  remedy: string,
): Rule {
  const most = HTTP_API[kind].value;
  return {
    code: `quota-${kind}`,
    severity,
    title: `More than ${most} ${kind} in one API`,
    source: SOURCES.quotas,
    check(model: Model, report) {
      for (const things of byApi<Entity & { readonly api: Link<Api> }>(model[kind]).values()) {
        const at = holder(things);
        if (!at || things.length <= most) continue;
        report({ at, message: `The API has ${things.length} ${kind}: AWS accepts ${most}${raised}.`, remedy });
      }
    },
  };
}

export const quotaRoutes = perApi(
  "warning",
  "routes",
  " unless the quota is raised",
  "Ask for a higher quota (Routes per API), join routes with variables like /items/{id}, or split the API.",
);

export const quotaAuthorizers = perApi(
  "warning",
  "authorizers",
  " unless the quota is raised",
  "Ask for a higher quota (Authorizers per API), or let one authorizer take several audiences.",
);

export const quotaIntegrations = perApi(
  "error",
  "integrations",
  ", and doesn't raise that",
  "Let routes that lead to the same backend share one integration.",
);

/** Entries of a list, those that aren't known yet too. */
const countOf = ({ items, missing }: Listing<unknown>): number => items.length + missing.length;

export const quotaAudience: Rule = {
  code: "quota-audience",
  severity: "error",
  title: "More than 50 audiences in one JWT authorizer",
  source: SOURCES.quotas,
  check(model, report) {
    const most = HTTP_API.audiences.value;
    for (const authorizer of model.authorizers) {
      const count = authorizer.jwt ? countOf(authorizer.jwt.audience) : 0;
      if (count > most)
        report({
          at: authorizer,
          message: `The audience has ${count} entries: AWS accepts ${most}.`,
          remedy: "Put the rest into a second authorizer for the same issuer.",
        });
    }
  },
};

export const quotaScopes: Rule = {
  code: "quota-scopes",
  severity: "error",
  title: "More than 10 scopes on one route",
  source: SOURCES.quotas,
  check(model, report) {
    const most = HTTP_API.scopesPerRoute.value;
    for (const route of ofHttp(model.routes)) {
      const count = countOf(route.scopes);
      if (count > most)
        report({
          at: route,
          message: `${nameOf(route)} names ${count} scopes: AWS accepts ${most}. A token needs one of them only.`,
          remedy: "Declare one scope for what this route does, and give that to the clients.",
        });
    }
  },
};

const OF_CLIENTS = {
  scopes: "allowed_oauth_scopes",
  callbackUrls: "callback_urls",
  logoutUrls: "logout_urls",
} as const;

export const quotaClient: Rule = {
  code: "quota-client",
  severity: "error",
  title: "A client with more than 50 scopes, or 100 callback or logout URLs",
  source: SOURCES.client,
  check(model, report) {
    for (const client of model.clients)
      for (const [kind, argument] of Object.entries(OF_CLIENTS) as [keyof typeof OF_CLIENTS, string][]) {
        const [count, most] = [countOf(client[kind]), APP_CLIENT[kind].value];
        if (count <= most) continue;
        report({
          at: client,
          message: `${argument} holds ${count} entries: AWS accepts ${most}.`,
          remedy: "Spread them over two clients, and list both in the audience.",
        });
      }
  },
};
