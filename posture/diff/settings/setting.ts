import { known, listing, map } from "../../model/index";
import type { Attributes, Entity, Listing, Step, Value } from "../../model/index";
import type { ChangeKind } from "../change";
import type { EntityDiff } from "../entity-diff";

/** What one way of a change means. In the text `{at}` is the resource, `{item}` an item, `{was}` and `{is}` the values. */
export interface Says {
  readonly kind: ChangeKind;
  readonly text: string;
}

/** One attribute whose change has a direction: it is read on both sides, and what differs is reported. */
export interface Setting {
  /** `settings.caching_enabled`: the attributes that it compares whole. */
  readonly compares: readonly string[];
  compare(on: EntityDiff<Entity>, code: string): void;
}

const says =
  (kind: ChangeKind) =>
  (text: string): Says => ({ kind, text });

export const broadened = says("broadened");
export const narrowed = says("narrowed");
export const breaking = says("breaking");
export const protective = says("protective");
export const neutral = says("neutral");
export const unknown = says("unknown");

/** `settings.caching_enabled` as steps: blocks on the way are lists of one. */
export function stepsOf(path: string): readonly Step[] {
  return path.split(".").flatMap((name, i) => (i === 0 ? [name] : [0, name]));
}

/** A sentence with its places filled in. */
export function filled(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
}

/** Where nothing is written, what AWS does by itself; a plan shows that as not known yet. */
export function orDefault<T>(attributes: Attributes, path: readonly Step[], value: Value<T>, fallback: T): Value<T> {
  if (value.known) return value.value === undefined || value.value === "" ? known(fallback) : value;
  return attributes.expression(...path).how === "left-out" ? known(fallback) : value;
}

function single<T extends string | number | boolean>(
  path: string,
  read: (attributes: Attributes, steps: readonly Step[]) => Value<T>,
  tell: (was: T, is: T) => Says | undefined,
  text: (value: T) => string = String,
): Setting {
  const steps = stepsOf(path);
  return {
    compares: [path],
    compare(on, code) {
      on.value(
        ({ resource }) => read(resource.attributes, steps),
        { path: steps, what: `${path} of ${on.pair.after.address}`, text },
        (was, is) => {
          const told = tell(was, is);
          if (!told) return undefined;
          const shown = (side: "before" | "after", value: T) => on.shown(side, steps, text(value));
          const values = { at: on.pair.after.address, was: shown("before", was), is: shown("after", is) };
          return { code, kind: told.kind, summary: filled(told.text, values) };
        },
      );
    },
  };
}

/** True or false; `absent`: what AWS does where nothing is written. */
export function flag(path: string, absent: boolean, tell: { readonly on: Says; readonly off: Says }): Setting {
  return single(
    path,
    (attributes, steps) => orDefault(attributes, steps, attributes.flag(...steps), absent) as Value<boolean>,
    (_, is) => (is ? tell.on : tell.off),
  );
}

/** One of several, the weakest first; one that isn't listed is told as unknown. */
export function ranked(
  path: string,
  order: readonly string[],
  absent: string,
  tell: { readonly up: Says; readonly down: Says },
): Setting {
  return single(
    path,
    (attributes, steps) => orDefault(attributes, steps, attributes.text(...steps), absent) as Value<string>,
    (was, is) => {
      const [from, to] = [order.indexOf(was), order.indexOf(is)];
      if (from < 0 || to < 0)
        return unknown(`${path} of {at} is {is} (was: {was}): which is the stricter isn't known.`);
      return to > from ? tell.up : tell.down;
    },
  );
}

/** A number; `absent`: what counts where nothing is written. Infinity is shown as `none`. */
export function amount(
  path: string,
  absent: number,
  tell: { readonly more: Says; readonly less: Says; readonly none?: Says },
): Setting {
  return single(
    path,
    (attributes, steps) =>
      map(orDefault(attributes, steps, attributes.number(...steps), absent) as Value<number>, (value) =>
        value < 0 ? absent : value,
      ),
    (was, is) => (is === 0 && tell.none ? tell.none : is > was ? tell.more : tell.less),
    (value) => (value === Infinity ? "none" : String(value)),
  );
}

/** Any other value. `absent`: where nothing is written. */
export function other(path: string, told: Says, absent = "(not set)"): Setting {
  return single(
    path,
    (attributes, steps) => orDefault(attributes, steps, attributes.text(...steps), absent) as Value<string>,
    () => told,
  );
}

/** Any other value where both sides have one. */
export function exchanged(path: string, told: Says): Setting {
  const NONE = "(not set)";
  return single(
    path,
    (attributes, steps) => orDefault(attributes, steps, attributes.text(...steps), NONE) as Value<string>,
    (was, is) => (was === NONE || is === NONE ? undefined : told),
  );
}

/** Is it there at all? Another value of it is `changed`. */
export function present(
  path: string,
  tell: { readonly there: Says; readonly gone: Says; readonly changed: Says },
): Setting {
  const NONE = "(not set)";
  return single(
    path,
    (attributes, steps) => orDefault(attributes, steps, attributes.text(...steps), NONE) as Value<string>,
    (was, is) => (was === NONE ? tell.there : is === NONE ? tell.gone : tell.changed),
  );
}

interface Members {
  readonly added: Says;
  readonly removed: Says;
}

function several(
  path: string,
  compares: readonly string[],
  read: (attributes: Attributes) => Listing<string>,
  tell: Members,
): Setting {
  const steps = stepsOf(path);
  return {
    compares,
    compare(on, code) {
      const report = (told: Says) => (item: string) => ({
        code,
        kind: told.kind,
        summary: filled(told.text, { at: on.pair.after.address, item }),
        attributes: compares.flatMap((attribute) =>
          [on.pair.before, on.pair.after].map(({ address }) => ({ address, attribute })),
        ),
      });
      on.list(({ resource }) => read(resource.attributes), {
        path: steps,
        what: `${path} of ${on.pair.after.address}`,
        added: report(tell.added),
        removed: report(tell.removed),
      });
    },
  };
}

/** A set of texts. */
export function members(path: string, tell: Members): Setting {
  const steps = stepsOf(path);
  return several(path, [path], (attributes) => textsOf(attributes, steps), tell);
}

/** A set of texts of which a star stands for every other: what stands beside it counts for nothing. */
export function starred(path: string, tell: Members): Setting {
  const steps = stepsOf(path);
  const read = (attributes: Attributes): Listing<string> => {
    const found = textsOf(attributes, steps);
    return found.items.includes("*") ? listing(["*"]) : found;
  };
  const set = several(path, [path], read, tell);
  return {
    compares: [path],
    compare(on, code) {
      const stars = [on.pair.before, on.pair.after].map(({ resource }) =>
        read(resource.attributes).items.includes("*"),
      );
      if (stars[0] === stars[1]) {
        set.compare(on, code);
        return;
      }
      const told = stars[1] ? tell.added : tell.removed;
      on.say({
        code,
        kind: told.kind,
        summary: filled(told.text, { at: on.pair.after.address, item: "every origin" }),
        attributes: on.cites(steps),
      });
    },
  };
}

function textsOf(attributes: Attributes, steps: readonly Step[]): Listing<string> {
  const found = attributes.texts(...steps);
  return found.missing.length > 0 && attributes.expression(...steps).how === "left-out" ? listing([]) : found;
}

/** A map: each of its keys by itself. */
export function entries(path: string, tell: Members & { readonly changed: Says }): Setting {
  const keys = (attributes: Attributes): readonly string[] => {
    const value = attributes.plain().values as Readonly<Record<string, unknown>> | undefined;
    const map = value?.[path];
    return typeof map === "object" && map !== null ? Object.keys(map) : [];
  };
  return {
    compares: [path],
    compare(on, code) {
      const { before, after } = on.pair;
      for (const item of new Set([before, after].flatMap(({ resource }) => keys(resource.attributes))))
        on.value(
          ({ resource }) => resource.attributes.text(path, item),
          { path: [path, item], what: `${path}.${item} of ${after.address}` },
          (was, is) => {
            const told = was === undefined ? tell.added : is === undefined ? tell.removed : tell.changed;
            const shown = (side: "before" | "after", value = "") => on.shown(side, [path, item], value);
            const values = { at: after.address, item, was: shown("before", was), is: shown("after", is) };
            return { code, kind: told.kind, summary: filled(told.text, values) };
          },
        );
    },
  };
}

/** What a flag in a block means when it changes, of blocks that stay. */
export interface Within {
  readonly name: string;
  readonly absent: boolean;
  readonly on: Says;
  readonly off: Says;
}

/** A set of blocks, each known by some of its members, and what else of them is compared. */
export function blocks(path: string, names: readonly string[], tell: Members, within: readonly Within[] = []): Setting {
  const found = (attributes: Attributes) => attributes.blocks(...stepsOf(path));
  const compares = [...names, ...within.map(({ name }) => name)].map((name) => `${path}.${name}`);
  const set = several(
    path,
    compares,
    (attributes) => {
      const { items, missing } = found(attributes);
      const named = items.map((block) => nameOfBlock(block, names));
      return listing(
        named.flatMap((one) => (one.known ? [one.value] : [])),
        [...missing, ...named.flatMap((one) => (one.known ? [] : [one.why]))],
      );
    },
    tell,
  );
  return {
    compares,
    compare(on, code) {
      set.compare(on, code);
      const before = new Map(
        found(on.pair.before.resource.attributes).items.map((one) => [valueText(nameOfBlock(one, names)), one]),
      );
      for (const block of found(on.pair.after.resource.attributes).items) {
        const item = valueText(nameOfBlock(block, names));
        const was = before.get(item);
        for (const { name, absent, on: turnedOn, off } of was ? within : []) {
          const [then, now] = [was, block].map((one) => one?.flag(name));
          if (!then?.known || !now?.known) continue;
          const is = now.value ?? absent;
          if ((then.value ?? absent) === is) continue;
          const told = is ? turnedOn : off;
          on.say({
            code,
            kind: told.kind,
            summary: filled(told.text, { at: on.pair.after.address, item }),
            attributes: on.cites([...stepsOf(path), name]),
          });
        }
      }
    },
  };
}

function nameOfBlock(block: Attributes, names: readonly string[]): Value<string> {
  const parts = names.map((name) => block.text(name));
  const hidden = parts.find((part) => !part.known);
  if (hidden && !hidden.known) return hidden;
  return known(parts.map((part) => (part.known ? (part.value ?? "") : "")).join(" of "));
}

function valueText(value: Value<string>): string {
  return value.known ? value.value : "";
}
