import { readSynth } from "../../../../posture/model/read";
import { admissionOf } from "../../../../posture/access/index";

const api = "${aws_api_gateway_rest_api.a.id}";
const INTEGRATION = { type: "aws_proxy", uri: "${aws_lambda_function.f.invoke_arn}" };

interface Case {
  readonly api?: object;
  readonly method?: object;
  readonly body?: object;
  readonly plan?: object;
}

/** Who gets in at a REST API's method that asks for a key, and what is said of the key. */
function keyed({ api: own = {}, method = {}, body, plan }: Case) {
  const written =
    body &&
    JSON.stringify({
      components: { securitySchemes: { key: { type: "apiKey", name: "x-api-key", in: "header" } } },
      paths: { "/x": { get: { security: [{ key: [] }], "x-amazon-apigateway-integration": INTEGRATION } } },
      ...body,
    });
  const model = readSynth({
    resource: {
      aws_lambda_function: { f: { function_name: "f" } },
      aws_api_gateway_rest_api: { a: { name: "a", ...(written !== undefined && { body: written }), ...own } },
      aws_api_gateway_stage: { s: { rest_api_id: api, stage_name: "v1" } },
      aws_api_gateway_authorizer: { guard: { rest_api_id: api, authorizer_uri: INTEGRATION.uri } },
      ...(!body && {
        aws_api_gateway_method: {
          m: {
            rest_api_id: api,
            resource_id: "${aws_api_gateway_rest_api.a.root_resource_id}",
            http_method: "GET",
            authorization: "NONE",
            api_key_required: true,
            ...method,
          },
        },
      }),
      ...(plan && {
        aws_api_gateway_usage_plan: { p: { name: "gold", api_stages: [{ api_id: api, stage: "v1", ...plan }] } },
      }),
    },
  });
  const entryPoint = model.entryPoints.find(({ kind }) => kind === "rest-api-method");
  if (!entryPoint) throw new Error("there is no method");
  const { open, who } = admissionOf(model, entryPoint);
  return [open, who, entryPoint.notes.join(" ")];
}

const KEY = "everyone who has an API key of a usage plan: no authorization";
const NONE = expect.stringContaining("No usage plan in this input holds a stage of it") as string;
const GOLD = expect.stringContaining("an API key of the usage plan gold; a key meters calls") as string;
const BROUGHT = expect.stringContaining("A Lambda authorizer brings the key") as string;
const WITHOUT = expect.stringContaining(
  "has no such authorizer: AWS doesn't document whether any call gets in",
) as string;
const custom = { authorization: "CUSTOM", authorizer_id: "${aws_api_gateway_authorizer.guard.id}" };
const SOURCE = "x-amazon-apigateway-api-key-source";

describe("API keys of REST APIs", () => {
  test.each<[string, Case, boolean | "unknown", string, string]>([
    ["without a usage plan", {}, true, KEY, NONE],
    ["a plan that holds the stage", { plan: {} }, true, KEY, GOLD],
    ["a plan whose stage isn't known yet", { plan: { stage: "${var.stage}" } }, true, KEY, GOLD],
    ["a plan for another stage", { plan: { stage: "v2" } }, true, KEY, NONE],
    ["a plan for another API", { plan: { api_id: "abc123" } }, true, KEY, NONE],
    ["a key that nobody can bring", { api: { api_key_source: "AUTHORIZER" } }, "unknown", WITHOUT, BROUGHT],
    [
      "a key that the authorizer brings",
      { api: { api_key_source: "AUTHORIZER" }, method: custom, plan: {} },
      false,
      "whoever f lets in",
      BROUGHT,
    ],
    [
      "a key beside a Lambda authorizer",
      { method: custom, plan: {} },
      false,
      "whoever f lets in, with an API key",
      GOLD,
    ],
    [
      "a source that isn't known yet",
      { api: { api_key_source: "${var.source}" } },
      "unknown",
      expect.any(String) as string,
      NONE,
    ],
    ["the source of an OpenAPI body", { body: { [SOURCE]: "AUTHORIZER" } }, "unknown", WITHOUT, BROUGHT],
    [
      "an argument over the body's",
      { body: { [SOURCE]: "AUTHORIZER" }, api: { api_key_source: "HEADER" }, plan: {} },
      true,
      KEY,
      GOLD,
    ],
    [
      "whether one is asked for isn't known",
      { method: { api_key_required: "${var.key}" } },
      true,
      "public: no authorization",
      "Whether it asks for an API key isn't known.",
    ],
  ])("%s", (_, given, open, who, notes) => {
    expect(keyed(given)).toEqual([open, who, notes]);
  });

  test("are asked for by $connect too, for every message", () => {
    const ws = "${aws_apigatewayv2_api.ws.id}";
    const model = readSynth({
      resource: {
        aws_apigatewayv2_api: { ws: { name: "ws", protocol_type: "WEBSOCKET" } },
        aws_apigatewayv2_route: {
          connect: { api_id: ws, route_key: "$connect", api_key_required: true },
          send: { api_id: ws, route_key: "send" },
        },
      },
    });
    expect(model.entryPoints.map((one) => [one.id, admissionOf(model, one).open, admissionOf(model, one).who])).toEqual(
      [
        ["aws_apigatewayv2_route.connect", true, KEY],
        ["aws_apigatewayv2_route.send", true, `connections that $connect let in: ${KEY}`],
      ],
    );
  });
});
