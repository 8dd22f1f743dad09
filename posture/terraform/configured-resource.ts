import type { Reference, Step } from "./resource";
import type { Value } from "./value";
import type { ConfiguredResource } from "./format";
import type { Phrases } from "./expression-cache";
import type { Said, Sayings } from "./configured-attribute";
import type { Scope } from "./scope";

/** What all instances of one configured resource, in one instance of its module, have in common. */
export class Family {
  private print?: Print;

  /** `region`: of its provider. Without a scope or a resource the configuration doesn't hold it. */
  constructor(
    private readonly phrases: Phrases,
    private readonly scope: Scope | undefined,
    private readonly config: ConfiguredResource | undefined,
    private readonly sayings: Sayings,
    readonly region: Value<string | undefined>,
  ) {}

  get provider(): string | undefined {
    return this.config?.provider_config_key;
  }

  said(path: readonly Step[]): Said {
    return this.sayings.at(path);
  }

  /** `index`: of the instance that asks. */
  resolve(references: readonly string[], index: Step | undefined): readonly Reference[] {
    return this.scope?.resolve(references, { index, each: this.config?.for_each_expression }) ?? [];
  }

  /**
   * A text that is the same for instances whose expressions at these names are known to lead to the same.
   * `settled`: is the value of the instance at a name such that nobody follows its references?
   */
  fingerprint(names: readonly string[], index: Step | undefined, settled: (name: string) => boolean): string {
    if (this.print?.names !== names) this.print = this.printOf(names);
    let { text } = this.print;
    for (const { name, references } of this.print.turning)
      if (!settled(name)) text += `${name} ${this.phrases.numberOf(this.resolve(references, index))} `;
    return text;
  }

  private printOf(names: readonly string[]): Print {
    const turning: Print["turning"][number][] = [];
    let text = "";
    for (const name of names) {
      const said = this.sayings.of(name);
      const { references } = said;
      text += `${this.phrases.numberOf(said)} `;
      if (references.length === 0) continue;
      if (this.phrases.namesIn(references).fixed)
        text += `${this.phrases.numberOf(this.resolve(references, undefined))} `;
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
