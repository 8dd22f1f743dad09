import {
  isEmpty,
  someItem,
  targetOf,
  isConfiguration,
  type Authorizer,
  type Model,
  type Value,
} from "../../model/index";
import { SOURCES } from "../../aws/sources";
import type { Rule } from "../rule";
import { each } from "../support/each";
import { httpAuthorizers } from "../support/apis";
import { when, within } from "../support/known";
import { HTTP_API } from "../../aws/api-gateway";

/** The identity sources are the cache's key; without one there is nothing to tell callers apart by. */
export const authorizerCacheKey: Rule = {
  code: "authorizer-cache-key",
  severity: "error",
  title: "A caching Lambda authorizer without identity sources",
  source: SOURCES.lambdaAuthorizer,
  check: each(httpAuthorizers, (authorizer, report) => {
    const empty = isEmpty(authorizer.identitySources);
    if (!authorizer.lambda || empty === false) return;
    when(report, authorizer, authorizer.lambda.ttl, "the result TTL", (seconds) => {
      if (seconds === undefined || seconds === 0) return;
      if (empty === "unknown") report.unknown(authorizer, "the identity sources");
      else
        report({
          message: `Results are cached for ${seconds} seconds without an identity source to tell callers apart.`,
          remedy: 'Set identity_sources = ["$request.header.Authorization"], or authorizer_result_ttl_in_seconds = 0.',
        });
    });
  }),
};

/** One cached answer serves every route of its authorizer, unless the route key is part of the cache's key. */
export const authorizerCacheShared: Rule = {
  code: "authorizer-cache-shared",
  severity: "warning",
  title: "A caching Lambda authorizer whose result for one route serves the others",
  source: SOURCES.lambdaAuthorizer,
  check: each(httpAuthorizers, (authorizer, report, model) => {
    const { lambda, identitySources } = authorizer;
    if (!lambda || identitySources.items.length === 0 || routesBehind(model, authorizer) < 2) return;
    const told = someItem(identitySources, (source) => source === "$context.routeKey");
    if (told === true) return;
    when(report, authorizer, lambda.ttl, "the result TTL", (seconds = HTTP_API.defaultResultTtl.value) => {
      if (seconds === 0) return;
      if (told === "unknown") report.unknown(authorizer, "whether $context.routeKey is an identity source");
      else
        report({
          message: `A result is cached for ${seconds} seconds and serves all ${routesBehind(model, authorizer)} routes: ${served(lambda.simpleResponses)}.`,
          remedy: 'Add "$context.routeKey" to identity_sources, or set authorizer_result_ttl_in_seconds = 0.',
        });
    });
  }),
};

/** What one cached answer does to calls of other routes; an IAM policy is evaluated anew for each, against the ARN of its call. */
function served(simple: Value<boolean>): string {
  if (!simple.known) return "a simple response that allows a call of one allows calls of all";
  return simple.value
    ? "a caller allowed on one is allowed on all"
    : "a policy made for one decides about all, and denies those that it doesn't name";
}

function routesBehind(model: Model, authorizer: Authorizer): number {
  return model.routes.filter((route) => targetOf(route.authorizer) === authorizer).length;
}

/** API Gateway caches an issuer's keys, never the verdict about a token. */
export const authorizerTtlJwt: Rule = {
  code: "authorizer-ttl-jwt",
  severity: "error",
  title: "A result TTL on a JWT authorizer",
  source: SOURCES.authorizerReference,
  check: each("authorizers", (authorizer, report, model) => {
    // What exists was taken by AWS, and shows whatever AWS fills in.
    const { format } = model.origin;
    const created = format === "plan" && model.change(authorizer.address)?.actions.includes("create") === true;
    if (!authorizer.jwt || !(isConfiguration(model.origin) || created)) return;
    const ttl = authorizer.resource.attributes.number("authorizer_result_ttl_in_seconds");
    when(report, authorizer, ttl, "the result TTL", (seconds) => {
      if (seconds === undefined || seconds === 0) return;
      report({
        message: `The result TTL is ${seconds} seconds, but only Lambda authorizers cache their results.`,
        remedy: "Remove authorizer_result_ttl_in_seconds; shorten the tokens' lifetime instead.",
      });
    });
  }),
};

export const authorizerTtlRange: Rule = {
  code: "authorizer-ttl-range",
  severity: "error",
  title: "A Lambda authorizer's result TTL outside 0 to 3600 seconds",
  source: SOURCES.authorizerReference,
  check: each("authorizers", (authorizer, report) => {
    if (authorizer.lambda)
      within(report, authorizer, authorizer.lambda.ttl, "authorizer_result_ttl_in_seconds", {
        ...HTTP_API.resultTtl.value,
        unit: "seconds",
      });
  }),
};
