import { authorizerCacheShared } from "../../../../posture/rules/authorizer/authorizer-cache-shared";
import { holds } from "../holds";
import { lambdaAuthorizer, stackOf } from "../support";
import type { Resources } from "../support";

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
      [{ at, says: ["60 seconds", "all 2 routes", "$context.routeKey"] }],
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
