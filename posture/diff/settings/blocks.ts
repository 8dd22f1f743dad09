import { NodeAttributes, isConfiguration, known, listing } from "../../model/index";
import type { Attributes, Entity, Listing, Value } from "../../model/index";
import { unknownPaths } from "../paths";
import { filled, stepsOf, type ChangeMeaning, type Setting } from "./setting";

/** What is said of blocks that come and go: of each, by what it says. */
export interface Blocks {
  readonly added: ChangeMeaning | ((block: Attributes) => ChangeMeaning | undefined);
  readonly removed: ChangeMeaning | ((block: Attributes) => ChangeMeaning | undefined);
  /** Which blocks are there without being written, with the defaults of their settings. */
  readonly always?: (item: string) => boolean;
  /** The sentences' own word for a block; left out, what it is known by. */
  readonly called?: (item: string) => string;
}

const NOTHING = new NodeAttributes(() => ({}));

/**
 * A set of blocks, each known by some of its members: told when they come and go, and compared by their settings when
 * they stay. Where `names` is empty, the block is the only one of its kind.
 */
export function blocks(
  path: string,
  names: readonly string[],
  tell: Blocks,
  settings: readonly Setting[] = [],
): Setting {
  const steps = stepsOf(path);
  const inside = settings.flatMap(({ compares }) => compares);
  const compares = [...names, ...inside].map((name) => `${path}.${name}`);
  const read = ({ resource }: Entity) => {
    const { items, missing } = resource.attributes.blocks(...steps);
    const named = items.map((block) => [nameOfBlock(block, names), block] as const);
    const found = named.flatMap(([{ name }, block]) => (name.known ? [[name.value, block] as const] : []));
    return {
      blocks: new Map(found),
      open: new Map(named.flatMap(([{ name, open }]) => (name.known && open ? [[name.value, open]] : []))),
      missing: [...missing, ...named.flatMap(([{ name }]) => (name.known ? [] : [name.why]))],
    };
  };
  type Side = ReturnType<typeof read>;
  /**
   * What one side alone names by a reference may be what the other one names in another way, but two resources are
   * two, and a plan doesn't know what is yet to be made.
   */
  const told = (own: Side, other: Side, isPlan: boolean): Side => {
    const theirs = [...other.blocks.keys()].filter((name) => !own.blocks.has(name));
    const mayBe = (made: boolean) => theirs.some((name) => !made || !(other.open.get(name)?.made ?? isPlan));
    const hidden = [...own.open].filter(([name, { made }]) => !other.blocks.has(name) && mayBe(made));
    const names = new Set(hidden.map(([name]) => name));
    return {
      ...own,
      blocks: new Map([...own.blocks].filter(([name]) => !names.has(name))),
      missing: [...own.missing, ...hidden.map(([, { why }]) => why)],
    };
  };
  return {
    compares,
    compare(on, code) {
      const { before, after } = on.pair;
      const [was, is] = [read(before), read(after)];
      const isPlan = !isConfiguration(on.comparison.after.origin);
      const [had, has] = [told(was, is, isPlan), told(is, was, isPlan)];
      const items = (side: Side): Listing<string> =>
        listing(
          [...side.blocks.keys()].filter((item) => !tell.always?.(item)),
          side.missing,
        );
      const whole = [...has.blocks].every(([item, is]) => {
        const was = had.blocks.get(item);
        return !was || restOf(was, inside) === restOf(is, inside);
      });
      // Where nothing else of the other blocks changes, what differs is what came and went.
      const attributes = (whole ? [path] : compares).flatMap((one) => on.cites(one.split(".")));
      const report = (all: ReadonlyMap<string, Attributes>, told: Blocks["added"]) => (item: string) => {
        const block = all.get(item);
        const says = typeof told === "function" ? block && told(block) : told;
        if (!says) return undefined;
        const text = filled(says.text, { at: on.name, item: tell.called?.(item) ?? item });
        return { code, kind: says.kind, summary: text, attributes };
      };
      if (names.length > 0)
        on.list((one: Entity) => items(one === before ? had : has), {
          path: steps,
          what: `${path} of ${on.name}`,
          added: report(has.blocks, tell.added),
          removed: report(had.blocks, tell.removed),
        });
      for (const item of new Set([...had.blocks.keys(), ...has.blocks.keys()])) {
        const [was, is] = [had.blocks.get(item), has.blocks.get(item)];
        const both = (was && is) ?? (names.length === 0 || tell.always?.(item));
        const where = tell.called?.(item) ?? item;
        if (both)
          for (const setting of settings) setting.compare(on.within(steps, was ?? NOTHING, is ?? NOTHING, where), code);
      }
    },
  };
}

/** What no setting compares of a block, as a text; what isn't known is like nothing else. */
function restOf(block: Attributes, compared: readonly string[]): string | symbol {
  const { values, unknown: open } = block.plain();
  if (unknownPaths(open).length > 0) return Symbol("not known");
  const own = Object.entries((values ?? {}) as Readonly<Record<string, unknown>>);
  return JSON.stringify(own.filter(([name]) => !compared.includes(name)).sort(([a], [b]) => (a < b ? -1 : 1)));
}

interface BlockName {
  readonly name: Value<string>;
  /** Called by what it refers to, because it isn't known; `made`: by nothing but attributes of managed resources. */
  readonly open?: { readonly why: string; readonly made: boolean };
}

function nameOfBlock(block: Attributes, names: readonly string[]): BlockName {
  const hidden: { readonly why: string; readonly made: boolean }[] = [];
  const parts = names.map((name): Value<string> => {
    const own = block.text(name);
    if (own.known) return known(own.value ?? "");
    const [first, ...more] = block.references(name);
    hidden.push({ why: own.why, made: first !== undefined && !/^(?:data|var|local|each|count)\b/.test(first.address) });
    return first && more.length === 0 ? known([first.address, ...first.attribute].join(".")) : own;
  });
  const [first] = hidden;
  const name =
    parts.find((part) => !part.known) ?? known(parts.map((part) => (part.known ? part.value : "")).join(" of "));
  return { name, ...(first && { open: { why: first.why, made: hidden.every(({ made }) => made) } }) };
}
