import type { Claims, Token } from "../token";
import type { Step } from "../types";
import { denial } from "./denial";
import { claimName, scopeClaim } from "./requirements";
import type { Json } from "./rules";

/** Kinds of token by the header's `typ` that are for an API; others (logout+jwt, dpop+jwt) are not. RFC 8725, section 3.11. */
const TYPES = /^(application\/)?(jwt|(okta-internal-)?at\+jwt)$/i;

/** Extensions that ask for more than the function does, so that it must refuse them. */
const EXTENSIONS = ["crit", "b64", "zip", "enc", "cty"];

/** What a header may not say. */
export function headerSteps({ header }: Token): readonly Step[] {
  const typ = header["typ"];
  const problem =
    typ !== undefined && (typeof typ !== "string" || !TYPES.test(typ))
      ? "Its header's typ is not that of an access token or a JWT."
      : EXTENSIONS.find((name) => Object.hasOwn(header, name));
  if (problem === undefined) return [];
  const text = problem.endsWith(".") ? problem : `Its header asks for ${problem}, which the function doesn't do.`;
  return [denial("key", "header", text, "Send an access token of the issuer.")];
}

const SCOPE = /^[\x21\x23-\x5a\x5d-\x7e][\x21\x23-\x5b\x5d-\x7e]*$/;
const CONTROL = /[\u0000-\u001f\u007f]/;
/** End of the year 9999, in seconds: a larger number is milliseconds. */
const LAST_SECOND = 253_402_300_799;

/** Claims of another type than they should have, and texts that handlers could misread: the whole token is denied. */
export function claimSteps(issuer: Json, claims: Claims): readonly Step[] {
  const raw = (name: string): unknown => (Object.hasOwn(claims, name) ? claims[name] : undefined);
  const text = (value: unknown) => typeof value === "string";
  const all = (value: unknown, fits: (item: unknown) => boolean) => Array.isArray(value) && value.every(fits);
  const time = (value: unknown) => typeof value === "number" && value >= 0 && value <= LAST_SECOND;
  const plain = (value: unknown) => typeof value === "string" && value !== "" && !CONTROL.test(value);
  const scope = (value: unknown) => typeof value === "string" && SCOPE.test(value);
  const checks: readonly (readonly [name: string, fits: (value: unknown) => boolean])[] = [
    ...["iss", "sub", "scope", "jti"].map((name) => [name, text] as const),
    ["aud", (value) => text(value) || all(value, text)],
    ...["exp", "nbf", "iat"].map((name) => [name, time] as const),
    [claimName(issuer, "user", "sub"), plain],
    [claimName(issuer, "tenant", "tenant_id"), plain],
    [
      scopeClaim(issuer, claims),
      (value) => value === "" || (text(value) && String(value).split(" ").every(scope)) || all(value, scope),
    ],
  ];
  const wrong = checks.find(([name, fits]) => raw(name) !== undefined && !fits(raw(name)));
  if (!wrong) return [];
  return [
    denial(
      "decode",
      "claim_type",
      `Its claim ${wrong[0]} is of another type than it should be, or holds what can't be passed on unharmed (odd spaces in scopes, control characters).`,
      "Look at what the issuer or a trigger puts into the token.",
    ),
  ];
}
