import type { Config } from "./config";
import { Refused } from "./refused";
import { same } from "./secrets";

/** Who signed in, as the page may know it. */
export interface Person {
  readonly sub: string;
  readonly email: string | null;
  readonly name: string | null;
}

/**
 * Reads an ID token that came straight from the token endpoint over TLS: that connection vouches for it, its signature needn't
 * (OpenID Connect Core 1.0, section 3.1.3.7, point 6). Issuer, audience, time, use and nonce are checked.
 * @throws Refused `sign_in_failed`
 */
export function readIdToken(
  token: string,
  { issuer, clientId }: Pick<Config, "issuer" | "clientId">,
  nonce: string,
  now: number,
): Person {
  const claims = decode(token);
  const fits =
    claims["iss"] === issuer &&
    claims["aud"] === clientId &&
    claims["token_use"] === "id" &&
    typeof claims["exp"] === "number" &&
    claims["exp"] > now &&
    typeof claims["nonce"] === "string" &&
    same(claims["nonce"], nonce) &&
    typeof claims["sub"] === "string" &&
    claims["sub"] !== "";
  if (!fits) throw new Refused(401, "sign_in_failed");
  const text = (name: string) => (typeof claims[name] === "string" ? (claims[name] as string) : null);
  return { sub: claims["sub"] as string, email: text("email"), name: text("name") };
}

function decode(token: string): Readonly<Record<string, unknown>> {
  try {
    const [, payload = "", ...rest] = token.split(".");
    const claims: unknown = JSON.parse(Buffer.from(payload, "base64url").toString("utf8"));
    if (rest.length === 1 && typeof claims === "object" && claims !== null && !Array.isArray(claims))
      return claims as Record<string, unknown>;
  } catch {
    // Falls through: it is not a token.
  }
  throw new Refused(401, "sign_in_failed");
}
