import { routeKeyShape } from "../../../../posture/rules/route/route-key-shape";
import { holds } from "../holds";
import { api, goodStack, route, stackOf } from "../support";

const at = "aws_apigatewayv2_route.get_items";
const key = (route_key: string) => goodStack(route({ route_key }));

holds(routeKeyShape, {
  fires: {
    "no method": [key("/items"), [{ at, nearest: "GET /items" }]],
    "a small method": [key("get /items"), [{ at, nearest: "GET /items" }]],
    "a misspelt method": [key("DELTE /items"), [{ at, nearest: "DELETE /items" }]],
    "no slash": [key("GET items"), [{ at, nearest: "GET /items" }]],
    "a colon": [key("GET /items/:id"), [{ at, nearest: "GET /items/{id}" }]],
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
