import { routeDuplicate } from "../../../../posture/rules/route/route-duplicate";
import { holds } from "../holds";
import { goodStack, route, stackOf } from "../support";
import type { Resources } from "../support";

const second = (change: Record<string, unknown>): Resources => ({
  aws_apigatewayv2_route: { second: { ...goodStack().resource["aws_apigatewayv2_route"]?.["get_items"], ...change } },
});
const other: Resources = { aws_apigatewayv2_api: { other: { name: "other", protocol_type: "HTTP" } } };

holds(routeDuplicate, {
  fires: {
    "one key twice": [
      stackOf(second({})),
      [{ at: "aws_apigatewayv2_route.second", says: ["aws_apigatewayv2_route.get_items", "GET /items"] }],
    ],
    "keys that differ in a variable's name only": [
      stackOf(route({ route_key: "GET /items/{id}" }), second({ route_key: "GET /items/{name}" })),
      [{ at: "aws_apigatewayv2_route.second" }],
    ],
  },
  silent: {
    "one key on two APIs": stackOf(other, second({ api_id: "${aws_apigatewayv2_api.other.id}" })),
    "two methods of a path": stackOf(second({ route_key: "POST /items" })),
  },
  unknown: { "whose route it is": stackOf(second({ api_id: "${var.api}" })) },
});
