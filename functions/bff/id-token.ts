import { decodeToken, denialOf, type Claims } from "../../posture/claims";
import type { Config } from "./config";
import { Denied, type DenialOptions } from "./denied";
import { equalInConstantTime } from "./secrets";

/** Who signed in, as the page may know it. */
export interface SignedInUser {
  readonly sub: string;
  readonly email: string | null;
  readonly name: string | null;
}

/**
 * Reads an ID token that came straight from the token endpoint over TLS: that connection vouches for it, its signature needn't
 * (OpenID Connect Core 1.0, section 3.1.3.7, point 6). Issuer, audience, time, use and nonce are checked.
 * @throws Denied `sign_in_failed`; its cause names the claim
 */
export function readIdToken(
  token: string,
  { issuer, clientId }: Pick<Config, "issuer" | "clientId">,
  nonce: string,
  now: number,
): SignedInUser {
  const claims = decode(token);
  const { iss, aud, token_use, exp, nonce: given, sub } = claims;
  const fits = {
    iss: iss === issuer,
    aud: aud === clientId,
    token_use: token_use === "id",
    exp: typeof exp === "number" && exp > now,
    nonce: typeof given === "string" && equalInConstantTime(given, nonce),
    sub: typeof sub === "string" && sub !== "",
  };
  const wrong = Object.entries(fits).find(([, isRight]) => !isRight);
  if (wrong !== undefined) fail({ claim: wrong[0] });
  const text = (name: string) => (typeof claims[name] === "string" ? (claims[name] as string) : null);
  return { sub: sub as string, email: text("email"), name: text("name") };
}

function decode(token: string): Claims {
  try {
    return decodeToken(token).claims;
  } catch (error) {
    return fail({ detail: denialOf(error).detail });
  }
}

function fail(cause: DenialOptions["cause"]): never {
  throw new Denied(401, "sign_in_failed", { cause: { service: "cognito", ...cause } });
}
