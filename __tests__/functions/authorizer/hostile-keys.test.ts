import { generateKeyPairSync } from "node:crypto";
import type { RequestListener } from "node:http";
import { brotliCompressSync, deflateSync, gzipSync } from "node:zlib";
import { MAX_JWKS_BYTES } from "../../../functions/shared/tokens/jwks-fetch";
import type { DenialReason } from "../../../posture/claims";
import { bundleAuthorizer, type AuthorizerBundle } from "../../../tools/bench/authorizer-bundle";
import { startJwksServer, type JwksServer } from "./support/jwks-server";
import { startLambda, type Lambda } from "./support/lambda";
import { claims, CLIENT, event, jwk, rsa, token, type KeyPair } from "./support/tokens";

const real = rsa();
const other = rsa();
const entry = jwk(real.publicKey);

/** One way an issuer's key server goes wrong; every token here is signed well with `key` (default: the real one). */
interface Failing {
  readonly name: string;
  readonly serve: object | RequestListener | "nobody listens";
  readonly reason: DenialReason;
  readonly key?: KeyPair;
}

const redirect =
  (to: string): RequestListener =>
  (_, response) =>
    response.writeHead(302, { location: to }).end();
const drip: RequestListener = (_, response) => {
  const timer = setInterval(() => response.write(" "), 50);
  response.on("close", () => clearInterval(timer));
};

const packed =
  (encoding: string, body: Buffer): RequestListener =>
  (_, response) =>
    response.writeHead(200, { "content-encoding": encoding }).end(body);

const weak = rsa(1024);
const exponentThree = rsa(2048, 3);

const FAILING: readonly Failing[] = [
  { name: "outage", serve: "nobody listens", reason: "keys_unavailable" },
  { name: "never answers", serve: () => undefined, reason: "keys_unavailable" },
  { name: "answers drop by drop", serve: drip, reason: "keys_unavailable" },
  {
    name: "breaks off",
    serve: (_, response) => response.writeHead(200, { "content-length": "1000" }).write("{", () => response.destroy()),
    reason: "keys_unavailable",
  },
  {
    name: "status 500",
    serve: (_, response) => response.writeHead(500).end(JSON.stringify({ keys: [entry] })),
    reason: "keys_unavailable",
  },
  { name: "status 404", serve: (_, response) => response.writeHead(404).end(), reason: "keys_unavailable" },
  { name: "status 204", serve: (_, response) => response.writeHead(204).end(), reason: "keys_unavailable" },
  { name: "redirect to good keys", serve: redirect("/good"), reason: "keys_unavailable" },
  { name: "redirect to itself", serve: redirect("#"), reason: "keys_unavailable" },
  {
    name: "gzip that unpacks to more than fits",
    serve: packed("gzip", gzipSync(JSON.stringify({ keys: [entry], x: "x".repeat(MAX_JWKS_BYTES) }))),
    reason: "keys_unavailable",
  },
  {
    name: "gzip that is none",
    serve: packed("gzip", Buffer.from(JSON.stringify({ keys: [entry] }))),
    reason: "keys_unavailable",
  },
  { name: "an encoding nobody knows", serve: packed("zstd9", Buffer.from("x")), reason: "keys_unavailable" },
  { name: "huge", serve: { keys: [entry], x: "x".repeat(MAX_JWKS_BYTES) }, reason: "keys_unavailable" },
  {
    name: "endless",
    serve: (_, response) => {
      const more = () => {
        while (!response.destroyed && response.write("x".repeat(65_536)));
      };
      response.on("drain", more);
      more();
    },
    reason: "keys_unavailable",
  },
  { name: "HTML", serve: (_, response) => response.end("<html>login</html>"), reason: "keys_unavailable" },
  {
    name: "JSON cut off",
    serve: (_, response) => response.end(JSON.stringify({ keys: [entry] }).slice(0, -2)),
    reason: "keys_unavailable",
  },
  { name: "empty document", serve: (_, response) => response.end(), reason: "keys_unavailable" },
  { name: "null", serve: (_, response) => response.end("null"), reason: "keys_unavailable" },
  { name: "array instead of an object", serve: [entry], reason: "keys_unavailable" },
  { name: "keys as object", serve: { keys: { "key-1": entry } }, reason: "keys_unavailable" },
  { name: "no keys", serve: { keys: [] }, reason: "unknown_key" },
  {
    name: "entries that are no keys",
    serve: { keys: [null, 1, "key", [], {}, { kid: "key-1", kty: "RSA" }] },
    reason: "unknown_key",
  },
  { name: "symmetric key", serve: { keys: [{ kty: "oct", kid: "key-1", k: "c2VjcmV0" }] }, reason: "unknown_key" },
  {
    name: "EC key",
    serve: { keys: [jwk(generateKeyPairSync("ec", { namedCurve: "P-256" }).publicKey, { alg: "ES256" })] },
    reason: "unknown_key",
  },
  {
    name: "Ed25519 key",
    serve: { keys: [jwk(generateKeyPairSync("ed25519").publicKey, { alg: "EdDSA" })] },
    reason: "unknown_key",
  },
  { name: "two keys with one kid", serve: { keys: [entry, jwk(other.publicKey)] }, reason: "unknown_key" },
  { name: "key for encryption", serve: { keys: [{ ...entry, use: "enc" }] }, reason: "unknown_key" },
  {
    name: "key operations without verify",
    serve: { keys: [{ ...entry, key_ops: ["encrypt"] }] },
    reason: "unknown_key",
  },
  { name: "key bound to PS256", serve: { keys: [{ ...entry, alg: "PS256" }] }, reason: "unknown_key" },
  { name: "key without kid", serve: { keys: [{ ...entry, kid: undefined }] }, reason: "unknown_key" },
  { name: "1024-bit key", serve: { keys: [jwk(weak.publicKey)] }, reason: "unknown_key", key: weak },
  { name: "exponent 3", serve: { keys: [jwk(exponentThree.publicKey)] }, reason: "unknown_key", key: exponentThree },
  { name: "exponent 1", serve: { keys: [{ ...entry, e: "AQ" }] }, reason: "unknown_key" },
  { name: "modulus that is no number", serve: { keys: [{ ...entry, n: "…" }] }, reason: "unknown_key" },
  { name: "the key of another", serve: { keys: [jwk(other.publicKey)] }, reason: "signature" },
];

/** What a JWKS may hold beside the key without harm. */
const BESIDE: readonly (readonly [string, object | RequestListener])[] = [
  [
    "keys of other kinds with the same kid",
    { keys: [jwk(generateKeyPairSync("ec", { namedCurve: "P-256" }).publicKey, { alg: "ES256" }), entry] },
  ],
  ...(
    [
      ["gzip", gzipSync],
      ["X-GZIP", gzipSync],
      ["deflate", deflateSync],
      ["br", brotliCompressSync],
    ] as const
  ).map(
    ([encoding, pack]) => [`${encoding}, unasked`, packed(encoding, pack(JSON.stringify({ keys: [entry] })))] as const,
  ),
  ["the same key twice", { keys: [entry, entry] }],
  ["broken entries", { keys: [null, {}, entry] }],
  ["a key without alg and use", { keys: [{ ...entry, alg: undefined, use: undefined }] }],
];

const issuerOf = (path: string): string => `https://${path}.example.com`;
const goods = BESIDE.map((_, index) => `good-${index}`);
const paths = FAILING.map((_, index) => `failing-${index}`);

let bundle: AuthorizerBundle;
let server: JwksServer;
let lambda: Lambda;

beforeAll(async () => {
  bundle = bundleAuthorizer();
  server = await startJwksServer();
  const closed = await startJwksServer();
  await closed.stop();
  server.serve("/good", { keys: [entry] });
  BESIDE.forEach(([, jwks], index) => server.serve(`/good-${index}`, jwks));
  const origins = FAILING.map(({ serve }, index) => {
    if (serve !== "nobody listens") server.serve(`/failing-${index}`, serve);
    return serve === "nobody listens" ? closed.origin : server.origin;
  });
  const issuers = [...paths, ...goods, "good"].map((path, index) => ({
    issuer: issuerOf(path),
    jwksUri: `${origins[index] ?? server.origin}/${path}`,
    clientIds: [CLIENT],
  }));
  lambda = await startLambda(bundle.file, JSON.stringify({ allowHttpLoopback: true, issuers }));
});

afterAll(async () => {
  await lambda.stop();
  await server.stop();
  bundle.remove();
});

const callOf = (path: string, requestId: string, key = real) =>
  event(token(key.privateKey, claims({ iss: issuerOf(path) })), { requestContext: { requestId } });

describe("key servers that go wrong: denied, without an error, with less than a second's work", () => {
  test.each(FAILING.map((failing, index) => [failing.name, failing, index] as const))(
    "%s",
    async (_, { reason, key }, index) => {
      const path = `failing-${index}`;
      const outcome = await lambda.call(callOf(path, path, key));
      expect(outcome).toMatchObject({ answer: { isAuthorized: false } });
      expect(outcome.milliseconds).toBeLessThan(1000);
      const again = await lambda.call(callOf(path, `${path}-again`, key));
      expect(again).toMatchObject({ answer: { isAuthorized: false } });
      // In the pause nothing is fetched, so the second caller does not wait: its log says why it was denied at once.
      expect(server.requests(`/${path}`)).toBeLessThanOrEqual(1);
      const [line] = await lambda.logged(`${path}-again`);
      expect(line?.["detail"]).toBe(reason === "signature" ? undefined : "paused after an earlier attempt");
      expect((await lambda.logged(path)).map((line) => line.reason)).toEqual([reason]);
      expect(await lambda.call(callOf("good", "control"))).toMatchObject({ answer: { isAuthorized: true } });
    },
  );
});

test.each(BESIDE.map(([name], index) => [name, index] as const))(
  "control: the key is found beside %s",
  async (_, index) => {
    expect(await lambda.call(callOf(`good-${index}`, "control"))).toMatchObject({ answer: { isAuthorized: true } });
  },
);
