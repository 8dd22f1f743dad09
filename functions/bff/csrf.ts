import { Denied } from "./denied";
import { equalInConstantTime } from "./secrets";

const CSRF_HEADER = "x-csrf-token";

const SAFE: ReadonlySet<string> = new Set(["GET", "HEAD", "OPTIONS"]);

interface Request {
  readonly method: string;
  /** In lower case, as HTTP APIs give them. */
  readonly headers: Readonly<Record<string, string | undefined>>;
}

/**
 * Denies a changing request that a page of this site didn't make: its Origin must be this site's, what the browser says of its source must
 * agree, and it must carry the session's token, which only this site's pages can read.
 * https://cheatsheetseries.owasp.org/cheatsheets/Cross-Site_Request_Forgery_Prevention_Cheat_Sheet.html
 */
export function checkCsrf({ method, headers }: Request, origin: string, token: string): void {
  if (SAFE.has(method)) return;
  // Browsers send Origin with every such request; without it the caller is no page of ours.
  if (headers["origin"] !== origin) throw new Denied(403, "foreign_origin");
  const site = headers["sec-fetch-site"];
  if (site !== undefined && site !== "same-origin") throw new Denied(403, "foreign_origin");
  if (!equalInConstantTime(headers[CSRF_HEADER] ?? "", token)) throw new Denied(403, "csrf_token");
}

/** A call with the session's cookie that another site made: SameSite=Lax lets a link through, and a link must not call the API. */
export function checkSite({ headers }: Request): void {
  const site = headers["sec-fetch-site"];
  if (site !== undefined && site !== "same-origin" && site !== "none") throw new Denied(403, "foreign_origin");
}
