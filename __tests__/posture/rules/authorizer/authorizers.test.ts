import { authorizerNameDuplicate, authorizerOfAnotherApi } from "../../../../posture/rules/authorizer/authorizers";
import { holds } from "../holds";
import { goodStack, route, stackOf, jwt } from "../support";
import type { Resources } from "../support";

describe("authorizer-name-duplicate", () => {
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
});

describe("authorizer-of-another-api", () => {
  const other: Resources = { aws_apigatewayv2_api: { other: { name: "other", protocol_type: "HTTP" } } };

  holds(authorizerOfAnotherApi, {
    fires: {
      "another API's": [
        stackOf(other, jwt({ api_id: "${aws_apigatewayv2_api.other.id}" })),
        [
          {
            at: "aws_apigatewayv2_route.get_items",
            says: ["aws_apigatewayv2_api.other", "aws_apigatewayv2_authorizer.jwt"],
          },
        ],
      ],
      "that of an API which exists": [
        stackOf(jwt({ api_id: "a1b2c3d4e5" })),
        [{ at: "aws_apigatewayv2_route.get_items", says: ["id a1b2c3d4e5"] }],
      ],
    },
    silent: {
      "its own API's": goodStack(),
      "that of the API which an input names": stackOf(jwt({ api_id: "${var.api}" }), route({ api_id: "${var.api}" })),
    },
    unknown: {
      "whose authorizer it is": stackOf(jwt({ api_id: "${var.api}" })),
      "inputs that may name one API": stackOf(jwt({ api_id: "${var.api}" }), route({ api_id: "${var.other}" })),
    },
  });
});
