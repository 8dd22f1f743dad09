/**
 * What each bundled function adds to a cold start: from loading its bundle to its first answer, in a fresh process, against a handler that does
 * nothing. The authorizer's figure includes fetching a key set that it has never seen, from this machine; AWS adds the way to the issuer.
 * Prints the milliseconds of the quickest round, which on a busy machine says most, by function, as JSON.
 * Run: npx tsx tools/bench/cold-start.ts ROUNDS
 */
import { execFile } from "node:child_process";
import { generateKeyPairSync, sign } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { promisify } from "node:util";
import { bundle } from "../../constructs/compute/bundle";

/** Loads a bundle, awaits its first answer, and says how long that took and what it answered. */
const RUNNER = `
  const start = process.hrtime.bigint();
  const { handler } = require(process.argv[1]);
  handler(JSON.parse(process.argv[2]), {}).then((answer) => {
    const milliseconds = Number(process.hrtime.bigint() - start) / 1e6;
    process.stdout.write(JSON.stringify({ milliseconds, answer }));
  });`;

const run = promisify(execFile);

interface Subject {
  readonly event: object;
  readonly environment?: Readonly<Record<string, string>>;
  /** Part of the answer that shows that the work was done. */
  readonly expected: RegExp;
}

const ISSUER = "https://cognito-idp.eu-central-1.amazonaws.com/eu-central-1_Example01";
const http = { method: "GET", path: "/" };
const requestContext = { requestId: "r", http };
const claims = { sub: "user", username: "user", scope: "items/read", token_use: "access" };
const jwt = { claims, scopes: ["items/read"] };
const call = (method: string, body?: string): object => ({
  rawPath: "/",
  headers: { "content-type": "application/json" },
  requestContext: { ...requestContext, http: { ...http, method }, authorizer: { jwt } },
  body,
});

function subjects(jwksUri: string, token: string): Readonly<Record<string, Subject>> {
  const config = { allowHttpLoopback: true, issuers: [{ issuer: ISSUER, jwksUri, clientIds: ["web"] }] };
  const backend = {
    APP_ORIGIN: "https://app.example.com",
    API_URL: "https://api.example.com",
    SIGN_IN_URL: "https://auth.example.com",
    ISSUER,
    CLIENT_ID: "web",
    CLIENT_SECRET_ARN: "arn:aws:secretsmanager:eu-central-1:123456789012:secret:web",
    SESSION_TABLE: "sessions",
    SCOPES: "openid",
    SESSION_SECONDS: "3600",
  };
  const trigger = { version: "2", triggerSource: "TokenGeneration_HostedAuth", request: { userAttributes: {} } };
  return {
    authorizer: {
      event: { headers: { authorization: `Bearer ${token}` }, routeKey: "GET /items", requestContext },
      environment: { AUTHORIZER_CONFIG: JSON.stringify(config) },
      expected: /"isAuthorized":true/,
    },
    "api-key": {
      event: { identitySource: ["key"], requestContext },
      environment: { API_KEYS: "{}" },
      expected: /"isAuthorized":false/,
    },
    // Without a cookie it answers by itself: what it waits for behind that is DynamoDB's and the API's time.
    bff: {
      event: { ...call("GET"), rawPath: "/auth/session", cookies: [] },
      environment: backend,
      expected: /not_signed_in/,
    },
    "create-note": { event: call("POST", "{}"), expected: /Note created/ },
    hello: { event: call("GET"), expected: /Hello/ },
    items: { event: call("GET"), expected: /Items/ },
    "pre-token-generation": { event: trigger, expected: /accessTokenGeneration/ },
    profile: { event: call("GET"), expected: /Authenticated profile/ },
  };
}

function accessToken(privateKey: Parameters<typeof sign>[2]): string {
  const now = Math.floor(Date.now() / 1000);
  const parts = [
    { alg: "RS256", kid: "bench" },
    { iss: ISSUER, sub: "user", client_id: "web", token_use: "access", exp: now + 3600, iat: now },
  ];
  const signed = parts.map((part) => Buffer.from(JSON.stringify(part)).toString("base64url")).join(".");
  return `${signed}.${sign("RSA-SHA256", Buffer.from(signed), privateKey).toString("base64url")}`;
}

async function once(file: string, { event, environment = {}, expected }: Subject): Promise<number> {
  const { stdout } = await run(process.execPath, ["-e", RUNNER, file, JSON.stringify(event)], { env: environment });
  const { milliseconds, answer } = JSON.parse(stdout.slice(stdout.lastIndexOf('{"milliseconds"'))) as {
    milliseconds: number;
    answer: unknown;
  };
  if (!expected.test(JSON.stringify(answer))) throw new Error(`${file} answered ${JSON.stringify(answer)}`);
  return milliseconds;
}

async function main(rounds: number): Promise<void> {
  const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  const jwks = JSON.stringify({ keys: [{ ...publicKey.export({ format: "jwk" }), kid: "bench", use: "sig" }] });
  const server = createServer((_, response) => response.end(jwks));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const folder = mkdtempSync(path.join(tmpdir(), "cold-start-"));
  try {
    const uri = `http://127.0.0.1:${(server.address() as AddressInfo).port}/jwks.json`;
    const all: Record<string, Subject> = {
      empty: { event: {}, expected: /200/ },
      ...subjects(uri, accessToken(privateKey)),
    };
    const files = Object.keys(all).map((name) => [name, write(folder, name)] as const);
    const fastest = Object.fromEntries(files.map(([name]) => [name, Infinity]));
    for (let round = 0; round < rounds; round++)
      for (const [name, file] of files)
        fastest[name] = Math.min(fastest[name] ?? Infinity, await once(file, all[name] as Subject));
    console.log(JSON.stringify(fastest));
  } finally {
    server.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

function write(folder: string, name: string): string {
  const code =
    name === "empty"
      ? Buffer.from("exports.handler=async()=>({statusCode:200});")
      : bundle({
          entry: path.resolve(__dirname, "../../functions", name),
          runtime: "nodejs22.x",
          sourceMaps: false,
        }).get("index.js");
  if (code === undefined) throw new Error(`The bundle of ${name} has no index.js`);
  const file = path.join(folder, `${name}.js`);
  writeFileSync(file, code);
  return file;
}

void main(Number(process.argv[2]));
