/**
 * `__Host-`: the browser takes the cookie only with Secure, Path=/ and without Domain, so no other host, also none below the same domain,
 * can set or read it (RFC 6265bis section 4.1.3.2).
 */
export const SESSION_COOKIE = "__Host-session";
/** Lives from the redirect to the sign-in page until the way back. */
export const LOGIN_COOKIE = "__Host-login";

/** HttpOnly: no script reads it. Lax: it comes along when the sign-in page sends the browser back, and with no request another site makes by script or form. */
const ATTRIBUTES = "Path=/; Secure; HttpOnly; SameSite=Lax";

export function setCookie(name: string, value: string, maxAgeSeconds: number): string {
  return `${name}=${value}; Max-Age=${maxAgeSeconds}; ${ATTRIBUTES}`;
}

export function clearCookie(name: string): string {
  return setCookie(name, "", 0);
}

/** 32 random bytes in base64url: what ids look like. Anything else was not made here. */
const ID = /^[A-Za-z0-9_-]{43}$/;

/** A request's cookies. API Gateway gives them apart from the headers; whatever stands in for it may leave them there. */
export function cookiesOf(event: {
  readonly cookies?: readonly string[];
  readonly headers: Readonly<Record<string, string | undefined>>;
}): readonly string[] {
  return event.cookies ?? (event.headers["cookie"] === undefined ? [] : [event.headers["cookie"]]);
}

/**
 * The id in a cookie, or undefined. Sent twice, it counts as absent: one of the two was planted.
 * @param cookies each `name=value`, or several of these with `;` between
 */
export function readId(cookies: readonly string[], name: string): string | undefined {
  const values = cookies
    .flatMap((header) => header.split(";"))
    .map((pair) => pair.trim())
    .filter((pair) => pair.startsWith(`${name}=`))
    .map((pair) => pair.slice(name.length + 1));
  const [value, ...others] = values;
  return value !== undefined && others.length === 0 && ID.test(value) ? value : undefined;
}
