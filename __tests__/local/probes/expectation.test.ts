import * as fc from "fast-check";
import { expect as expectation } from "../../../local/probes/expectation";
import { foreignKey, tampered, unsigned } from "../../../local/identities/tamper-token";
import { readSynth } from "../../../posture/model/read";
import { ISSUER, ITEMS, PARTNER, posture, route, token } from "../support";

const stack = posture();
const predict = (key: string, authorization: string, bearer?: string) =>
  expectation(stack, route(key, { authorization }), {
    name: "x",
    ...(bearer === undefined ? {} : { token: bearer }),
  });
const jwt = (claims: object | undefined, key = "GET /items") =>
  predict(key, "JWT", claims === undefined ? undefined : token({ ...claims }));

test.each([
  ["no token", undefined, "GET /items", 401],
  ["the scope", { client_id: "web", scope: "openid api/read" }, "GET /items", "function"],
  ["another scope", { client_id: "web", scope: "api/write" }, "GET /items", 403],
  ["a longer scope", { client_id: "web", scope: "api/readall" }, "GET /items", 403],
  ["scp instead of scope", { client_id: "web", scp: ["api/read"] }, "GET /items", "function"],
  ["an unknown client", { client_id: "other", scope: "api/read" }, "GET /items", 401],
  ["aud is looked at first", { aud: "other", client_id: "web", scope: "api/read" }, "GET /items", 401],
  ["an ID token at a scoped route", { aud: "web", token_use: "id" }, "GET /items", 403],
  ["an ID token at an unscoped route", { aud: "web", token_use: "id" }, "GET /me", "function"],
  ["another issuer's name", { iss: `${ISSUER}/`, client_id: "web", scope: "api/read" }, "GET /items", 401],
  ["an expired token", { client_id: "web", scope: "api/read", exp: 1 }, "GET /items", 401],
  ["a token of the pool at the partner's route", { client_id: "web", scope: "partner/items" }, "GET /partner", 401],
] as const)("%s", (_name, claims, key, expected) => {
  expect(jwt(claims, key)).toMatchObject({ answer: expected });
  expect(jwt(claims, key).unproven).toBeUndefined();
});

test("a second issuer's tokens pass at its own route only", () => {
  const partner = token({ client_id: "partner_machine", scope: "partner/items api/read" }, PARTNER);
  expect(predict("GET /partner", "JWT", partner).answer).toBe("function");
  expect(predict("GET /items", "JWT", partner).answer).toBe(401);
  expect(predict("GET /profile", "CUSTOM", partner).answer).toBe(403);
});

test("signatures are held against the issuer's keys", () => {
  const good = token({ client_id: "web", scope: "api/read" });
  for (const bad of [tampered(good), foreignKey(good), unsigned(good), "not-a-token"]) {
    expect(predict("GET /items", "JWT", bad).answer).toBe(401);
    expect(predict("GET /profile", "CUSTOM", bad).answer).toBe(403);
  }
});

test("open routes let everybody through, and routes behind IAM nobody who doesn't sign", () => {
  expect(predict("GET /hello", "NONE").answer).toBe("function");
  expect(predict("GET /signed", "AWS_IAM")).toMatchObject({ answer: 403 });
  const bearer = predict("GET /signed", "AWS_IAM", token({ client_id: "web" }));
  expect(bearer).toMatchObject({ answer: 403, unproven: expect.any(String) });
});

test("a route that isn't in the model can't be predicted", () => {
  expect(predict("GET /nowhere", "JWT")).toEqual({
    answer: undefined,
    reason: "aws_apigatewayv2_route.get_nowhere is not part of the model",
  });
});

test("what can't be predicted says why only where a function of one's own decides", () => {
  const own = posture("{");
  const bearer = { name: "x", token: token({ client_id: "web" }) };
  const decides = expectation(own, route("GET /staff", { authorization: "CUSTOM" }), bearer);
  expect(decides).toMatchSnapshot();
  const keyless = { ...stack, keys: () => undefined };
  const unseen = expectation(keyless, route("GET /profile", { authorization: "CUSTOM" }), bearer);
  expect(unseen).toMatchSnapshot();
  const vague = {
    resource: {
      aws_apigatewayv2_api: { api: { name: "api", protocol_type: "HTTP" } },
      aws_apigatewayv2_integration: { items: ITEMS },
      aws_apigatewayv2_route: {
        get_items: {
          api_id: "${aws_apigatewayv2_api.api.id}",
          route_key: "GET /items",
          authorization_type: "${var.type}",
          target: "integrations/${aws_apigatewayv2_integration.items.id}",
        },
      },
    },
  };
  const unread = expectation({ model: readSynth(vague), keys: () => undefined }, route("GET /items"), { name: "x" });
  expect(unread).toMatchSnapshot();
});

test("a reason never shows the token", () => {
  const good = token({ client_id: "web", scope: "api/read", sub: "0a1b2c3d-secret" });
  for (const [key, type] of [
    ["GET /items", "JWT"],
    ["GET /partner", "JWT"],
    ["GET /staff", "CUSTOM"],
    ["GET /signed", "AWS_IAM"],
  ] as const) {
    const { reason } = predict(key, type, good);
    expect(reason).not.toBe("");
    for (const part of [...good.split("."), "0a1b2c3d-secret"]) expect(reason).not.toContain(part);
  }
});

test("an expired token never gets through, whatever it claims", () => {
  fc.assert(
    fc.property(
      fc.array(fc.constantFrom("api/read", "api/write")),
      fc.constantFrom("web", "other"),
      fc.constantFrom("GET /items", "GET /me", "GET /partner"),
      (scopes, client_id, key) => jwt({ client_id, scope: scopes.join(" "), exp: 1 }, key).answer === 401,
    ),
    { numRuns: 30 },
  );
});
