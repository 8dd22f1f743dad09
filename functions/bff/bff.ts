import { json, refusal, type Answer } from "./answer";
import { cookiesOf } from "./cookies";
import { PATHS } from "./config";
import { checkCsrf, checkSite } from "./csrf";
import { traceOf } from "../shared/trace";
import type { ApiEvent } from "../shared/event";
import { beginLogin, finishLogin } from "./login";
import { logout } from "./logout";
import { proxy } from "./proxy";
import { Refresher } from "./refresh";
import { Refused } from "./refused";
import { openSession, type Surroundings } from "./session";

const PROXIED: ReadonlySet<string> = new Set(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"]);

/** The whole backend for frontend as one function from a request to its answer. It never throws and never shows a token. */
export function backendForFrontend(around: Surroundings): (event: ApiEvent) => Promise<Answer> {
  const refresher = new Refresher(around);
  return async (event) => {
    const requestId = event.requestContext.requestId;
    try {
      return await dispatch(event, around, refresher);
    } catch (error) {
      if (error instanceof Refused) return refusal(error, requestId);
      console.error(JSON.stringify({ level: "error", message: "unforeseen error", requestId, ...traceOf(error) }));
      return refusal(new Refused(500, "internal_error"), requestId);
    }
  };
}

async function dispatch(event: ApiEvent, around: Surroundings, refresher: Refresher): Promise<Answer> {
  const { method } = event.requestContext.http;
  const { rawPath, headers } = event;
  const query = event.queryStringParameters ?? {};
  if (rawPath.startsWith(`${PATHS.api}/`)) {
    if (!PROXIED.has(method)) throw notAllowed([...PROXIED]);
    const open = await guarded(event, around);
    const { rawQueryString, body, isBase64Encoded } = event;
    return proxy({ method, rawPath, rawQueryString, headers, body, isBase64Encoded }, open, refresher, around);
  }
  switch (rawPath) {
    case PATHS.login:
      if (method !== "GET") throw notAllowed(["GET"]);
      return beginLogin(query, around);
    case PATHS.callback:
      if (method !== "GET") throw notAllowed(["GET"]);
      return finishLogin(query, cookiesOf(event), around);
    case PATHS.session: {
      if (method !== "GET") throw notAllowed(["GET"]);
      const { session } = await guarded(event, around);
      return json(200, { person: session.person, csrfToken: session.csrfToken, expiresAt: session.expiresAt });
    }
    case PATHS.logout:
      if (method !== "POST") throw notAllowed(["POST"]);
      return logout(await guarded(event, around), around);
    default:
      throw new Refused(404, "not_found");
  }
}

/** The session, once it is clear that a page of this site asks. */
async function guarded(event: ApiEvent, { config, store }: Surroundings) {
  const request = { method: event.requestContext.http.method, headers: event.headers };
  checkSite(request);
  const open = await openSession(cookiesOf(event), store);
  checkCsrf(request, config.origin, open.session.csrfToken);
  return open;
}

const notAllowed = (allow: readonly string[]) =>
  new Refused(405, "method_not_allowed", [], { allow: allow.join(", ") });
