import { parseArgs } from "node:util";
import { Refusal } from "../process/user-error";

/** What a local run is asked to do. */
export interface Options {
  /** Stop at the end instead of staying up. */
  readonly once: boolean;
  /** Print one JSON object on standard output; progress goes to standard error. Implies `once`. */
  readonly json: boolean;
  /** Port of the embedded AWS; a free one by default. */
  readonly port: number | undefined;
  readonly help: boolean;
}

export const HELP = `npm run local [-- options]

Applies main.ts's stack, and examples/every-way-in beside it, to an AWS embedded in this machine, signs users in, calls
every route as everybody, holds each answer against what posture predicts, and shows what came of it. Then it stays up,
with curl lines to paste, until Ctrl-C.

  --once      stop at the end; exit code 0 only if everything is as expected
  --json      print one JSON object on standard output and stop at the end
  --port N    port of the embedded AWS (a free one by default); it listens on 127.0.0.1 only
  --help      this text

Needs Terraform or OpenTofu >= 1.5.7 (TERRAFORM_BINARY_NAME names another binary) and Python >= 3.10 (PYTHON names
another one). Nothing of your AWS account is used.
`;

export function parseOptions(argv: readonly string[]): Options {
  let values: { once?: boolean; json?: boolean; port?: string; help?: boolean };
  try {
    ({ values } = parseArgs({
      args: [...argv],
      options: {
        once: { type: "boolean" },
        json: { type: "boolean" },
        port: { type: "string" },
        help: { type: "boolean", short: "h" },
      },
    }));
  } catch (error) {
    const what = error instanceof Error ? (error.message.split(". ")[0] ?? error.message) : String(error);
    throw new Refusal(`${what}.`, "Options: --once, --json, --port N, --help.");
  }
  const port = values.port === undefined ? undefined : Number(values.port);
  if (port !== undefined && !(Number.isInteger(port) && port >= 1 && port <= 65_535))
    throw new Refusal(`--port takes a whole number from 1 to 65535, not "${values.port ?? ""}".`);
  const json = values.json ?? false;
  return { once: json || (values.once ?? false), json, port, help: values.help ?? false };
}
