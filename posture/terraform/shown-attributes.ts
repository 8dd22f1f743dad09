import type { PlainAttributes, Reference, ShownExpression, Step } from "./resource";
import { ReadAttributes } from "./attributes";
import type { ResourceConfiguration } from "./resource-configuration";
import { marksSomething, merge } from "./merge";
import type { ConfiguredAttribute } from "./expression-cache";
import type { ValueNode } from "./value-node";

type Json = Readonly<Record<string, unknown>>;

const NO_MARKS: Json = {};

/** What a plan lists beside the values of one instance. */
export interface PlannedMarks {
  readonly configuration: ResourceConfiguration;
  readonly index: Step | undefined;
  /** Marks of what is known only after apply, in the shape of the values. */
  readonly unknown: unknown;
}

/**
 * Attributes as plans and states list them. Values and marks are joined for the attributes that are asked for, since
 * few of a plan's are.
 */
export class ShownAttributes extends ReadAttributes {
  constructor(
    private readonly values: Json,
    private readonly secrets: unknown,
    private readonly planned?: PlannedMarks,
  ) {
    super();
  }

  protected whole(): ValueNode {
    const { planned } = this;
    return planned ? merge(this.values, planned.unknown, this, []) : (this.values as ValueNode);
  }

  protected first(step: Step): ValueNode {
    const { values, planned } = this;
    if (planned) {
      const { unknown } = planned;
      if (unknown === true) return this.whole();
      const mark = typeof unknown === "object" && unknown !== null ? (unknown as Json)[step] : undefined;
      if (marksSomething(mark)) return merge(own(values, step), mark, this, [step]);
    }
    return own(values, step) as ValueNode;
  }

  protected referencesBeside(path: readonly Step[]): readonly Reference[] {
    return this.planned ? this.resolve(this.expressionAt(path).references) : [];
  }

  protected marks(): unknown {
    return this.secrets;
  }

  fingerprint(names: readonly string[]): string | undefined {
    const { values, planned } = this;
    if (!planned) return JSON.stringify(names.map((name) => values[name]));
    if (planned.unknown === true) return undefined;
    const marks = (planned.unknown ?? NO_MARKS) as Json;
    const read: unknown[] = [];
    for (const name of names) read.push(values[name], marks[name]);
    // A list that is known speaks for itself; a text may name several things, among which references decide.
    const settled = (name: string) => Array.isArray(values[name]) && !marksSomething(marks[name]);
    return planned.configuration.fingerprint(names, planned.index, settled) + JSON.stringify(read);
  }

  override expression(...path: readonly Step[]): ShownExpression {
    const { planned } = this;
    if (!planned) return { how: "hidden", references: [], constants: "" };
    const exact = this.exact(path);
    const shown = planned.configuration.expression(path, planned.index);
    return exact === undefined ? shown : { ...shown, exact };
  }

  override plain(): PlainAttributes {
    return { values: this.values, unknown: this.planned?.unknown };
  }

  /** What the configuration says at a path; of a plan's attributes only. */
  expressionAt(path: readonly Step[]): ConfiguredAttribute {
    return (this.planned as PlannedMarks).configuration.expressionAt(path, this.values);
  }

  resolve(references: readonly string[]): readonly Reference[] {
    const { configuration, index } = this.planned as PlannedMarks;
    return configuration.resolve(references, index);
  }

  evaluate(template: unknown): ValueNode {
    const { configuration, index } = this.planned as PlannedMarks;
    return configuration.evaluate(template, index);
  }
}

const own = (values: Json, step: Step): unknown => (Object.hasOwn(values, step) ? values[step] : undefined);
