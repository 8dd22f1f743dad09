import { jsonBody } from "../shared/body";
import { type Caller, caller } from "../shared/caller";
import type { ApiEvent } from "../shared/event";
import { requiredText } from "../shared/fields";
import { byMethod } from "../shared/handler";
import { created, ok, type Reply } from "../shared/reply";

/** In characters (Unicode code points). */
export const MAX_NAME = 200;

/** `GET /items`. The function keeps nothing, so the list is empty until a store takes this place. */
function listItems(event: ApiEvent): Reply {
  return ok({ message: "Items", items: [], auth: authOf(caller(event)) });
}

/** `POST /items` with `{"name": …}`: the item as it would be stored; nothing is stored. `now`: milliseconds since 1970. */
export function createItem(event: ApiEvent, now: number = Date.now()): Reply {
  const who = caller(event);
  const name = requiredText(jsonBody(event), "name", MAX_NAME);
  return created({
    message: "Item created",
    item: { id: `item-${now}`, name, ownerSub: who.id },
    auth: authOf(who),
  });
}

const authOf = ({ username, scopes }: Caller) => ({ username, scopes: [...scopes] });

/** Both routes of `/items` in one function; any other method gets 405. */
export const items = byMethod({ GET: listItems, POST: (event) => createItem(event) });
