import { plainRoot } from "../../../../tools/bench/peers/terraform";

test("plain HCL has the same resources and arguments, and its routes are one for_each", () => {
  const route = (at: number) => ({ "//": {}, api_id: "a", route_key: `GET /${String(at)}` });
  const stack = {
    terraform: { required_version: ">= 1" },
    provider: {},
    output: { endpoint: {} },
    resource: {
      aws_apigatewayv2_api: { api: { "//": { metadata: {} }, name: "many" } },
      aws_apigatewayv2_route: { a: route(0), b: route(1) },
    },
  };
  expect(plainRoot(stack)).toEqual({
    terraform: { required_version: ">= 1" },
    provider: {},
    locals: { keys: ["GET /0", "GET /1"] },
    resource: {
      aws_apigatewayv2_api: { api: { name: "many" } },
      aws_apigatewayv2_route: {
        all: { api_id: "a", for_each: "${toset(local.keys)}", route_key: "${each.value}" },
      },
    },
  });
  expect(() => plainRoot({ ...stack, resource: {} })).toThrow("no route");
});
