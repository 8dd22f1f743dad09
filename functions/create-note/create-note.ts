import { jsonBody } from "../shared/body";
import { caller } from "../shared/caller";
import type { ApiEvent } from "../shared/event";
import { optionalText } from "../shared/fields";
import { created, type Reply } from "../shared/reply";

/** In characters (Unicode code points). */
export const MAX_TITLE = 200;
export const MAX_CONTENT = 10_000;

/**
 * `POST /notes`: the note as it would be stored; nothing is stored. `title` is "Untitled" and `content` empty unless given,
 * so a request without a body makes an empty note, and JSON counts under any content-type.
 * `now`: milliseconds since 1970, part of the id.
 */
export function createNote(event: ApiEvent, now: number = Date.now()): Reply {
  const { id, username, scopes } = caller(event);
  const body = jsonBody(event, { whenMissing: {}, anyType: true });
  return created({
    message: "Note created",
    note: {
      id: `note-${now}`,
      title: optionalText(body, "title", MAX_TITLE, "Untitled"),
      content: optionalText(body, "content", MAX_CONTENT, ""),
      ownerSub: id,
    },
    auth: { username, scopes: [...scopes] },
  });
}
