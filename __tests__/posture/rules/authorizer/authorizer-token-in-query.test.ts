import { authorizerTokenInQuery } from "../../../../posture/rules/authorizer/authorizer-token-in-query";
import { holds } from "../holds";
import { goodStack, jwt } from "../support";

holds(authorizerTokenInQuery, {
  fires: {
    "a query parameter": [
      goodStack(jwt({ identity_sources: ["$request.querystring.token"] })),
      [{ at: "aws_apigatewayv2_authorizer.jwt", nearest: "$request.header.Authorization" }],
    ],
  },
  silent: { "a header": goodStack() },
});
