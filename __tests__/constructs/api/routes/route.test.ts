import { Route, type RouteAuthorization } from "../../../../constructs/api/routes/route";
import { Section } from "../../../../constructs/stack/section";
import { BACKEND, httpApi, jwtAuthorizer } from "../../../support/api";
import { expectRefusal } from "../../../support/expect-error";
import { emitted, testStack } from "../../../support/synth";
import { resource, type Block } from "../../../support/terraform-json";
import type { HttpApi } from "../../../../constructs/api/http-api";
import type { Construct } from "constructs";

type Choose = (api: HttpApi, scope: Construct) => RouteAuthorization;

function build(scope: Construct, choose: Choose): void {
  const api = httpApi(scope);
  new Route(scope, "get_items", { api, key: "GET /items", target: BACKEND, authorization: choose(api, scope) });
}

const route = (choose: Choose): Block =>
  resource(
    emitted((stack) => build(stack, choose)),
    "aws_apigatewayv2_route.get_items",
  );
const refused = (choose: Choose, code: string, ...texts: string[]): void =>
  expectRefusal(() => build(testStack(), choose), code, "auth-api/get_items", ...texts);

describe("a route says who may call it", () => {
  test("by scopes of a JWT authorizer", () => {
    const body = route((api, scope) => ({ authorizer: jwtAuthorizer(scope, api), scopes: ["a/read", "a/write"] }));
    expect(body).toMatchObject({
      api_id: "${aws_apigatewayv2_api.api.id}",
      route_key: "GET /items",
      target: "integrations/${aws_apigatewayv2_integration.backend.id}",
      authorization_type: "JWT",
      authorizer_id: "${aws_apigatewayv2_authorizer.jwt.id}",
      authorization_scopes: ["a/read", "a/write"],
    });
  });

  test("by any token of a JWT authorizer, and why that is enough", () => {
    const body = route((api, scope) => ({ authorizer: jwtAuthorizer(scope, api), authenticated: "own claims only" }));
    expect(body).toMatchObject({ authorization_type: "JWT", authorizer_id: "${aws_apigatewayv2_authorizer.jwt.id}" });
    expect(body).not.toHaveProperty("authorization_scopes");
  });

  test("by signed requests, without an authorizer", () => {
    const body = route(() => ({ iam: true }));
    expect(body).toMatchObject({ authorization_type: "AWS_IAM" });
    expect(body).not.toHaveProperty("authorizer_id");
  });

  test("by a Lambda authorizer", () => {
    const body = route((api) => ({ authorizer: { authorizationType: "CUSTOM", authorizerId: "abc", api } }));
    expect(body).toMatchObject({ authorization_type: "CUSTOM", authorizer_id: "abc" });
  });

  test("or that everybody may, and why", () => {
    const body = route(() => ({ public: "a greeting" }));
    expect(body).toMatchObject({ authorization_type: "NONE" });
    for (const key of ["authorizer_id", "authorization_scopes"]) expect(body).not.toHaveProperty(key);
  });
});

describe("refusals", () => {
  test.each(["", "  "])("public with the reason %j", (reason) =>
    refused(() => ({ public: reason }), "route-public-reason", "no reason"),
  );

  test.each(["TODO", "todo: ask security", "TBD", "n/a", "...", "none.", "true", "public"])(
    "public or for any token, with %j in place of a reason",
    (reason) => {
      refused(() => ({ public: reason }), "route-public-reason", `${JSON.stringify(reason)} is none`);
      refused(
        (api, scope) => ({ authorizer: jwtAuthorizer(scope, api), authenticated: reason }),
        "route-without-scopes",
        "is none",
      );
    },
  );

  test("any token without a reason, or no scopes at all: ID tokens would pass", () => {
    refused(
      (api, scope) => ({ authorizer: jwtAuthorizer(scope, api), authenticated: " " }),
      "route-without-scopes",
      "ID tokens",
    );
    refused(
      (api, scope) => ({ authorizer: jwtAuthorizer(scope, api), scopes: [] as unknown as [string] }),
      "route-without-scopes",
    );
  });

  test("an authorizer of another API, which would leave the route unguarded or fail at apply", () => {
    refused((_, scope) => {
      const other = httpApi(new Section(scope, "other"));
      return { authorizer: jwtAuthorizer(new Section(scope, "second"), other), scopes: ["a/read"] };
    }, "authorizer-of-another-api");
  });

  test("scopes beside a Lambda authorizer, which nothing would check", () => {
    refused(
      (api) =>
        ({
          authorizer: { authorizationType: "CUSTOM", authorizerId: "a", api },
          scopes: ["a"],
        }) as unknown as RouteAuthorization,
      "route-scopes-ignored",
    );
  });

  test("more scopes than AWS accepts", () => {
    const scopes = Array.from({ length: 11 }, (_, i) => `a/${i}`) as unknown as [string];
    refused((api, scope) => ({ authorizer: jwtAuthorizer(scope, api), scopes }), "quota-scopes", "11");
  });
});
