import { answer, type Answer } from "./answer";
import { Refused } from "./refused";
import type { Refresher } from "./refresh";
import type { OpenSession, Surroundings } from "./session";
import { upstreamUrl } from "./upstream-path";

export interface Call {
  readonly method: string;
  readonly rawPath: string;
  readonly rawQueryString: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: string | undefined;
  readonly isBase64Encoded: boolean;
}

/** What the API gets to see of the browser's request; never its cookies. */
const REQUEST_HEADERS = ["accept", "accept-language", "content-type", "if-match", "if-none-match"] as const;
/** What the browser gets to see of the API's answer; never a cookie, a challenge or a redirect. */
const ANSWER_HEADERS = [
  "content-disposition",
  "content-language",
  "content-type",
  "etag",
  "last-modified",
  "retry-after",
] as const;

/** Hands a call on to the API with the session's access token; when the API refuses the token, once more with a new one. */
export async function proxy(
  call: Call,
  open: OpenSession,
  refresher: Refresher,
  around: Surroundings,
): Promise<Answer> {
  const url = upstreamUrl(call.rawPath, call.rawQueryString, around.config.apiUrl);
  const fresh = await refresher.fresh(open);
  const first = await send(url, call, fresh.session.accessToken, around);
  // A token that was renewed just now won't get better.
  if (first.status !== 401 || fresh !== open) return relay(first);
  const renewed = await refresher.renew(fresh);
  return relay(await send(url, call, renewed.session.accessToken, around));
}

async function send(url: string, call: Call, token: string, { fetch }: Surroundings): Promise<Response> {
  const headers: Record<string, string> = { authorization: `Bearer ${token}` };
  for (const name of REQUEST_HEADERS) {
    const value = call.headers[name];
    if (value !== undefined) headers[name] = value;
  }
  const hasBody = call.body !== undefined && !["GET", "HEAD"].includes(call.method);
  try {
    return await fetch(url, {
      method: call.method,
      headers,
      body: hasBody ? Buffer.from(call.body ?? "", call.isBase64Encoded ? "base64" : "utf8") : undefined,
      redirect: "manual",
      signal: AbortSignal.timeout(25_000),
    });
  } catch {
    // The exception names the address and may quote headers.
    throw new Refused(502, "upstream_unavailable");
  }
}

async function relay(given: Response): Promise<Answer> {
  const headers: Record<string, string> = {};
  for (const name of ANSWER_HEADERS) {
    const value = given.headers.get(name);
    if (value !== null) headers[name] = value;
  }
  const bytes = Buffer.from(await given.arrayBuffer());
  const isText = /^(text\/|application\/([\w.+-]+\+)?json)/.test(headers["content-type"] ?? "");
  return answer(given.status, headers, bytes.toString(isText ? "utf8" : "base64"), [], !isText && bytes.length > 0);
}
