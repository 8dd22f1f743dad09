import { propOf } from "./configuration-error";
import type { Problems } from "./problems";

/** Makes one for each name; those that are refused are left out, and their mistakes gathered. */
export function eachNamed<In, Out>(
  prop: string,
  record: Readonly<Record<string, In>>,
  problems: Problems,
  make: (value: In, name: string) => Out,
): Record<string, Out> {
  const made = Object.entries(record).flatMap(([name, value]) => {
    const one = problems.attempt(propOf(prop, name), () => make(value, name));
    return one === undefined ? [] : [[name, one] as const];
  });
  return Object.fromEntries(made);
}
