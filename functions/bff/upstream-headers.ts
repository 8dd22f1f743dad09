import { parseUrl } from "../../posture/claims/parse-url";

/** What the API gets to see of the browser's request; never its cookies. */
const REQUEST_HEADERS = [
  "accept",
  "accept-language",
  "content-encoding",
  "content-language",
  "content-type",
  "idempotency-key",
  "if-match",
  "if-modified-since",
  "if-none-match",
  "if-range",
  "if-unmodified-since",
  "prefer",
  "range",
  "traceparent",
  "tracestate",
] as const;

/** What the browser gets to see of the API's answer; never a cookie. */
const ANSWER_HEADERS = [
  "accept-patch",
  "accept-post",
  "accept-ranges",
  "allow",
  "content-disposition",
  "content-language",
  "content-range",
  "content-type",
  "deprecation",
  "etag",
  "last-modified",
  "preference-applied",
  "retry-after",
  "sunset",
] as const;

/** How much a caller may still ask: the IETF's names, and those that came before. */
const RATE_LIMIT = /^(x-)?rate-?limit(-[a-z-]+)?$/;

type Headers = Record<string, string>;

export function requestHeaders(given: Readonly<Record<string, string | undefined>>): Headers {
  const headers: Headers = {};
  for (const name of REQUEST_HEADERS) {
    const value = given[name];
    // Control characters are no part of a header (RFC 9110, section 5.5), and fetch fails at them.
    if (value === undefined || /[\0-\x08\x0a-\x1f\x7f]/.test(value)) continue;
    // As text, a header may hold more than the bytes that fetch sends; those of UTF-8 are what the browser sent.
    headers[name] = /[^\0-\xff]/.test(value) ? Buffer.from(value).toString("latin1") : value;
  }
  return headers;
}

/**
 * @param place an address of the API as the browser reaches it, undefined for any other
 */
export function answerHeaders(given: globalThis.Headers, place: (address: string) => string | undefined): Headers {
  const headers: Headers = {};
  for (const name of ANSWER_HEADERS) {
    const value = given.get(name);
    if (value !== null) headers[name] = value;
  }
  for (const [name, value] of given) if (RATE_LIMIT.test(name)) headers[name] = value;
  const challenge = given.get("www-authenticate");
  // Basic, Digest and Negotiate would make the browser ask for a password.
  if (
    challenge !== null &&
    /^(bearer|dpop)\b/i.test(challenge) &&
    !/\b(basic|digest|negotiate|ntlm)\b/i.test(challenge)
  )
    headers["www-authenticate"] = challenge;
  for (const name of ["location", "content-location"]) {
    const address = given.get(name);
    const seen = address === null ? undefined : place(address);
    // An address outside the API is no page that this site vouches for.
    if (seen !== undefined) headers[name] = seen;
  }
  const link = given.get("link");
  if (link !== null) headers["link"] = link.replace(/<([^>]*)>/g, (_, to: string) => `<${place(to) ?? absolute(to)}>`);
  return headers;
}

/** A link to elsewhere stays one; a relative one that leads out of the API would mean another page here. */
const absolute = (address: string): string => (parseUrl(address) ? address : "about:blank");
