import { options } from "../posture/cli/options";
import { UserError } from "../process/user-error";
import { BLOCKING_KINDS, type BlockingKind } from "./gate";

export const HELP = `node index.js COMMAND [options]        in the folder of the action
npm run pull-request -- COMMAND [options]   in a checkout of the project

The steps of the pull request workflow; each runs on any machine.

run      synthesizes, plans base and head, compares, writes comment, report and result; then the gate
  --stack NAME            its name in comments (default: stack)
  --head DIR              checkout of the pull request (default: .)
  --base DIR              checkout of the base; without it: plan only
  --path DIR              the stack's folder in both (default: .)
  --synth COMMAND         command that writes the stack in a checkout, e.g. 'npm ci && npm run synth'; without it: plain Terraform
  --acknowledgements FILE reviewed file of accepted findings: [{code, address, reason, expires?}]
  --out DIR               where result.json, comment.md, report.html and changes.sarif go (default: posture-out/STACK)
  --bundle FILE           packs the head's saved plan with its files; it holds secrets
  --plan-arg ARG          another argument for terraform plan; can be repeated
  --plan FILE             an existing plan (terraform show -json tfplan > FILE): nothing is synthesized or planned
  --base-plan FILE        the same of the base; without it the plan is compared with its prior state
  --without-plan          no credentials: compare synthesized stacks, or folders of .tf files
  --emulator              plan against an AWS emulator on this machine, to which the base is applied first
  --fail-on KIND,...      changes that fail the gate: breaking, broadened, unknown (default: breaking,broadened)
  --no-gate               exit 0 in any case; run the gate later
gate     --from DIR [--fail-on KIND,...] [--expect JSON]
                                            fails or passes by the results below DIR; fails if a stack of the
                                            list [{name}] has no result
publish  --from DIR --pull N [--author LOGIN]
                                            comments and labels; needs GITHUB_TOKEN, GITHUB_REPOSITORY
pack     --folder DIR --bundle FILE [--stack NAME]
unpack   --bundle FILE --folder DIR         checks every file's hash first
drift    --stack NAME --head DIR --path DIR [--synth COMMAND] [--out DIR] [--issue]
                                            reports access in AWS that differs from the configuration

Exit codes: 0 passed, 1 an error, 2 the gate fails (or there is drift).
`;

const OPTIONS = {
  stack: { type: "string", default: "stack" },
  head: { type: "string", default: "." },
  base: { type: "string" },
  path: { type: "string", default: "." },
  synth: { type: "string" },
  acknowledgements: { type: "string" },
  out: { type: "string" },
  bundle: { type: "string" },
  plan: { type: "string" },
  "base-plan": { type: "string" },
  "plan-arg": { type: "string", multiple: true, default: [] as string[] },
  "without-plan": { type: "boolean", default: false },
  emulator: { type: "boolean", default: false },
  "fail-on": { type: "string", default: "breaking,broadened" },
  "no-gate": { type: "boolean", default: false },
  from: { type: "string" },
  expect: { type: "string" },
  pull: { type: "string" },
  author: { type: "string" },
  folder: { type: "string" },
  issue: { type: "boolean", default: false },
  help: { type: "boolean", short: "h", default: false },
} as const;

export type Values = ReturnType<typeof parse>["values"];

function parse(argv: readonly string[]) {
  return options(argv, OPTIONS);
}

/** The subcommand and its options. Empty texts, as a workflow passes for inputs left out, count as left out. */
export function parseCommand(argv: readonly string[]): { readonly command: string; readonly values: Values } {
  const { values, positionals } = parse(argv);
  const [command = "", ...more] = positionals;
  if (more.length > 0) throw new UserError("usage", `One command at a time: ${positionals.join(", ")}.`);
  const given = Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ""));
  return { command, values: { ...parse([]).values, ...given } };
}

/** @throws UserError for options of `run` that another one makes void */
export function checkRun(values: Values): void {
  if (values.plan === undefined && values["base-plan"] !== undefined)
    throw new UserError("usage", "--base-plan is the base of --plan, which is missing.");
  if (values.plan !== undefined && values.bundle !== undefined)
    throw new UserError("usage", "--bundle packs the plan that the run makes, and with --plan it makes none.");
}

export function parseFailOn(text: string): readonly BlockingKind[] {
  const words = text
    .split(",")
    .map((word) => word.trim())
    .filter((word) => word !== "");
  // A gate without a kind would let everything pass.
  if (words.length === 0)
    throw new UserError("usage", `--fail-on names no kind of change; it can name ${BLOCKING_KINDS.join(", ")}.`);
  return words.map((word) => {
    const found = BLOCKING_KINDS.find((kind) => kind === word);
    if (!found)
      throw new UserError(
        "usage",
        `--fail-on names ${JSON.stringify(word)}; it can name ${BLOCKING_KINDS.join(", ")}.`,
      );
    return found;
  });
}

export function requireValue(value: string | undefined, option: string): string {
  if (value === undefined || value === "") throw new UserError("usage", `--${option} is missing.`, "--help says more.");
  return value;
}
