import type { Attributes, Entity, Listing, Resource, Step, Value } from "../model/index";
import { byReference, valueByReference } from "./by-reference";
import type { ChangeKind, Citation, Reporter } from "./change";
import type { Comparison } from "./comparison";
import { isMatched, type MatchedPair, type Pair } from "./pairs";
import { changeText, dotted, origin } from "./replaced";
import { shown } from "../redact/redact";
import { compareValue, compareList } from "./compare-values";

/** What is said of one change; before and after are filled in when left out. */
export interface ChangeText {
  readonly code: string;
  /** Left out: the one that the code has. */
  readonly kind?: ChangeKind;
  readonly summary: string;
  readonly before?: string;
  readonly after?: string;
  readonly cause?: string;
  /** The attributes that it explains; left out: the one that was compared. */
  readonly attributes?: readonly Citation[];
}

/** One value to look at: where it stands, what to call it in a sentence, how to show it. */
export interface ComparedValue<T> {
  readonly path: readonly Step[];
  /** `the token revocation of client web` */
  readonly what: string;
  readonly text?: (value: T) => string;
  /** It is an ARN or an id: while it isn't known, the resource that it is of tells it apart. */
  readonly references?: boolean;
}

/** What list items are told by. */
export interface ComparedList<T> extends ComparedValue<T> {
  readonly id?: (item: T, side: "before" | "after") => string;
  /** The resource that an item is, if any: then only its own change is named as the cause. */
  readonly resource?: (item: T) => string | undefined;
  readonly added: (text: string, of: T) => ChangeText | undefined;
  readonly removed: (text: string, of: T) => ChangeText | undefined;
}

/** Holds the two sides of one thing against each other, value by value, and reports what differs. */
export class EntityDiff<E extends Entity> {
  constructor(
    readonly comparison: Comparison,
    private readonly report: Reporter,
    readonly pair: MatchedPair<E>,
    private readonly unknownCode: string,
    private readonly route?: string,
    /** Where the attributes of the pair stand in their resource: within a block. */
    private readonly base: readonly Step[] = [],
    /** What the thing is called in a sentence. */
    readonly name = pair.after.address,
  ) {}

  /** A block of either side as a thing of its own; `called`: what it is called beside its resource. */
  within(path: readonly Step[], before: Attributes, after: Attributes, called = ""): EntityDiff<Entity> {
    const side = ({ address, resource }: E, attributes: Attributes): Entity => ({
      address,
      resource: Object.create(resource, { attributes: { value: attributes } }) as Resource,
    });
    const pair = { before: side(this.pair.before, before), after: side(this.pair.after, after) };
    const name = called === "" ? this.name : `${called} of ${this.name}`;
    const base = [...this.base, ...path];
    return new EntityDiff(this.comparison, this.report, pair, this.unknownCode, this.route, base, name);
  }

  say(told: ChangeText): void {
    this.report({ at: this.pair.after, ...told, ...(this.route !== undefined && { route: this.route }) });
  }

  /** Something about it can't be said; `why` is the source's reason. */
  unknown(what: string, why: string, cause?: string, path?: readonly Step[]): void {
    this.say({
      code: this.unknownCode,
      kind: "unknown",
      // An argument's name stays as it is written.
      summary: `${/^\S+ of /.test(what) ? what : capitalize(what)} may have changed: ${why}.`,
      ...(cause !== undefined && { cause }),
      ...(path && { attributes: this.cites(path) }),
    });
  }

  /** The attribute at a path, on either side. */
  cites(path: readonly Step[]): readonly Citation[] {
    const { before, after } = this.pair;
    const attribute = this.named(path);
    return [...new Set([after.address, before.address])].map((address) => ({ address, attribute }));
  }

  /** An attribute was compared by its effect: unless something is said of it, it means the same as before. */
  compared(path: readonly Step[]): void {
    this.report.compared(this.pair.after.address, this.named(path));
  }

  private named(path: readonly Step[]): string {
    return dotted([...this.base, ...path].filter((step) => typeof step === "string"));
  }

  value<T>(
    of: (entity: E) => Value<T>,
    what: ComparedValue<T>,
    tell: (before: T, after: T) => ChangeText | undefined,
  ): void {
    const { before, after } = this.pair;
    const own = { before: of(before), after: of(after) };
    const named = what.references === true ? valueByReference(this.comparison, this.pair, what.path, own) : own;
    const settled = compareValue(named.before, named.after, { before, after, path: what.path });
    this.compared(what.path);
    if (settled.is === "unknown") this.unknown(what.what, settled.why, this.cause(what.path), what.path);
    if (settled.is !== "changed") return;
    const told = tell(settled.before, settled.after);
    if (!told) return;
    const text = what.text ?? plain;
    this.say({
      before: this.shown("before", what.path, text(settled.before)),
      after: this.shown("after", what.path, text(settled.after)),
      ...this.caused(what.path),
      attributes: this.cites(what.path),
      ...told,
    });
  }

  /** What is on or off, and what each comes to. */
  flag(
    of: (entity: E) => Value<boolean>,
    { on, off, ...what }: ComparedValue<boolean> & { readonly on: ChangeText; readonly off: ChangeText },
  ): void {
    this.value(of, what, (_, is) => (is ? on : off));
  }

  list<T>(of: (entity: E) => Listing<T>, items: ComparedList<T>): void {
    const { before, after } = this.pair;
    const made = items.references === true ? byReference(this.comparison, this.pair, items.path) : undefined;
    const [had, has] = made ? [made.before as Listing<T>, made.after as Listing<T>] : [of(before), of(after)];
    const settled = compareList(had, has, { before, after, path: items.path }, items.id);
    this.compared(items.path);
    if (settled.why !== undefined) this.unknown(items.what, settled.why, this.cause(items.path), items.path);
    const text = items.text ?? plain;
    const all = (side: "before" | "after", list: Listing<T>) =>
      [
        ...list.items.map((item) => this.shown(side, items.path, text(item))),
        ...list.missing.map(() => "(not known yet)"),
      ]
        .sort()
        .join(", ") || "(none)";
    const tell = (told: ChangeText | undefined, item: T): void => {
      if (told)
        this.say({
          before: all("before", had),
          after: all("after", has),
          ...(items.resource ? this.causedBy(items.resource(item), items.path) : this.caused(items.path)),
          attributes: this.cites(items.path),
          ...told,
        });
    };
    for (const item of settled.added) tell(items.added(this.shown("after", items.path, text(item)), item), item);
    for (const item of settled.removed) tell(items.removed(this.shown("before", items.path, text(item)), item), item);
  }

  /** Text at a path, masked where it is sensitive. */
  shown(side: "before" | "after", path: readonly Step[], text: string): string {
    return shown(this.pair[side], path, text);
  }

  cause(path: readonly Step[]): string | undefined {
    const from = origin(this.comparison, this.pair.after, path);
    return from && `${from} (${dotted(path)})`;
  }

  private causedBy(address: string | undefined, path: readonly Step[]): { cause?: string } {
    const from = address === undefined ? undefined : changeText(this.comparison, address);
    return from === undefined ? {} : { cause: `${from} (${dotted(path)})` };
  }

  private caused(path: readonly Step[]): { cause?: string } {
    const cause = this.cause(path);
    return cause === undefined ? {} : { cause };
  }
}

/** What stands on both sides, each with its other side. @param unknownCode of what can't be said about it */
export function kept<E extends Entity>(
  comparison: Comparison,
  report: Reporter,
  pairs: readonly Pair<E>[],
  unknownCode: string,
): EntityDiff<E>[] {
  return pairs.filter(isMatched).map((pair) => new EntityDiff(comparison, report, pair, unknownCode));
}

/** The same of what this configuration manages on both sides. */
export function keptManaged<E extends Entity & { readonly managed: boolean }>(
  ...args: Parameters<typeof kept<E>>
): EntityDiff<E>[] {
  return kept(...args).filter(({ pair: { before, after } }) => before.managed && after.managed);
}

/** A sentence's beginning. */
export const capitalize = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

const plain = (value: unknown): string => (value === undefined ? "(not set)" : String(value));
