import { TokenSource } from "../../../local/identities/tokens";
import type { Applied } from "../../../local/terraform/applied";
import { createHash, generateKeyPairSync } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { decode, sign } from "../../../local/identities/tamper-token";
import { temporaryFolder } from "../../support/folder";
import { token } from "../support";
import { serving } from "../serving";

const machine = { id: "m", secret: "s", address: "aws_cognito_user_pool_client.m", scopes: ["a/read"] };
const applied = { webClients: [], issuers: [], machineClients: [machine] } as unknown as Applied;

test("a machine's token is fetched once", async () => {
  const { asked, url } = await serving(() => ({
    status: 200,
    body: '{"access_token":"t","token_type":"Bearer","expires_in":60}',
  }));
  const tokens = new TokenSource(url, "/nowhere", applied, []);
  expect([await tokens.machine(machine as never), await tokens.machine(machine as never)]).toEqual(["t", "t"]);
  expect(asked).toHaveLength(1);
});

test("without a client for people, or a refresh token, it is said so", () => {
  const tokens = new TokenSource("http://127.0.0.1:9", "/nowhere", applied, []);
  expect(tokens.web).toBeUndefined();
  expect(() => tokens.user([])).toThrow("no web client to sign in through");
  expect(() => tokens.refreshed({} as never, { access: "a" } as never)).toThrow("no refresh token");
});

test("a token of an issuer whose key isn't here can't be signed again", () => {
  expect(new TokenSource("http://127.0.0.1:9", "/nowhere", applied, []).resigned(token({}), {})).toBeUndefined();
});

test.each([
  ["a person", { webClients: [{ id: "w" }] }, []],
  ["a client for people", { webClients: [] }, [{ username: "a", password: "b", group: undefined }]],
])("without %s nobody signs in", (_, change, people) => {
  const tokens = new TokenSource(
    "http://127.0.0.1:9",
    "/nowhere",
    { ...applied, ...change } as Applied,
    people as never,
  );
  expect(() => tokens.user([])).toThrow("no web client to sign in through");
});

describe("a token signed again", () => {
  const folder = temporaryFolder("pool-keys");
  const pool = (poolId: string, issuer: string) => {
    const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
    mkdirSync(join(folder(), "cognito-pool-keys"), { recursive: true });
    writeFileSync(
      join(folder(), "cognito-pool-keys", `${poolId}-access.pem`),
      privateKey.export({ type: "pkcs8", format: "pem" }),
    );
    const der = publicKey.export({ type: "spki", format: "der" });
    const kid = createHash("sha256").update(der).digest("base64");
    return { issuer, poolId, token: sign({ kid }, { iss: issuer, sub: "ann" }, privateKey) };
  };

  test("is signed with the key of its own issuer's pool, and other claims", () => {
    const issuers = [pool("one", "https://one.example"), pool("two", "https://two.example")];
    const tokens = new TokenSource("http://127.0.0.1:9", folder(), { ...applied, issuers } as unknown as Applied, []);
    for (const { issuer, token } of issuers) {
      const again = tokens.resigned(token, { sub: "bob" });
      expect(decode(again ?? "{}.{}.").claims).toEqual({ iss: issuer, sub: "bob" });
    }
  });
});
