import { generateKeyPairSync } from "node:crypto";
import { parseKeys } from "../../../../functions/shared/tokens/jwks-keys";
import { jwk, KID, rsa } from "../../authorizer/support/tokens";

const good = rsa();
const entry = jwk(good.publicKey);
const kids = (...keys: unknown[]) => [...parseKeys(Buffer.from(JSON.stringify({ keys }))).keys()];

test("reads a key with the algorithm it is bound to, and without any", () => {
  const [bound, free] = [{}, { alg: undefined, use: undefined, kid: "free" }].map((fields) =>
    jwk(good.publicKey, fields),
  );
  const found = parseKeys(Buffer.from(JSON.stringify({ keys: [bound, free] })));
  expect(found.get(KID)).toMatchObject({ kid: KID, alg: "RS256" });
  expect(found.get("free")?.alg).toBeUndefined();
  expect(found.get(KID)?.key.equals(good.publicKey)).toBe(true);
});

test.each<[string, unknown]>([
  ["null", null],
  ["for encryption", { ...entry, use: "enc" }],
  ["without kid", { ...entry, kid: undefined }],
  ["bound to PS256", { ...entry, alg: "PS256" }],
  ["whose operations lack verify", { ...entry, key_ops: ["sign"] }],
  ["whose operations are no list", { ...entry, key_ops: "verify" }],
  ["with exponent 1", { ...entry, e: "AQ" }],
  ["without a modulus", { ...entry, n: undefined }],
  ["of an elliptic curve", jwk(generateKeyPairSync("ec", { namedCurve: "P-256" }).publicKey)],
  ["of 1024 bits", jwk(rsa(1024).publicKey)],
  ["of more than 8192 bits", { ...entry, n: Buffer.alloc(1025, 0xff).toString("base64url") }],
  ["with an even exponent", { ...entry, e: Buffer.from([1, 0, 2]).toString("base64url") }],
  ["with an exponent above 32 bits", { ...entry, e: Buffer.from([1, 0, 0, 0, 1]).toString("base64url") }],
  ["with an exponent below 65537", { ...entry, e: "Aw" }],
  ["that calls an RSA key symmetric", { ...entry, kty: "oct", k: "c2VjcmV0" }],
  ["with a use that is null", { ...entry, use: null }],
])("leaves out an entry %s", (_, left) => expect(kids(left, { ...entry, kid: "other" })).toEqual(["other"]));

test.each<[string, object]>([
  ["for RS384", { alg: "RS384" }],
  ["for verifying", { key_ops: ["sign", "verify"] }],
  ["of 8192 bits with the largest exponent", { n: Buffer.alloc(1024, 0xff).toString("base64url"), e: "_____w" }],
])("keeps an entry %s", (_, fields) => expect(kids({ ...entry, ...fields })).toEqual([KID]));

test("two different keys with one kid are both left out, the same key twice isn't", () => {
  expect(kids(entry, jwk(rsa().publicKey))).toEqual([]);
  expect(kids(entry, { ...entry, alg: "RS512" })).toEqual([]);
  expect(kids(entry, entry)).toEqual([KID]);
});

test.each(["", "{", "\xff", '{"keys":[],"\xff":1}', "null", "[]", '{"keys":{}}'])("%j is no JWKS", (text) => {
  expect(() => parseKeys(Buffer.from(text, "latin1"))).toThrow(/^JWKS (is not JSON|has no array `keys`)$/);
});
