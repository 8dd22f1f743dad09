import { authorizerTtlJwt } from "../../../../posture/rules/authorizer/authorizer-ttl-jwt";
import { holds } from "../holds";
import { goodStack, jwt, lambdaAuthorizer, stackOf } from "../support";

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
