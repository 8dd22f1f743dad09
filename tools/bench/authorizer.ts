/**
 * What a warm call of the bundled authorizer costs against the bare RSA check of the same token.
 * Run: npx tsx tools/bench/authorizer.ts [--json] [--rounds 20000] [--calls 1]
 * Nothing is remembered between calls but keys and decoded headers; every call verifies.
 */
import { generateKeyPairSync, randomUUID, sign, verify } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { parseArgs } from "node:util";
import type { AuthorizerConfig } from "../../functions/authorizer/config";
import { bundleAuthorizer } from "./authorizer-bundle";
import { interleave, median } from "./interleave";

/** Goals: the whole call at most this many times the bare check; the bundle below this many bytes. */
const GOAL_RATIO = 1.3;
const GOAL_BYTES = 20_000;

const ISSUER = "https://cognito-idp.eu-central-1.amazonaws.com/eu-central-1_Example01";
const CLIENT = "1example23456789abcdefghij";

const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });

/** A token with the claims of a Cognito access token. */
function accessToken(): string {
  const now = Math.floor(Date.now() / 1000);
  const header = { kid: "bench", alg: "RS256" };
  const payload = {
    sub: randomUUID(),
    "cognito:groups": ["admin", "user"],
    iss: ISSUER,
    version: 2,
    client_id: CLIENT,
    origin_jti: randomUUID(),
    event_id: randomUUID(),
    token_use: "access",
    scope: "openid items/read items/write",
    auth_time: now,
    exp: now + 3600,
    iat: now,
    jti: randomUUID(),
    username: randomUUID(),
  };
  const signed = [header, payload].map((part) => Buffer.from(JSON.stringify(part)).toString("base64url")).join(".");
  return `${signed}.${sign("RSA-SHA256", Buffer.from(signed), privateKey).toString("base64url")}`;
}

function event(token: string): object {
  return {
    version: "2.0",
    type: "REQUEST",
    routeArn: "arn:aws:execute-api:eu-central-1:123456789012:example123/$default/GET/items",
    routeKey: "GET /items",
    identitySource: [`Bearer ${token}`],
    rawPath: "/items",
    rawQueryString: "",
    headers: {
      accept: "application/json",
      authorization: `Bearer ${token}`,
      "content-length": "0",
      host: "example123.execute-api.eu-central-1.amazonaws.com",
      "user-agent": "bench",
      "x-amzn-trace-id": "Root=1-5e6722a7-cc56xmpl46db7ae02d4da47e",
      "x-forwarded-for": "192.0.2.1",
      "x-forwarded-port": "443",
      "x-forwarded-proto": "https",
    },
    requestContext: { requestId: "JKJaXmPLvHcESHA=", http: { method: "GET", path: "/items" } },
  };
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      json: { type: "boolean", default: false },
      rounds: { type: "string", default: "20000" },
      calls: { type: "string", default: "1" },
    },
  });
  const jwks = JSON.stringify({
    keys: [{ ...publicKey.export({ format: "jwk" }), kid: "bench", alg: "RS256", use: "sig" }],
  });
  const server = createServer((_, response) => response.end(jwks));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const config: AuthorizerConfig = {
    allowHttpLoopback: true,
    issuers: [
      {
        issuer: ISSUER,
        jwksUri: `http://127.0.0.1:${(server.address() as AddressInfo).port}/jwks.json`,
        clientIds: [CLIENT],
        tokenUse: "access",
        routes: { "GET /items": { scopes: ["items/read"], groups: ["user"] } },
      },
    ],
  };
  process.env.AUTHORIZER_CONFIG = JSON.stringify(config);
  const built = bundleAuthorizer();
  try {
    const { handler } = (await import(built.file)) as {
      handler: (event: object) => Promise<{ isAuthorized: boolean }>;
    };
    const token = accessToken();
    const call = event(token);
    if (!(await handler(call)).isAuthorized) throw new Error("The token was denied: nothing to measure");

    const dot = token.lastIndexOf(".");
    const bare = () =>
      verify("RSA-SHA256", Buffer.from(token.slice(0, dot)), publicKey, Buffer.from(token.slice(dot + 1), "base64url"));
    const functions = { bare, handler: () => handler(call) };
    await interleave(functions, { rounds: 10, calls: 200 });
    const times = await interleave(functions, { rounds: Number(values.rounds), calls: Number(values.calls) });
    const figures = {
      node: process.version,
      bareMicroseconds: round(median(times.bare), 1),
      handlerMicroseconds: round(median(times.handler), 1),
      ratio: round(median(times.handler) / median(times.bare), 2),
      goalRatio: GOAL_RATIO,
      bundleBytes: built.bytes,
      goalBytes: GOAL_BYTES,
    };
    if (values.json) console.log(JSON.stringify(figures));
    else {
      console.log(
        `bare RSA check      ${figures.bareMicroseconds} µs (median of ${values.rounds} rounds, ${figures.node})`,
      );
      console.log(`bundled authorizer  ${figures.handlerMicroseconds} µs, ${figures.ratio} × (goal ${GOAL_RATIO} ×)`);
      console.log(`bundle              ${figures.bundleBytes} bytes minified (goal below ${GOAL_BYTES})`);
    }
  } finally {
    server.close();
    built.remove();
  }
}

function round(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}

void main();
