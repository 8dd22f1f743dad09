import { functionsNamed, pathsTo } from "../../access/paths";
import type { From } from "../../access/paths";
import { findPrincipal } from "../../iam/index";
import type { LambdaFunction, Model } from "../../model/index";
import { assertApi } from "../../model/read";
import { nearestOf } from "../../nearest";
import { nameOf } from "../../redact/name";
import { renderPaths } from "../../render/paths";
import { UsageError } from "../command";
import type { Command } from "../command";
import { oneOf, options } from "../options";
import { readInput } from "../reading";

const HELP = `posture paths FILE|FOLDER [--to FUNCTION] [--from WHO] [options]

Prints each path from a caller to a function, step by step, the weakest first, with what closes it. FILE is a plan or state as JSON, or a
synthesized stack; - is standard input; FOLDER holds .tf files.

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
    const [file, ...more] = positionals;
    if (file === undefined || more.length > 0)
      throw new UsageError(
        file === undefined
          ? "Which file? posture paths plan.json --from nobody"
          : `One file at a time: ${positionals.join(", ")}.`,
      );
    const { reading } = await readInput(file, around);
    const model = reading.current;
    assertApi(model);
    const fn = values.to === undefined ? undefined : target(model, values.to);
    const from = values.from === undefined ? undefined : starting(model, values.from);
    around.out(renderPaths(format, fn, values.from, pathsTo(model, fn, from), around.colour));
    return 0;
  },
};

/** The one function that is called so. Throws UsageError where there is none, or more than one. */
function target(model: Model, name: string): LambdaFunction {
  const [fn, ...others] = functionsNamed(model, name);
  if (!fn) throw new UsageError(`There is no function ${name}.${nearest(model, name)}`);
  if (others.length > 0)
    throw new UsageError(
      `Several functions are called ${name}: ${[fn, ...others].map(({ address }) => address).join(", ")}. Give the address.`,
    );
  return fn;
}

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
