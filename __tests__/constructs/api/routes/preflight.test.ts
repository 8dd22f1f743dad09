import { preflightRoutes } from "../../../../constructs/api/routes/preflight";
import { resource, resources } from "../../../support/terraform-json";
import { api } from "../secured";

test.each<[string, string[], string[]]>([
  ["$default", ["$default"], ["OPTIONS /", "OPTIONS /{proxy+}"]],
  ["ANY on a path", ["ANY /items/{id}"], ["OPTIONS /items/{id}"]],
  ["a method of its own catches no preflight", ["GET /items", "POST /items"], []],
  ["two catch-alls share a route", ["$default", "ANY /{all+}"], ["OPTIONS /", "OPTIONS /{proxy+}"]],
])("%s", (_, closed, expected) => expect(preflightRoutes(closed, closed)).toEqual(expected));

test("a route that is there already stays as it is", () =>
  expect(preflightRoutes(["$default", "OPTIONS /{rest+}"], ["$default"])).toEqual(["OPTIONS /"]));

describe("in a whole API", () => {
  const routes = { $default: { scopes: ["read"], target: "items" } } as const;

  test("preflights go past the authorizer, to a function that does nothing", () => {
    const json = api({ routes });
    for (const name of ["options_all_proxy", "options_root"]) {
      expect(resource(json, `aws_apigatewayv2_route.${name}`)).toMatchObject({
        authorization_type: "NONE",
        target: "integrations/${aws_apigatewayv2_integration.preflight.id}",
      });
    }
    expect(resource(json, "aws_apigatewayv2_route.default").authorization_type).toBe("JWT");
    expect(resource(json, "aws_lambda_function.preflight").function_name).toBe("notes-preflight");
  });

  test("without CORS there are no preflights to answer", () => {
    const json = api({ routes, cors: false });
    expect([...resources(json, "aws_apigatewayv2_route").keys()]).toEqual(["aws_apigatewayv2_route.default"]);
  });

  test("an open catch-all answers them itself", () => {
    const json = api({ routes: { $default: { public: "a proxy", target: "items" } } });
    expect(resources(json, "aws_lambda_function").has("aws_lambda_function.preflight")).toBe(false);
  });
});
