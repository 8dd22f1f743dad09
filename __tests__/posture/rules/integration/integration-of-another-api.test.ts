import { integrationOfAnotherApi } from "../../../../posture/rules/integration/integration-of-another-api";
import { holds } from "../holds";
import { goodStack, integration, stackOf } from "../support";
import type { Resources } from "../support";

const other: Resources = { aws_apigatewayv2_api: { other: { name: "other", protocol_type: "HTTP" } } };

holds(integrationOfAnotherApi, {
  fires: {
    "another API's": [
      stackOf(other, integration({ api_id: "${aws_apigatewayv2_api.other.id}" })),
      [{ at: "aws_apigatewayv2_route.get_items", says: ["aws_apigatewayv2_api.other"] }],
    ],
  },
  silent: { "its own API's": goodStack() },
  unknown: { "whose integration it is": stackOf(integration({ api_id: "${var.api}" })) },
});
