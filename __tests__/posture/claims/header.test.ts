import { checkHeader, isAccessTokenType } from "../../../posture/claims/header";

// Before a key is looked for: a foreign algorithm must not even cause a request.
test.each(["none", "HS256", "ES256", "PS256", "EdDSA", "rs256", "", undefined, null, ["RS256"]])(
  "refuses alg %p",
  (alg) => {
    expect(() => checkHeader({ alg, kid: "a" })).toThrow("algorithm");
  },
);

test.each(["RS256", "RS384", "RS512"])("takes %s", (alg) => {
  expect(() => checkHeader({ alg, kid: "a" })).not.toThrow();
});

test("at+jwt is an access token, JWT is not said to be one", () => {
  expect(["at+jwt", "application/at+jwt", "AT+JWT"].every(isAccessTokenType)).toBe(true);
  expect([undefined, "JWT", "jwt", ["at+jwt"]].some(isAccessTokenType)).toBe(false);
});
