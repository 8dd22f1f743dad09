import { checkAudience, checkClient, checkResource, checkTimes, checkTokenUse } from "../../../posture/claims";

const NOW = 1_800_000_000;

test("the very second of exp is too late, the moment before is not", () => {
  expect(() => checkTimes({ exp: NOW }, 0, NOW)).toThrow("expired");
  expect(() => checkTimes({ exp: NOW }, 0, NOW - 0.001)).not.toThrow();
  expect(() => checkTimes({ exp: NOW }, 5, NOW + 4.999)).not.toThrow();
  expect(() => checkTimes({ exp: NOW }, 5, NOW + 5)).toThrow("expired");
  expect(() => checkTimes({}, 5, NOW)).toThrow("expired");
});

test.each(["iat", "nbf"])("%s may be now or within the tolerance, not beyond", (claim) => {
  const exp = NOW + 600;
  expect(() => checkTimes({ exp, [claim]: NOW }, 0, NOW)).not.toThrow();
  expect(() => checkTimes({ exp, [claim]: NOW + 5 }, 5, NOW)).not.toThrow();
  expect(() => checkTimes({ exp, [claim]: NOW + 6 }, 5, NOW)).toThrow("not_yet_valid");
});

test("an audience is met by one whole value", () => {
  const accepted = new Set(["api"]);
  expect(() => checkAudience({ aud: "api" }, accepted)).not.toThrow();
  expect(() => checkAudience({ aud: ["web", "api"] }, accepted)).not.toThrow();
  for (const aud of ["web", "apis", "", [], ["a", "p"], undefined])
    expect(() => checkAudience({ aud }, accepted)).toThrow("audience");
});

test("an access token of Cognito that carries aud is for that resource alone", () => {
  const accepted = new Set(["https://api.example.com"]);
  const bound = (aud: unknown) => ({ token_use: "access", client_id: "one", aud });
  expect(() => checkResource(bound("https://api.example.com"), accepted)).not.toThrow();
  expect(() => checkResource(bound(["https://other", "https://api.example.com"]), accepted)).not.toThrow();
  for (const aud of ["https://api.example.com/", "https://other.example.com", "one", ""]) {
    expect(() => checkResource(bound(aud), accepted)).toThrow("audience");
    expect(() => checkResource(bound(aud), new Set())).toThrow("audience");
  }
  // Not bound; an ID token, whose aud is a client; another issuer's, which doesn't say token_use.
  for (const claims of [{ token_use: "access", client_id: "one" }, { token_use: "id", aud: "one" }, { aud: "account" }])
    expect(() => checkResource(claims, new Set())).not.toThrow();
});

test("a client is one string, in aud for an ID token", () => {
  const accepted = new Set(["one"]);
  expect(() => checkClient({ client_id: "one" }, accepted)).not.toThrow();
  expect(() => checkClient({ token_use: "id", aud: "one" }, accepted)).not.toThrow();
  expect(() => checkClient({ token_use: "id", client_id: "one" }, accepted)).toThrow("client");
  expect(() => checkClient({ client_id: ["one"] }, accepted)).toThrow("client");
});

test("a header that says access token allows no other use", () => {
  expect(() => checkTokenUse({}, "access", "at+jwt")).not.toThrow();
  expect(() => checkTokenUse({ token_use: "id" }, "id", "at+jwt")).toThrow("token_use");
  expect(() => checkTokenUse({ token_use: "id" }, undefined, undefined)).toThrow("token_use");
  expect(() => checkTokenUse({}, "id", undefined)).toThrow("token_use");
  expect(() => checkTokenUse({}, undefined, undefined)).not.toThrow();
});
