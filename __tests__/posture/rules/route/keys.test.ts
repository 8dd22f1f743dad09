import { routeDuplicate, routeKeyShape, routeWithoutTarget } from "../../../../posture/rules/route/keys";
import { holds } from "../holds";
import { goodStack, route, stackOf, api } from "../support";
import type { Resources } from "../support";

describe("route-duplicate", () => {
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
      "on the API that an input names": [
        stackOf(route({ api_id: "${var.api}" }), second({ api_id: "${var.api}" })),
        [{ at: "aws_apigatewayv2_route.second" }],
        "unknown",
      ],
    },
    silent: {
      "one key on two APIs": stackOf(other, second({ api_id: "${aws_apigatewayv2_api.other.id}" })),
      "two methods of a path": stackOf(second({ route_key: "POST /items" })),
    },
    unknown: { "whose route it is": stackOf(second({ api_id: "${var.a ? var.b : var.c}" })) },
  });
});

describe("route-key-shape", () => {
  const at = "aws_apigatewayv2_route.get_items";

  const key = (route_key: string) => goodStack(route({ route_key }));

  holds(routeKeyShape, {
    fires: {
      "no method": [key("/items"), [{ at, nearest: "GET /items" }]],
      "a small method": [key("get /items"), [{ at, nearest: "GET /items" }]],
      "a misspelt method": [key("DELTE /items"), [{ at, nearest: "DELETE /items" }]],
      "no slash": [key("GET items"), [{ at, nearest: "GET /items" }]],
      "a colon": [key("GET /items/:id"), [{ at, nearest: "GET /items/{id}" }]],
      "a star for the rest": [key("GET /items/*"), [{ at, nearest: "GET /items/{proxy+}" }]],
      "a star inside": [key("GET /*/items"), [{ at, says: ["a wildcard as a star"] }]],
      "a query": [key("GET /items?all=1"), [{ at, nearest: "GET /items" }]],
      "an empty segment": [key("GET /items//all"), [{ at, nearest: "GET /items/all" }]],
      "half a variable": [key("GET /items/{id"), [{ at, says: ["whole segment"] }]],
      "something after a greedy variable": [key("GET /{all+}/items"), [{ at, says: ["greedy"] }]],
      "no path": [key("default"), [{ at, nearest: "$default" }]],
      "two spaces": [key("GET  /items"), [{ at, says: ["one space"] }]],
    },
    silent: {
      "a path": key("GET /items"),
      variables: key("ANY /items/{id}/{rest+}"),
      "the root": key("POST /"),
      $default: key("$default"),
      "a WebSocket API's own keys": stackOf(api({ protocol_type: "WEBSOCKET" }), route({ route_key: "$connect" })),
    },
    unknown: { "a key": key("GET ${var.path}") },
  });
});

describe("route-without-target", () => {
  holds(routeWithoutTarget, {
    fires: {
      "no target": [
        goodStack(route({ target: undefined })),
        [{ at: "aws_apigatewayv2_route.get_items", says: ["404", "integrations/"] }],
      ],
    },
    silent: { "a target": goodStack() },
  });
});
