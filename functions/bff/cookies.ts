/**
 * `__Host-`: the browser takes the cookie only with Secure, Path=/ and without Domain, so no other host, also none below the same domain,
 * can set or read it (RFC 6265bis section 4.1.3.2).
 */
export const SESSION_COOKIE = "__Host-session";

/** Each login has a cookie of its own, named after its state: two tabs may sign in at once. */
const LOGIN_PREFIX = "__Host-login-";

/** Lives from the redirect to the sign-in page until the way back. @param state a well-made id */
export const loginCookie = (state: string): string => LOGIN_PREFIX + state;

/** Logins that one browser may have begun; older ones are dropped, or requests would outgrow what API Gateway takes. */
const MAX_LOGINS = 8;

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

export const isId = (value: unknown): value is string => typeof value === "string" && ID.test(value);

/** A request's cookies. API Gateway gives them apart from the headers; whatever stands in for it may leave them there. */
export function cookiesOf(event: {
  readonly cookies?: readonly string[];
  readonly headers: Readonly<Record<string, string | undefined>>;
}): readonly string[] {
  return event.cookies ?? (event.headers["cookie"] === undefined ? [] : [event.headers["cookie"]]);
}

/** Each cookie as `name=value`, in the order they came: browsers send older ones first (RFC 6265 section 5.4). */
const pairs = (cookies: readonly string[]): readonly string[] =>
  cookies.flatMap((header) => header.split(";")).map((pair) => pair.trim());

/**
 * The id in a cookie, or undefined. Sent twice, it counts as absent: one of the two was planted.
 * @param cookies each `name=value`, or several of these with `;` between
 */
export function readId(cookies: readonly string[], name: string): string | undefined {
  const values = pairs(cookies)
    .filter((pair) => pair.startsWith(`${name}=`))
    .map((pair) => pair.slice(name.length + 1));
  const [value, ...others] = values;
  return others.length === 0 && isId(value) ? value : undefined;
}

/** The names of login cookies that have to go, oldest first, so that one more fits. */
export function surplusLogins(cookies: readonly string[]): readonly string[] {
  const names = pairs(cookies)
    .map((pair) => pair.split("=")[0] ?? "")
    .filter((name) => name.startsWith(LOGIN_PREFIX) && isId(name.slice(LOGIN_PREFIX.length)));
  return names.slice(0, Math.max(0, names.length - MAX_LOGINS + 1));
}
