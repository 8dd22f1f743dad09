import { generateKeyPairSync } from "node:crypto";
import { parseKeys } from "../../../../functions/shared/tokens/jwks-keys";
import { jwk, KID, rsa } from "../../authorizer/support/tokens";

const good = rsa();
const entry = jwk(good.publicKey);
const kids = (...keys: unknown[]) => [...parseKeys(Buffer.from(JSON.stringify({ keys }))).keys()];

it("reads a key with the algorithm it is bound to, and without any", () => {
  const [bound, free] = [{}, { alg: undefined, use: undefined, kid: "free" }].map((fields) =>
    jwk(good.publicKey, fields),
  );
  const found = parseKeys(Buffer.from(JSON.stringify({ keys: [bound, free] })));
  expect(found.get(KID)).toMatchObject({ kid: KID, alg: "RS256" });
  expect(found.get("free")?.alg).toBeUndefined();
  expect(found.get(KID)?.key.equals(good.publicKey)).toBe(true);
});

it.each<[string, unknown]>([
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
])("leaves out an entry %s", (_, left) => expect(kids(left, { ...entry, kid: "other" })).toEqual(["other"]));

it("two different keys with one kid are both left out, the same key twice isn't", () => {
  expect(kids(entry, jwk(rsa().publicKey))).toEqual([]);
  expect(kids(entry, { ...entry, alg: "RS512" })).toEqual([]);
  expect(kids(entry, entry)).toEqual([KID]);
});

it.each(["", "{", "\xff", "null", "[]", '{"keys":{}}'])("%j is no JWKS", (text) => {
  expect(() => parseKeys(Buffer.from(text, "latin1"))).toThrow(/^JWKS (is not JSON|has no array `keys`)$/);
});
