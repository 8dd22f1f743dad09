import { createVerifier } from "../../../../functions/shared/tokens/verifier";
import { readConfig } from "../../../../posture/claims";
import { claims, CLIENT, header, ISSUER, jwk, rsa, token } from "../../authorizer/support/tokens";

const key = rsa();
const settings = readConfig(JSON.stringify({ issuers: [{ issuer: ISSUER, clientIds: [CLIENT] }] }));

function verifier() {
  const read = jest.fn(async () => Buffer.from(JSON.stringify({ keys: [jwk(key.publicKey)] })));
  return { read, verify: createVerifier(settings, read) };
}

test("lets a good token in, and reads the keys once", async () => {
  const { read, verify } = verifier();
  const good = token(key.privateKey);
  const { claims: seen, context } = await verify(good, "GET /items");
  expect(seen).toMatchObject({ sub: "user-1", client_id: CLIENT });
  expect(context).toMatchObject({ userId: "user-1" });
  await verify(good, "GET /items");
  expect(read).toHaveBeenCalledTimes(1);
});

test.each<[string, string, string]>([
  ["another issuer", token(key.privateKey, claims({ iss: "https://evil.example.com" })), "issuer"],
  ["an algorithm that isn't RSA", token(key.privateKey, claims(), header({ alg: "HS256" })), "algorithm"],
  ["another key's signature", token(rsa().privateKey), "signature"],
  ["a kid that the issuer doesn't have", token(key.privateKey, claims(), header({ kid: "other" })), "unknown_key"],
  ["another client", token(key.privateKey, claims({ client_id: "other" })), "client"],
  ["no shape of a token", "hello", "malformed"],
])("denies %s", async (_, text, reason) => {
  await expect(verifier().verify(text, "GET /items")).rejects.toMatchObject({ reason });
});

test("an issuer that isn't trusted is never asked for its keys", async () => {
  const { read, verify } = verifier();
  await verify(token(key.privateKey, claims({ iss: "https://evil.example.com" })), "GET /items").catch(() => undefined);
  expect(read).not.toHaveBeenCalled();
});

test("a header that was checked before isn't trusted with another signature", async () => {
  const { verify } = verifier();
  const good = token(key.privateKey);
  await verify(good, "GET /items");
  const forged = `${good.slice(0, good.lastIndexOf("."))}.${Buffer.from("x").toString("base64url")}`;
  await expect(verify(forged, "GET /items")).rejects.toMatchObject({ reason: "signature" });
});
