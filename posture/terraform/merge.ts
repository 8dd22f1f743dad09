import type { Reference, Step } from "./resource";
import type { ConfiguredAttribute } from "./expression-cache";
import { Unresolved, firstUnresolved, type ValueBranch, type ValueNode } from "./value-node";

/** What the configuration says where a value isn't known. */
export interface ConfigLookup {
  expressionAt(path: readonly Step[]): ConfiguredAttribute;
  resolve(references: readonly string[]): readonly Reference[];
  /** What Terraform JSON comes to, as far as it is known before apply. */
  evaluate(template: unknown): ValueNode;
}

/**
 * Joins a planned value with the marks of what is known only after apply. Unknown attributes that the configuration
 * leaves out are left out here too: AWS fills in its default for them.
 */
export function merge(value: unknown, unknownMarks: unknown, lookup: ConfigLookup, path: readonly Step[]): ValueNode {
  if (unknownMarks === true) {
    const { how, why, references, template } = lookup.expressionAt(path);
    if (how === "left-out") return undefined;
    const written = template === undefined ? undefined : lookup.evaluate(template);
    return firstUnresolved(written) ? written : new Unresolved(why, () => lookup.resolve(references));
  }
  if (typeof unknownMarks !== "object" || unknownMarks === null) return value as ValueNode;
  if (Array.isArray(value) || Array.isArray(unknownMarks)) {
    const items = Array.isArray(value) ? value : [];
    const marks = Array.isArray(unknownMarks) ? unknownMarks : [];
    if (!marks.some(marksSomething)) return items as ValueNode;
    return Array.from({ length: Math.max(items.length, marks.length) }, (_, i) =>
      merge(items[i], marks[i], lookup, [...path, i]),
    );
  }
  const marks = unknownMarks as Record<string, unknown>;
  const result: Record<string, ValueNode> = { ...(value as ValueBranch | null) };
  for (const name of Object.keys(marks)) {
    if (marksSomething(marks[name])) result[name] = merge(result[name], marks[name], lookup, [...path, name]);
  }
  return result;
}

/** Is anything below these marks unknown? */
export function marksSomething(marks: unknown): boolean {
  if (marks === true) return true;
  if (typeof marks !== "object" || marks === null) return false;
  for (const name in marks) if (marksSomething((marks as Record<string, unknown>)[name])) return true;
  return false;
}
