import type { Reference, Resource, Step } from "../model/index";
import type { Comparison } from "./comparison";
import { jsonEqual, unknownPaths } from "./paths";

/** The text of the expression at an attribute of a resource, as the folder of a side's sources has it. */
export interface SourceTexts {
  (address: string, path: readonly (string | number)[]): string | undefined;
  /** What couldn't be read: modules that weren't fetched, one sentence each. */
  readonly missing: readonly string[];
}

/** The sources of both sides, which make exact what plans don't show. */
export interface Sources {
  readonly before: SourceTexts;
  readonly after: SourceTexts;
}

/** What AWS computes from arguments that are written: as those change, so does it. */
const COMPUTED_FROM: Readonly<Record<string, readonly string[]>> = { scope_identifiers: ["identifier", "scope"] };

/**
 * What an unknown value comes from and what is another on both sides: a data source that asks for something else, a
 * resource of another provider with other arguments, an argument that is written there, a list that AWS computes. The same expression then stands for
 * another value.
 */
export class ChangedSources {
  private readonly known = new Map<string, boolean>();
  private readonly was: ReadonlyMap<string, string>;

  constructor(private readonly comparison: Comparison) {
    this.was = comparison.moved;
  }

  /** The address of the first one that the references lead to, in order of appearance. */
  among(references: readonly Reference[]): string | undefined {
    return references.find((one) => this.isChanged(one))?.address;
  }

  /** The arguments of a configuration whose text is the same on both sides and whose source changed, with that source. */
  behindTexts(before: Resource, after: Resource): readonly { readonly name: string; readonly source: string }[] {
    const [was, is] = [before.attributes.plain(), after.attributes.plain()];
    const texts = Object.entries((is.values ?? {}) as object).filter(
      ([name, text]) =>
        !after.attributes.value(name).known && jsonEqual((was.values as Record<string, unknown>)[name], text),
    );
    return texts.flatMap(([name]) => {
      const source = unknownPaths((is.unknown as Record<string, unknown> | undefined)?.[name]).length
        ? undefined
        : this.among(after.attributes.references(name));
      return source === undefined ? [] : [{ name, source }];
    });
  }

  private isChanged({ address, attribute }: Reference): boolean {
    const key = `${address} ${JSON.stringify(attribute)}`;
    let found = this.known.get(key);
    if (found === undefined) {
      this.known.set(key, false); // What refers to itself ends here.
      this.known.set(key, (found = this.differs(address, attribute)));
    }
    return found;
  }

  private differs(address: string, path: readonly Step[]): boolean {
    const [before, after] = [this.at("before", this.was.get(address) ?? address), this.at("after", address)];
    const computed = COMPUTED_FROM[path[0] ?? ""];
    return after.some((resource, i) => {
      const partner = before[i];
      if (!partner || before.length !== after.length) return before.length > 0;
      const differ = (names?: readonly string[]) => !jsonEqual(membersOf(partner, names), membersOf(resource, names));
      if (computed) return differ(computed);
      const [was, is] = [partner.attributes.value(...path), resource.attributes.value(...path)];
      // What isn't among the arguments may still be among the answers.
      if (path.length > 0 && was.known && is.known && (was.value ?? is.value) !== undefined)
        return !jsonEqual(was.value ?? null, is.value ?? null);
      return isSource(resource) && (differ() || this.among(referencesOf(resource)) !== undefined);
    });
  }

  private at(side: "before" | "after", address: string): readonly Resource[] {
    const model = this.comparison[side];
    const one = model.resource(address);
    return one ? [one] : model.resources.filter((resource) => resource.address.startsWith(`${address}[`));
  }
}

/** What gives values that nothing else here tells of; a policy's document is compared by what it allows. */
function isSource({ mode, type }: Resource): boolean {
  return mode === "data" ? type !== "aws_iam_policy_document" : !type.startsWith("aws");
}

function membersOf({ attributes }: Resource, names?: readonly string[]): unknown {
  const values = attributes.plain().values as Readonly<Record<string, unknown>>;
  return names ? names.map((name) => values[name] ?? null) : values;
}

function referencesOf({ attributes }: Resource): readonly Reference[] {
  const { values, unknown } = attributes.plain();
  const names = new Set([...Object.keys(values ?? {}), ...Object.keys((unknown ?? {}) as object)]);
  return [...names].flatMap((name) => attributes.references(name));
}
