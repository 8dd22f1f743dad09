import { caller, isPublic } from "../shared/caller";
import type { ApiEvent } from "../shared/event";
import { ok, type Reply } from "../shared/reply";

/** `GET /hello`. On a public route it says which path and method were called; behind an authorizer it greets the caller. */
export function hello(event: ApiEvent): Reply {
  if (!isPublic(event)) return ok({ message: `Hello, user ${caller(event).id}` });
  return ok({ message: "Hello from Lambda", path: event.rawPath, method: event.requestContext.http.method });
}
