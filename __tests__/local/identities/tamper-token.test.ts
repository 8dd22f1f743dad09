import { createHash, createPublicKey, createVerify, generateKeyPairSync, type KeyObject } from "node:crypto";
import { decode, foreignKey, resign, sign, tampered, unsigned } from "../../../local/identities/tamper-token";

const pair = generateKeyPairSync("rsa", { modulusLength: 2048 });
const kid = createHash("sha256")
  .update(createPublicKey(pair.privateKey).export({ type: "spki", format: "der" }))
  .digest("base64");
const good = sign({ kid }, { sub: "ann", exp: 2_000_000_000, scope: "read" }, pair.privateKey);

function verifies(token: string, key: KeyObject): boolean {
  const [header, claims, signature = ""] = token.split(".");
  return createVerify("RSA-SHA256")
    .update(`${header ?? ""}.${claims ?? ""}`)
    .verify(key, signature, "base64url");
}

test("a signed token verifies", () => {
  expect(verifies(good, pair.publicKey)).toBe(true);
  expect(decode(good)).toEqual({
    header: { kid, alg: "RS256" },
    claims: { sub: "ann", exp: 2_000_000_000, scope: "read" },
  });
});

test("a tampered token differs in one claim and no longer verifies", () => {
  const { claims } = decode(tampered(good));
  expect(claims).toMatchObject({ exp: 2_000_000_000, scope: "read" });
  expect(claims["sub"]).not.toBe("ann");
  expect(verifies(tampered(good), pair.publicKey)).toBe(false);
});

test("a foreign key's token says the same, key id included, and doesn't verify", () => {
  const forged = foreignKey(good);
  expect(decode(forged)).toEqual(decode(good));
  expect(verifies(forged, pair.publicKey)).toBe(false);
});

test("an unsigned token says alg none", () => {
  expect(decode(unsigned(good)).header["alg"]).toBe("none");
  expect(unsigned(good).endsWith(".")).toBe(true);
});

test("a resigned token verifies and has the changed claim only", () => {
  const expired = resign(good, pair.privateKey, { exp: 1 }) ?? "";
  expect(verifies(expired, pair.publicKey)).toBe(true);
  expect(decode(expired).claims).toEqual({ sub: "ann", exp: 1, scope: "read" });
});

test("a key that didn't sign the token is not used: its refusal would have another reason", () => {
  expect(resign(good, generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey, { exp: 1 })).toBeUndefined();
});
