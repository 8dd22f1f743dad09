import { functionsNamed, pathsTo } from "../../access/paths";
import type { From } from "../../access/paths";
import { findPrincipal } from "../../iam/index";
import type { Model } from "../../model/index";
import { nearestOf } from "../../nearest";
import { nameOf } from "../../redact/name";
import { renderPaths } from "../../render/paths";
import { UsageError } from "../command";
import type { Command } from "../command";
import { oneOf, options } from "../options";
import { readInput } from "../reading";

const HELP = `posture paths FILE|FOLDER --to FUNCTION [--from WHO] [options]

Prints each way to a function, step by step, the weakest first, with what closes it. FILE is a plan or state as JSON, or
a synthesized stack; - is standard input; FOLDER holds .tf files.

  --to FUNCTION                 name or address of the function
  --from WHO                    only ways by which this one gets in, or may: nobody (no credentials), or a role or user
                                by its address, ARN or name
  --format text|markdown|json   how to print (default: text)

Exit code: 0 printed, also where there is no way, 1 the input can't be read.
`;

export const paths: Command = {
  name: "paths",
  summary: "print each way to a function, the weakest first",
  help: HELP,
  async run(args, around) {
    const { values, positionals } = options(args, {
      to: { type: "string" },
      from: { type: "string" },
      format: { type: "string", default: "text" },
    });
    const format = oneOf("format", values.format, ["text", "markdown", "json"]);
    const [file, ...more] = positionals;
    if (file === undefined || more.length > 0 || values.to === undefined)
      throw new UsageError("Which file, and to which function? posture paths plan.json --to orders");
    const { reading } = await readInput(file, around);
    const model = reading.current;
    const [fn, ...others] = functionsNamed(model, values.to);
    if (!fn) throw new UsageError(`There is no function ${values.to}.${nearest(model, values.to)}`);
    if (others.length > 0)
      throw new UsageError(
        `Several functions are called ${values.to}: ${[fn, ...others].map(({ address }) => address).join(", ")}. Give the address.`,
      );
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

function nearest(model: Model, name: string): string {
  const names = model.functions.flatMap((fn) => [fn.address, nameOf(fn)]);
  const found = nearestOf(name, names);
  if (found !== undefined) return ` Is ${found} meant?`;
  return names.length > 0
    ? ` There are: ${model.functions.map(nameOf).join(", ")}.`
    : " There is no function in it at all.";
}
