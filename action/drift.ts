import { readFileSync } from "node:fs";
import { compare, differenceIn, verdictOf } from "../posture/diff/index";
import { parse, readPlan } from "../posture/model/read";
import { renderComment, COMMENT_LIMIT } from "../posture/render/markdown";
import { WORKFLOW_AUTHOR } from "./comment";
import type { GitHub } from "./github";
import { isMarked, marked } from "./marker";

/** What AWS has that the configuration doesn't say. */
export interface Drift {
  readonly drifted: boolean;
  readonly verdict: ReturnType<typeof verdictOf>;
  /** Markdown for an issue. */
  readonly text: string;
}

/**
 * Reads a plan the other way round: before is what there is now, after what the configuration says. What is broader now
 * than the configuration is what somebody opened by hand.
 */
export function driftOf(stack: string, planFile: string, changes: boolean): Drift {
  const { before, after } = readPlan(parse(readFileSync(planFile)));
  const comparison = compare(after, before);
  const { findings: found, extent } = differenceIn(comparison);
  const verdict = verdictOf(found);
  const head = `# ${stack.replace(/[^\w./ -]/g, "_")}: AWS differs from the configuration\n\nThe changes below lead from the configuration to what AWS has now.\n\n`;
  const room = COMMENT_LIMIT - head.length - 200;
  return {
    drifted: changes,
    verdict,
    text: `${head}${renderComment({ comparison, changes: found, extent, allowed: [], limit: room })}`,
  };
}

/** Opens the stack's issue, updates it, or closes it once nothing drifts any more. */
export async function upsertIssue(
  github: GitHub,
  stack: string,
  drift: Drift,
  author: string = WORKFLOW_AUTHOR,
): Promise<"opened" | "updated" | "closed" | "nothing"> {
  const open = await github.all(`/issues?state=open&creator=${encodeURIComponent(author)}`);
  const found = open
    .map(
      (item) => item as { number?: unknown; body?: unknown; pull_request?: unknown; user?: { login?: unknown } | null },
    )
    .find(
      (item) =>
        item.pull_request === undefined && item.user?.login === author && isMarked(item.body, stack, "posture-drift"),
    );
  const number = typeof found?.number === "number" ? found.number : undefined;
  const body = marked(stack, drift.text, "posture-drift");
  if (!drift.drifted) {
    if (number === undefined) return "nothing";
    await github.call("PATCH", `/issues/${String(number)}`, { state: "closed", state_reason: "completed" });
    return "closed";
  }
  if (number !== undefined) {
    await github.call("PATCH", `/issues/${String(number)}`, { body });
    return "updated";
  }
  await github.call("POST", "/issues", { title: `Drift: ${stack} (${drift.verdict})`, body });
  return "opened";
}
