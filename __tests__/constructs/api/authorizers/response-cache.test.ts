import { HttpApi, issuers, LambdaAuthorizer, Route, type LambdaAuthorizerProps } from "../../../../constructs";
import { expectRefusal } from "../../../support/refusal";
import { emitted } from "../../../support/synth";
import { resource } from "../../../support/terraform-json";

function one(options: Partial<LambdaAuthorizerProps>, key = "GET /items"): ReturnType<typeof emitted> {
  return emitted((stack) => {
    const made = new HttpApi(stack, "api", { name: "notes" });
    const authorizer = new LambdaAuthorizer(stack, "keys", {
      api: made,
      name: "keys",
      packaging: "prebuilt",
      ...(options.function === undefined ? { issuers: [issuers.firebase("notes-1a2b3")] } : {}),
      ...options,
    });
    const target = { name: "backend", url: "https://backend.example.com" };
    new Route(stack, "get_items", { api: made, key, authorization: { authorizer }, target });
  });
}

const sources = (options: Partial<LambdaAuthorizerProps>): unknown =>
  resource(one(options), "aws_apigatewayv2_authorizer.keys").identity_sources;

test("keeps answers apart by route", () =>
  expect(sources({ resultTtlInSeconds: 60 })).toEqual(["$request.header.Authorization", "$context.routeKey"]));

test("serves all routes only where that is said", () =>
  expect(sources({ resultTtlInSeconds: 60, cachePerRoute: false })).toEqual(["$request.header.Authorization"]));

test.each([-1, 3601, 0.5, NaN])("refuses %s seconds", (resultTtlInSeconds) =>
  expectRefusal(() => one({ resultTtlInSeconds }), "authorizer-ttl-range"),
);

test("refuses to serve one route's answer to another", () => {
  const shared = { resultTtlInSeconds: 60, cachePerRoute: false } as const;
  expectRefusal(() => one({ ...shared, responseType: "policy" }), "authorizer-cache-routes", "policies");
  expectRefusal(
    () => one({ ...shared, routes: { "GET /items": { groups: ["admin"] } } }),
    "authorizer-cache-routes",
    "groups",
  );
});
