import type { Finding, Rule } from "../../../posture/rules";
import { append } from "../../../posture/group-by";
import { findingsOf, goodStack, type Stack } from "./support";

type Path = readonly (string | number)[];

/** Of a type, so many resources are varied: the others are alike. */
const MOST = 3;

const UNKNOWN = "${var.other}";

/** What an argument may be instead of what a stack writes: nothing, not known, or another value of its type. */
const STATES: Readonly<Record<string, (value: unknown) => unknown>> = {
  "left out": () => undefined,
  unknown: () => UNKNOWN,
  other: (value) =>
    typeof value === "boolean" ? !value : typeof value === "number" ? value + 1 : Array.isArray(value) ? [] : "other",
};

/**
 * What a rule says of a stack when one argument is otherwise, by what it then says; where that changes nothing, nothing. What is written as in the good
 * stack stays, for its own tests vary it.
 */
export function otherwise(rule: Rule, stack: Stack): string {
  const whole = JSON.parse(JSON.stringify(stack)) as Stack;
  const before = sentences(findingsOf(rule, whole));
  const found = new Map<string, Map<string, string[]>>();
  for (const path of changed(whole.resource, goodStack().resource))
    for (const state of path.length === 2 ? ["left out"] : Object.keys(STATES)) {
      const resource = replaced(whole.resource, path, STATES[state]?.(at(whole.resource, path)));
      const after = sentences(findingsOf(rule, { ...whole, resource }));
      if (after === before) continue;
      const cases = found.get(after) ?? new Map<string, string[]>();
      append(cases, path.join("."), state);
      found.set(after, cases);
    }
  return [...found]
    .map(([after, cases]) => [...[...cases].map(([path, states]) => `${path}: ${states.join(", ")}`), after].join("\n"))
    .join("\n\n");
}

/** Resources that aren't the good stack's, and all that they write, inner blocks and items of lists too. */
function changed(resources: Stack["resource"], good: Stack["resource"]): readonly Path[] {
  return Object.entries(resources).flatMap(([type, named]) =>
    Object.entries(named)
      .filter(([name, body]) => JSON.stringify(body) !== JSON.stringify(good[type]?.[name]))
      .slice(0, MOST)
      .flatMap(([name, body]) => [[type, name], ...within(body, [type, name])]),
  );
}

function within(value: unknown, path: Path): readonly Path[] {
  const inner = Array.isArray(value) ? [...value.entries()] : isObject(value) ? Object.entries(value) : [];
  return inner.flatMap(([key, one]) => [[...path, key], ...within(one, [...path, key])]);
}

const at = (value: unknown, path: Path): unknown =>
  path.reduce<unknown>((inner, key) => (inner as Record<string | number, unknown>)[key], value);

function replaced(value: unknown, [key, ...rest]: Path, by: unknown): unknown {
  if (key === undefined) return by;
  if (Array.isArray(value))
    return value
      .flatMap((one, i) => (i === key ? ([replaced(one, rest, by)] as unknown[]) : [one]))
      .filter((one) => one !== undefined);
  return { ...(value as object), [key]: replaced((value as Record<string, unknown>)[key], rest, by) };
}

const isObject = (value: unknown): value is object => typeof value === "object" && value !== null;

function sentences(findings: readonly Finding[]): string {
  const lines = findings.map(
    ({ kind, severity, address, message }) => `${kind === "mistake" ? severity : kind} ${address}: ${message}`,
  );
  return lines.length === 0
    ? "  nothing"
    : lines
        .map((line) => `  ${line}`)
        .sort()
        .join("\n");
}
