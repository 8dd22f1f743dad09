import { pathsTo, type From } from "../../access/paths";
import { findPrincipal } from "../../iam/index";
import type { Model } from "../../model/index";
import { assertApi } from "../../model/read";
import { renderPaths } from "../../render/paths";
import { UsageError, functionNamed, type Command } from "../command";
import { oneOf, options } from "../options";
import { onlyFile, readInput } from "../reading";

const HELP = `posture paths FILE|FOLDER [--to FUNCTION] [--from WHO] [options]

Prints each path from a caller to a function, step by step, the weakest first, with what closes it. FILE is a plan or
state as JSON, or a synthesized stack; - is standard input; FOLDER holds .tf files.

  --to FUNCTION                 only paths to this function, by its name or address
  --from WHO                    only paths on which this caller gets in, or may: nobody (no credentials), or a role or user
                                by its address, ARN or name
  --format text|markdown|json   how to print (default: text)

Exit code: 0 printed, also where there is no path, 1 the input can't be read.
`;

export const paths: Command = {
  name: "paths",
  summary: "print each path from a caller to a function, the weakest first",
  help: HELP,
  async run(args, around) {
    const { values, positionals } = options(args, {
      to: { type: "string" },
      from: { type: "string" },
      format: { type: "string", default: "text" },
    });
    const format = oneOf("format", values.format, ["text", "markdown", "json"]);
    const file = onlyFile(positionals, "posture paths plan.json --from nobody");
    const { reading } = await readInput(file, around);
    const model = reading.current;
    assertApi(model);
    const fn = values.to === undefined ? undefined : functionNamed(model, values.to);
    const from = values.from === undefined ? undefined : starting(model, values.from);
    around.out(renderPaths(format, fn, values.from, pathsTo(model, fn, from), around.colour));
    return 0;
  },
};

function starting(model: Model, who: string): From {
  if (who === "nobody") return { kind: "nobody" };
  const principal = findPrincipal(model, who);
  if ("problem" in principal) throw new UsageError(principal.problem);
  return { kind: "principal", principal };
}
