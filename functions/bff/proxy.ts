import { isUtf8 } from "node:buffer";
import type { ApiEvent } from "../shared/event";
import { callOf } from "../shared/log";
import { answer, type Answer } from "./answer";
import { PATHS } from "./config";
import { Denied } from "./denied";
import { networkCode } from "../shared/aws/network-code";
import type { SessionRefresher } from "./refresh";
import type { Host, OpenSession } from "./session";
import { answerHeaders, requestHeaders } from "./upstream-headers";
import { upstreamUrl } from "./upstream-path";
import { parseUrl } from "../../posture/claims/parse-url";

/** Lambda's limit for an answer, as JSON, in bytes: https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
const MAX_ANSWER_BYTES = 6_291_556;

/** How long the API may take for the whole answer, in milliseconds; less where renewing the token took time. */
const API_TIMEOUT = 25_000;

/**
 * Hands a call on to the API with the session's access token; when the API refuses the token, once more with a new one.
 * @param end when the browser is answered at the latest, in milliseconds since 1970
 */
export async function proxy(
  event: ApiEvent,
  open: OpenSession,
  refresher: SessionRefresher,
  host: Host,
  end: number,
): Promise<Answer> {
  const url = upstreamUrl(event, event.rawQueryString, host.config.apiUrl);
  const fresh = await refresher.fresh(open, callOf(event));
  const first = await send(url, event, fresh.session.accessToken, end, host);
  // A token that was renewed just now won't get better.
  if (first.given.status !== 401 || fresh !== open) return relay(first, url, host);
  const renewed = await refresher.renew(fresh, callOf(event));
  return relay(await send(url, event, renewed.session.accessToken, end, host), url, host);
}

interface Received {
  readonly given: Response;
  readonly bytes: Buffer;
}

async function send(url: string, event: ApiEvent, token: string, end: number, { fetch }: Host): Promise<Received> {
  const { method } = event.requestContext.http;
  const hasBody = event.body !== undefined && !["GET", "HEAD"].includes(method);
  const left = Math.floor(Math.min(API_TIMEOUT, end - Date.now()));
  // The browser has its answer: nobody would learn what became of this call.
  if (left <= 0) throw new Denied(502, "upstream_unavailable", { cause: { service: "api", code: "TimeoutError" } });
  try {
    const given = await fetch(url, {
      method,
      headers: { ...requestHeaders(event.headers), authorization: `Bearer ${token}` },
      body: hasBody ? Buffer.from(event.body ?? "", event.isBase64Encoded ? "base64" : "utf8") : undefined,
      redirect: "manual",
      signal: AbortSignal.timeout(left),
    });
    // Read here: an answer may break off after it began.
    return { given, bytes: Buffer.from(await given.arrayBuffer()) };
  } catch (error) {
    // The exception names the address and may quote headers.
    throw new Denied(502, "upstream_unavailable", { cause: { service: "api", code: networkCode(error) } });
  }
}

function relay({ given, bytes }: Received, url: string, { config }: Host): Answer {
  const headers = answerHeaders(given.headers, (address) => placeOf(address, url, config.apiUrl));
  const isText = /^(text\/|application\/([\w.+-]+\+)?(json|xml))/i.test(headers["content-type"] ?? "");
  // Text goes to Lambda as UTF-8; bytes that aren't would arrive as other bytes, whatever charset they say they are.
  const isPlain = bytes.length === 0 || (isText && isUtf8(bytes));
  const made = answer(given.status, headers, bytes.toString(isPlain ? "utf8" : "base64"), [], !isPlain);
  if (bytes.length < MAX_ANSWER_BYTES / 8 || Buffer.byteLength(JSON.stringify(made)) <= MAX_ANSWER_BYTES) return made;
  throw new Denied(502, "answer_too_large", {
    cause: { service: "api", status: given.status, detail: `${bytes.length} bytes` },
  });
}

/** Where the browser finds an address that the API named, seen from the call's own; undefined outside the API. */
function placeOf(address: string, url: string, apiUrl: string): string | undefined {
  const base = new URL(apiUrl);
  const start = base.pathname.replace(/\/$/, "");
  const found = parseUrl(address, url);
  if (found?.origin !== base.origin || !found.pathname.startsWith(`${start}/`)) return undefined;
  return PATHS.api + found.pathname.slice(start.length) + found.search + found.hash;
}
