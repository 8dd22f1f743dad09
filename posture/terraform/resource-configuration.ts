import type { Reference, ShownExpression, Step } from "./resource";
import type { Value } from "./value";
import type { ConfiguredResource } from "./format";
import type { ExpressionCache, ConfiguredAttribute } from "./expression-cache";
import type { ConfiguredAttributes } from "./configured-attribute";
import type { Scope } from "./scope";
import { evaluateJson } from "./hcl/evaluate";
import type { ValueNode } from "./value-node";

const EMPTY: Readonly<Record<ShownExpression["how"], ShownExpression>> = {
  given: { how: "given", references: [], constants: "" },
  "left-out": { how: "left-out", references: [], constants: "" },
  hidden: { how: "hidden", references: [], constants: "" },
};

/** Where the resources of a provider are: its region, and its account where it is told; and all that it says. */
export interface ProviderPlace {
  readonly region: Value<string | undefined>;
  readonly account: string | undefined;
  readonly arguments: Readonly<Record<string, string>>;
}

/** What all instances of one configured resource, in one instance of its module, have in common. */
export class ResourceConfiguration {
  private print?: Print;
  private readonly shared = new Map<string, ShownExpression>();

  /** `place`: of its provider. Without a scope or a resource the configuration doesn't hold it. */
  constructor(
    private readonly expressions: ExpressionCache,
    private readonly scope: Scope | undefined,
    private readonly config: ConfiguredResource | undefined,
    private readonly configured: ConfiguredAttributes,
    readonly place: ProviderPlace,
  ) {}

  get provider(): string | undefined {
    return this.config?.provider_config_key;
  }

  /** `values`: of the instance that asks. */
  expressionAt(path: readonly Step[], values?: unknown): ConfiguredAttribute {
    return this.configured.at(path, values);
  }

  /** `index`: of the instance that asks. */
  resolve(references: readonly string[], index: Step | undefined): readonly Reference[] {
    return this.scope?.resolve(references, { index, each: this.config?.for_each_expression }) ?? [];
  }

  /** What Terraform JSON comes to. `index`: of the instance that asks. */
  evaluate(template: unknown, index: Step | undefined): ValueNode {
    const self = { index, each: this.config?.for_each_expression };
    return this.scope && evaluateJson(template, this.scope.lookup(self));
  }

  /** What a plan shows of the expression at a path. Most are the same for all instances: they share one answer. */
  expression(path: readonly Step[], index: Step | undefined): ShownExpression {
    const [first] = path;
    const name = path.length === 1 && typeof first === "string" ? first : undefined;
    const shared = name === undefined ? undefined : this.shared.get(name);
    if (shared) return shared;
    const { how, references } = this.configured.at(path);
    const own = this.configured.constants(path);
    if (references.length === 0 && own.length === 0) return EMPTY[how];
    const self = { index, each: this.config?.for_each_expression };
    const given = this.scope?.constants(references, self) ?? [];
    const constants = own.length + given.length === 0 ? "" : JSON.stringify([...own, ...given].sort());
    const expression = { how, references: this.resolve(references, index), constants };
    if (name !== undefined && references.length > 0) {
      const { fixed, inputs } = this.expressions.namesIn(references);
      if (fixed && !inputs) this.shared.set(name, expression);
    }
    return expression;
  }

  /**
   * A text that is the same for instances whose expressions at these names are known to lead to the same.
   * `settled`: is the value of the instance at a name such that nobody follows its references?
   */
  fingerprint(names: readonly string[], index: Step | undefined, settled: (name: string) => boolean): string {
    if (this.print?.names !== names) this.print = this.printOf(names);
    let { text } = this.print;
    for (const { name, references } of this.print.turning)
      if (!settled(name)) text += `${name} ${this.expressions.numberOf(this.resolve(references, index))} `;
    return text;
  }

  private printOf(names: readonly string[]): Print {
    const turning: Print["turning"][number][] = [];
    let text = "";
    for (const name of names) {
      const attribute = this.configured.of(name);
      const { references } = attribute;
      text += `${this.expressions.numberOf(attribute)} `;
      if (references.length === 0) continue;
      if (this.expressions.namesIn(references).fixed)
        text += `${this.expressions.numberOf(this.resolve(references, undefined))} `;
      else turning.push({ name, references });
    }
    return { names, text, turning };
  }
}

/** What the instances share, and the references that may lead each of them elsewhere. */
interface Print {
  readonly names: readonly string[];
  readonly text: string;
  readonly turning: readonly { readonly name: string; readonly references: readonly string[] }[];
}
