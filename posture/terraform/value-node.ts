import type { Pieces, Reference, Step } from "./resource";

/** A value inside a tree that isn't known: why, and what its expression refers to. */
export class Unresolved {
  constructor(
    readonly why: string,
    private readonly find: () => readonly Reference[] = () => [],
    /** The expression as written, where the source shows it. */
    readonly written?: string,
    /** What a path leads to inside it, where that may be known although the whole isn't: a resource's arguments. */
    readonly into?: (steps: readonly Step[]) => ValueNode | Untyped,
    /** What the text encodes, for a JSON text of which only parts aren't known. */
    readonly json?: ValueNode,
    /** What the text is put together of, where that is nothing but texts and attributes of resources. */
    readonly pieces?: Pieces,
  ) {}

  /** The same as another expression says it, which knows its own references and text. */
  as(find: () => readonly Reference[], written = this.written, pieces = this.pieces): Unresolved {
    return new Unresolved(this.why, find, written, this.into, this.json, pieces);
  }

  /** The same for another reason. */
  because(why: string): Unresolved {
    return new Unresolved(why, this.find, this.written, this.into, this.json, this.pieces);
  }

  /** What an expression comes to of which this is one part: unknown for the same reason, and no longer this text. */
  inPart(): Unresolved {
    return new Unresolved(this.why, this.find);
  }

  /** What is inside it, where nothing is known of that: an attribute's own parts go by its name and the path. */
  part(steps: readonly Step[]): Unresolved {
    const [only, ...more] = this.pieces ?? [];
    if (typeof only !== "object" || more.length > 0) return this.inPart();
    const reference = { ...only, attribute: [...only.attribute, ...steps] };
    return new Unresolved(this.why, () => [reference], undefined, undefined, undefined, [reference]);
  }

  get references(): readonly Reference[] {
    return this.find();
  }
}

/** What a resource's argument holds: its text is known, its type is the provider's schema's. */
export class Untyped {
  constructor(readonly value: ValueNode) {}
}

/** JSON with `Unresolved` leaves. */
export type ValueNode = string | number | boolean | null | undefined | Unresolved | readonly ValueNode[] | ValueBranch;
export interface ValueBranch {
  readonly [name: string]: ValueNode;
}

export function isBranch(tree: unknown): tree is ValueBranch {
  return typeof tree === "object" && tree !== null && !Array.isArray(tree) && !(tree instanceof Unresolved);
}

/** The first unresolved leaf of a tree, or undefined when the whole of it is known. */
export function firstUnresolved(tree: ValueNode): Unresolved | undefined {
  if (tree instanceof Unresolved) return tree;
  if (Array.isArray(tree)) {
    for (const item of tree as readonly ValueNode[]) {
      const found = firstUnresolved(item);
      if (found) return found;
    }
  } else if (isBranch(tree)) {
    for (const name of Object.keys(tree)) {
      const found = firstUnresolved(tree[name]);
      if (found) return found;
    }
  }
  return undefined;
}
