import { listing, markedFields, valueOr } from "../../model/index";
import type { Attributes, Entity, Listing } from "../../model/index";
import { filled, stepsOf } from "./setting";
import type { ChangeMeaning, Setting } from "./setting";

/** Ways to authenticate, of which the first is an argument and the others are blocks. */
export function authenticationMethods(
  first: string,
  others: string,
  tell: { readonly added: ChangeMeaning; readonly removed: ChangeMeaning },
): Setting {
  const inner = `${others}.${first}`;
  const compares = [first, inner];
  const read = (attributes: Attributes): Listing<string> => {
    const own = attributes.text(first);
    const more = attributes.blocks(others);
    const all = [own, ...more.items.map((block) => block.text(first))];
    return listing(
      all.flatMap((one) => (one.known && one.value !== undefined ? [one.value] : [])),
      [...more.missing, ...all.flatMap((one) => (one.known ? [] : [one.why]))],
    );
  };
  return {
    compares,
    compare(on, code) {
      const rest = ({ resource }: Entity, of: (name: string) => boolean) =>
        JSON.stringify(
          resource.attributes
            .blocks(others)
            .items.filter((block) => of(valueOr(block.text(first), undefined) ?? ""))
            .map((block) => block.plain()),
        );
      const names = [on.pair.before, on.pair.after].map((side) => read(side.resource.attributes).items);
      const stay = (name: string) => names.every((list) => list.includes(name));
      // Where nothing of the blocks that stay changes, what differs is what came and went.
      const whole = rest(on.pair.before, stay) === rest(on.pair.after, stay);
      const told = (says: ChangeMeaning) => (item: string) => ({
        code,
        kind: says.kind,
        summary: filled(says.text, { at: on.name, item }),
        attributes: [...on.cites([first]), ...on.cites(whole ? [others] : stepsOf(inner))],
      });
      on.list(({ resource }) => read(resource.attributes), {
        path: [first],
        what: `how callers of ${on.name} authenticate`,
        added: told(tell.added),
        removed: told(tell.removed),
      });
    },
  };
}

/**
 * Who may ask for which field, by the marks of a schema: `@aws_iam` of a field, else of its type, else the API's default
 * way of signing in. Undefined where the API doesn't say how its callers sign in.
 */
function ways({ resource: { attributes } }: Entity, path: string): ReadonlyMap<string, readonly string[]> | undefined {
  const [schema, first] = [attributes.text(path), attributes.text("authentication_type")];
  if (!schema.known || !first.known || first.value === undefined) return undefined;
  const more = attributes.blocks("additional_authentication_provider");
  const others = more.items.map((block) => valueOr(block.text("authentication_type"), undefined));
  const modes = [first.value, ...others];
  if (more.missing.length > 0 || modes.includes(undefined)) return undefined;
  const found = markedFields(schema.value ?? "");
  return new Map(
    [...found].map(([field, marks]) => [
      field,
      marks.length > 0 ? marks.filter((one) => modes.includes(one)) : [first.value ?? ""],
    ]),
  );
}

/** The fields of a GraphQL schema: which come and go, and who may ask for those that stay. */
export function fields(path: string): Setting {
  return {
    compares: [],
    compare(on, code) {
      const { before, after } = on.pair;
      const texts = [before, after].map(({ resource }) => valueOr(resource.attributes.text(path), undefined));
      const [was, is] = [ways(before, path), ways(after, path)];
      if (!was || !is || texts[0] === texts[1]) return;
      const found: { readonly kind: ChangeMeaning["kind"]; readonly text: string }[] = [];
      for (const field of new Set([...was.keys(), ...is.keys()])) {
        const [then, now] = [was.get(field), is.get(field)];
        if (!then || !now) {
          const text = now
            ? `has a field ${field}, for callers by ${now.join(" or ") || "nothing"}`
            : `no longer has the field ${field}`;
          found.push({ kind: now ? "broadened" : "breaking", text });
          continue;
        }
        const without = (list: readonly string[], other: readonly string[]) =>
          list.filter((one) => !other.includes(one)).join(" and ");
        const [added, gone] = [without(now, then), without(then, now)];
        if (added !== "") found.push({ kind: "broadened", text: `lets callers by ${added} ask for ${field}` });
        if (gone !== "") found.push({ kind: "narrowed", text: `no longer lets callers by ${gone} ask for ${field}` });
      }
      for (const { kind, text } of found)
        on.say({ code, kind, summary: `${on.name} ${text}.`, attributes: on.cites([path]) });
    },
  };
}
