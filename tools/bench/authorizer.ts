/**
 * What a warm call of the bundled authorizer costs against the bare RSA check of the same token; beside it what the
 * library's own verifier costs, which decodes the token by itself (functions/shared/tokens/signature.ts says why not).
 * Nothing is remembered between calls but keys and decoded headers; every call verifies. Prints microseconds, by name, as JSON.
 * Run: npx tsx tools/bench/authorizer.ts [folder of jose]
 */
import { generateKeyPairSync, randomUUID, sign, verify } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { JwtVerifier } from "aws-jwt-verify";
import type { Jwks } from "aws-jwt-verify/jwk";
import type { AuthorizerConfig } from "../../posture/claims";
import { bundleAuthorizer } from "./authorizer-bundle";
import { interleave, median } from "./interleave";

const ROUNDS = 20_000;

const ISSUER = "https://cognito-idp.eu-central-1.amazonaws.com/eu-central-1_Example01";
const CLIENT = "1example23456789abcdefghij";

const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });

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

/** Microseconds of a call, by what is called. @param joseFolder where jose is installed; without it, it is left out */
async function main(joseFolder?: string): Promise<void> {
  const keys = { keys: [{ ...publicKey.export({ format: "jwk" }), kid: "bench", alg: "RS256", use: "sig" }] };
  const jwks = JSON.stringify(keys);
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
    const verifier = JwtVerifier.create({ issuer: ISSUER, jwksUri: `${ISSUER}/keys`, audience: null });
    verifier.cacheJwks(keys as unknown as Jwks);
    const jose = joseFolder === undefined ? undefined : await joseVerifier(joseFolder, keys.keys[0] ?? {});
    // jose verifies in threads of its own, and what is called after it finds cold caches: it has turns by itself.
    const turns: readonly Readonly<Record<string, () => unknown>>[] = [
      { bare, handler: () => handler(call), library: () => verifier.verifySync(token) },
      ...(jose === undefined ? [] : [{ jose: () => jose(token) }]),
    ];
    const medians: Record<string, number> = {};
    for (const functions of turns) {
      await interleave(functions, { rounds: 10, calls: 200 });
      const times = await interleave(functions, { rounds: ROUNDS, calls: 1 });
      for (const [name, all] of Object.entries(times)) medians[name] = median(all);
    }
    console.log(JSON.stringify(medians));
  } finally {
    server.close();
    built.remove();
  }
}

/** jose's verifier with the key at hand, from the folder that it is installed in. */
async function joseVerifier(folder: string, jwk: object): Promise<(token: string) => Promise<unknown>> {
  const url = pathToFileURL(join(folder, "dist", "webapi", "index.js")).href;
  const jose = (await import(url)) as {
    importJWK(jwk: object, alg: string): Promise<object>;
    jwtVerify(token: string, key: object, options: object): Promise<unknown>;
  };
  const key = await jose.importJWK(jwk, "RS256");
  return (token) => jose.jwtVerify(token, key, { issuer: ISSUER, algorithms: ["RS256"] });
}

void main(process.argv[2]);
