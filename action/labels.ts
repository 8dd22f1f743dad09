import { GitHubError, type GitHub } from "./github";
import type { Result } from "./result";

/** Every label that is managed, with its colour and description; others are never touched. */
const LABELS = {
  "posture: breaking": { color: "b3261e", description: "Something is lost, or callers stop working" },
  "posture: broadened": { color: "d9730d", description: "Somebody may do more than before" },
  "posture: unknown": { color: "e3b341", description: "The effect of some changes is unknown before apply" },
  "posture: narrowed": { color: "1b6e3c", description: "Somebody may do less than before" },
} as const;

export type Label = keyof typeof LABELS;

/** The labels that a pull request should have, of all its stacks together. Acknowledged changes count for none. */
export function labelsFor(results: readonly Result[]): readonly Label[] {
  const some = (kind: "breaking" | "broadened" | "unknown" | "narrowed"): boolean =>
    results.some((one) => one.open[kind] > 0);
  const failed = results.some((one) => one.verdict === "failed");
  return [
    ...(some("breaking") ? (["posture: breaking"] as const) : []),
    ...(some("broadened") ? (["posture: broadened"] as const) : []),
    ...(some("unknown") || failed ? (["posture: unknown"] as const) : []),
    ...(some("narrowed") ? (["posture: narrowed"] as const) : []),
  ];
}

/** Puts on what is missing and takes off what no longer holds. */
export async function setLabels(github: GitHub, pull: number, wanted: readonly Label[]): Promise<void> {
  const path = `/issues/${String(pull)}/labels`;
  const present = (await github.all(path)).map((item) => (item as { name?: unknown } | null)?.name);
  for (const name of Object.keys(LABELS) as Label[]) {
    if (wanted.includes(name) && !present.includes(name)) {
      await ensure(github, name);
      await github.call("POST", path, { labels: [name] });
    } else if (!wanted.includes(name) && present.includes(name))
      await github.call("DELETE", `${path}/${encodeURIComponent(name)}`);
  }
}

async function ensure(github: GitHub, name: Label): Promise<void> {
  try {
    await github.call("POST", "/labels", { name, ...LABELS[name] });
  } catch (error) {
    // It is there already.
    if (!(error instanceof GitHubError && error.status === 422)) throw error;
  }
}
