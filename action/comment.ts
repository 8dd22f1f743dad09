import { UserError } from "../process/user-error";
import { COMMENT_LIMIT } from "../posture/render/markdown";
import type { GitHub } from "./github";
import { isMarked, marked } from "./marker";

/** Who writes comments with a workflow's own token. */
export const WORKFLOW_AUTHOR = "github-actions[bot]";

export interface Comment {
  readonly pull: number;
  readonly stack: string;
  readonly text: string;
  /** Login whose comments are updated. A marker in anybody else's comment counts for nothing. */
  readonly author?: string;
  /** True: write no new comment (an existing one is updated), since there is nothing to say. */
  readonly onlyUpdate?: boolean;
}

export type Upserted = "created" | "updated" | "unchanged" | "left out";

/** Writes the stack's comment, or updates the one that is there; further ones of the same stack are removed. */
export async function upsertComment(github: GitHub, comment: Comment): Promise<Upserted> {
  const { pull, stack, author = WORKFLOW_AUTHOR, onlyUpdate = false } = comment;
  const body = marked(stack, comment.text);
  if (body.length > COMMENT_LIMIT)
    throw new UserError(
      "github",
      `The comment of ${stack} has ${String(body.length)} characters; GitHub takes ${String(COMMENT_LIMIT)}.`,
    );
  const found = (await github.all(`/issues/${String(pull)}/comments`)).flatMap((item) => {
    const one = commentOf(item);
    return one && one.author === author && isMarked(one.body, stack) ? [one] : [];
  });
  const [first, ...more] = found;
  for (const one of more) await github.call("DELETE", `/issues/comments/${String(one.id)}`);
  if (!first) {
    if (onlyUpdate) return "left out";
    await github.call("POST", `/issues/${String(pull)}/comments`, { body });
    return "created";
  }
  if (first.body === body) return "unchanged";
  await github.call("PATCH", `/issues/comments/${String(first.id)}`, { body });
  return "updated";
}

function commentOf(item: unknown): { id: number; body: string; author: string } | undefined {
  const { id, body, user } = (item ?? {}) as { id?: unknown; body?: unknown; user?: { login?: unknown } | null };
  if (typeof id !== "number" || typeof body !== "string") return undefined;
  return { id, body, author: typeof user?.login === "string" ? user.login : "" };
}
