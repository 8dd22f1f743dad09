import { callOf, log } from "../shared/log";
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
import { openSession, type Host } from "./session";

const PROXIED: ReadonlySet<string> = new Set(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"]);

/** The whole backend for frontend as one function from a request to its answer. It never throws and never shows a token. */
export function backendForFrontend(host: Host): (event: ApiEvent) => Promise<Answer> {
  const refresher = new SessionRefresher(host);
  return async (event) => {
    try {
      return await dispatch(event, host, refresher);
    } catch (error) {
      const denied = toDenied(error);
      const level = denied.status >= 500 ? "error" : "info";
      const { requestId, route } = callOf(event);
      log({ level, message: "request denied", requestId, route, reason: denied.code, ...denied.options.cause });
      return denialAnswer(denied, requestId ?? "unknown");
    }
  };
}

async function dispatch(event: ApiEvent, host: Host, refresher: SessionRefresher): Promise<Answer> {
  const { method } = event.requestContext.http;
  const { rawPath } = event;
  const query = event.queryStringParameters ?? {};
  if (rawPath.startsWith(`${PATHS.api}/`)) {
    if (!PROXIED.has(method)) throw notAllowed([...PROXIED]);
    return proxy(event, await guarded(event, host), refresher, host);
  }
  switch (rawPath) {
    case PATHS.login:
      if (method !== "GET") throw notAllowed(["GET"]);
      return beginLogin(query, cookiesOf(event), host);
    case PATHS.callback:
      if (method !== "GET") throw notAllowed(["GET"]);
      return finishLogin(query, cookiesOf(event), host);
    case PATHS.session: {
      if (method !== "GET") throw notAllowed(["GET"]);
      const { session } = await guarded(event, host);
      return json(200, { person: session.person, csrfToken: session.csrfToken, expiresAt: session.expiresAt });
    }
    case PATHS.logout:
      if (method !== "POST") throw notAllowed(["POST"]);
      return logout(await guarded(event, host), host, callOf(event));
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
