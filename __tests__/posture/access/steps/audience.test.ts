import { good, NOW, bearer, ROUTE } from "../support";
import { over, web } from "../../rules/support";
import { decide, holdAnswers } from "../whole";

holdAnswers();

const LATER = "${var.unset}";
const ISSUER = "https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_Pool";
const step = (audience: unknown, claims: object = {}, id: unknown = "web") => {
  const model = good(
    web({ id }),
    over("aws_apigatewayv2_authorizer", "jwt", { jwt_configuration: { issuer: ISSUER, audience } }),
  );
  const found = decide(model, ROUTE, bearer(claims), { now: NOW }).steps.find(({ check }) => check === "audience");
  return [found?.result, found?.status].join(" ").trim();
};
const [OWN, AUD] = ["${aws_cognito_user_pool_client.web.id}", { client_id: undefined, aud: "a b" }];

test.each<[string, unknown, object, string]>([
  ["the client's id", ["web"], {}, "pass"],
  ["one text with a blank", ["a b"], AUD, "pass"],
  ["a word of that text", ["a"], AUD, "fail 401"],
  ["a part of a list", ["a"], { client_id: undefined, aud: ["b", "a"] }, "pass"],
  ["another client's id", ["x"], {}, "fail 401"],
  ["nothing", [], {}, "fail 401"],
  ["what isn't known, and the token's client is here", LATER, {}, "unknown"],
  ["what isn't known, and it isn't", LATER, { client_id: "other" }, "unknown"],
  ["what is known in part", ["x", LATER], {}, "unknown"],
  ["the id of a client that comes later", [OWN], { client_id: "other" }, "unknown"],
  ["a resource that the token is bound to", ["https://api.example"], { aud: "https://api.example" }, "pass"],
  ["another resource", ["https://api.example"], { aud: "https://other.example" }, "fail 401"],
])("an audience of %s", (_, audience, claims, result) =>
  expect(step(audience, claims, audience instanceof Array && audience.includes(OWN) ? LATER : "web")).toBe(result),
);

test("a client that exists can't be one that the plan makes", () => {
  const client = { user_pool_id: "${aws_cognito_user_pool.pool.id}", name: "new" };
  const model = good(
    { aws_cognito_user_pool_client: { made: client } },
    over("aws_apigatewayv2_authorizer", "jwt", {
      jwt_configuration: { issuer: ISSUER, audience: ["${aws_cognito_user_pool_client.made.id}"] },
    }),
  );
  const of = (client_id: string) =>
    decide(model, ROUTE, bearer({ client_id }), { now: NOW }).steps.find(({ check }) => check === "audience")?.result;
  expect([of("web"), of("other")]).toEqual(["fail", "unknown"]);
});

test("what the author marked as sensitive isn't named", () => {
  const model = good(
    over("aws_apigatewayv2_authorizer", "jwt", {
      jwt_configuration: { issuer: ISSUER, audience: ["secret-audience"] },
    }),
  );
  const attributes = model.authorizers[0]?.resource.attributes;
  if (!attributes) throw new RangeError("no authorizer");
  const path = ["jwt_configuration", 0, "audience"].join();
  jest
    .spyOn(attributes, "sensitive")
    .mockImplementation((...asked: readonly unknown[]) => asked.slice(0, 3).join() === path);
  const { reason } = decide(model, ROUTE, bearer(), { now: NOW });
  expect(reason).toContain("(sensitive)");
  expect(reason).not.toContain("secret-audience");
});
