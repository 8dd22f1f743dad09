import { verify } from "node:crypto";
import type { Decoded } from "./decode";
import type { SignatureKey } from "./jwks-keys";
import { Refusal } from "./refusal";

/** PKCS #1 v1.5 with the hash the algorithm names. A table, so that nothing else can ever be asked of the crypto library. */
const HASHES = new Map([
  ["RS256", "RSA-SHA256"],
  ["RS384", "RSA-SHA384"],
  ["RS512", "RSA-SHA512"],
]);

/**
 * The check aws-jwt-verify makes, on a token that is decoded already. Its own functions take the text only and decode it
 * with a reviver, which costs a third of the RSA check (tools/bench/authorizer.ts). Property tests hold the decoding, good
 * tokens, and tokens changed by one character against the library's `decomposeUnverifiedJwt` and `verifyJwtSync`.
 * @throws Refusal `algorithm`, `signature`
 */
export function checkSignature({ header, signed, signature }: Decoded, { key, alg }: SignatureKey): void {
  const wanted = header.alg ?? "";
  const hash = HASHES.get(wanted);
  if (!hash || (alg !== undefined && alg !== wanted)) throw new Refusal("algorithm");
  if (!verify(hash, Buffer.from(signed), key, signature)) throw new Refusal("signature");
}
