import { expectRefusal } from "../../../support/expect-error";
import { everyResource, resource } from "../../../support/terraform-json";
import { api } from "../secured";

describe("defaults", () => {
  const json = api({
    defaults: { scopes: ["read"] },
    routes: {
      "GET /items": { target: "items" },
      "POST /items": { scopes: ["write"], target: "items" },
      "GET /report": { iam: true, target: "items" },
      "GET /hello": { public: "a greeting", target: "hello" },
    },
  });

  test("guard every route that doesn't say who may call it, and only those", () => {
    const expected: Record<string, object> = {
      get_items: { authorization_type: "JWT", authorization_scopes: [expect.stringMatching(/\/read$/)] },
      post_items: { authorization_type: "JWT", authorization_scopes: [expect.stringMatching(/\/write$/)] },
      get_report: { authorization_type: "AWS_IAM" },
      get_hello: { authorization_type: "NONE" },
    };
    everyResource(json, "aws_apigatewayv2_route", (route, address) =>
      expect(route).toMatchObject(expected[address.split(".")[1] ?? ""] ?? { unexpected: address }),
    );
  });

  test("can be a way of any kind", () => {
    const signed = api({ defaults: { iam: true }, routes: { "GET /items": { target: "items" } } });
    expect(resource(signed, "aws_apigatewayv2_route.get_items").authorization_type).toBe("AWS_IAM");
    const checked = api({
      lambdaAuthorizers: { staff: {} },
      defaults: { authorizer: "staff", requires: { groups: ["admin"] } },
      routes: { "GET /items": { target: "items" } },
    });
    expect(resource(checked, "aws_apigatewayv2_route.get_items").authorization_type).toBe("CUSTOM");
    expect(JSON.stringify(resource(checked, "aws_lambda_function.staff_authorizer"))).toContain("GET /items");
  });

  test("are not mixed with what a route says", () => {
    const mixed = api({
      defaults: { scopes: ["read"] },
      routes: { "GET /me": { authenticated: "shows the caller's own claims", target: "hello" } },
    });
    expect(resource(mixed, "aws_apigatewayv2_route.get_me")).not.toHaveProperty("authorization_scopes");
  });
});

describe("what the compiler would have refused is refused at synth", () => {
  const route = (said: object): (() => unknown) => {
    return () =>
      api({
        lambdaAuthorizers: { staff: {} },
        routes: { "GET /items": { ...said, target: "items" } as never },
      });
  };
  test.each<[string, object, string]>([
    ["nothing said", {}, "route-open"],
    ["no scope in the list", { scopes: [] }, "route-open"],
    ["an authorizer that isn't there", { authorizer: "stuff" }, "route-authorizer"],
    ["a name that every object has", { authorizer: "constructor" }, "route-authorizer"],
    ["scopes beside a Lambda authorizer", { authorizer: "staff", scopes: ["read"] }, "route-scopes-ignored"],
    ["groups that nobody checks", { scopes: ["read"], requires: { groups: ["admin"] } }, "route-requires-ignored"],
    ["groups on a public route", { public: "a greeting", requires: { groups: ["admin"] } }, "route-requires-ignored"],
    ["public beside scopes", { public: "a greeting", scopes: ["read"] }, "route-ambiguous"],
    ["public beside an authorizer", { public: "a greeting", authorizer: "staff" }, "route-ambiguous"],
    ["signed and with scopes", { iam: true, scopes: ["read"] }, "route-ambiguous"],
    ["scopes that any token makes up for", { scopes: ["read"], authenticated: "own claims" }, "route-ambiguous"],
    ["any token without a reason", { authenticated: " " }, "route-without-scopes"],
    ["public without a reason", { public: "" }, "route-public-reason"],
  ])("%s", (_, said, code) => expectRefusal(route(said), code));

  test("the nearest authorizer is named", () =>
    expectRefusal(route({ authorizer: "stuff" }), "route-authorizer", '"staff"'));
});

test("an API without clients trusts no token", () =>
  expectRefusal(
    () => api({ webClients: {}, routes: { "GET /me": { authenticated: "own claims", target: "hello" } } } as never),
    "scope-unobtainable",
  ));
