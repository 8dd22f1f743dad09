import { bundleAuthorizer, type AuthorizerBundle } from "../../../tools/bench/authorizer-bundle";
import { startJwksServer, type JwksServer } from "./support/jwks-server";
import { startLambda, type Lambda } from "./support/lambda";
import { claims, CLIENT, event, header, ISSUER, jwk, rsa, token } from "./support/tokens";

const first = rsa();
const second = rsa();
const allowed = { answer: { isAuthorized: true } };
const denied = { answer: { isAuthorized: false } };

let bundle: AuthorizerBundle;
let server: JwksServer;
let lambda: Lambda;

beforeAll(() => {
  bundle = bundleAuthorizer();
});

beforeEach(async () => {
  server = await startJwksServer();
  server.serve("/keys", { keys: [jwk(first.publicKey)] });
  const issuers = [{ issuer: ISSUER, jwksUri: `${server.origin}/keys`, clientIds: [CLIENT] }];
  lambda = await startLambda(bundle.file, JSON.stringify({ allowHttpLoopback: true, issuers }));
});

afterEach(async () => {
  await lambda.stop();
  await server.stop();
});

afterAll(() => bundle.remove());

const firstToken = () => event(token(first.privateKey));
const secondToken = () => event(token(second.privateKey, claims(), header({ kid: "key-2" })));

test("keys are fetched once for many calls", async () => {
  for (let call = 0; call < 20; call++) expect(await lambda.call(firstToken())).toMatchObject(allowed);
  expect(server.requests("/keys")).toBe(1);
});

test("cold calls at the same time share one fetch", async () => {
  const outcomes = await lambda.callAll(Array.from({ length: 25 }, firstToken));
  for (const outcome of outcomes) expect(outcome).toMatchObject(allowed);
  expect(server.requests("/keys")).toBe(1);
});

test("a new key is found, and the one it replaced no longer works", async () => {
  expect(await lambda.call(firstToken())).toMatchObject(allowed);
  server.serve("/keys", { keys: [jwk(second.publicKey, { kid: "key-2" })] });
  expect(await lambda.call(secondToken())).toMatchObject(allowed);
  expect(server.requests("/keys")).toBe(2);
  expect(await lambda.call(firstToken())).toMatchObject(denied);
});

test("a key replaced under its old kid works from the next fetch on", async () => {
  expect(await lambda.call(firstToken())).toMatchObject(allowed);
  server.serve("/keys", { keys: [jwk(second.publicKey), jwk(second.publicKey, { kid: "key-2" })] });
  expect(await lambda.call(secondToken())).toMatchObject(allowed);
  expect(await lambda.call(event(token(second.privateKey)))).toMatchObject(allowed);
  expect(await lambda.call(firstToken())).toMatchObject(denied);
});

test("unknown kids cause one request, however many come, and known keys go on working", async () => {
  expect(await lambda.call(firstToken())).toMatchObject(allowed);
  const unknown = Array.from({ length: 50 }, (_, n) =>
    event(token(second.privateKey, claims(), header({ kid: `unknown-${n}` }))),
  );
  for (const call of unknown) expect(await lambda.call(call)).toMatchObject(denied);
  for (const outcome of await lambda.callAll(unknown)) expect(outcome).toMatchObject(denied);
  expect(server.requests("/keys")).toBe(2);
  expect(await lambda.call(firstToken())).toMatchObject(allowed);
});

test("an outage after the keys are known harms nobody with a known key", async () => {
  expect(await lambda.call(firstToken())).toMatchObject(allowed);
  server.serve("/keys", (_, response) => response.writeHead(503).end());
  expect(await lambda.call(secondToken())).toMatchObject(denied);
  expect(await lambda.call(firstToken())).toMatchObject(allowed);
});
