import type { Reference } from "./resource";
import { longest, nameOf, type Named } from "./address";

/** What the configuration says about one path of a resource. */
export interface ConfiguredAttribute {
  /** `given`: an expression is there. `left-out`: the block is there, the attribute isn't. `hidden`: can't be seen (dynamic block). */
  readonly how: "given" | "left-out" | "hidden";
  readonly references: readonly string[];
  /** Why a value there isn't known, when it isn't. */
  readonly why: string;
  /** What is written there, where the plan shows it: of Terraform JSON. */
  readonly template?: unknown;
}

/** What an expression without references refers to. */
export const NONE: readonly Reference[] = [];

const CONSTANT: ConfiguredAttribute = { how: "given", references: [], why: "known after apply" };

export interface Names {
  readonly all: readonly Named[];
  /** Do they lead to the same for every instance that asks? */
  readonly fixed: boolean;
  /** Does any of them name a variable, or what a for_each iterates? */
  readonly inputs: boolean;
}

/**
 * What the expressions of one plan refer to. A thousand resources write the same few expressions: each is read once,
 * and what reads alike is one object, so that it can be told by identity.
 */
export class ExpressionCache {
  private readonly byText = new Map<string, ConfiguredAttribute>();
  private readonly byList = new Map<readonly string[], ConfiguredAttribute>();
  private readonly byTemplate = new Map<string, ConfiguredAttribute>();
  private readonly names = new Map<readonly string[], Names>();
  private readonly numbers = new Map<object, number>();

  /**
   * An expression with these references, as they are listed in a plan; one without any is a constant.
   * @param template its text, where the plan shows it
   */
  given(references: readonly string[] | undefined, template?: unknown): ConfiguredAttribute {
    if (references === undefined || references.length === 0) return CONSTANT;
    if (template !== undefined) return this.written(references, template);
    const known = this.byList.get(references);
    if (known) return known;
    const attribute = this.read(references);
    this.byList.set(references, attribute);
    return attribute;
  }

  private written(references: readonly string[], template: unknown): ConfiguredAttribute {
    const text = JSON.stringify(template);
    let attribute = this.byTemplate.get(text);
    if (!attribute) this.byTemplate.set(text, (attribute = { ...this.given(references), template }));
    return attribute;
  }

  private read(references: readonly string[]): ConfiguredAttribute {
    const text = references.length === 1 ? String(references[0]) : references.join("\n");
    let attribute = this.byText.get(text);
    if (!attribute) {
      const from = longest(references).slice(0, 3).join(", ");
      this.byText.set(text, (attribute = { how: "given", references, why: `known after apply, from ${from}` }));
    }
    return attribute;
  }

  namesIn(references: readonly string[]): Names {
    let names = this.names.get(references);
    if (!names) {
      const all = longest(references).map(nameOf);
      this.names.set(references, (names = { all, fixed: all.every(isFixed), inputs: all.some(isInput) }));
    }
    return names;
  }

  numberOf(object: object): number {
    let number = this.numbers.get(object);
    if (number === undefined) this.numbers.set(object, (number = this.numbers.size));
    return number;
  }
}

const isInput = ({ kind }: Named): boolean => kind === "var" || kind === "each";

function isFixed(name: Named): boolean {
  if (name.kind === "resource") return !name.dynamic;
  if (name.kind === "module") return name.output !== undefined;
  return name.kind === "local" || name.kind === "other" || name.kind === "var";
}
