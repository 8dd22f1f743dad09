import { authorizerIdentitySource } from "../../../../posture/rules/authorizer/authorizer-identity-source";
import { holds } from "../holds";
import { goodStack, jwt, lambdaAuthorizer, stackOf } from "../support";

const at = "aws_apigatewayv2_authorizer.jwt";
const sources = (identity_sources: unknown) => goodStack(jwt({ identity_sources }));

holds(authorizerIdentitySource, {
  fires: {
    "the form of REST APIs": [
      sources(["method.request.header.Authorization"]),
      [{ at, nearest: "$request.header.Authorization" }],
    ],
    "a misspelt one": [sources(["$request.headers.Authorization"]), [{ at, nearest: "$request.header.Authorization" }]],
    "two on a JWT authorizer": [
      sources(["$request.header.Authorization", "$request.header.X-Token"]),
      [{ at, says: ["one identity source"] }],
    ],
    "none on a JWT authorizer": [sources(undefined), [{ at, says: ["$request.header.Authorization"] }]],
  },
  silent: {
    "a header": goodStack(),
    "several on a Lambda authorizer": stackOf(
      lambdaAuthorizer({
        identity_sources: ["$request.header.Authorization", "$context.routeKey", "$stageVariables.x"],
      }),
    ),
  },
  unknown: { "a source": sources(["${var.source}"]) },
});
