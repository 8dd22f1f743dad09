import { readSynth } from "../../../posture/model/read";
import { affectedRoutes } from "../../../local/watch/affected-routes";

const API = "${aws_apigatewayv2_api.api.id}";
const leading = (name: string) => ({
  api_id: API,
  integration_type: "AWS_PROXY",
  integration_uri: `\${aws_lambda_function.${name}.invoke_arn}`,
});
const model = readSynth({
  terraform: {},
  resource: {
    aws_apigatewayv2_api: { api: { name: "api", protocol_type: "HTTP" } },
    aws_lambda_function: {
      hello: { function_name: "hello" },
      items: { function_name: "items" },
      shape: { function_name: "shape" },
    },
    aws_apigatewayv2_integration: { hello: leading("hello"), items: leading("items") },
    aws_apigatewayv2_route: {
      get_hello: {
        api_id: API,
        route_key: "GET /hello",
        target: "integrations/${aws_apigatewayv2_integration.hello.id}",
      },
      get_items: {
        api_id: API,
        route_key: "GET /items",
        target: "integrations/${aws_apigatewayv2_integration.items.id}",
      },
    },
    aws_lambda_permission: {
      items: {
        action: "lambda:InvokeFunction",
        principal: "apigateway.amazonaws.com",
        function_name: "${aws_lambda_function.items.function_name}",
      },
    },
    aws_cognito_user_pool: { pool: { name: "pool" } },
  },
});

const HELLO = "aws_apigatewayv2_route.get_hello";
const ITEMS = "aws_apigatewayv2_route.get_items";

test.each([
  ["nothing", [], []],
  ["a route", [HELLO], [HELLO]],
  ["its integration", ["aws_apigatewayv2_integration.items"], [ITEMS]],
  ["its function", ["aws_lambda_function.hello"], [HELLO]],
  ["its function's permission", ["aws_lambda_permission.items"], [ITEMS]],
  ["a function that no route leads to", ["aws_lambda_function.shape"], [HELLO, ITEMS]],
  ["the API", ["aws_apigatewayv2_api.api"], [HELLO, ITEMS]],
  ["a pool", ["aws_cognito_user_pool.pool"], [HELLO, ITEMS]],
  ["what the model doesn't know", ["aws_wafv2_web_acl.acl"], [HELLO, ITEMS]],
])("%s concerns the routes that it may change", (_name, changed, expected) => {
  expect([...affectedRoutes(changed, model)].sort()).toEqual(expected);
});
