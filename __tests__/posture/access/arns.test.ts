import { callArn, functionArn, routeArn } from "../../../posture/access/arns";
import { entryPointAt } from "../../../posture/access";
import type { Template } from "../../../posture/iam";
import { known, unknown } from "../../../posture/model";
import { readSynth } from "../../../posture/model/read";

/** `<segment>` and `<rest>` for what differs from call to call, `<?>` for what is known only after apply, with whose ARN it is. */
const shown = (template: Template) =>
  template
    .map((part) => {
      if (typeof part === "string") return part;
      return part.open === true ? `<?${part.of?.split(".").at(-1) ?? ""}>` : `<${part.gap}>`;
    })
    .join("");

const CN = { aws: [{ region: "cn-north-1" }] };
const stack = (api: object, routeKey: string, stages: readonly string[], provider: object = CN) =>
  readSynth({
    provider,
    resource: {
      aws_apigatewayv2_api: { a: { name: "a", protocol_type: "HTTP", ...api } },
      aws_apigatewayv2_route: { r: { api_id: "${aws_apigatewayv2_api.a.id}", route_key: routeKey } },
      aws_apigatewayv2_stage: Object.fromEntries(
        stages.map((name) => [name.replace("$", ""), { api_id: "${aws_apigatewayv2_api.a.id}", name }]),
      ),
    },
  });

/** https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-control-access-using-iam-policies-to-invoke-api.html */
describe("the ARN of a call at", () => {
  const API = "arn:aws-cn:execute-api:cn-north-1:<?a>:abc";
  const SOCKET = { id: "abc", protocol_type: "WEBSOCKET" };
  const KEY = { routeKey: "" };
  const call = (method: string, path: string) => ({ method, path });
  test.each<[string, object, string, string[], Parameters<typeof routeArn>[2], string]>([
    [
      "an API of which nothing is known",
      {},
      "GET /items",
      ["prod"],
      KEY,
      "arn:aws-cn:execute-api:cn-north-1:<?a>:<?>/prod/GET/items",
    ],
    ["a variable", { id: "abc" }, "GET /items/{id}/x", ["prod"], KEY, `${API}/prod/GET/items/<segment>/x`],
    [
      "a greedy variable and ANY",
      { id: "abc" },
      "ANY /items/{p+}",
      ["prod"],
      KEY,
      `${API}/prod/<segment>/items/<rest>`,
    ],
    ["one of two stages", { id: "abc" }, "GET /items", ["prod", "test"], KEY, `${API}/<segment>/GET/items`],
    ["no stage that is known", { id: "abc" }, "GET /items", [], KEY, `${API}/<?>/GET/items`],
    ["$default", { id: "abc" }, "$default", ["prod"], KEY, `${API}/prod/<segment>/<rest>`],
    [
      "a request without a stage",
      { id: "abc" },
      "ANY /{p+}",
      ["prod", "$default"],
      call("GET", "/items/7"),
      `${API}/$default/GET/items/7`,
    ],
    [
      "a request to a stage",
      { id: "abc" },
      "ANY /{p+}",
      ["prod", "$default"],
      call("GET", "/prod/items/7"),
      `${API}/prod/GET/items/7`,
    ],
    [
      "an ARN that is known",
      { execution_arn: "arn:aws:execute-api:eu-west-1:1:x" },
      "GET /a",
      ["p"],
      KEY,
      "arn:aws:execute-api:eu-west-1:1:x/p/GET/a",
    ],
    ["a route of a WebSocket API", SOCKET, "$connect", ["prod"], KEY, `${API}/prod/$connect`],
    ["a route of one whose key isn't known", SOCKET, "${var.key}", ["prod"], KEY, `${API}/prod/<?>`],
  ])("%s", (_, api, routeKey, stages, asked, arn) => {
    const model = stack(api, routeKey, stages);
    expect(model.routes.map((route) => shown(routeArn(model, route, asked)))).toEqual([arn]);
  });

  test("an API whose region isn't known", () => {
    const model = stack({ id: "abc" }, "GET /a", ["p"], {});
    expect(model.routes.map((route) => shown(routeArn(model, route, KEY)))).toEqual([
      "arn:<?>:execute-api:<?>:<?a>:abc/p/GET/a",
    ]);
  });

  const REST = "aws_api_gateway_method.m";
  test.each<[string, string, Parameters<typeof callArn>[1], string]>([
    ["its own method", "GET", undefined, "GET/items"],
    ["ANY method", "ANY", undefined, "<segment>/items"],
    ["the request's method", "ANY", call("POST", "/items"), "POST/items"],
  ])("a method of a REST API, with %s", (_, http_method, asked, end) => {
    const model = readSynth({
      provider: CN,
      resource: {
        aws_api_gateway_rest_api: { a: { name: "a", id: "abc", root_resource_id: "root" } },
        aws_api_gateway_resource: { i: { id: "i", rest_api_id: "abc", parent_id: "root", path_part: "items" } },
        aws_api_gateway_method: { m: { rest_api_id: "abc", resource_id: "i", http_method, authorization: "AWS_IAM" } },
      },
    });
    const entryPoint = entryPointAt(model, REST);
    expect(entryPoint && shown(callArn(entryPoint, asked))).toBe(`${API}/<segment>/${end}`);
  });
});

test.each([
  ["GET", "GET/<rest>"],
  ["$default", "<segment>/<rest>"],
  ["ANY /a", "<segment>/a"],
  ["GET1 /a", "<segment>/a"],
  ["1GET /a", "<segment>/a"],
  ["GET /", "GET/"],
  ["GET /a/{b}/{c+}", "GET/a/<segment>/<rest>"],
  ["GET /a/…/b", "GET/a/<rest>/b"],
])("a call of %s is named by %s", (name, end) => {
  const [api] = readSynth({ resource: { aws_api_gateway_rest_api: { a: { execution_arn: "arn" } } } }).restApis;
  if (!api) throw new RangeError("no API");
  expect(shown(callArn({ name, resource: api.resource } as Parameters<typeof callArn>[0]))).toBe(
    `arn/<segment>/${end}`,
  );
});

test("a call goes to a stage of its own API", () => {
  const api_id = (name: string) => ({ api_id: `\${aws_apigatewayv2_api.${name}.id}` });
  const model = readSynth({
    resource: {
      aws_apigatewayv2_api: Object.fromEntries(
        ["a", "b"].map((name) => [name, { name, protocol_type: "HTTP", execution_arn: name }]),
      ),
      aws_apigatewayv2_route: { r: { ...api_id("a"), route_key: "GET /x" }, none: { route_key: "GET /x" } },
      aws_apigatewayv2_stage: { a: { ...api_id("a"), name: "own" }, b: { ...api_id("b"), name: "other" } },
    },
  });
  expect(model.routes.map((route) => [route.address, shown(routeArn(model, route, { routeKey: "" }))])).toEqual([
    ["aws_apigatewayv2_route.r", "a/own/GET/x"],
    ["aws_apigatewayv2_route.none", "arn:<?>:execute-api:<?>:<?>:<?>/<?>/GET/x"],
  ]);
});

test("the ARN of a function, and of its aliases, with gaps for what isn't known", () => {
  const { functions } = readSynth({
    provider: CN,
    resource: {
      aws_lambda_function: {
        f: { function_name: "f" },
        g: { function_name: "${var.unset}" },
        h: { function_name: "h", arn: "arn:aws:lambda:eu-west-1:123456789012:function:h" },
      },
    },
  });
  expect(functions.map((fn) => shown(functionArn(fn)))).toEqual([
    "arn:aws-cn:lambda:cn-north-1:<?f>:function:f",
    "arn:aws-cn:lambda:cn-north-1:<?g>:function:<?>",
    "arn:aws:lambda:eu-west-1:123456789012:function:h",
  ]);
  const [fn] = functions;
  expect(fn && [known("live"), unknown("later")].map((one) => shown(functionArn(fn, one)))).toEqual([
    "arn:aws-cn:lambda:cn-north-1:<?f>:function:f:live",
    "arn:aws-cn:lambda:cn-north-1:<?f>:function:f:<?>",
  ]);
});
