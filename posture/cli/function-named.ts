import { functionsNamed } from "../access/paths";
import type { LambdaFunction, Model } from "../model/index";
import { nearestOf } from "../nearest";
import { nameOf } from "../redact/name";
import { UsageError } from "./command";

/** The one function that is called so. Throws UsageError where there is none, or more than one. */
export function functionNamed(model: Model, name: string): LambdaFunction {
  const [fn, ...others] = functionsNamed(model, name);
  if (!fn) throw new UsageError(`There is no function ${name}.${nearest(model, name)}`);
  if (others.length > 0)
    throw new UsageError(
      `Several functions are called ${name}: ${[fn, ...others].map(({ address }) => address).join(", ")}. Give the address.`,
    );
  return fn;
}

function nearest(model: Model, name: string): string {
  const names = model.functions.flatMap((fn) => [fn.address, nameOf(fn)]);
  const found = nearestOf(name, names);
  if (found !== undefined) return ` Is ${found} meant?`;
  return names.length > 0
    ? ` There are: ${model.functions.map(nameOf).join(", ")}.`
    : " There is no function in it at all.";
}
