import { generateKeyPairSync, sign } from "node:crypto";
import { explain, type Asked, type Explanation } from "../../../posture/explain";
import { readState } from "../../../posture/model/read";
import type { Model } from "../../../posture/model";
import { whole } from "../access/whole";
import { fixture } from "../fixtures";

/** The state of the fixture `update`: everything is known. */
const STATE = readState(fixture("update", "state.json"));

export const NOW = 1_800_000_000;

const idOf = (address: string): string => {
  const id = STATE.resource(address)?.attributes.text("id");
  if (!id?.known || id.value === undefined) throw new Error(`${address} has no id`);
  return id.value;
};
export const WEB = idOf("aws_cognito_user_pool_client.web");
export const MACHINE = idOf("aws_cognito_user_pool_client.machine");
export const ISSUER = `https://cognito-idp.eu-west-1.amazonaws.com/${idOf("aws_cognito_user_pool.users")}`;

const pair = generateKeyPairSync("rsa", { modulusLength: 2048 });
export const JWKS = { keys: [{ ...pair.publicKey.export({ format: "jwk" }), kid: "k1", alg: "RS256", use: "sig" }] };

/** Claims that the route GET /notes lets through. */
export const GOOD = {
  iss: ISSUER,
  client_id: WEB,
  exp: NOW + 3600,
  iat: NOW - 60,
  token_use: "access",
  scope: "openid notes/read",
  sub: "3f1c9a52-sub-of-a-person",
  username: "alice-the-secret-name",
};

/** A signed token; `undefined` takes a claim away. */
export function token(change: Record<string, unknown> = {}, header: Record<string, unknown> = {}): string {
  const part = (json: unknown): string => Buffer.from(JSON.stringify(json)).toString("base64url");
  const signed = `${part({ alg: "RS256", kid: "k1", ...header })}.${part({ ...GOOD, ...change })}`;
  return `${signed}.${sign("RSA-SHA256", Buffer.from(signed), pair.privateKey).toString("base64url")}`;
}

/** What is said of a token at a route of the state, with the keys given. */
export function ask(
  text: string | undefined,
  asked: Asked = { routeKey: "GET /notes" },
  model: Model = STATE,
): Explanation {
  return whole(explain(model, asked, text, { now: NOW, jwks: JWKS }));
}
