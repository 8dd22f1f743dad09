import { authorizerNameDuplicate } from "../../../../posture/rules/authorizer/authorizer-name-duplicate";
import { holds } from "../holds";
import { goodStack, stackOf } from "../support";
import type { Resources } from "../support";

const second = (name: string): Resources => ({
  aws_apigatewayv2_authorizer: { second: { ...goodStack().resource["aws_apigatewayv2_authorizer"]?.["jwt"], name } },
});

holds(authorizerNameDuplicate, {
  fires: {
    "one name twice": [
      stackOf(second("jwt")),
      [{ at: "aws_apigatewayv2_authorizer.second", says: ["aws_apigatewayv2_authorizer.jwt", '"jwt"'] }],
    ],
  },
  silent: { "two names": stackOf(second("other")) },
});
