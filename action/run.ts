import { cpSync, existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Progress } from "../process/progress";
import { UserError, describeError } from "../process/user-error";
import { expressionTexts } from "../posture/model/read";
import type { Terraform } from "../process/terraform";
import { packBundle } from "./bundle";
import { evaluateStack, writeFailure, type EvaluatedStack } from "./evaluate-stack";
import { PlanFailed, planStack, type StackPlan } from "./plan";
import type { Result } from "./result";
import { folderOf, holdsTerraform, requireFolder, stackFile, synthesizeSide, type Side } from "./side";

/** One stack of a pull request, from its files to its result. */
export interface StackRunOptions {
  readonly stack: string;
  readonly head: Side;
  /** Undefined: plan-only, held against what there is. */
  readonly base?: Side;
  /** Where the results go; no secret gets there. */
  readonly out: string;
  /** Where plans go, which hold secrets; removed at the end. */
  readonly private: string;
  /** Command that writes the stack in a checkout; undefined for plain Terraform. */
  readonly synth?: string;
  /** Reviewed file of accepted findings; nothing is accepted where it isn't there. */
  readonly acknowledgements?: string;
  /** Terraform and its environment; undefined: no plan can be had, synthesized stacks or folders are compared. */
  readonly terraform?: { readonly binary: Terraform; readonly env: NodeJS.ProcessEnv };
  /** Plans as JSON that were made already; nothing is synthesized or planned then. */
  readonly plans?: { readonly head: string; readonly base?: string };
  readonly planArgs?: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  /** Packs the head's saved plan with its files into this file. It holds secrets. */
  readonly bundle?: string;
  readonly today?: string;
}

/** Plans, compares and writes the results. A stack that can't be judged gets a result that says so. */
export async function runStack(running: StackRunOptions, progress: Progress): Promise<Result> {
  mkdirSync(running.private, { recursive: true, mode: 0o700 });
  try {
    return await judged(running, progress);
  } catch (error) {
    progress.note(describeError(error));
    return writeFailure(running.stack, short(error), running.out);
  } finally {
    rmSync(running.private, { recursive: true, force: true });
  }
}

/** What may stand in a comment: what Terraform said stays in the log. */
function short(error: unknown): string {
  if (error instanceof PlanFailed) return "The plan failed. The job's log says why.";
  if (error instanceof UserError) return error.message.split("\n")[0] ?? "";
  return "It failed unexpectedly. The job's log says why.";
}

async function judged(running: StackRunOptions, progress: Progress): Promise<Result> {
  const { head, base, synth, env, stack, plans } = running;
  if (plans)
    return evaluateStack({
      ...commonOf(running, progress),
      basis: plans.base === undefined ? "plan" : "base and head",
      ...plans,
      ...(plans.base !== undefined && (await sourcesOf(head, base, progress))),
    });
  for (const side of [head, ...(base ? [base] : [])]) {
    if (synth !== undefined) await progress.step(`synthesize ${side.name}`, () => synthesizeSide(side, synth, env));
  }
  requireFolder(head);
  const common = commonOf(running, progress);
  const { terraform } = running;
  if (!terraform) {
    if (running.bundle !== undefined)
      progress.note("Nothing is planned, so there is no plan to pack: --bundle is left out.");
    return evaluateStack({ ...common, ...withoutPlan(head, base) });
  }

  const plan = (side: Side): Promise<StackPlan> =>
    progress.step(`plan ${side.name}`, () =>
      planStack({
        ...terraform,
        folder: folderOf(side),
        out: join(running.private, side.name),
        ...(running.planArgs && { args: running.planArgs }),
      }),
    );
  const after = await plan(head);
  const before = base && existsSync(folderOf(base)) ? await plan(base).catch(planOnly(progress)) : undefined;
  if (running.bundle !== undefined) {
    const { flavour, version } = terraform.binary;
    const planned: unknown = JSON.parse(readFileSync(after.json, "utf8"));
    packBundle(folderOf(head), running.bundle, { stack, terraform: `${flavour} ${version}`, planned });
  }
  return evaluateStack({
    ...common,
    basis: before ? "base and head" : "plan",
    head: after.json,
    planText: after.text,
    ...(before && { base: before.json, ...(await sourcesOf(head, base, progress)) }),
  });
}

function commonOf(running: StackRunOptions, progress: Progress) {
  return {
    stack: running.stack,
    out: running.out,
    ...acknowledged(running, progress),
    ...(running.today !== undefined && { today: running.today }),
  };
}

/** A base that can't be planned (it is broken, or needs what is gone) doesn't hide what the head does. */
function planOnly(progress: Progress): (error: unknown) => undefined {
  return (error) => {
    progress.note(
      `The base could not be planned, so the head's plan is compared with its prior state: ${describeError(error)}`,
    );
    return undefined;
  };
}

/** The configuration's texts of both sides; none where a side has no files, or ones that can't be read. */
async function sourcesOf(
  head: Side,
  base: Side | undefined,
  progress: Progress,
): Promise<{ readonly sources?: { readonly before: string; readonly after: string } }> {
  if (!base || !holdsTerraform(base) || !holdsTerraform(head)) return {};
  const sources = { before: folderOf(base), after: folderOf(head) };
  try {
    for (const folder of Object.values(sources)) await expressionTexts(folder);
    return { sources };
  } catch (error) {
    progress.note(
      `Expressions whose values are known only after apply aren't compared by their sources: ${describeError(error)}`,
    );
    return {};
  }
}

/** What needs no credentials: synthesized stacks, else folders of .tf files, which are read and never run. */
function withoutPlan(head: Side, base: Side | undefined): Pick<EvaluatedStack, "basis" | "head" | "base"> {
  const [after, before] = [stackFile(head), base && stackFile(base)];
  if (after !== undefined && before !== undefined) return { basis: "synth", head: after, base: before };
  if (base && holdsTerraform(base) && holdsTerraform(head))
    return { basis: "folders", head: folderOf(head), base: folderOf(base) };
  throw new UserError(
    "nothing-to-compare",
    "Without credentials synthesized stacks (cdk.tf.json) or folders of .tf files are compared, and base and head don't both have one.",
    "A maintainer can run the workflow for this pull request from a branch of this repository.",
  );
}

function acknowledged(
  { acknowledgements: file }: StackRunOptions,
  progress: Progress,
): { readonly acknowledgements?: string } {
  if (file === undefined) return {};
  if (existsSync(file)) return { acknowledgements: resolve(file) };
  progress.note(`There is no file ${file}: nothing is acknowledged.`);
  return {};
}

/** Gives the head the state that applying the base left behind. */
export function copyBaseState(base: Side, head: Side): void {
  cpSync(join(folderOf(base), "terraform.tfstate"), join(folderOf(head), "terraform.tfstate"));
}
