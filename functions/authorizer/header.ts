import { Refusal } from "./refusal";

/** What an API Gateway JWT authorizer accepts too: RSA with PKCS #1 v1.5. */
const ALGORITHMS: readonly unknown[] = ["RS256", "RS384", "RS512"];

/** Kinds of token that are not meant for an API (logout+jwt, dpop+jwt, secevent+jwt, …) are told apart by `typ`: RFC 8725, section 3.11. */
const TYPES = /^(application\/)?(jwt|(okta-internal-)?at\+jwt)$/i;

/** Extensions this function does not implement and so must refuse (RFC 7515, section 4.1.11; RFC 7797; RFC 7519, section 5.2). */
const REFUSED = ["crit", "b64", "zip", "enc", "cty"];

/** Longest `kid` looked up, in characters. */
const MAX_KID_LENGTH = 512;

/**
 * Checks a header before any key is looked for. `jku`, `x5u`, `jwk` and `x5c` are never read: keys come from the
 * configured address only.
 * @throws Refusal `algorithm`, `header`
 */
export function checkHeader(header: object): void {
  const { alg, kid, typ } = header as Record<string, unknown>;
  if (!ALGORITHMS.includes(alg)) throw new Refusal("algorithm");
  if (typeof kid !== "string" || kid === "" || kid.length > MAX_KID_LENGTH) throw new Refusal("header");
  if (typ !== undefined && (typeof typ !== "string" || !TYPES.test(typ))) throw new Refusal("header");
  if (REFUSED.some((name) => name in header)) throw new Refusal("header");
}

/** Whether the header says "access token" by RFC 9068. */
export function isAccessTokenType(typ: unknown): boolean {
  return typeof typ === "string" && typ.toLowerCase().endsWith("at+jwt");
}
