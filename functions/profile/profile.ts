import { caller } from "../shared/caller";
import type { ApiEvent } from "../shared/event";
import { ok, type Reply } from "../shared/reply";

/** `GET /profile`: who the authorizer says is calling, and with which scopes. */
export function profile(event: ApiEvent): Reply {
  const { id, username, clientId, tokenUse, scopes } = caller(event);
  return ok({
    message: "Authenticated profile response",
    user: { sub: id, username, clientId },
    auth: { tokenUse, scopes: [...scopes] },
  });
}
