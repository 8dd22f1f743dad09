import { join } from "node:path";
import { lastLines, type StopOptions, type Finished, type RunOptions } from "../../process/child";
import { classifySecondPlan, isObject, type SecondPlan } from "./plan-changes";
import { UserError } from "../../process/user-error";
import { dropChecksums, terraform, type Terraform } from "../../process/terraform";

/** How many resources an apply touched. */
export interface Counts {
  readonly add: number;
  readonly change: number;
  readonly destroy: number;
}

/**
 * An apply that failed on its way to the AWS emulator, or because a call was made twice: its first answer got lost, and the repetition met what the
 * first had created. Nothing needs to be wrong with the stack; it can be applied afresh.
 */
export class LostResponse extends UserError {}

const LOST =
  /already exists|AlreadyExists|ResourceConflictException|connection reset|broken pipe|unexpected EOF|: EOF$|i\/o timeout|deadline exceeded|StatusCode: 0\b/m;
/** What Terraform says of a provider's process that didn't start in its minute, or that the system ended: the work before it is whole. */
const PLUGIN =
  /waiting for plugin to start|failed to instantiate provider|Unrecognized remote plugin|Failed to load plugin schemas|Plugin did not respond|text file busy/i;

/** What Terraform is run with. */
export interface TerraformWorkingDirectory {
  readonly terraform: Terraform;
  /** The synthesized stack's folder. */
  readonly folder: string;
  readonly env: NodeJS.ProcessEnv;
  /** Stops what Terraform is doing there. */
  readonly signal?: AbortSignal;
  readonly ending?: StopOptions;
}

function runIn(place: TerraformWorkingDirectory, args: readonly string[], options: RunOptions = {}): Promise<Finished> {
  const { folder, env, signal, ending } = place;
  return terraform(place.terraform, args, {
    cwd: folder,
    env,
    ...(signal === undefined ? {} : { signal }),
    ...(ending === undefined ? {} : { ending }),
    ...options,
  });
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
      counts: {
        add: Number(changes["add"]),
        change: Number(changes["change"]),
        destroy: Number(changes["remove"]),
      },
    };
  const diagnostic = event["diagnostic"];
  if (event["@level"] === "error" && isObject(diagnostic))
    return {
      message,
      error: [diagnostic["address"], diagnostic["summary"], diagnostic["detail"]].filter(Boolean).join(": "),
    };
  return { message };
}

/** Runs what changes nothing but its own output, a second and third time where a provider's process was to blame. */
async function repeatable(place: TerraformWorkingDirectory, args: readonly string[]): Promise<Finished> {
  for (let attempt = 1; ; attempt++) {
    const answer = await runIn(place, args);
    if (answer.code === 0 || !PLUGIN.test(answer.stderr) || attempt === 3) return answer;
  }
}

/** What helps where Terraform says what is wrong, and not which file of the person's it is about. */
export function remedyFor(said: string, { folder, env }: Pick<TerraformWorkingDirectory, "folder" | "env">): string {
  const text = said.replace(/\s+/g, " ");
  if (/no space left on device|disk quota exceeded/i.test(text))
    return `The disk that holds ${folder} is full. Free some space, then run the command again.`;
  if (/No value for required variable/.test(text))
    return "Give it a value in a file terraform.tfvars beside the configuration: this run passes no -var.";
  if (/dependency lock file|locked provider \S+ \S+ does not match/.test(text))
    return "It is about .terraform.lock.hcl beside the configuration. Restore that file, or remove it and write `terraform init` there, then run the command again.";
  if (
    !/waiting for plugin to start/.test(text) &&
    /Failed to load plugin schemas|failed to instantiate provider/.test(text)
  ) {
    const cache = env["TF_PLUGIN_CACHE_DIR"];
    const place =
      cache === undefined
        ? "in the provider mirror may be damaged. Replace it"
        : `in ${cache} may be damaged. Remove that folder`;
    return `The provider's package ${place}, then run the command again.`;
  }
  return "";
}

function refuse(
  what: string,
  answer: Finished,
  place: TerraformWorkingDirectory,
  errors: readonly string[] = [],
): UserError {
  const said = errors.length > 0 ? [...new Set(errors)].join("\n") : lastLines(answer.stderr || answer.stdout, 30);
  const failure = answer.failure === undefined ? "" : ` (${answer.failure})`;
  const remedy = remedyFor(said, place);
  return new UserError("terraform-failed", `${what} failed${failure}:\n${said}`, remedy === "" ? undefined : remedy);
}

/** `terraform init`, without input. */
export async function init(place: TerraformWorkingDirectory): Promise<void> {
  const answer = await repeatable(place, ["init", "-input=false", "-no-color"]);
  if (answer.code !== 0) throw refuse("terraform init", answer, place);
  dropChecksums(place.folder);
}

/** Plans into a file of the stack's folder. */
async function planInto(
  place: TerraformWorkingDirectory,
  name: string,
  what: string,
  args: readonly string[] = [],
): Promise<string> {
  const file = join(place.folder, name);
  const planned = await repeatable(place, ["plan", "-input=false", "-no-color", ...args, `-out=${file}`]);
  if (planned.code !== 0) throw refuse(what, planned, place);
  return file;
}

/** The plan that will be applied. Nobody but this run changes what there is, so the state needs no refreshing. */
export function firstPlan(place: TerraformWorkingDirectory): Promise<string> {
  return planInto(place, "first.tfplan", "terraform plan", ["-refresh=false"]);
}

/** `terraform apply` of a saved plan; `detail` hears of each resource. */
export async function apply(
  place: TerraformWorkingDirectory,
  plan: string,
  detail: (text: string) => void,
): Promise<Counts> {
  let counts: Counts | undefined;
  const errors: string[] = [];
  let done = 0;
  const answer = await runIn(place, ["apply", "-input=false", "-json", plan], {
    onLine(line) {
      const event = readEvent(line);
      if (event?.counts !== undefined) counts = event.counts;
      if (event?.error !== undefined) errors.push(event.error);
      const complete = /^(\S+): Creation complete/.exec(event?.message ?? "");
      if (complete !== null) detail(`${String(++done)} resources, last ${complete[1] ?? ""}`);
    },
  });
  if (answer.code !== 0 && errors.some((error) => LOST.test(error) || PLUGIN.test(error)))
    throw new LostResponse(
      "response-lost",
      `terraform apply failed on the way to the AWS emulator, or met what is there already:\n${errors.join("\n")}`,
      "Where a fresh AWS emulator gives the same answer, two resources of the stack have one name.",
    );
  if (answer.code !== 0 || counts === undefined) throw refuse("terraform apply", answer, place, errors);
  return counts;
}

/** Plans once more and returns what it would still change, with the emulator's own defects told apart. */
export async function secondPlan(
  place: TerraformWorkingDirectory,
): Promise<{ readonly sorted: SecondPlan; readonly json: unknown }> {
  const file = await planInto(place, "second.tfplan", "The second terraform plan", ["-lock=false"]);
  const json = await show(place, file);
  return { sorted: classifySecondPlan(json), json };
}

/** `terraform show -json` of a plan file, or of the state. It holds secrets: keep it in memory. */
export async function show(place: TerraformWorkingDirectory, file?: string): Promise<unknown> {
  const args = ["show", "-json", ...(file === undefined ? [] : [file])];
  const shown = await repeatable(place, args);
  if (shown.code !== 0) throw refuse("terraform show", shown, place);
  return JSON.parse(shown.stdout);
}
