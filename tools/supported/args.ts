import { parseArgs } from "node:util";
import { Refusal } from "../../process/user-error";
import { idOf, LINTERS, RANGE, variableOf, type Tool } from "./range";

/** What a run is asked to do. */
export interface Options {
  /** Get the tools and stop. */
  readonly get: boolean;
  /** Which tools; the whole range by default, with the linters where they are only got. */
  readonly tools: readonly Tool[];
  /** Print one JSON object on standard output; progress goes to standard error. */
  readonly json: boolean;
  /** What is skipped has failed. */
  readonly strict: boolean;
  /** How long all builds together may take, in milliseconds; what isn't built by then is skipped. @default no limit */
  readonly buildTime: number;
  readonly help: boolean;
}

const ids = [...RANGE, ...LINTERS].map(idOf);

export const HELP = `npm run supported [-- options]

Exercises both ends of the range of Terraform and OpenTofu that docs/publishing.md documents: validates the stacks, the
examples and the module, runs the module's own tests, applies the module twice and the stacks to an AWS embedded in this
machine, and calls every route.

  --get         only get the tools, the linters of the tests among them
  --only NAME   only this one; can be repeated: ${ids.join(", ")}
  --build-minutes N
                builds end after N minutes, 0 for none; what isn't built by then is skipped
  --strict      what can't be done here counts as failed
  --json        print one JSON object on standard output at the end
  --help        this text

Each tool is the one of exactly its version that a variable names (${RANGE.slice(0, 1).map(variableOf).join(", ")}) or that is on the PATH; else it is built
with Go from what its module proxy (GOPROXY) serves and its checksum database vouches for, and kept in .work/toolchain/bin.
Else it is skipped, with the reason.
`;

/** @throws Refusal for options that there aren't */
export function parseOptions(argv: readonly string[]): Options {
  const flag = { type: "boolean" } as const;
  const options = {
    get: flag,
    json: flag,
    strict: flag,
    help: { ...flag, short: "h" },
    only: { type: "string", multiple: true },
    "build-minutes": { type: "string" },
  } as const;
  const parse = () => parseArgs({ args: [...argv], options }).values;
  let values: ReturnType<typeof parse>;
  try {
    values = parse();
  } catch (error) {
    const what = error instanceof Error ? (error.message.split(". ")[0] ?? error.message) : String(error);
    throw new Refusal(`${what}.`, "Options: --get, --only NAME, --build-minutes N, --strict, --json, --help.");
  }
  const { get = false, json = false, strict = false, help = false, only = [] } = values;
  const known = get ? [...RANGE, ...LINTERS] : RANGE;
  const stranger = only.find((name) => !known.some((tool) => idOf(tool) === name));
  if (stranger !== undefined)
    throw new Refusal(`--only ${stranger}: there is no such tool.`, `Tools: ${known.map(idOf).join(", ")}.`);
  const tools = only.length === 0 ? known : known.filter((tool) => only.includes(idOf(tool)));
  const minutes = values["build-minutes"];
  if (minutes !== undefined && !/^\d{1,4}$/.test(minutes))
    throw new Refusal(`--build-minutes ${minutes}: no number of minutes.`, "Write --build-minutes 20.");
  const buildTime = minutes === undefined ? Infinity : Number(minutes) * 60_000;
  return { get, tools, json, strict, help, buildTime };
}
