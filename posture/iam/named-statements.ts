import { listing } from "../model";
import { ALL, type Place, type Policies, type Statement, type Unread } from "./statement";

export interface CompareOptions {
  /**
   * A name for what isn't known at a place; two parts of the same name are taken to be the same on both sides. By default
   * no two are.
   */
  readonly nameOf?: (at: Place, side: "before" | "after") => string;
  /** What a statement's list that isn't known is made of; `part`: the argument that holds it. By default that isn't known. */
  readonly listAt?: (at: Place, side: "before" | "after", part: string) => OpenList | undefined;
}

/** A list that isn't known yet. */
export interface OpenList {
  /** The same on both sides where, as far as it can be seen, the list is. */
  readonly key: string;
  /** What it refers to: `aws_s3_bucket.uploads.arn`. */
  readonly from: readonly string[];
}

/** A statement with names for what isn't known in it. */
export interface NamedStatement extends Statement {
  readonly open: string;
}

export function namedStatements(
  policies: Policies,
  side: "before" | "after",
  options: CompareOptions,
): readonly NamedStatement[] {
  const nameOf = (at: Place | undefined, otherwise: string): string =>
    at?.resource ? (options.nameOf?.(at, side) ?? `${side} ${at.address} ${at.path.join(".")}`) : otherwise;
  return [
    ...policies.statements.map((one): NamedStatement => ({ ...one, open: isWhole(one) ? "" : nameOf(one.at, "") })),
    ...policies.unread.map((one) => unread(one, nameOf(one.at, one.text))),
  ];
}

/** What can't be read may allow anything, or deny it. */
function unread({ text, at, actions = ALL, through }: Unread, open: string): NamedStatement {
  return {
    ...(through && { through }),
    at: at ?? { address: text },
    effect: { known: false, why: text },
    actions,
    resources: ALL,
    conditions: listing([], [text]),
    variables: false,
    open: `unread ${open}`,
  };
}

/** The same text for what says the same, in whatever order. */
export function canonical(layers: readonly (readonly NamedStatement[])[]): string {
  return JSON.stringify(layers.map((layer) => layer.map(statementText).sort()));
}

/** Is everything about it known? */
function isWhole({ effect, conditions, actions, resources, principals }: Statement): boolean {
  const parts = [actions, resources, ...(principals ? [principals] : [])];
  return (
    effect.known &&
    conditions.missing.length === 0 &&
    parts.every(({ list }) => list.missing.length === 0) &&
    conditions.items.every(({ values }) => values.missing.length === 0)
  );
}

export function statementText({
  effect,
  principals,
  actions,
  resources,
  conditions,
  variables,
  open,
}: NamedStatement): string {
  const sorted = (list: { readonly items: readonly unknown[]; readonly missing: readonly string[] }) => [
    [...new Set(list.items.map((one) => JSON.stringify(one)))].sort(),
    list.missing.length,
  ];
  return JSON.stringify([
    effect.known ? effect.value : "?",
    [actions.not, sorted({ ...actions.list, items: actions.list.items.map((one) => one.toLowerCase()) })],
    [resources.not, sorted(resources.list), variables && resources.list.items.some((one) => one.includes("${"))],
    principals ? [principals.not, sorted(principals.list)] : "",
    conditions.items
      .map(({ operator, key, values }) =>
        JSON.stringify([operator.toLowerCase(), key.toLowerCase(), sorted(values), variables]),
      )
      .sort(),
    conditions.missing.length,
    open,
  ]);
}
