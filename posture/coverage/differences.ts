/** A step into a resource: a name, or the index of a block. */
export type Step = string | number;

/** One place where two configurations differ, or where it can't be told. */
export interface Difference {
  /** Where it stands in the after side; of what is gone, in the before side. */
  readonly steps: readonly Step[];
  /** `not known`: on one side or both, the value is known only after apply. */
  readonly state: "changed" | "not known";
}

/** Values and, in the same shape, `true` where a value isn't known: as `after` and `after_unknown` of a plan. */
export interface Side {
  readonly value: unknown;
  readonly unknown: unknown;
}

type Tree = Readonly<Record<string, unknown>>;

/**
 * Where two configurations differ. Null, an absent attribute, an empty list and an empty map are the same; two texts
 * that are JSON are compared by what they say. Lists are compared as sets, but for those that `isOrdered` names:
 * a plan doesn't tell lists from sets.
 */
export function differences(
  before: Side,
  after: Side,
  isOrdered: (path: readonly Step[]) => boolean = () => false,
): readonly Difference[] {
  const walk = new Walk(isOrdered);
  walk.values(before, after, []);
  return walk.found;
}

/** Both sides at once, downwards; `b` and `a`: before and after. */
class Walk {
  readonly found: Difference[] = [];

  constructor(private readonly isOrdered: (path: readonly Step[]) => boolean) {}

  values(b: Side, a: Side, steps: readonly Step[]): void {
    if (b.unknown === true || a.unknown === true) this.found.push({ steps, state: "not known" });
    else if (isList(b.value) || isList(a.value)) {
      if ((isList(b.value) || isEmpty(b.value)) && (isList(a.value) || isEmpty(a.value))) this.items(b, a, steps);
      else this.found.push({ steps, state: "changed" });
    } else if ((isBlock(b) && (isEmpty(a.value) || isTree(a.value))) || (isBlock(a) && isEmpty(b.value)))
      this.members(b, a, steps);
    else if (!same(b.value, a.value)) this.found.push({ steps, state: "changed" });
  }

  private members(b: Side, a: Side, steps: readonly Step[]): void {
    const names = new Set(
      [b.value, a.value, b.unknown, a.unknown].flatMap((tree) => (isTree(tree) ? Object.keys(tree) : [])),
    );
    for (const name of names) this.values(member(b, name), member(a, name), [...steps, name]);
  }

  private items(b: Side, a: Side, steps: readonly Step[]): void {
    const [before, after] = [itemsOf(b), itemsOf(a)];
    if (this.isOrdered(steps)) this.inOrder(before, after, steps);
    else this.inOrder(...withoutCommon(before, after), steps);
  }

  private inOrder(before: readonly Item[], after: readonly Item[], steps: readonly Step[]): void {
    for (let i = 0; i < Math.max(before.length, after.length); i++) {
      const [b, a] = [before[i], after[i]];
      const at = [...steps, (a ?? b)?.index ?? i];
      const count = this.found.length;
      if (b && a && !isTree(b.side.value) && !isTree(a.side.value)) {
        if (!same(b.side.value, a.side.value) || b.hasUnknown || a.hasUnknown) {
          this.found.push({ steps, state: b.hasUnknown || a.hasUnknown ? "not known" : "changed" });
          return;
        }
        continue;
      }
      if (b && a) {
        this.values(b.side, a.side, at);
        continue;
      }
      const one = (a ?? b) as Item;
      if (isBlock(one.side)) this.values(b?.side ?? NOTHING, a?.side ?? NOTHING, at);
      // An empty block says something by being there (`allow {}`), and so does an item of a list of texts.
      if (this.found.length === count)
        this.found.push({
          steps: isTree(one.side.value) ? at : steps,
          state: one.hasUnknown ? "not known" : "changed",
        });
      if (!isTree(one.side.value)) return;
    }
  }
}

/** What is the same on both sides cancels out; the rest pairs in its order. */
function withoutCommon(
  before: readonly Item[],
  after: readonly Item[],
): [gone: readonly Item[], added: readonly Item[]] {
  const left = new Map<string, number>();
  for (const item of before) if (!item.hasUnknown) left.set(item.text, (left.get(item.text) ?? 0) + 1);
  const added = after.filter(({ text, hasUnknown }) => {
    const count = left.get(text) ?? 0;
    if (hasUnknown || count === 0) return true;
    left.set(text, count - 1);
    return false;
  });
  const gone: Item[] = [];
  for (const item of [...before].reverse()) {
    const count = left.get(item.text) ?? 0;
    if (!item.hasUnknown && count === 0) continue;
    if (!item.hasUnknown) left.set(item.text, count - 1);
    gone.unshift(item);
  }
  return [gone, added];
}

interface Item {
  readonly side: Side;
  readonly index: number;
  readonly text: string;
  readonly hasUnknown: boolean;
}

const NOTHING: Side = { value: undefined, unknown: undefined };

function itemsOf({ value, unknown }: Side): readonly Item[] {
  const list = isList(value) ? value : [];
  const marks: readonly unknown[] = isList(unknown) ? unknown : [];
  return Array.from({ length: Math.max(list.length, marks.length) }, (_, index) => ({
    side: { value: list[index], unknown: marks[index] },
    index,
    text: canonical(list[index]),
    hasUnknown: anyMark(marks[index]),
  }));
}

function member({ value, unknown }: Side, name: string): Side {
  return {
    value: isTree(value) ? own(value, name) : undefined,
    unknown: isTree(unknown) ? own(unknown, name) : undefined,
  };
}

const own = (tree: Tree, name: string): unknown => (Object.hasOwn(tree, name) ? tree[name] : undefined);

function same(b: unknown, a: unknown): boolean {
  if (b === a || (isEmpty(b) && isEmpty(a))) return true;
  if (typeof b === "string" && typeof a === "string") {
    const [before, after] = [document(b), document(a)];
    return before !== undefined && after !== undefined && canonical(before, true) === canonical(after, true);
  }
  return false;
}

/** The object or list that a text holds as JSON. */
function document(text: string): unknown {
  if (!/^\s*[[{]/.test(text)) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** `exact`: an empty member isn't an absent one; `security: []` in an OpenAPI document takes a route's security away. */
function canonical(value: unknown, exact = false): string {
  if (isList(value)) return `[${value.map((item) => canonical(item, exact)).join(",")}]`;
  if (isTree(value))
    return `{${Object.keys(value)
      .filter((name) => exact || !isEmpty(value[name]))
      .sort()
      .map((name) => `${JSON.stringify(name)}:${canonical(value[name], exact)}`)
      .join(",")}}`;
  return JSON.stringify(value) ?? "null";
}

const isList = (value: unknown): value is readonly unknown[] => Array.isArray(value);

function isTree(value: unknown): value is Tree {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Does anything stand at its members, known or not? */
const isBlock = ({ value, unknown }: Side): boolean => isTree(value) || isTree(unknown);

function isEmpty(value: unknown): boolean {
  if (value === null || value === undefined) return true;
  if (isList(value)) return value.length === 0;
  return isTree(value) && Object.keys(value).length === 0;
}

function anyMark(marks: unknown): boolean {
  if (marks === true) return true;
  if (isList(marks)) return marks.some(anyMark);
  return isTree(marks) && Object.values(marks).some(anyMark);
}
