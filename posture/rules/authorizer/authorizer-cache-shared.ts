import { someItem, targetOf } from "../../model/index";
import type { Authorizer, Model } from "../../model/index";
import { HTTP_API } from "../../aws/api-gateway";
import { SOURCES } from "../../aws/sources";
import type { Rule } from "../rule";
import { ofHttp } from "../support/apis";
import { when } from "../support/known";

/** One cached answer serves every route of its authorizer, unless the route key is part of the cache's key. */
export const authorizerCacheShared: Rule = {
  code: "authorizer-cache-shared",
  severity: "warning",
  title: "A caching Lambda authorizer whose result for one route serves the others",
  source: SOURCES.lambdaAuthorizer,
  check(model, report) {
    for (const authorizer of ofHttp(model.authorizers)) {
      const { lambda, identitySources } = authorizer;
      if (!lambda || identitySources.items.length === 0 || routesBehind(model, authorizer) < 2) continue;
      const told = someItem(identitySources, (source) => source === "$context.routeKey");
      if (told === true) continue;
      when(report, authorizer, lambda.ttl, "the result TTL", (seconds = HTTP_API.defaultResultTtl.value) => {
        if (seconds === 0) return;
        if (told === "unknown") report.unknown(authorizer, "whether $context.routeKey is an identity source");
        else
          report({
            at: authorizer,
            message: `A result is cached for ${seconds} seconds and serves all ${routesBehind(model, authorizer)} routes: a caller allowed on one is allowed on all.`,
            remedy: 'Add "$context.routeKey" to identity_sources, or set authorizer_result_ttl_in_seconds = 0.',
          });
      });
    }
  },
};

function routesBehind(model: Model, authorizer: Authorizer): number {
  return model.routes.filter((route) => targetOf(route.authorizer) === authorizer).length;
}
