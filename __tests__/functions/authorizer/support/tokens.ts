import { generateKeyPairSync, sign, type KeyObject } from "node:crypto";

export const ISSUER = "https://issuer.example.com/pool";
export const CLIENT = "client-one";
export const KID = "key-1";

export interface KeyPair {
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
}

export const rsa = (modulusLength = 2048, publicExponent = 65_537): KeyPair =>
  generateKeyPairSync("rsa", { modulusLength, publicExponent });

/** A key as a JWKS lists it. */
export const jwk = (key: KeyObject, fields: object = {}): object => ({
  ...key.export({ format: "jwk" }),
  kid: KID,
  alg: "RS256",
  use: "sig",
  ...fields,
});

export const base64url = (value: string | Uint8Array): string => Buffer.from(value).toString("base64url");
export const seconds = (): number => Math.floor(Date.now() / 1000);

/** The claims of a good access token, now; undefined in `changes` removes one. */
export function claims(changes: object = {}): Record<string, unknown> {
  const now = seconds();
  return {
    sub: "user-1",
    iss: ISSUER,
    client_id: CLIENT,
    token_use: "access",
    scope: "items/read items/write",
    "cognito:groups": ["user"],
    iat: now - 10,
    exp: now + 600,
    ...changes,
  };
}

export const header = (changes: object = {}): Record<string, unknown> => ({ alg: "RS256", kid: KID, ...changes });

/** Signs texts as they are: the parts may be anything. */
export function signText(
  headerText: string | Uint8Array,
  payloadText: string | Uint8Array,
  key: KeyObject,
  hash = "RSA-SHA256",
): string {
  return signParts(base64url(headerText), base64url(payloadText), key, hash);
}

/** Signs parts that are encoded already, well or badly. */
export function signParts(headerPart: string, payloadPart: string, key: KeyObject, hash = "RSA-SHA256"): string {
  const signed = `${headerPart}.${payloadPart}`;
  return `${signed}.${base64url(sign(hash, Buffer.from(signed), key))}`;
}

/** A token of the issuer, signed with its key. */
export function token(key: KeyObject, payload: object = claims(), head: object = header()): string {
  return signText(JSON.stringify(head), JSON.stringify(payload), key);
}

export const ROUTE_ARN = "arn:aws:execute-api:eu-central-1:123456789012:api123/$default/GET/items";

/** An authorizer event, payload 2.0, with the token as a bearer. */
export function event(bearer: string, changes: object = {}): Record<string, unknown> {
  return {
    version: "2.0",
    type: "REQUEST",
    routeArn: ROUTE_ARN,
    routeKey: "GET /items",
    rawPath: "/items",
    rawQueryString: "",
    cookies: [],
    identitySource: [`Bearer ${bearer}`],
    headers: { host: "api123.execute-api.eu-central-1.amazonaws.com", authorization: `Bearer ${bearer}` },
    requestContext: { requestId: "request-1" },
    ...changes,
  };
}
