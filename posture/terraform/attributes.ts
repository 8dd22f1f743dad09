import { known, listing, unknown, type Listing, type Value } from "./value";
import { isLeft, type Attributes, type Pieces, type PlainAttributes, type Reference } from "./resource";
import type { ShownExpression, Step } from "./resource";
import { dataIn } from "./document-text";
import { Unresolved, firstUnresolved, isBranch, type ValueBranch, type ValueNode } from "./value-node";

/**
 * Attributes that AWS gives and no configuration can: when a source lacks them, they exist but aren't known.
 * Everything else that a source lacks was left out.
 */
const GIVEN_BY_AWS = new Set(
  "id arn endpoint execution_arn invoke_arn qualified_arn api_endpoint invoke_url client_secret scope_identifiers custom_domain cloudfront_distribution unique_id account_id json".split(
    " ",
  ),
);

const NOWHERE: readonly Step[] = [];

/** What a source can say beside the values. */
export interface AttributeDetails {
  references?(path: readonly Step[]): readonly Reference[];
  sensitive?: unknown;
  fingerprint?(names: readonly string[]): string | undefined;
}

const AT_APPLY = new Unresolved("AWS gives it at apply");
const ABSENT = known(undefined);

/** How attributes are read, whatever they are kept in. */
export abstract class ReadAttributes implements Attributes {
  protected abstract whole(): ValueNode;
  protected abstract first(step: Step): ValueNode;
  /** What the expression there refers to, where the value itself doesn't tell. */
  protected abstract referencesBeside(path: readonly Step[]): readonly Reference[];
  /** Marks of what is sensitive, in the shape of the values. */
  protected abstract marks(): unknown;
  /** Where these attributes stand in their resource; empty for the resource's own. */
  protected readonly base: readonly Step[] = NOWHERE;

  /**
   * A text that two of one plan share only if everything about the named attributes is the same in both: values, what
   * isn't known, and what that refers to. Undefined where that can't be told more quickly than by reading them.
   */
  abstract fingerprint(names: readonly string[]): string | undefined;

  private at(path: readonly Step[]): ValueNode {
    const [first] = path;
    if (first === undefined) return this.whole();
    let here = this.first(first);
    for (let i = 1; i < path.length; i++) here = stepInto(here, path[i] as Step);
    if (here === undefined || here === null) {
      if (path.length === 1 && this.base.length === 0 && typeof first === "string" && GIVEN_BY_AWS.has(first))
        return AT_APPLY;
    }
    return here;
  }

  value(...path: readonly Step[]): Value<unknown> {
    const tree = this.at(path);
    const missing = firstUnresolved(tree);
    return missing ? unknown(missing.why) : known(tree ?? undefined);
  }

  text(...path: readonly Step[]): Value<string | undefined> {
    const tree = this.at(path);
    if (tree instanceof Unresolved) return unknown(tree.why);
    if (tree === null || tree === undefined) return ABSENT;
    return typeof tree === "object" ? unknown("it is not a single value") : known(String(tree));
  }

  number(...path: readonly Step[]): Value<number | undefined> {
    const text = this.text(...path);
    if (!text.known || text.value === undefined) return text as Value<undefined>;
    const number = Number(text.value);
    return Number.isNaN(number) ? unknown(`"${text.value}" is not a number`) : known(number);
  }

  flag(...path: readonly Step[]): Value<boolean | undefined> {
    const text = this.text(...path);
    if (!text.known || text.value === undefined) return text as Value<undefined>;
    if (text.value === "true" || text.value === "false") return known(text.value === "true");
    return unknown(`"${text.value}" is neither true nor false`);
  }

  texts(...path: readonly Step[]): Listing<string> {
    const items: string[] = [];
    const missing: string[] = [];
    for (const item of itemsOf(this.at(path))) {
      if (item instanceof Unresolved) missing.push(item.why);
      else if (item === null || item === undefined) continue;
      else if (typeof item === "object") missing.push("an item is not a single value");
      else items.push(String(item));
    }
    return listing(items, missing);
  }

  blocks(...path: readonly Step[]): Listing<Attributes> {
    const items: Attributes[] = [];
    const missing: string[] = [];
    itemsOf(this.at(path)).forEach((item, i) => {
      if (item instanceof Unresolved) missing.push(item.why);
      else if (isBranch(item)) items.push(this.under(item, [...path, i]));
    });
    return listing(items, missing);
  }

  private under(item: ValueBranch, path: readonly Step[]): Attributes {
    return new NodeAttributes(
      () => item,
      {
        references: (rest) => this.referencesBeside([...path, ...rest]),
        sensitive: marksAt(this.marks(), path),
      },
      [...this.base, ...path],
    );
  }

  references(...path: readonly Step[]): readonly Reference[] {
    const tree = this.at(path);
    const found = tree instanceof Unresolved ? tree.references : [];
    return found.length > 0 ? found : this.referencesBeside(path);
  }

  written(...path: readonly Step[]): string | undefined {
    const tree = this.at(path);
    return tree instanceof Unresolved ? (fullText(tree) ?? tree.written) : undefined;
  }

  expression(...path: readonly Step[]): ShownExpression {
    const written = this.written(...path);
    const references = this.references(...path);
    const how = written !== undefined || references.length > 0 ? "given" : "hidden";
    const exact = this.exact(path);
    return {
      how,
      ...(written !== undefined && { written }),
      ...(exact !== undefined && { exact }),
      references,
      constants: "",
    };
  }

  /** What the expression there says, whatever names its parts go by, where it isn't known; undefined where that can't be told. */
  protected exact(path: readonly Step[]): string | undefined {
    const tree = this.at(path);
    return firstUnresolved(tree) && exactTree(tree);
  }

  plain(): PlainAttributes {
    const tree = this.whole();
    // A resource without arguments holds nothing; a block without arguments is there.
    return isBranch(tree) && Object.keys(tree).length === 0 ? { values: {}, unknown: undefined } : plainTree(tree);
  }

  json(...path: readonly Step[]): ValueNode {
    const tree = this.at(path);
    if (tree instanceof Unresolved) return tree.json;
    return typeof tree === "string" ? dataIn(tree) : undefined;
  }

  pieces(...path: readonly Step[]): Pieces | undefined {
    const tree = this.at(path);
    return tree instanceof Unresolved ? tree.pieces : undefined;
  }

  sensitive(...path: readonly Step[]): boolean {
    return anyMark(marksAt(this.marks(), path));
  }

  without(paths: readonly (readonly Step[])[], why: string): Attributes {
    const hidden = new Unresolved(why);
    const isHidden = (path: readonly Step[]): boolean =>
      paths.some((one) => dropZeros(one).every((step, i) => step === dropZeros(path)[i]));
    return new NodeAttributes(
      () => paths.reduce<ValueNode>((tree, path) => replaced(tree, path, hidden), this.whole()),
      { references: (path) => (isHidden(path) ? [] : this.referencesBeside(path)), sensitive: this.marks() },
      this.base,
    );
  }
}

/** A path whichever way a single block is written. */
const dropZeros = (path: readonly Step[]): readonly Step[] => path.filter((step) => step !== 0);

/** A tree with another node at a path. */
function replaced(tree: ValueNode, [first, ...rest]: readonly Step[], by: ValueNode): ValueNode {
  if (first === undefined) return by;
  if (Array.isArray(tree))
    return (tree as readonly ValueNode[]).map((item, i) => (i === first ? replaced(item, rest, by) : item));
  if (first === 0 && isBranch(tree)) return replaced(tree, rest, by);
  if (tree === undefined || tree === null || isBranch(tree))
    return { ...tree, [first]: replaced(tree?.[first], rest, by) };
  return by;
}

/** Attributes over a tree; the tree is made on first use, since most resources of a large plan are never looked into. */
export class NodeAttributes extends ReadAttributes {
  private made?: { readonly root: ValueNode };

  constructor(
    private readonly make: () => ValueNode,
    private readonly beside: AttributeDetails = {},
    protected override readonly base: readonly Step[] = NOWHERE,
  ) {
    super();
  }

  protected whole(): ValueNode {
    this.made ??= { root: this.make() };
    return this.made.root;
  }

  protected first(step: Step): ValueNode {
    return stepInto(this.whole(), step);
  }

  protected referencesBeside(path: readonly Step[]): readonly Reference[] {
    return this.beside.references?.(path) ?? [];
  }

  protected marks(): unknown {
    return this.beside.sensitive;
  }

  fingerprint(names: readonly string[]): string | undefined {
    return this.beside.fingerprint?.(names);
  }
}

/** Splits a tree into values and marks; an expression whose text is there stands for itself. */
function plainTree(tree: ValueNode): PlainAttributes {
  if (tree instanceof Unresolved) {
    const text = fullText(tree);
    return text === undefined ? { values: undefined, unknown: true } : { values: text, unknown: undefined };
  }
  if (Array.isArray(tree)) {
    const items = (tree as readonly ValueNode[]).map(plainTree);
    return { values: items.map(({ values }) => values), unknown: items.map(({ unknown }) => unknown) };
  }
  if (!isBranch(tree)) return { values: tree, unknown: undefined };
  // An empty block says something by being there (`allow {}`); plans write it as a list.
  if (Object.keys(tree).length === 0) return { values: [{}], unknown: undefined };
  const members = Object.entries(tree).map(([name, inner]) => [name, plainTree(inner)] as const);
  return {
    values: Object.fromEntries(members.map(([name, { values }]) => [name, values])),
    unknown: Object.fromEntries(
      members.flatMap(([name, { unknown }]) => (unknown === undefined ? [] : [[name, unknown]])),
    ),
  };
}

/** One step further. Terraform JSON may write a single block without its list. */
function stepInto(tree: ValueNode, step: Step): ValueNode {
  if (tree instanceof Unresolved || (step === 0 && isBranch(tree))) return tree;
  return child(tree, step);
}

function child(tree: ValueNode, step: Step): ValueNode {
  if (Array.isArray(tree)) return typeof step === "number" ? (tree as readonly ValueNode[])[step] : undefined;
  return isBranch(tree) && Object.hasOwn(tree, step) ? tree[step] : undefined;
}

function itemsOf(tree: ValueNode): readonly ValueNode[] {
  if (tree === null || tree === undefined) return [];
  return Array.isArray(tree) ? (tree as readonly ValueNode[]) : [tree];
}

/** The sensitivity marks below a path; `true` marks everything below it. */
function marksAt(marks: unknown, path: readonly Step[]): unknown {
  let here = marks;
  for (const step of path) {
    if (here === true) return true;
    if (typeof here !== "object" || here === null) return undefined;
    here = (here as Record<Step, unknown>)[step];
  }
  return here;
}

function anyMark(marks: unknown): boolean {
  if (marks === true) return true;
  return typeof marks === "object" && marks !== null && Object.values(marks).some(anyMark);
}

/** Names that stand for what is written elsewhere. */
const INDIRECT = /\b(?:local|var|each|count|module|data)\./;

/** What gives a value that no configuration holds: a data source, or a resource of another provider than AWS's. */
const ELSEWHERE =
  /(?:^|\.)data\.(?!aws_iam_policy_document\.)|(?:^|\.)(?!aws(?:cc)?_|data\.|module\.)[a-z][a-z0-9]*_[a-z0-9_]+\.[\w-]+(?:\[.*)?$/;

/** An expression as it would be written without such names; undefined where that can't be told. */
function fullText({ pieces, why, written }: Unresolved): string | undefined {
  if (isLeft(why)) return undefined;
  if (pieces?.some((piece) => typeof piece !== "string" && ELSEWHERE.test(piece.address))) return undefined;
  if (written === undefined || !INDIRECT.test(written)) return written;
  return pieces
    ?.map((piece) => (typeof piece === "string" ? piece : `\${${[piece.address, ...piece.attribute].join(".")}}`))
    .join("");
}

/** What an expression says, whatever names its parts go by; undefined where its own text alone doesn't tell. */
function exactText({ pieces, json, written }: Unresolved): string | undefined {
  if (pieces) return JSON.stringify(pieces);
  const encoded = json === undefined ? undefined : exactTree(json);
  if (encoded !== undefined) return encoded;
  return written === undefined || INDIRECT.test(written) ? undefined : JSON.stringify(written);
}

function exactTree(tree: ValueNode): string | undefined {
  if (tree instanceof Unresolved) return exactText(tree);
  if (typeof tree !== "object" || tree === null) return JSON.stringify(tree ?? null);
  const inner = Object.entries(tree).map(([name, value]) => {
    const text = exactTree(value as ValueNode);
    return text === undefined ? undefined : `${JSON.stringify(name)}:${text}`;
  });
  return inner.includes(undefined) ? undefined : `{${inner.sort().join(",")}}`;
}
