import type { JsonObject } from "./decode";
import { Denial } from "./denial";

/** What an API Gateway JWT authorizer accepts too: RSA with PKCS #1 v1.5. */
const ALGORITHMS: readonly unknown[] = ["RS256", "RS384", "RS512"];

/** Kinds of token that are not meant for an API (logout+jwt, dpop+jwt, secevent+jwt, …) are told apart by `typ`: RFC 8725, section 3.11. */
const TYPES = /^(application\/)?(jwt|(okta-internal-)?at\+jwt)$/i;

/** Extensions that are not implemented and so must be refused (RFC 7515, section 4.1.11; RFC 7797; RFC 7519, section 5.2). */
const EXTENSIONS = ["crit", "b64", "zip", "enc", "cty"];

/** Longest `kid` looked up, in characters. */
const MAX_KID_LENGTH = 512;

function deny(claim: string, detail: string): never {
  throw new Denial("header", { claim, detail });
}

/**
 * Checks a header before any key is looked for. `jku`, `x5u`, `jwk` and `x5c` are never read: keys come from the
 * configured address only.
 * @throws Denial `algorithm`, `header`; its `claim` is the header parameter
 */
export function checkHeader(header: JsonObject): void {
  const { alg, kid, typ } = header;
  if (!ALGORITHMS.includes(alg))
    throw new Denial("algorithm", { claim: "alg", detail: "must be RS256, RS384 or RS512" });
  if (typeof kid !== "string" || kid === "" || kid.length > MAX_KID_LENGTH) {
    deny("kid", `must be a string of 1 to ${MAX_KID_LENGTH} characters`);
  }
  if (typ !== undefined && (typeof typ !== "string" || !TYPES.test(typ))) deny("typ", "must be JWT or at+jwt");
  const extension = EXTENSIONS.find((name) => name in header);
  if (extension !== undefined) deny(extension, "is not supported");
}

/** Whether the header says "access token" by RFC 9068. */
export function isAccessTokenType(typ: unknown): boolean {
  return typeof typ === "string" && typ.toLowerCase().endsWith("at+jwt");
}
