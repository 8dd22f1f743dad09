import {
  createHash,
  createPublicKey,
  createSign,
  generateKeyPairSync,
  type KeyObject,
  createPrivateKey,
} from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** A token's header and claims, unverified. */
export interface Decoded {
  readonly header: Readonly<Record<string, unknown>>;
  readonly claims: Readonly<Record<string, unknown>>;
}

function part(token: string, index: number): Readonly<Record<string, unknown>> {
  const value: unknown = JSON.parse(Buffer.from(token.split(".")[index] ?? "", "base64url").toString("utf8"));
  if (typeof value !== "object" || value === null) throw new TypeError("Not a JSON web token.");
  return value as Readonly<Record<string, unknown>>;
}

export const decode = (token: string): Decoded => ({ header: part(token, 0), claims: part(token, 1) });

const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString("base64url");

/** The token with other claims under its old signature. */
export function tampered(token: string): string {
  const [header = "", , signature = ""] = token.split(".");
  const { claims } = decode(token);
  return [header, encode({ ...claims, sub: "00000000-0000-0000-0000-000000000000" }), signature].join(".");
}

/** Signs claims with RS256. */
export function sign(header: object, claims: object, key: KeyObject): string {
  const input = `${encode({ ...header, alg: "RS256" })}.${encode(claims)}`;
  return `${input}.${createSign("RSA-SHA256").update(input).sign(key).toString("base64url")}`;
}

let stranger: KeyObject | undefined;

/** The same header (key id included) and claims, signed with a key the issuer never had. */
export function foreignKey(token: string): string {
  const { header, claims } = decode(token);
  // One for all: making a key takes longer than calling a route.
  stranger ??= generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey;
  return sign(header, claims, stranger);
}

/** The same claims with `alg: none` and no signature. */
export function unsigned(token: string): string {
  const { header, claims } = decode(token);
  return `${encode({ ...header, alg: "none" })}.${encode(claims)}.`;
}

/** The pool's own signing key, which the AWS emulator keeps in its state folder; undefined if it isn't there. */
export function poolKey(stateFolder: string, poolId: string, use: "access" | "id"): KeyObject | undefined {
  const file = join(stateFolder, "cognito-pool-keys", `${poolId}-${use}.pem`);
  return existsSync(file) ? createPrivateKey(readFileSync(file)) : undefined;
}

/**
 * The token with some claims changed, truly signed by its pool: a token that time, or another client, would have made.
 * Undefined when the key isn't the one that signed the token, so that a refusal never is for the wrong reason.
 */
export function resign(token: string, key: KeyObject, change: object): string | undefined {
  const { header, claims } = decode(token);
  const der = createPublicKey(key).export({ type: "spki", format: "der" });
  if (header["kid"] !== createHash("sha256").update(der).digest("base64")) return undefined;
  return sign(header, { ...claims, ...change }, key);
}
