import { listing, markedFields, valueOr, type Attributes, type Entity, type Listing } from "../../model/index";
import { filled, stepsOf, type ChangeMeaning, type Setting } from "./setting";

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

/** By authentication type, of which groups a caller has to be in one to ask for a field; empty: every caller. */
type Ways = ReadonlyMap<string, readonly string[]>;

/**
 * Who may ask for which field, by the marks of a schema: `@aws_iam` of a field, else of its type, else the API's default
 * authentication type. Undefined where the API doesn't say how its callers authenticate.
 */
function waysIn({ resource: { attributes } }: Entity, path: string): ReadonlyMap<string, Ways> | undefined {
  const [schema, first] = [attributes.text(path), attributes.text("authentication_type")];
  if (!schema.known || !first.known || first.value === undefined) return undefined;
  const more = attributes.blocks("additional_authentication_provider");
  const others = more.items.map((block) => valueOr(block.text("authentication_type"), undefined));
  const modes = [first.value, ...others];
  if (more.missing.length > 0 || modes.includes(undefined)) return undefined;
  const found = markedFields(schema.value ?? "", others.length === 0);
  return new Map(
    [...found].map(([field, marks]) => {
      const own = marks.length > 0 ? marks : [{ mode: first.value ?? "", groups: [] }];
      const ways = new Map<string, readonly string[]>();
      for (const { mode, groups } of own.filter((one) => modes.includes(one.mode))) {
        const present = ways.get(mode);
        const all = present?.length === 0 || groups.length === 0 ? [] : [...(present ?? []), ...groups];
        ways.set(mode, [...new Set(all)].sort());
      }
      return [field, ways];
    }),
  );
}

interface Told {
  readonly kind: ChangeMeaning["kind"];
  readonly text: string;
}

const inGroups = (groups: readonly string[]): string =>
  groups.length > 0 ? ` in the group ${groups.join(" or ")}` : "";
const without = (list: readonly string[], other: readonly string[]) => list.filter((one) => !other.includes(one));

/** What becomes of the callers of one field. `stay`: the schema is the same, so providers that come and go say their part. */
function fieldChanges(field: string, then: Ways, now: Ways, stay: boolean): readonly Told[] {
  const modes = [...new Set([...then.keys(), ...now.keys()])];
  const by = (list: readonly string[], ways: Ways) =>
    list.map((mode) => mode + inGroups(ways.get(mode) ?? [])).join(" and ");
  const [added, gone] = [without(modes, [...then.keys()]), without(modes, [...now.keys()])];
  const found: Told[] = [];
  if (added.length > 0 && !stay)
    found.push({ kind: "broadened", text: `lets callers by ${by(added, now)} ask for ${field}` });
  if (gone.length > 0 && !stay)
    found.push({ kind: "narrowed", text: `no longer lets callers by ${by(gone, then)} ask for ${field}` });
  for (const mode of without(modes, [...added, ...gone])) {
    const [had, has] = [then.get(mode) ?? [], now.get(mode) ?? []];
    const [more, less] = [without(has, had), without(had, has)];
    if (had.length === 0 && has.length > 0)
      found.push({ kind: "narrowed", text: `lets callers by ${mode} ask for ${field} only${inGroups(has)}` });
    else if (has.length === 0 && had.length > 0)
      found.push({
        kind: "broadened",
        text: `lets every caller by ${mode} ask for ${field} (was: those${inGroups(had)})`,
      });
    else {
      if (more.length > 0)
        found.push({ kind: "broadened", text: `lets callers by ${mode}${inGroups(more)} ask for ${field}` });
      if (less.length > 0)
        found.push({
          kind: "narrowed",
          text: `no longer lets callers by ${mode} ask for ${field} who are only${inGroups(less)}`,
        });
    }
  }
  return found;
}

/** The fields of a GraphQL schema: which come and go, and who may ask for those that stay. */
export function fields(path: string): Setting {
  return {
    compares: [],
    compare(on, code) {
      const { before, after } = on.pair;
      const texts = [before, after].map(({ resource }) => valueOr(resource.attributes.text(path), undefined));
      const [was, is] = [waysIn(before, path), waysIn(after, path)];
      if (!was || !is) return;
      for (const field of new Set([...was.keys(), ...is.keys()])) {
        const [then, now] = [was.get(field), is.get(field)];
        const callers = now && [...now].map(([mode, groups]) => mode + inGroups(groups)).join(" or ");
        const found: readonly Told[] =
          then && now
            ? fieldChanges(field, then, now, texts[0] === texts[1])
            : callers === undefined
              ? [{ kind: "breaking", text: `no longer has the field ${field}` }]
              : [{ kind: "broadened", text: `has a field ${field}, for callers by ${callers || "nothing"}` }];
        for (const { kind, text } of found)
          on.say({ code, kind, summary: `${on.name} ${text}.`, attributes: on.cites([path]) });
      }
    },
  };
}
