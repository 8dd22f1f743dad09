import { checkOriginHeader } from "../../../../constructs/api/authorizers/origin-header";
import { expectRefusal } from "../../../support/expect-error";
import { resource } from "../../../support/terraform-json";
import { api } from "../secured";

const HASH = "a".repeat(64);
const routes = { "GET /items": { authorizer: "staff", target: "items" } } as const;

test.each([
  ["a name in capitals", { name: "X-Origin", sha256: [HASH] }, "lowercase"],
  ["the token's header", { name: "authorization", sha256: [HASH] }, "token's header"],
  ["no value", { name: "x-origin", sha256: [] }, "nobody would be let in"],
  ["the value in place of its hash", { name: "x-origin", sha256: [HASH, "secret"] }, "sha256[1]"],
])("%s is refused, and never quoted", (_, header, says) => {
  expectRefusal(() => checkOriginHeader(header, "api"), "origin-header", says);
  expect(() => checkOriginHeader(header, "api")).not.toThrow('"secret"');
});

test("an authorizer asks for the header, and its value is in the cache's key", () => {
  const json = api({
    routes,
    lambdaAuthorizers: { staff: { resultTtlInSeconds: 60, originHeader: { name: "x-origin", sha256: [HASH] } } },
  });
  expect(resource(json, "aws_apigatewayv2_authorizer.staff").identity_sources).toEqual([
    "$request.header.Authorization",
    "$request.header.x-origin",
    "$context.routeKey",
  ]);
  expect(resource(json, "aws_lambda_function.staff_authorizer")).toMatchObject({
    environment: { variables: { ORIGIN_HEADER: `\${jsonencode({"name" = "x-origin", "sha256" = ["${HASH}"]})}` } },
  });
});

test("a function of yours has to look at it by itself", () => {
  const lambdaAuthorizers = {
    staff: { function: { entry: "functions/hello" }, originHeader: { name: "x-origin", sha256: [HASH] } },
  };
  expectRefusal(() => api({ routes, lambdaAuthorizers }), "authorizer-own-function", "originHeader");
});
