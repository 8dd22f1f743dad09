import { createVerify } from "node:crypto";
import { Denial, type DecodedToken } from "../../../posture/claims";
import type { SignatureKey } from "./jwks-keys";

/** PKCS #1 v1.5 with the hash the algorithm names. A table, so that nothing else can ever be asked of the crypto library. */
const HASHES = new Map<unknown, string>([
  ["RS256", "RSA-SHA256"],
  ["RS384", "RSA-SHA384"],
  ["RS512", "RSA-SHA512"],
]);

/**
 * The check that aws-jwt-verify makes, by the same calls, on a token that is decoded already. Why the library isn't called:
 * docs/adr/0020-authorizer-checks-tokens-itself.md has the figures. Tests hold this function to it: the library's verifier and this function
 * let the same tokens in (__tests__/functions/authorizer/library.test.ts).
 * @throws Denial `algorithm`, `signature`
 */
export function checkSignature({ header, signed, signature }: DecodedToken, { key, alg }: SignatureKey): void {
  const hash = HASHES.get(header.alg);
  if (!hash) throw new Denial("algorithm", { claim: "alg" });
  if (alg !== undefined && header.alg !== alg) {
    throw new Denial("algorithm", { claim: "alg", detail: "is not the one that the key is bound to" });
  }
  if (!createVerify(hash).update(signed).verify(key, signature)) throw new Denial("signature");
}
