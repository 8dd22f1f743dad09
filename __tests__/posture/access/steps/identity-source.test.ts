import { admits, decide } from "../../../../posture/access";
import type { Model } from "../../../../posture/model";
import { sign } from "../../../../local/identities/tamper-token";
import { generateKeyPairSync } from "node:crypto";
import { good, ISSUER, MODEL, NOW, ROUTE } from "../support";
import { FINE, stack, TRUSTED } from "./authorizer/support";
import { over } from "../../rules/support";

const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
const GOOD = { exp: NOW + 60, iat: NOW - 60, token_use: "access", sub: "u" };

/** A token of so many bytes. */
function tokenOf(claims: object, bytes: number): string {
  const made = (x: string) => sign({ kid: "k" }, { ...GOOD, ...claims, x }, privateKey);
  let x = "x".repeat(Math.floor(((bytes - made("").length) / 4) * 3));
  while (made(x).length < bytes) x += "x";
  return made(x).slice(0, bytes);
}
const stepOf = (model: Model, routeKey: string, text: string) => {
  const decision = decide(model, { routeKey }, { kind: "token", text }, { now: NOW });
  return { letsIn: admits(decision), step: decision.steps.find(({ check }) => check === "identity-source") };
};

// API Gateway: Quotas for HTTP APIs, "Total combined size of request line and header values": 10240 bytes.
describe.each([
  ["a JWT authorizer", MODEL, (ROUTE as { routeKey: string }).routeKey, { iss: ISSUER, client_id: "web" }],
  ["a Lambda authorizer", stack({}), "GET /notes", { ...FINE, iss: TRUSTED }],
] as const)("before %s", (_, model, routeKey, claims) => {
  test("a token that an HTTP API has no room for gets nowhere, with a status that isn't documented", () => {
    expect(stepOf(model, routeKey, tokenOf(claims, 10_241))).toEqual({
      letsIn: false,
      step: {
        check: "identity-source",
        result: "fail",
        text: "The token has 10241 bytes; an HTTP API takes 10240 bytes of request line and header values together. Which status it answers isn't documented.",
        remedy: "Let the issuer put less into it.",
      },
    });
  });

  test("a token that fits is there", () => {
    expect(stepOf(model, routeKey, `Bearer ${tokenOf(claims, 10_240)}`).step?.result).toBe("pass");
  });
});

test("nothing is said of the size where the API isn't known to be an HTTP API", () => {
  const socket = good(over("aws_apigatewayv2_api", "api", { protocol_type: "WEBSOCKET" }));
  const { step } = stepOf(socket, "GET /items", tokenOf({ iss: ISSUER }, 10_241));
  expect(step?.text ?? "").not.toContain("10240");
});
