import { pathSpecificity, matchingRoutes } from "../../../../posture/access/steps/match";
import { readSynth } from "../../../../posture/model/read";
import { goodStack } from "../../rules/support";
import { explain, holdAnswers } from "../whole";

holdAnswers();

/** A model with one open route a key. */
function model(keys: readonly string[], change: Record<string, unknown> = {}) {
  const routes = Object.fromEntries(
    keys.map((key, i) => [
      `r${String(i)}`,
      {
        api_id: "${aws_apigatewayv2_api.api.id}",
        route_key: key,
        target: "integrations/${aws_apigatewayv2_integration.items.id}",
      },
    ]),
  );
  const stack = goodStack({ aws_apigatewayv2_api: { api: { name: "api", protocol_type: "HTTP", ...change } } });
  return readSynth({ resource: { ...stack.resource, aws_apigatewayv2_route: routes } });
}

const KEYS = [
  "GET /pets/dog/1",
  "GET /pets/dog/{id}",
  "GET /pets/{proxy+}",
  "ANY /{proxy+}",
  "ANY /items",
  "GET /items",
  "$default",
];

const best = (request: string, keys = KEYS): string | undefined => {
  const [method = "", path = ""] = request.split(" ");
  const [route] = matchingRoutes(model(keys).routes, method, path);
  return route?.key.known ? route.key.value : undefined;
};

test.each([
  ["GET /pets/dog/1", "GET /pets/dog/1"],
  ["GET /pets/dog/2", "GET /pets/dog/{id}"],
  ["GET /pets/cat/1", "GET /pets/{proxy+}"],
  ["GET /pets/dog/2/3", "GET /pets/{proxy+}"],
  ["POST /pets/dog/1", "ANY /{proxy+}"],
  ["POST /test/5", "ANY /{proxy+}"],
  ["GET /items", "GET /items"],
  ["POST /items", "ANY /items"],
  ["GET /", "ANY /{proxy+}"],
])("%s is answered by %s", (request, key) => expect(best(request)).toBe(key));

test("takes $default only when nothing else fits", () => {
  expect(best("GET /nothing", ["$default", "GET /items"])).toBe("$default");
  expect(best("GET /items", ["$default", "GET /items"])).toBe("GET /items");
  expect(best("GET /nothing", ["GET /items"])).toBeUndefined();
});

test("prefers a full path of any method to a greedy one of the method", () => {
  expect(best("GET /items", ["GET /{proxy+}", "ANY /items"])).toBe("ANY /items");
});

test("wants something for every variable", () => {
  expect(pathSpecificity("/items/{id}", "/items")).toBeUndefined();
  expect(pathSpecificity("/items/{id}", "/items/")).toBeUndefined();
  expect(pathSpecificity("/items/{id}", "/items/7/8")).toBeUndefined();
  expect(pathSpecificity("/items/{rest+}", "/items")).toBeUndefined();
  expect(pathSpecificity("/", "/")).toBeDefined();
});

test("doesn't say what takes a prefix of a greedy variable with a slash behind it", () => {
  const outcome = (path: string, keys: readonly string[]) =>
    explain(model(keys), { method: "GET", path }, undefined).outcome;
  expect(outcome("/items/", ["GET /items/{rest+}", "$default"])).toBe("unknown");
  expect(outcome("/", ["GET /{rest+}"])).toBe("passes");
  expect(outcome("/items/7", ["GET /items/{rest+}"])).toBe("passes");
  expect(outcome("/items", ["GET /items/{rest+}"])).toBe("refused");
});

test("takes the root for a greedy variable at an HTTP API alone", () => {
  expect(pathSpecificity("/{proxy+}", "/")).toBeDefined();
  expect(pathSpecificity("/{proxy+}", "/", true)).toBeUndefined();
  expect(pathSpecificity("/{proxy+}", "/a", true)).toBeDefined();
});

describe("a route that isn't there", () => {
  test("is a 404 that names the nearest", () => {
    const said = explain(model(["GET /items"]), { method: "GET", path: "/itmes" }, undefined);
    expect(said).toMatchObject({ outcome: "refused", status: 404, summary: expect.stringContaining('"GET /items"') });
    expect(explain(model(["GET /items"]), { routeKey: "GET /item" }, undefined).summary).toContain(
      'Is "GET /items" meant',
    );
  });

  test("can't be told where routes come from an OpenAPI body that can't be read", () => {
    const x = { method: "GET", path: "/x" };
    expect(explain(model(["GET /items"], { body: "openapi: [" }), x, undefined).outcome).toBe("unknown");
    expect(explain(model(["GET /items"], { body: "{}" }), x, undefined)).toMatchObject({ status: 404 });
  });

  test("is looked for among the routes of a body and of quick create", () => {
    const x = { method: "GET", path: "/x" };
    expect(explain(model(["GET /items"], { target: "https://backend.example" }), x, undefined)).toMatchObject({
      outcome: "passes",
      route: { key: "$default", address: "aws_apigatewayv2_api.api#quick-create" },
    });
    const body = JSON.stringify({ paths: { "/x": { get: {} } } });
    expect(explain(model(["GET /items"], { body }), x, undefined)).toMatchObject({
      outcome: "passes",
      route: { key: "GET /x" },
    });
  });

  test("is found behind a stage's name", () => {
    const base = goodStack({
      aws_apigatewayv2_stage: { s: { api_id: "${aws_apigatewayv2_api.api.id}", name: "prod" } },
    });
    const said = explain(readSynth(base), { method: "GET", path: "/prod/items" }, undefined);
    expect(said.route?.key).toBe("GET /items");
  });

  test("is a preflight where the API has a CORS configuration", () => {
    const said = explain(
      model(["GET /items"], { cors_configuration: { allow_origins: ["https://a.example"] } }),
      { method: "OPTIONS", path: "/items" },
      undefined,
    );
    expect(said.outcome).toBe("passes");
    expect(said.steps[0]?.check).toBe("preflight");
  });
});

test("asks which API is meant where several have the route", () => {
  const stack = goodStack({ aws_apigatewayv2_api: { other: { name: "other", protocol_type: "HTTP" } } });
  const routes = stack.resource["aws_apigatewayv2_route"] ?? {};
  routes["twin"] = { ...routes["get_items"], api_id: "${aws_apigatewayv2_api.other.id}", authorization_type: "NONE" };
  const model = readSynth(stack);
  expect(explain(model, { routeKey: "GET /items" }, undefined)).toMatchObject({
    outcome: "unknown",
    summary: expect.stringContaining("--api"),
  });
  expect(explain(model, { routeKey: "GET /items", api: "other" }, undefined).outcome).toBe("passes");
  expect(explain(model, { method: "GET", path: "/items", api: "aws_apigatewayv2_api.api" }, undefined).status).toBe(
    401,
  );
});
