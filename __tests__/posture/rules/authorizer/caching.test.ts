import {
  authorizerCacheKey,
  authorizerCacheShared,
  authorizerTtlJwt,
  authorizerTtlRange,
} from "../../../../posture/rules/authorizer/caching";
import { holds } from "../holds";
import { lambdaAuthorizer, stackOf, goodStack, jwt } from "../support";
import type { Resources } from "../support";

describe("authorizer-cache-key", () => {
  const cached = (identity_sources: unknown, ttl: unknown = 300) =>
    stackOf(lambdaAuthorizer({ authorizer_result_ttl_in_seconds: ttl, identity_sources }));

  holds(authorizerCacheKey, {
    fires: {
      "no sources": [
        cached(undefined),
        [{ at: "aws_apigatewayv2_authorizer.lambda", says: ["300 seconds", "identity_sources"] }],
      ],
    },
    silent: { "a source": cached(["$request.header.Authorization"]), "no cache": cached(undefined, 0) },
    unknown: { "the TTL": cached(undefined, "${var.ttl}"), "the sources": cached(["${var.source}"]) },
  });
});

describe("authorizer-cache-shared", () => {
  const routes: Resources = {
    aws_apigatewayv2_route: {
      ...lambdaAuthorizer()["aws_apigatewayv2_route"],
      second: { ...lambdaAuthorizer()["aws_apigatewayv2_route"]?.["get_items"], route_key: "DELETE /items" },
    },
  };

  const two = (change: Record<string, unknown>) => stackOf(lambdaAuthorizer(change), routes);

  const at = "aws_apigatewayv2_authorizer.lambda";

  holds(authorizerCacheShared, {
    fires: {
      "one answer for two routes": [
        two({ authorizer_result_ttl_in_seconds: 60 }),
        [{ at, says: ["60 seconds", "all 2 routes: a caller allowed on one is allowed on all.", "$context.routeKey"] }],
      ],
      "one policy for two routes": [
        two({ authorizer_result_ttl_in_seconds: 60, enable_simple_responses: undefined }),
        [{ at, says: ["a policy made for one decides about all, and denies those that it doesn't name."] }],
      ],
      "a response whose kind isn't known": [
        two({ authorizer_result_ttl_in_seconds: 60, enable_simple_responses: "${var.simple}" }),
        [{ at, says: ["a simple response that allows a call of one allows calls of all."] }],
      ],
      "AWS's default TTL": [two({ authorizer_result_ttl_in_seconds: undefined }), [{ at, says: ["300 seconds"] }]],
    },
    silent: {
      "the route key is part of the cache's key": two({
        authorizer_result_ttl_in_seconds: 60,
        identity_sources: ["$request.header.Authorization", "$context.routeKey"],
      }),
      "no cache": two({}),
      "one route": stackOf(lambdaAuthorizer({ authorizer_result_ttl_in_seconds: 60 })),
    },
    unknown: { "the TTL": two({ authorizer_result_ttl_in_seconds: "${var.ttl}" }) },
  });
});

describe("authorizer-ttl-jwt", () => {
  const ttl = (authorizer_result_ttl_in_seconds: unknown) => goodStack(jwt({ authorizer_result_ttl_in_seconds }));

  holds(authorizerTtlJwt, {
    fires: { "a TTL": [ttl(300), [{ at: "aws_apigatewayv2_authorizer.jwt", says: ["300", "Remove"] }]] },
    silent: {
      "left out": goodStack(),
      "0": ttl(0),
      "on a Lambda authorizer": stackOf(lambdaAuthorizer({ authorizer_result_ttl_in_seconds: 300 })),
    },
    unknown: { "the TTL": ttl("${var.ttl}") },
  });
});

describe("authorizer-ttl-range", () => {
  const ttl = (authorizer_result_ttl_in_seconds: unknown) =>
    stackOf(lambdaAuthorizer({ authorizer_result_ttl_in_seconds }));

  holds(authorizerTtlRange, {
    fires: { "over an hour": [ttl(3601), [{ at: "aws_apigatewayv2_authorizer.lambda", says: ["3601", "3600"] }]] },
    silent: { "an hour": ttl(3600), none: ttl(0) },
    unknown: { "the TTL": ttl("${var.ttl}") },
  });
});
