import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { readJsonFile } from "../process/json-file";
import { UserError } from "../process/user-error";
import { upsertComment } from "./comment";
import type { GitHub } from "./github";
import { labelsFor, setLabels } from "./labels";
import { marker } from "./marker";
import { resultFrom, type Result } from "./result";

/** A stack's result with the text of its comment. */
export interface Outcome {
  readonly result: Result;
  readonly comment: string;
}

/** Reads every stack's folder below `folder`, or `folder` itself. Sorted by stack. */
export function readOutcomes(folder: string): readonly Outcome[] {
  const folders = existsSync(join(folder, "result.json"))
    ? [folder]
    : readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
        entry.isDirectory() ? [join(folder, entry.name)] : [],
      );
  const outcomes = folders
    .filter((one) => existsSync(join(one, "result.json")))
    .map((one) => ({
      result: resultFrom(readJsonFile(join(one, "result.json"))),
      comment: readFileSync(join(one, "comment.md"), "utf8"),
    }))
    .sort((a, b) => (a.result.stack < b.result.stack ? -1 : 1));
  // One comment would take the other's place.
  const names = outcomes.map(({ result }) => marker(result.stack));
  const twice = outcomes.find(({ result }, i) => names.indexOf(marker(result.stack)) !== i);
  if (twice !== undefined)
    throw new UserError(
      "result-file",
      `Two results below ${folder} are of the stack ${twice.result.stack}.`,
      "Give each stack a name of its own (input stack).",
    );
  return outcomes;
}

/** Does the result say anything that a reviewer has to see? Otherwise no new comment is written. */
function isWorthSaying({ verdict, open, acknowledged }: Result): boolean {
  return verdict !== "nothing broader" || acknowledged > 0 || Object.values(open).some((number) => number > 0);
}

/** One comment a stack, and the labels of all together. @returns what was done, a line each */
export async function publish(
  github: GitHub,
  pull: number,
  outcomes: readonly Outcome[],
  author?: string,
): Promise<readonly string[]> {
  const said: string[] = [];
  for (const { result, comment } of outcomes) {
    const done = await upsertComment(github, {
      pull,
      stack: result.stack,
      text: comment,
      onlyUpdate: !isWorthSaying(result),
      ...(author !== undefined && { author }),
    });
    said.push(`${result.stack}: comment ${done}`);
  }
  const labels = labelsFor(outcomes.map((outcome) => outcome.result));
  await setLabels(github, pull, labels);
  said.push(`labels: ${labels.join(", ") || "none"}`);
  return said;
}
