import { HttpApi, JwtAuthorizer, Route, type RouteAuthorization } from "../../../../constructs";
import { expectRefusal } from "../../../support/expect-error";
import { testStack } from "../../../support/synth";

describe("a route by itself", () => {
  const made = (authorization: (authorizer: JwtAuthorizer) => object): (() => unknown) => {
    return () => {
      const stack = testStack();
      const to = new HttpApi(stack, "api", { name: "notes" });
      const jwt = new JwtAuthorizer(stack, "jwt", {
        api: to,
        name: "jwt",
        issuer: "https://id.example.com",
        audience: ["a"],
      });
      const target = { name: "backend", url: "https://backend.example.com" };
      new Route(stack, "route", {
        api: to,
        key: "GET /",
        authorization: authorization(jwt) as RouteAuthorization,
        target,
      });
    };
  };

  test("a JWT authorizer without scopes lets ID tokens in, which has to be said", () => {
    expectRefusal(
      made((authorizer) => ({ authorizer })),
      "route-without-scopes",
      "ID tokens",
    );
    expect(made((authorizer) => ({ authorizer, authenticated: "own claims" }))).not.toThrow();
  });

  test("AWS accepts ten scopes", () => {
    const scopes = Array.from({ length: 11 }, (_, number) => `scope-${number}`);
    expectRefusal(
      made((authorizer) => ({ authorizer, scopes })),
      "quota-scopes",
      "11",
    );
    expect(made((authorizer) => ({ authorizer, scopes: scopes.slice(1) }))).not.toThrow();
  });
});
