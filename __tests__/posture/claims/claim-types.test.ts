import { checkClaimTypes, claimOf } from "../../../posture/claims/claim-types";
import { Denial } from "../../../posture/claims/denial";

const SECONDS = "must be a number of seconds from 0 to 253402300799";

test.each<[object, string]>([
  [{}, "nothing"],
  [{ iss: "i", sub: "s", aud: "a", scope: "x", jti: "j", exp: 0, nbf: 1.5, iat: 253_402_300_799 }, "nothing"],
  [{ aud: ["a", "b"] }, "nothing"],
  [{ aud: [] }, "nothing"],
  [{ iss: 1 }, "iss must be a string"],
  [{ sub: null }, "sub must be a string"],
  [{ scope: ["x"] }, "scope must be a string"],
  [{ jti: {} }, "jti must be a string"],
  [{ aud: ["a", 1] }, "aud must be a string or a list of strings"],
  [{ aud: null }, "aud must be a string or a list of strings"],
  [{ exp: "1" }, `exp ${SECONDS}`],
  [{ nbf: -1 }, `nbf ${SECONDS}`],
  [{ iat: 253_402_300_800 }, `iat ${SECONDS}`],
  [{ exp: NaN }, `exp ${SECONDS}`],
])("of %j it says: %s", (claims, said) => {
  const denied = (): string => {
    try {
      checkClaimTypes(claims as Parameters<typeof checkClaimTypes>[0]);
    } catch (error) {
      if (!(error instanceof Denial) || error.reason !== "claim_type") throw error;
      return `${String(error.claim)} ${String(error.detail)}`;
    }
    return "nothing";
  };
  expect(denied()).toBe(said);
});

test("a claim is the token's own", () => {
  expect([claimOf({ a: 1 }, "a"), claimOf({}, "toString"), claimOf({}, "a")]).toEqual([1, undefined, undefined]);
});
