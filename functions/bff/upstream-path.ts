import type { ApiEvent } from "../shared/event";
import { PATHS } from "./config";
import { Denied } from "./denied";

/**
 * The segments of a request's path, decoded once.
 *
 * An HTTP API gives `rawPath` and path parameters decoded, whatever the name says: for `/a%2525b` it says `/a%25b`. Function URLs, REST APIs
 * and some stand-ins give it as it was sent. Captures of both: https://github.com/middleapi/standard-server/pull/93. They can be told apart
 * by the function URL's host, or by the decoded parameter of `{proxy+}` beside the path.
 * @throws Denied 400 `bad_path` when it says to be encoded and isn't
 */
function pathSegments({ rawPath, requestContext, pathParameters }: PathOfEvent): readonly string[] {
  const segments = rawPath.split("/");
  const host = requestContext?.domainName ?? "";
  const proxy = pathParameters?.["proxy"];
  const isSent = /\.lambda-url\.[\w-]+\.on\.aws$/.test(host) || (proxy !== undefined && !rawPath.endsWith(proxy));
  if (!isSent) return segments;
  try {
    return segments.map(decodeURIComponent);
  } catch {
    throw new Denied(400, "bad_path");
  }
}

export type PathOfEvent = Pick<ApiEvent, "rawPath" | "pathParameters"> & {
  readonly requestContext?: Partial<Pick<ApiEvent["requestContext"], "domainName">>;
};

/**
 * The API's address for a path below `/api`: `/api/items?x=1` is `API_URL/items?x=1`. Paths that could mean another place once somebody
 * decodes them (dot segments, slashes and backslashes in disguise, control characters) are refused.
 * @throws Denied 400 `bad_path`
 */
export function upstreamUrl(event: PathOfEvent, rawQuery: string, apiUrl: string): string {
  const [empty, root, ...segments] = pathSegments(event);
  if (empty !== "" || `/${root}` !== PATHS.api || segments.length === 0) throw new Denied(400, "bad_path");
  // Two slashes in front would name a host.
  if ((segments.length > 1 && segments[0] === "") || segments.some(isTricky)) throw new Denied(400, "bad_path");
  const base = new URL(apiUrl);
  const start = base.pathname.replace(/\/$/, "");
  const url = new URL(`${start}/${segments.map(encoded).join("/")}`, base.origin);
  // With its own question mark in front: the setter drops one, and that may be the query's first character.
  if (rawQuery) url.search = `?${rawQuery}`;
  // Below the stage and nowhere else, whatever the parser made of it.
  if (url.origin !== base.origin || !url.pathname.startsWith(`${start}/`)) throw new Denied(400, "bad_path");
  return url.href;
}

/** Leaves alone what a segment may hold as it is (RFC 3986, section 3.3). */
function encoded(segment: string): string {
  return encodeURIComponent(segment).replace(/%(?:24|26|2B|2C|3A|3B|3D|40)/g, decodeURIComponent);
}

/** Also what further decoding, by whoever comes behind, would turn into such a path. */
function isTricky(segment: string): boolean {
  for (let text = segment; ;) {
    // Servlet containers cut a segment off at ";" before they resolve dots: `..;` is `..` there.
    if (/^\s*\.{1,2}\s*(;|$)/.test(text) || /[/\\\p{Cc}\p{Cs}?#]/u.test(text)) return true;
    const next = decodedOnce(text);
    if (next === text) return false;
    text = next;
  }
}

/** ASCII only, where everything tricky is, and as lenient as the most lenient decoder: what isn't an encoding stays as it is. */
function decodedOnce(text: string): string {
  return text.replace(/%[0-7][0-9a-f]/gi, (code) => String.fromCharCode(parseInt(code.slice(1), 16)));
}
