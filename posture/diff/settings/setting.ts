import { known, listing, map } from "../../model/index";
import type { Attributes, Entity, Listing, Step, Value } from "../../model/index";
import type { ChangeKind } from "../change";
import type { EntityDiff } from "../entity-diff";

/** What one way of a change means. In the text `{at}` is the resource, `{item}` an item, `{was}` and `{is}` the values. */
export interface ChangeMeaning {
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
  (text: string): ChangeMeaning => ({ kind, text });

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

/** Arguments that name a resource by its ARN or id. */
const NAMES = /_(?:arns?|ids?)$/;
const NONE = "(not set)";

/** A sentence with its places filled in. */
export function filled(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
}

/** Where nothing is written, what AWS does by itself. */
export function orDefault<T>(value: Value<T>, fallback: T): Value<T> {
  return value.known && (value.value === undefined || value.value === "") ? known(fallback) : value;
}

function single<T extends string | number | boolean>(
  path: string,
  read: (attributes: Attributes, steps: readonly Step[]) => Value<T>,
  tell: (was: T, is: T) => ChangeMeaning | undefined,
  text: (value: T) => string = String,
): Setting {
  const steps = stepsOf(path);
  return {
    compares: [path],
    compare(on, code) {
      on.value(
        ({ resource }) => read(resource.attributes, steps),
        { path: steps, what: `${path} of ${on.name}`, text, references: NAMES.test(path) },
        (was, is) => {
          const told = tell(was, is);
          if (!told) return undefined;
          const shown = (side: "before" | "after", value: T) => on.shown(side, steps, text(value));
          const values = { at: on.name, was: shown("before", was), is: shown("after", is) };
          return { code, kind: told.kind, summary: filled(told.text, values) };
        },
      );
    },
  };
}

/** True or false; `absent`: what AWS does where nothing is written. */
export function flag(
  path: string,
  absent: boolean,
  tell: { readonly on: ChangeMeaning; readonly off: ChangeMeaning },
): Setting {
  return single(
    path,
    (attributes, steps) => orDefault(attributes.flag(...steps), absent) as Value<boolean>,
    (_, is) => (is ? tell.on : tell.off),
  );
}

/** One of several, the weakest first; one that isn't listed is told as unknown. */
export function ranked(
  path: string,
  order: readonly string[],
  absent: string,
  tell: { readonly up: ChangeMeaning; readonly down: ChangeMeaning },
): Setting {
  return single(
    path,
    (attributes, steps) => orDefault(attributes.text(...steps), absent) as Value<string>,
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
  tell: { readonly more: ChangeMeaning; readonly less: ChangeMeaning; readonly none?: ChangeMeaning },
): Setting {
  return single(
    path,
    (attributes, steps) =>
      map(orDefault(attributes.number(...steps), absent) as Value<number>, (value) => (value < 0 ? absent : value)),
    (was, is) => (is === 0 && tell.none ? tell.none : is > was ? tell.more : tell.less),
    (value) => (value === Infinity ? "none" : String(value)),
  );
}

/** Any other value. `absent`: where nothing is written. */
export function other(
  path: string,
  told: ChangeMeaning,
  absent: string | ((attributes: Attributes) => string) = NONE,
): Setting {
  return single(
    path,
    (attributes, steps) =>
      orDefault(attributes.text(...steps), typeof absent === "string" ? absent : absent(attributes)) as Value<string>,
    () => told,
  );
}

/** Any other value where both sides have one. */
export function replacedValue(path: string, told: ChangeMeaning): Setting {
  return single(
    path,
    (attributes, steps) => orDefault(attributes.text(...steps), NONE) as Value<string>,
    (was, is) => (was === NONE || is === NONE ? undefined : told),
  );
}

/** What a server shows callers to say which host it is; AWS accepts none that isn't for it. */
export function certificate(path: string): Setting {
  return replacedValue(path, neutral("{at} uses the certificate {is} (was: {was})."));
}

/** What tells AWS that a domain is its owner's, where the other certificate is not of a public authority. */
export function ownership(path: string): Setting {
  return other(path, neutral("The ownership verification certificate of {at} is {is} (was: {was})."));
}

/** Is it there at all? Another value of it is `changed`. */
export function presence(
  path: string,
  tell: { readonly there: ChangeMeaning; readonly gone: ChangeMeaning; readonly changed: ChangeMeaning },
): Setting {
  return single(
    path,
    (attributes, steps) => orDefault(attributes.text(...steps), NONE) as Value<string>,
    (was, is) => (was === NONE ? tell.there : is === NONE ? tell.gone : tell.changed),
  );
}

interface Members {
  readonly added: ChangeMeaning;
  readonly removed: ChangeMeaning;
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
      const report = (told: ChangeMeaning) => (item: string) => ({
        code,
        kind: told.kind,
        summary: filled(told.text, { at: on.name, item }),
        attributes: compares.flatMap((attribute) =>
          [on.pair.before, on.pair.after].map(({ address }) => ({ address, attribute })),
        ),
      });
      on.list(({ resource }) => read(resource.attributes), {
        path: steps,
        what: `${path} of ${on.name}`,
        references: NAMES.test(path),
        added: report(tell.added),
        removed: report(tell.removed),
      });
    },
  };
}

/** A set of texts. */
export function members(path: string, tell: Members): Setting {
  const steps = stepsOf(path);
  return several(path, [path], (attributes) => attributes.texts(...steps), tell);
}

/** A set of texts of which a star stands for every other: what stands beside it counts for nothing. */
export function setWithStar(path: string, tell: Members): Setting {
  const steps = stepsOf(path);
  const read = (attributes: Attributes): Listing<string> => {
    const found = attributes.texts(...steps);
    return found.items.includes("*") ? listing(["*"]) : found;
  };
  const set = several(path, [path], read, tell);
  return {
    compares: [path],
    compare(on, code) {
      const lists = [on.pair.before, on.pair.after].map(({ resource }) => read(resource.attributes));
      const stars = lists.map(({ items }) => items.includes("*"));
      if (stars[0] === stars[1]) {
        set.compare(on, code);
        return;
      }
      // A star may be among what isn't known.
      const why = lists.flatMap(({ missing }) => missing)[0];
      if (why !== undefined) {
        on.unknown(`${path} of ${on.name}`, why, on.cause(steps), steps);
        return;
      }
      const told = stars[1] ? tell.added : tell.removed;
      on.say({
        code,
        kind: told.kind,
        summary: filled(told.text, { at: on.name, item: "every origin" }),
        attributes: on.cites(steps),
      });
    },
  };
}

/** A list that lets in nobody but whom it names; an empty one lets in everybody. Several make one list together. */
export function limit(
  paths: readonly string[],
  tell: Members & { readonly opened: ChangeMeaning; readonly closed: ChangeMeaning },
): Setting {
  const read = ({ resource: { attributes } }: Entity): Listing<string> => {
    const found = paths.map((path) => attributes.texts(...stepsOf(path)));
    return listing(
      found.flatMap(({ items }) => items),
      found.flatMap(({ missing }) => missing),
    );
  };
  return {
    compares: paths,
    compare(on, code) {
      const [had, has] = [read(on.pair.before), read(on.pair.after)];
      const [was, is] = [had, has].map(({ items, missing }) => items.length + missing.length > 0);
      const attributes = paths.flatMap((path) => on.cites(stepsOf(path)));
      const said = (says: ChangeMeaning, item = "") => {
        const summary = filled(says.text, { at: on.name, item });
        return { code, kind: says.kind, summary, attributes };
      };
      // What isn't known may be an empty list.
      const open = [had, has].find(({ items, missing }) => items.length === 0 && missing.length > 0);
      if (was !== is && open) {
        const steps = stepsOf(paths[0] ?? "");
        on.unknown(`${paths.join(" and ")} of ${on.name}`, open.missing[0] ?? "", on.cause(steps), steps);
      } else if (was !== is) on.say(said(is ? tell.closed : tell.opened));
      else
        on.list(read, {
          path: stepsOf(paths[0] ?? ""),
          what: `${paths.join(" and ")} of ${on.name}`,
          added: (item) => said(tell.added, item),
          removed: (item) => said(tell.removed, item),
        });
    },
  };
}

type OfKey = ChangeMeaning | ((key: string, was: string, is: string) => ChangeMeaning);

/** A map: each of its keys by itself. */
export function entries(
  path: string,
  tell: { readonly added: OfKey; readonly removed: OfKey; readonly changed: OfKey },
): Setting {
  // A plan marks an unknown value beside the others; a map that is unknown as a whole has no keys that anybody wrote.
  const keys = (attributes: Attributes): readonly string[] => {
    const { values, unknown: open } = attributes.plain();
    return [values, open].flatMap((side) => {
      const map = (side as Readonly<Record<string, unknown>> | undefined)?.[path];
      return typeof map === "object" && map !== null && !Array.isArray(map) ? Object.keys(map) : [];
    });
  };
  return {
    compares: [path],
    compare(on, code) {
      const { before, after } = on.pair;
      const items = new Set([before, after].flatMap(({ resource }) => keys(resource.attributes)));
      const what = `${path} of ${on.name}`;
      if (items.size === 0 && [before, after].some(({ resource }) => !resource.attributes.value(path).known))
        on.value(
          ({ resource }) => resource.attributes.value(path),
          { path: [path], what },
          () => undefined,
        );
      for (const item of items)
        on.value(
          ({ resource }) => resource.attributes.text(path, item),
          { path: [path, item], what: `${path}.${item} of ${on.name}` },
          (was, is) => {
            const means = was === undefined ? tell.added : is === undefined ? tell.removed : tell.changed;
            const told = typeof means === "function" ? means(item, was ?? "", is ?? "") : means;
            const shown = (side: "before" | "after", value = "(not set)") => on.shown(side, [path, item], value);
            const values = { at: on.name, item, was: shown("before", was), is: shown("after", is) };
            return { code, kind: told.kind, summary: filled(told.text, values) };
          },
        );
    },
  };
}
