import { Denial, type DenialReason } from "../../../posture/claims";
import { deniedBy, insufficientScope, tokenMissing } from "../../../functions/mcp/denied";

const by = (reason: DenialReason, scopes: readonly string[] = []) =>
  deniedBy(new Denial(reason, { claim: "aud", detail: "why" }), scopes);

test.each<[DenialReason, number, string]>([
  ["expired", 401, "The access token has expired"],
  ["audience", 401, "The access token is not for this resource"],
  ["malformed", 401, "The access token is not valid"],
  ["not_yet_valid", 401, "The access token is not valid yet"],
  ["issuer", 401, "The access token is from an issuer that is not trusted"],
  ["client", 401, "The access token is from a client that is not accepted"],
  ["token_use", 401, "This is not an access token"],
])("%s asks for another token: %i", (reason, status, text) => {
  expect(by(reason)).toMatchObject({
    status,
    reason,
    code: reason,
    text,
    challenge: { error: "invalid_token", error_description: text },
    claim: "aud",
    detail: "why",
  });
});

test.each<[DenialReason, number]>([
  ["keys_unavailable", 503],
  ["configuration", 500],
  ["internal", 500],
  ["route_arn", 500],
  ["route_key", 500],
])("%s is the operator's, and no token would help: %i without a challenge", (reason, status) => {
  const text = status === 503 ? "The issuer's keys can't be read at the moment" : "Internal server error";
  expect(by(reason)).toMatchObject({ name: "Denied", status, reason, text, challenge: undefined, detail: "why" });
});

test("missing rights name the scopes, a missing group names none", () => {
  expect(by("scope", ["a", "b"])).toMatchObject({
    status: 403,
    challenge: { error: "insufficient_scope", error_description: "A required scope is missing", scope: "a b" },
  });
  expect(by("group", ["a"]).text).toBe("A required group is missing");
  expect(insufficientScope("group", ["a"]).challenge).toEqual({
    error: "insufficient_scope",
    error_description: "A required group is missing",
  });
});

test("who sends no token is told the scopes alone", () => {
  expect(tokenMissing(["a"])).toMatchObject({
    status: 401,
    reason: "identity_source",
    text: "An access token is required",
    challenge: { scope: "a" },
  });
  expect(tokenMissing([]).challenge).toEqual({});
});
