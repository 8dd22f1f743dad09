import { createPublicKey, verify, type JsonWebKey } from "node:crypto";
import { textClaim, type Token } from "./token";
import { quote, quoteAll } from "../../redact/quote";
import type { Step } from "./types";

/** RSA with the hash that the algorithm names; a JWT authorizer takes no other. */
const HASHES: ReadonlyMap<string, string> = new Map([
  ["RS256", "RSA-SHA256"],
  ["RS384", "RSA-SHA384"],
  ["RS512", "RSA-SHA512"],
]);

/** The algorithm, the key that `kid` names, and the signature where the keys were given. */
export function signatureSteps(token: Token, jwks: unknown): readonly Step[] {
  const alg = textClaim(token.header, "alg");
  const hash = HASHES.get(alg ?? "");
  const kid = textClaim(token.header, "kid");
  if (!hash)
    return [
      {
        check: "key",
        result: "fail",
        status: 401,
        text: `The token's algorithm is ${alg === undefined ? "missing" : quote(alg)}; only RSA signatures are accepted.`,
        remedy: "Send a token that the issuer signed with RS256; Cognito always does.",
      },
    ];
  if (kid === undefined)
    return [
      {
        check: "key",
        result: "fail",
        status: 401,
        text: "The token's header names no key (kid), so the issuer's key can't be found.",
        remedy: "Let the issuer put kid into the header.",
      },
    ];
  if (jwks === undefined)
    return [
      {
        check: "key",
        result: "note",
        text: `The key is ${quote(kid)} (${alg ?? ""}). The signature was not verified: the issuer's keys were not given (--jwks FILE).`,
        assuming: "the signature is valid",
      },
    ];
  return withKeys(token, { kid, hash }, jwks);
}

function withKeys(token: Token, { kid, hash }: { kid: string; hash: string }, jwks: unknown): readonly Step[] {
  const keys = keysOf(jwks);
  const key = keys.find((one) => one.kid === kid);
  if (!key)
    return [
      {
        check: "key",
        result: "fail",
        status: 401,
        text: `No key of the issuer is ${quote(kid)}; it has ${quoteAll(keys.flatMap((one) => (one.kid === undefined ? [] : [one.kid])))}.`,
        remedy: "The token comes from another pool, or the given keys are old.",
      },
    ];
  const found: Step = { check: "key", result: "pass", text: `The issuer has the key ${quote(kid)}.` };
  return [found, verified(token, key, hash)];
}

function verified(token: Token, key: JsonWebKey, hash: string): Step {
  try {
    const publicKey = createPublicKey({ key, format: "jwk" });
    if (publicKey.asymmetricKeyType === "rsa" && verify(hash, Buffer.from(token.signed), publicKey, token.signature))
      return { check: "signature", result: "pass", text: "The signature is valid." };
  } catch {
    // A key that can't be read verifies nothing.
  }
  return {
    check: "signature",
    result: "fail",
    status: 401,
    text: "The signature doesn't match the token: it was changed, cut, or signed by another key.",
    remedy: "Copy the whole token, or get a new one.",
  };
}

type Key = JsonWebKey & { readonly kid?: string };

function keysOf(jwks: unknown): readonly Key[] {
  const keys = typeof jwks === "object" && jwks !== null ? (jwks as { keys?: unknown }).keys : undefined;
  return Array.isArray(keys) ? keys.filter((key): key is Key => typeof key === "object" && key !== null) : [];
}
