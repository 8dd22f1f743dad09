import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { KINDS, type ChangeFinding } from "../posture/diff";
import { isFolder, parse } from "../posture/model/read";
import { main } from "../posture/cli/run";
import { processHost } from "../posture/cli/host";
import { COMMENT_LIMIT } from "../posture/render/markdown";
import { prose } from "../posture/render/escape";
import { UserError } from "../process/user-error";
import { marker } from "./marker";
import { NO_CHANGES, type ComparisonBasis, type Result } from "./result";

/** What is judged: files that `posture` reads. */
export interface EvaluatedStack {
  readonly stack: string;
  readonly basis: ComparisonBasis;
  readonly head: string;
  /** Undefined: the head is a plan, held against what there is. */
  readonly base?: string;
  /** The folders with the configuration of both sides, which say what plans hold no text of. */
  readonly sources?: { readonly before: string; readonly after: string };
  /** What `terraform show` prints of the head's plan. */
  readonly planText?: string;
  /** The reviewed file of accepted findings. */
  readonly acknowledgements?: string;
  /** Where result.json, comment.md, changes.sarif and report.html go. None of them holds a secret. */
  readonly out: string;
  /** `YYYY-MM-DD`; today by default. */
  readonly today?: string;
}

const NOTES: Readonly<Record<ComparisonBasis, string>> = {
  "base and head": "Plans of base and head were compared: this is what the pull request changes.",
  plan: "Only the head was planned: this is everything that applying it changes, including what was merged but not applied yet.",
  synth:
    "Synthesized stacks were compared, because nothing can be planned here (a fork has no credentials): values that AWS assigns are unknown.",
  folders:
    "Folders of .tf files were compared, because nothing can be planned here (a fork has no credentials): values that AWS assigns, and variables without a value in the files, are unknown.",
};

/** Runs posture and writes what the later steps need. Throws UserError when the input can't be read. */
export async function evaluateStack(judging: EvaluatedStack): Promise<Result> {
  const { stack, basis, head, base, out, acknowledgements, planText, sources } = judging;
  mkdirSync(out, { recursive: true });
  const files = base === undefined ? [head] : [base, head];
  const accept = acknowledgements === undefined ? [] : ["--acknowledgements", acknowledgements];
  const texts = sources ? ["--before-source", sources.before, "--after-source", sources.after] : [];
  const write = (name: string, text: string): void => writeFileSync(join(out, name), text);
  const say = (args: readonly string[]) => posture(args, judging.today);

  if (basis === "plan" || basis === "base and head") for (const file of files) requirePlan(file);
  const found = JSON.parse(await say(["diff", ...files, "--format", "json", ...accept, ...texts])) as {
    verdict: Result["verdict"];
    findings: readonly ChangeFinding[];
  };
  const title = `${marker(stack)}\n# ${heading(stack)}\n\n`;
  const note = `\n\n_${NOTES[basis]}_\n`;
  const limit = COMMENT_LIMIT - title.length - note.length;
  const markdown = await say([
    "diff",
    ...files,
    "--format",
    "markdown",
    "--limit",
    String(limit),
    ...accept,
    ...texts,
    ...(planText === undefined ? [] : ["--plan-text", planText]),
  ]);
  const open = found.findings.filter((finding) => !finding.acknowledged);
  const result: Result = {
    version: 1,
    stack,
    basis,
    verdict: found.verdict,
    open: {
      ...NO_CHANGES,
      ...Object.fromEntries(KINDS.map((kind) => [kind, open.filter((one) => one.kind === kind).length])),
    },
    acknowledged: found.findings.length - open.length,
  };
  write("comment.md", `# ${heading(stack)}\n\n${markdown.trimEnd()}${note}`);
  write("changes.sarif", await say(["diff", ...files, "--format", "sarif", ...accept, ...texts]));
  write(
    "report.html",
    await say([
      "report",
      head,
      ...(base === undefined ? [] : ["--base", base]),
      "--title",
      `${stack}: API posture`,
      ...accept,
    ]),
  );
  write("result.json", `${JSON.stringify(result, null, 2)}\n`);
  return result;
}

/** Writes the result of a stack that could not be judged. The reason is short and holds nothing of the plan. */
export function writeFailure(stack: string, message: string, out: string): Result {
  mkdirSync(out, { recursive: true });
  const result: Result = { version: 1, stack, verdict: "failed", open: NO_CHANGES, acknowledged: 0, message };
  writeFileSync(join(out, "comment.md"), `# ${heading(stack)}\n\n## Posture: not evaluated\n\n${prose(message)}\n`);
  writeFileSync(join(out, "result.json"), `${JSON.stringify(result, null, 2)}\n`);
  return result;
}

/** A state or a folder holds no changes: to call it a plan would make the comment untrue. What can't be read is left to posture to say. */
function requirePlan(file: string): void {
  let json: unknown = {};
  if (!isFolder(file)) {
    try {
      json = parse(readFileSync(file));
    } catch {
      return;
    }
  }
  if (typeof json === "object" && json !== null && ("planned_values" in json || "resource_changes" in json)) return;
  throw new UserError(
    "plan-unreadable",
    `${basename(file)} is not a plan.`,
    "Write it with: terraform show -json tfplan > plan.json",
  );
}

const heading = (stack: string): string => stack.replace(/[^\w./ -]/g, "_");

async function posture(args: readonly string[], today: string | undefined): Promise<string> {
  const said = { out: "", err: "" };
  const around = processHost();
  const code = await main(args, {
    ...around,
    out: (text) => void (said.out += text),
    err: (text) => void (said.err += text),
    colour: false,
    ...(today !== undefined && { today }),
  });
  if (code === 1) throw new UserError("plan-unreadable", said.err.trim());
  return said.out;
}
