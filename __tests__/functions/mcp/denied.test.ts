import { Denial, type DenialReason } from "../../../posture/claims";
import { deniedBy, insufficientScope, tokenMissing } from "../../../functions/mcp/denied";

const by = (reason: DenialReason, scopes: readonly string[] = []) =>
  deniedBy(new Denial(reason, { claim: "aud", detail: "why" }), scopes);

test.each<[DenialReason, number, string]>([
  ["expired", 401, "The access token has expired"],
  ["audience", 401, "The access token is not for this resource"],
  ["malformed", 401, "The access token can't be used"],
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
  expect(by(reason)).toMatchObject({ status, reason, challenge: undefined });
});

test("missing rights name the scopes, a missing group names none", () => {
  expect(by("scope", ["a", "b"])).toMatchObject({
    status: 403,
    challenge: { error: "insufficient_scope", error_description: "A scope is missing", scope: "a b" },
  });
  expect(insufficientScope("group", ["a"]).challenge).toEqual({
    error: "insufficient_scope",
    error_description: "A group is missing",
  });
});

test("who sends no token is told the scopes alone", () => {
  expect(tokenMissing(["a"])).toMatchObject({ status: 401, reason: "identity_source", challenge: { scope: "a" } });
  expect(tokenMissing([]).challenge).toEqual({});
});
