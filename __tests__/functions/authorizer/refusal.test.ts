import * as errors from "aws-jwt-verify/error";
import { Refusal, refusalOf } from "../../../functions/authorizer/refusal";

const SECRET = "claim-of-a-user";

test.each([
  ["algorithm", errors.JwtInvalidSignatureAlgorithmError],
  ["issuer", errors.JwtInvalidIssuerError],
  ["expired", errors.JwtExpiredError],
  ["not_yet_valid", errors.JwtNotBeforeError],
  ["audience", errors.JwtInvalidAudienceError],
  ["client", errors.CognitoJwtInvalidClientIdError],
  ["token_use", errors.CognitoJwtInvalidTokenUseError],
])("%s has an error of the library; what that quotes is dropped", (reason, Kind) => {
  const refusal = refusalOf(new Kind(`not allowed: ${SECRET}`, SECRET, "expected"));
  expect(refusal).toMatchObject({ reason, detail: undefined });
  expect(`${refusal.message}${JSON.stringify(refusal)}`).not.toContain(SECRET);
});

test("a refusal stays itself; of anything else only its kind is kept", () => {
  const refusal = new Refusal("scope");
  expect(refusalOf(refusal)).toBe(refusal);
  expect(refusalOf(new TypeError(SECRET))).toMatchObject({ reason: "internal", detail: "TypeError" });
  expect(refusalOf(new errors.ParameterValidationError(SECRET))).toMatchObject({ reason: "internal", detail: "Error" });
  expect(refusalOf(SECRET)).toMatchObject({ reason: "internal", detail: undefined });
});
