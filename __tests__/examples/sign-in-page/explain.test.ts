import { SignInFailed, SignInNeeded } from "../../../examples/sign-in-page/auth-fetch";
import { explainError, explainStatus } from "../../../examples/sign-in-page/explain";
import { TokenEndpointError } from "../../../examples/sign-in-page/token-endpoint";

describe("what the page says", () => {
  test.each([
    [200, ["api/read"], "Let in."],
    [401, ["api/read"], "did not take the token"],
    [403, ["openid"], "has no scope api/read. It has openid."],
    [403, [], "has no scope api/read. It has none."],
    [403, ["api/read"], "a group or another claim is missing"],
    [404, [], "no such route"],
    [429, [], "throttled"],
    [400, [], "did not like"],
    [502, [], "failed"],
  ])("of a %i with %j", (status, scopes, meaning) => {
    expect(explainStatus(status, "api/read", scopes)).toContain(meaning);
  });

  test.each<[Error, string]>([
    [new TypeError("Failed to fetch"), "CORS"],
    [new SignInNeeded(), "You have to sign in"],
    [new SignInFailed("access_denied", undefined), "You cancelled"],
    [new SignInFailed("invalid_scope", "x".repeat(300)), `config.json. It says: ${"x".repeat(200)}`],
    [new SignInFailed("temporarily_unavailable", undefined), "is busy"],
    [new SignInFailed("constructor", undefined), "The sign-in page answered constructor."],
    [new TokenEndpointError(429, "slow_down"), "You are still signed in"],
    [new TokenEndpointError(503, "server_error"), "You are not signed out by that"],
  ])("of %p", (error, meaning) => expect(explainError(error)).toContain(meaning));
});
