import { authorizerCacheKey } from "../../../../posture/rules/authorizer/authorizer-cache-key";
import { holds } from "../holds";
import { lambdaAuthorizer, stackOf } from "../support";

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
