import { options } from "../posture/cli/options";
import { LOCAL_COMMAND } from "../process/terraform-working-directory";
import { UserError } from "../process/user-error";

/** What a local run is asked to do. */
export interface Options {
  /** Stop at the end instead of staying up. */
  readonly once: boolean;
  /** Print one JSON object on standard output; progress goes to standard error. Implies `once`. */
  readonly json: boolean;
  /** Print every probe, not only what failed and a line a route. */
  readonly verbose: boolean;
  /** Give functions their new code when they are saved, and apply changed programs. */
  readonly watch: boolean;
  /** Keep port, data and users for the next run that keeps them. */
  readonly keep: boolean;
  /** Serve examples/sign-in-page against what was applied. */
  readonly frontEnd: boolean;
  /** Port of the AWS emulator; a free one by default. */
  readonly port: number | undefined;
  readonly stack: string | undefined;
  /** A folder of HCL, in place of main.ts. */
  readonly terraform: string | undefined;
  /** Further programs whose stacks are applied beside main.ts's. */
  readonly also: readonly string[];
  readonly help: boolean;
}

export const HELP = `${LOCAL_COMMAND} [options]
${LOCAL_COMMAND} token --as USER|CLIENT [--scopes LIST]

Applies the stacks of main.ts to an AWS emulator on this machine, signs test users in, calls every route with every kind
of caller, and compares each answer with the access list (access.json). Then it keeps running until Ctrl-C, with curl examples.

  --once        stop at the end; exit code 0 only if every answer is as declared
  --json        print one JSON object on standard output, every probe included, and stop at the end
  --watch       update a function when one of its sources is saved, and apply the program when it changes
  --front-end   serve examples/sign-in-page for the stack, at http://localhost:3000/
  --keep        keep port, users and data for the next run with --keep (remove .work/local/kept to start afresh)
  --verbose     print every probe as a table
  --stack NAME  apply this stack only
  --terraform DIR  apply the Terraform configuration in this folder instead of main.ts
  --also FILE   also apply the stacks of another program; can be repeated
  --port N      port of the AWS emulator (a free one by default); it listens on 127.0.0.1 only
  --help        this text

The answers of a function are compared with expected.json in its folder; without that file every answer but an error passes.
Needs Terraform or OpenTofu >= 1.5.7 (TERRAFORM_BINARY_NAME names another binary) and Python >= 3.10 (PYTHON names
another one). Your AWS account isn't used.
`;

const OPTIONS = {
  once: { type: "boolean" },
  json: { type: "boolean" },
  verbose: { type: "boolean" },
  watch: { type: "boolean" },
  keep: { type: "boolean" },
  port: { type: "string" },
  "front-end": { type: "boolean" },
  stack: { type: "string" },
  terraform: { type: "string" },
  also: { type: "string", multiple: true },
  help: { type: "boolean", short: "h" },
} as const;

/** @throws UsageError, UserError for options that can't be meant */
export function parseOptions(argv: readonly string[]): Options {
  const { values } = options(argv, OPTIONS, false);
  const port = values.port === undefined ? undefined : Number(values.port);
  if (port !== undefined && !(Number.isInteger(port) && port >= 1 && port <= 65_535))
    throw new UserError("usage", `--port takes a whole number from 1 to 65535, not "${values.port ?? ""}".`);
  const json = values.json ?? false;
  if (values["front-end"] === true && (json || values.once === true))
    throw new UserError("usage", "--front-end stays up, --once and --json stop at the end.", "Leave one of them out.");
  if (values.watch === true && (json || values.once === true))
    throw new UserError("usage", "--watch stays up, --once and --json stop at the end.", "Leave one of them out.");
  return {
    once: json || (values.once ?? false),
    json,
    verbose: values.verbose ?? false,
    watch: values.watch ?? false,
    keep: values.keep ?? false,
    frontEnd: values["front-end"] ?? false,
    port,
    stack: values.stack,
    terraform: values.terraform,
    also: values.also ?? [],
    help: values.help ?? false,
  };
}
