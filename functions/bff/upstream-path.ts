import { PATHS } from "./config";
import { Refused } from "./refused";

/**
 * The API's address for a path below `/api`: `/api/items?x=1` is `API_URL/items?x=1`. Paths that could mean another place once somebody
 * decodes them (dot segments, slashes and backslashes in disguise, control characters) are refused.
 * @throws Refused 400 `bad_path`
 */
export function upstreamUrl(rawPath: string, rawQuery: string, apiUrl: string): string {
  const path = rawPath.slice(PATHS.api.length);
  if (!rawPath.startsWith(`${PATHS.api}/`) || path.startsWith("//") || path.split("/").some(isTricky))
    throw new Refused(400, "bad_path");
  const base = new URL(apiUrl);
  const start = base.pathname.replace(/\/$/, "");
  const url = new URL(start + path, base.origin);
  url.search = rawQuery;
  // Below the stage and nowhere else, whatever the parser made of it.
  if (url.origin !== base.origin || !url.pathname.startsWith(`${start}/`)) throw new Refused(400, "bad_path");
  return url.href;
}

function isTricky(segment: string): boolean {
  let text: string;
  try {
    text = decodeURIComponent(segment);
  } catch {
    return true;
  }
  // Also what one more decoding would turn into such a path.
  return /^\s*\.{1,2}\s*$/.test(text) || /[/\\\p{Cc}?#]|%(2e|2f|5c|00)/iu.test(text);
}
