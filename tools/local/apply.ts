import { join } from "node:path";
import { lastLines, type Finished } from "./child";
import { sortSecondPlan, isObject, type SecondPlan } from "./plan-changes";
import { Refusal } from "./refusal";
import { terraform, type Terraform } from "./terraform";

/** How many resources an apply touched. */
export interface Counts {
  readonly add: number;
  readonly change: number;
  readonly destroy: number;
}

/**
 * An apply that failed because a call was made twice: its first answer got lost on the way, and the repetition met what
 * the first had created. Nothing is wrong with the stack; it can be applied afresh.
 */
export class LostAnswer extends Refusal {}

const DUPLICATE = /already exists|AlreadyExists|ResourceConflictException/;
/** The provider repeats a conflicting permission for five minutes; it never takes this long otherwise. */
const STUCK = /^aws_lambda_permission\.\S+: Still creating\.\.\. \[20s/;

/** What Terraform is run with. */
export interface Workplace {
  readonly terraform: Terraform;
  /** The synthesized stack's folder. */
  readonly folder: string;
  readonly env: NodeJS.ProcessEnv;
}

/** One line of Terraform's `-json` output, as far as it is of use here. */
export function readEvent(line: string): { message: string; counts?: Counts; error?: string } | undefined {
  let event: unknown;
  try {
    event = JSON.parse(line);
  } catch {
    return undefined;
  }
  if (!isObject(event)) return undefined;
  const message = String(event["@message"] ?? "");
  const changes = event["changes"];
  if (event["type"] === "change_summary" && isObject(changes) && changes["operation"] === "apply")
    return {
      message,
      counts: { add: Number(changes["add"]), change: Number(changes["change"]), destroy: Number(changes["remove"]) },
    };
  const diagnostic = event["diagnostic"];
  if (event["@level"] === "error" && isObject(diagnostic))
    return {
      message,
      error: [diagnostic["address"], diagnostic["summary"], diagnostic["detail"]].filter(Boolean).join(": "),
    };
  return { message };
}

function refuse(what: string, answer: Finished, errors: readonly string[] = []): Refusal {
  const said = errors.length > 0 ? errors.join("\n") : lastLines(answer.stderr || answer.stdout, 30);
  return new Refusal(`${what} failed${answer.failure === undefined ? "" : ` (${answer.failure})`}:\n${said}`);
}

/** `terraform init`, without input. */
export async function init(place: Workplace): Promise<void> {
  const answer = await terraform(place.terraform, ["init", "-input=false", "-no-color"], {
    cwd: place.folder,
    env: place.env,
  });
  if (answer.code !== 0) throw refuse("terraform init", answer);
}

/** `terraform apply`; `detail` hears of each resource. */
export async function apply(place: Workplace, detail: (text: string) => void): Promise<Counts> {
  let counts: Counts | undefined;
  const errors: string[] = [];
  let done = 0;
  const stuck = new AbortController();
  const answer = await terraform(place.terraform, ["apply", "-auto-approve", "-input=false", "-json"], {
    cwd: place.folder,
    env: place.env,
    signal: stuck.signal,
    onLine(line) {
      const event = readEvent(line);
      if (event?.counts !== undefined) counts = event.counts;
      if (event?.error !== undefined) errors.push(event.error);
      const complete = /^(\S+): Creation complete/.exec(event?.message ?? "");
      if (STUCK.test(event?.message ?? "")) stuck.abort();
      if (complete !== null) detail(`${String(++done)} resources, last ${complete[1] ?? ""}`);
    },
  });
  if (stuck.signal.aborted || (errors.length > 0 && errors.every((error) => DUPLICATE.test(error))))
    throw new LostAnswer(
      `terraform apply met what it had created itself:\n${errors.join("\n") || "a Lambda permission"}`,
    );
  if (answer.code !== 0 || counts === undefined) throw refuse("terraform apply", answer, errors);
  return counts;
}

/** Plans once more and returns what it would still change, with the emulator's own defects told apart. */
export async function secondPlan(place: Workplace): Promise<{ readonly sorted: SecondPlan; readonly json: unknown }> {
  const file = join(place.folder, "second.tfplan");
  const options = { cwd: place.folder, env: place.env };
  const planned = await terraform(
    place.terraform,
    ["plan", "-input=false", "-no-color", "-lock=false", `-out=${file}`],
    options,
  );
  if (planned.code !== 0) throw refuse("The second terraform plan", planned);
  const json = await show(place, file);
  return { sorted: sortSecondPlan(json), json };
}

/** `terraform show -json` of a plan file, or of the state. It holds secrets: keep it in memory. */
export async function show(place: Workplace, file?: string): Promise<unknown> {
  const args = ["show", "-json", ...(file === undefined ? [] : [file])];
  const shown = await terraform(place.terraform, args, { cwd: place.folder, env: place.env });
  if (shown.code !== 0) throw refuse("terraform show", shown);
  return JSON.parse(shown.stdout);
}
