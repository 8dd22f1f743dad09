import { chmodSync, mkdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { lastLines } from "../process/child";
import { UserError } from "../process/user-error";
import { terraform, type Terraform } from "../process/terraform";

export interface PlanOptions {
  readonly binary: Terraform;
  readonly env: NodeJS.ProcessEnv;
  /** Where its Terraform files lie. */
  readonly folder: string;
  /** Where plan.json and plan.txt go; readable by their owner only, since a plan's JSON holds secrets in plain text. */
  readonly out: string;
  /** Further arguments of `terraform plan`: `-var-file=…`, `-refresh=false`. */
  readonly args?: readonly string[];
}

export interface StackPlan {
  /** The plan as Terraform applies it, inside the stack's folder. */
  readonly file: string;
  readonly json: string;
  readonly text: string;
  /** Does applying it change anything? */
  readonly changes: boolean;
}

/** Terraform refused: what it said may hold values of the stack, so it goes to the log and never to a comment. */
export class PlanFailed extends UserError {}

/** `init`, `plan`, `show`. No lock is taken: a pull request only reads. */
export async function planStack({ binary, env, folder, out, args = [] }: PlanOptions): Promise<StackPlan> {
  mkdirSync(out, { recursive: true, mode: 0o700 });
  const call = async (what: string, words: readonly string[], good: readonly number[] = [0]) => {
    const answer = await terraform(binary, words, { cwd: folder, env });
    if (answer.code === undefined || !good.includes(answer.code))
      throw new PlanFailed(
        "terraform-failed",
        `${binary.flavour} ${what} failed in ${folder}:\n${lastLines(answer.stderr || answer.stdout, 30)}`,
      );
    return answer;
  };
  await call("init", ["init", "-input=false", "-no-color"]);
  const file = resolve(folder, "tfplan");
  const planned = await call(
    "plan",
    ["plan", "-input=false", "-no-color", "-lock=false", "-detailed-exitcode", `-out=${file}`, ...args],
    [0, 2],
  );
  chmodSync(file, 0o600);
  const shown = (name: string, text: string): string => {
    const path = join(out, name);
    writeFileSync(path, text, { mode: 0o600 });
    return path;
  };
  return {
    file,
    json: shown("plan.json", (await call("show", ["show", "-json", file])).stdout),
    text: shown("plan.txt", (await call("show", ["show", "-no-color", file])).stdout),
    changes: planned.code === 2,
  };
}
