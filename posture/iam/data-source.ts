import { isWhole, known, listing, valueOr } from "../model";
import type { Attributes, Listing, Model, Resource, Value } from "../model";
import { principalPattern, statementsOf } from "./document";
import { referencedResources } from "./references";
import { ALL, NO_POLICIES, mergePolicies } from "./statement";
import type { Condition, Patterns, Place, Policies, PrincipalPattern, Principals, Statement } from "./statement";

const VARIABLES_SINCE = "2012-10-17";

/**
 * What an `aws_iam_policy_document` says: its JSON where that is known, else its arguments, put together as the provider
 * does: the source documents, then its own statements, then the overriding documents; a statement takes the place of an
 * earlier one with the same sid.
 * https://registry.terraform.io/providers/hashicorp/aws/5.100.0/docs/data-sources/iam_policy_document
 */
export function readDataSource(model: Model, document: Resource, within: readonly Resource[] = []): Policies {
  const { address, attributes } = document;
  const json = attributes.text("json");
  if (json.known && json.value !== undefined) {
    const statements = statementsOf(json.value, place(document, "json"));
    return statements ? { statements, unread: [] } : unread(document, `${address} holds no policy that AWS accepts`);
  }
  const parts = (...names: readonly string[]) => documentsAt(model, [...within, document], ...names);
  const sources = parts("source_json", "source_policy_documents");
  const overrides = parts("override_json", "override_policy_documents");
  const own = ownStatements(document);
  // What overrides may take the place of any statement.
  if (overrides.unread.length > 0) return { statements: [], unread: overrides.unread };
  const merged = [...sources.statements, ...own.statements, ...overrides.statements].reduce<Statement[]>((all, one) => {
    const place = one.sid === undefined ? -1 : all.findIndex(({ sid }) => sid === one.sid);
    if (place < 0) return [...all, one];
    return all.map((other, i) => (i === place ? one : other));
  }, []);
  return { statements: merged, unread: [...sources.unread, ...own.unread] };
}

function place(resource: Resource, ...path: readonly (string | number)[]): Place {
  return { address: resource.address, resource, path };
}

function unread(resource: Resource, text: string, ...path: readonly (string | number)[]): Policies {
  return { statements: [], unread: [{ text, at: place(resource, ...path) }] };
}

/** Documents given as JSON, one by one, or by reference to other data sources. `within`: what they are part of, the innermost last. */
function documentsAt(model: Model, within: readonly Resource[], ...names: readonly string[]): Policies {
  const document = within.at(-1) as Resource;
  return mergePolicies(
    names.map((name): Policies => {
      const { items, missing } = document.attributes.texts(name);
      const read = items.map((text): Policies => {
        if (text === "") return NO_POLICIES;
        const statements = statementsOf(text, place(document, name));
        if (statements) return { statements, unread: [] };
        return unread(document, `${name} of ${document.address} holds no policy that AWS accepts`, name);
      });
      if (missing.length === 0) return mergePolicies(read);
      const { resources, sure } = referencedResources(
        model,
        document,
        [name],
        [document.type],
        items.length + missing.length,
      );
      const open = resources.filter(({ attributes }) => !attributes.text("json").known);
      // Which of them comes first, counts where one overrides another: known texts among them would have to be told apart.
      const isOrdered = items.length === 0 || !name.startsWith("override");
      if (sure && isOrdered && open.length === missing.length && !open.some((one) => within.includes(one)))
        return mergePolicies([...read, ...open.map((one) => readDataSource(model, one, within))]);
      const why = `what ${name} of ${document.address} says isn't known yet`;
      return mergePolicies([...read, ...missing.map((one) => unread(document, `${why} (${one})`, name))]);
    }),
  );
}

function ownStatements(document: Resource): Policies {
  const { address, attributes } = document;
  const blocks = attributes.blocks("statement");
  const version = attributes.text("version");
  // Nothing but a literal 2008-10-17 turns variables off, and it is as good as never written.
  const variables = !version.known || (version.value ?? VARIABLES_SINCE) === VARIABLES_SINCE;
  return {
    statements: blocks.items.map((block, i) => statementOf(block, place(document, "statement", i), variables)),
    unread: blocks.missing.map((why) => ({
      text: `which statements ${address} holds isn't known yet (${why})`,
      at: place(document, "statement"),
    })),
  };
}

function statementOf(block: Attributes, at: Place, variables: boolean): Statement {
  const sid = valueOr(block.text("sid"), undefined);
  const effect = block.text("effect");
  const principals = principalsOf(block);
  return {
    at,
    ...(sid !== undefined && sid !== "" && { sid }),
    effect: effect.known ? known(effect.value ?? "Allow") : effect,
    ...(principals && { principals }),
    actions: patterns(block, "actions"),
    resources: patterns(block, "resources", ALL),
    conditions: conditionsOf(block),
    variables,
  };
}

/** `&{…}` is how a document writes a policy variable beside Terraform's own `${…}`. */
function unescaped(list: Listing<string>): Listing<string> {
  return { ...list, items: list.items.map((text) => text.replaceAll("&{", "${")) };
}

function patterns(block: Attributes, name: string, otherwise?: Patterns): Patterns {
  const others = unescaped(block.texts(`not_${name}`));
  if (others.items.length > 0 || others.missing.length > 0)
    return { not: true, list: others, ...referringAt(block, `not_${name}`, others) };
  const list = unescaped(block.texts(name));
  // Only trust policies name no resource; an empty list is left out of the JSON.
  if (otherwise && isWhole(list) && list.items.length === 0) return otherwise;
  return { not: false, list, ...referringAt(block, name, list) };
}

/** What the items of a list that aren't known are put together of. */
function referringAt(
  block: Attributes,
  name: string,
  { items, missing }: Listing<string>,
): Pick<Patterns, "referring"> | undefined {
  if (missing.length === 0) return undefined;
  const referring = Array.from({ length: items.length + missing.length }, (_, i) => block.pieces(name, i));
  const found = referring.filter((one) => one !== undefined);
  return found.length > 0 ? { referring: found } : undefined;
}

function principalsOf(block: Attributes): Principals | undefined {
  const others = block.blocks("not_principals");
  const not = others.items.length > 0 || others.missing.length > 0;
  const blocks = not ? others : block.blocks("principals");
  if (blocks.items.length === 0 && isWhole(blocks)) return undefined;
  const items: PrincipalPattern[] = [];
  const missing = [...blocks.missing];
  for (const one of blocks.items) {
    const kind: Value<string | undefined> = one.text("type");
    const ids = unescaped(one.texts("identifiers"));
    missing.push(...(kind.known ? [] : [kind.why]), ...ids.missing);
    if (!kind.known) continue;
    for (const id of ids.items) {
      const pattern = principalPattern(kind.value ?? "", id);
      if (pattern) items.push(pattern);
      else missing.push(`there is no type of principal ${kind.value ?? ""}`);
    }
  }
  return { not, list: listing(items, missing) };
}

function conditionsOf(block: Attributes): Listing<Condition> {
  const blocks = block.blocks("condition");
  const items: Condition[] = [];
  const missing = [...blocks.missing];
  for (const one of blocks.items) {
    const [operator, key] = [one.text("test"), one.text("variable")];
    if (operator.known && key.known) {
      const values = unescaped(one.texts("values"));
      const references = isWhole(values) ? [] : one.references("values").map(({ address }) => address);
      items.push({ operator: operator.value ?? "", key: key.value ?? "", values, references });
    } else missing.push(operator.known ? (key as { why: string }).why : operator.why);
  }
  return listing(items, missing);
}
