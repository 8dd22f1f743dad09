import { options } from "../posture/cli/options";
import { UserError } from "../process/user-error";
import { BLOCKING_KINDS } from "./gate";
import type { BlockingKind } from "./gate";

export const HELP = `npm run pull-request -- COMMAND [options]

What the workflow does with a pull request, step by step; each runs on any machine.

run      synthesizes, plans base and head, compares, writes comment, report and result; then the gate
  --stack NAME            its name in comments (default: stack)
  --head DIR              checkout of the pull request (default: .)
  --base DIR              checkout of what it is held against; left out: plan-only
  --path DIR              the stack's folder in both (default: .)
  --synth COMMAND         writes the stack in a checkout, e.g. 'npm ci && npm run synth'; left out: plain Terraform
  --acknowledgements FILE reviewed file of accepted findings: [{code, address, reason, expires?}]
  --out DIR               where result.json, comment.md, report.html and changes.sarif go (default: posture-out/STACK)
  --bundle FILE           packs the head's saved plan with its files; it holds secrets
  --plan-arg ARG          a further argument of terraform plan; may be repeated
  --plan FILE             a plan that was made already (terraform show -json tfplan > FILE): nothing is synthesized or planned
  --base-plan FILE        the same of what it is held against; left out: held against what there is
  --without-plan          no credentials: compare synthesized stacks, or folders of .tf files
  --embedded-aws          plan against an AWS embedded in this machine, to which the base is applied first
  --fail-on KIND,...      what holds the pull request up: breaking, broadened, unknown (default: breaking,broadened)
  --no-gate               exit 0 whatever is found; the gate is run later
gate     --from DIR [--fail-on KIND,...] [--expect JSON]
                                            decides by the results below DIR; a stack of the list [{name}]
                                            without a result closes it
publish  --from DIR --pull N [--author LOGIN]
                                            comments and labels; needs GITHUB_TOKEN, GITHUB_REPOSITORY
pack     --folder DIR --bundle FILE [--stack NAME]
unpack   --bundle FILE --folder DIR         checks every file's hash first
drift    --stack NAME --head DIR --path DIR [--synth COMMAND] [--out DIR] [--issue]
                                            what AWS lets callers do that the configuration doesn't say

Exit code: 0 all is well, 1 something went wrong, 2 the gate is closed (or there is drift).
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
  "embedded-aws": { type: "boolean", default: false },
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
  const defaults = parse([]).values;
  return { command, values: { ...defaults, ...given } };
}

export function parseFailOn(text: string): readonly BlockingKind[] {
  return text
    .split(",")
    .map((word) => word.trim())
    .filter((word) => word !== "")
    .map((word) => {
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
  if (value === undefined || value === "")
    throw new UserError("usage", `--${option} is missing.`, "npm run pull-request -- --help says more.");
  return value;
}
