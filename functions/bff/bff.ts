import type { Context } from "aws-lambda";
import { callOf, formatOf, log } from "../shared/log";
import type { ApiEvent } from "../shared/event";
import { denialAnswer, json, type Answer } from "./answer";
import { cookiesOf } from "./cookies";
import { PATHS } from "./config";
import { checkCsrf, checkSite } from "./csrf";
import { Denied } from "./denied";
import { toDenied } from "./to-denied";
import { beginLogin, finishLogin } from "./login";
import { logout } from "./logout";
import { proxy } from "./proxy";
import { SessionRefresher } from "./refresh";
import { withError } from "./return-to";
import { openSession, type Host } from "./session";

const PROXIED: ReadonlySet<string> = new Set(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"]);

/** For everything a call does, in milliseconds: below the 30 seconds that API Gateway waits. */
const LONGEST_CALL = 27_500;
/** Of the time that Lambda gives: the rest is for the answer. */
const SHARE = 0.95;

/** What Lambda tells of a call; a test event may have nothing of it. */
type Remaining = Partial<Pick<Context, "getRemainingTimeInMillis">>;

/**
 * The whole backend for frontend as one function from a request to its answer. It never throws, never shows a token, and answers before
 * Lambda or API Gateway would do so in its place, however slow the table, the sign-in service and the API are together.
 */
export function backendForFrontend(host: Host): (event: ApiEvent, context?: Remaining) => Promise<Answer> {
  const refresher = new SessionRefresher(host);
  return async (event, context) => {
    const remaining = context?.getRemainingTimeInMillis?.() ?? Infinity;
    const end = Date.now() + Math.min(LONGEST_CALL, remaining * SHARE);
    try {
      return await inTime(dispatch(event, host, refresher, end), end, event, host);
    } catch (error) {
      const denied = toDenied(error);
      const level = denied.status >= 500 ? "error" : "info";
      const { requestId, route } = callOf(event);
      log({
        level,
        message: "request denied",
        requestId,
        route,
        reason: denied.code,
        ...denied.options.cause,
        ...formatOf(event),
      });
      return denialAnswer(denied, requestId ?? "unknown");
    }
  };
}

/** What was begun goes on in the function's next call: a rotated refresh token isn't lost. */
async function inTime(work: Promise<Answer>, end: number, event: ApiEvent, { config }: Host): Promise<Answer> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      const cause = { code: "TimeoutError", detail: "what it calls took too long together" };
      const isPage = event.rawPath === PATHS.login || event.rawPath === PATHS.callback;
      const redirectTo = withError(config.origin, "/", "upstream_unavailable");
      reject(new Denied(502, "upstream_unavailable", { cause, ...(isPage && { redirectTo }) }));
    }, end - Date.now());
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}

async function dispatch(event: ApiEvent, host: Host, refresher: SessionRefresher, end: number): Promise<Answer> {
  const { method } = event.requestContext.http;
  const { rawPath } = event;
  const query = event.queryStringParameters ?? {};
  if (rawPath.startsWith(`${PATHS.api}/`)) {
    if (!PROXIED.has(method)) throw notAllowed([...PROXIED]);
    return proxy(event, await guarded(event, host), refresher, host, end);
  }
  switch (rawPath) {
    case PATHS.login:
      if (method !== "GET") throw notAllowed(["GET"]);
      return beginLogin(query, cookiesOf(event), host);
    case PATHS.callback:
      if (method !== "GET") throw notAllowed(["GET"]);
      return finishLogin(query, cookiesOf(event), host, refresher, callOf(event));
    case PATHS.session: {
      if (method !== "GET") throw notAllowed(["GET"]);
      const { session } = await guarded(event, host);
      return json(200, { person: session.person, csrfToken: session.csrfToken, expiresAt: session.expiresAt });
    }
    case PATHS.logout: {
      if (method !== "POST") throw notAllowed(["POST"]);
      const open = await guarded(event, host);
      return logout(open, refresher.takeUnwritten(open), host, callOf(event));
    }
    default:
      throw new Denied(404, "not_found");
  }
}

/** The session, once it is clear that a page of this site asks. */
async function guarded(event: ApiEvent, { config, store }: Host) {
  const request = { method: event.requestContext.http.method, headers: event.headers };
  checkSite(request);
  const open = await openSession(cookiesOf(event), store);
  checkCsrf(request, config.origin, open.session.csrfToken);
  return open;
}

const notAllowed = (allow: readonly string[]) =>
  new Denied(405, "method_not_allowed", { headers: { allow: allow.join(", ") } });
