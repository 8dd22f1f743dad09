import { known, listing, someItem } from "../model/index";
import type { Answer, Attributes, Listing, Resource, Step, Value } from "../model/index";
import { meets } from "./glob";
import type { Template } from "./glob";

/** A list of patterns, or everything but what they match (`NotAction`, `NotResource`). */
export interface Patterns {
  readonly not: boolean;
  readonly list: Listing<string>;
}

/** Where a statement stands; without a resource for a policy of AWS's own. */
export type Place =
  | { readonly address: string; readonly resource: Resource; readonly path: readonly Step[] }
  | { readonly address: string; readonly resource?: never };

/** One statement of an identity policy. */
export interface Statement {
  readonly at: Place;
  readonly effect: Value<string>;
  readonly actions: Patterns;
  readonly resources: Patterns;
  /** `IpAddress aws:SourceIp`: one for each condition; what they compare with isn't looked at. */
  readonly conditions: Listing<string>;
}

const ACTION: Template = ["execute-api:invoke"];

/** Does a statement speak of invoking this ARN? With conditions nobody can say, since they depend on the call. */
export function concerns(statement: Statement, arn: Template): Answer {
  const action = matched(statement.actions, ACTION, true);
  const resource = matched(statement.resources, arn, false);
  if (action === false || resource === false) return false;
  const free = statement.conditions.items.length === 0 && statement.conditions.missing.length === 0;
  return action === true && resource === true && free ? true : "unknown";
}

/** True where a list covers the whole text, with NotAction and NotResource turned round. */
export function matched({ not, list }: Patterns, text: Template, ignoreCase: boolean): Answer {
  const met = (wanted: readonly string[]) =>
    someItem(list, (item) => wanted.includes(meets(ignoreCase ? item.toLowerCase() : item, text)));
  if (met(["all"]) === true) return !not;
  const touched = met(["all", "some"]);
  return touched === false ? not : "unknown";
}

type Json = Readonly<Record<string, unknown>>;

/** The statements of a policy's text; undefined when it is no policy. */
export function statementsOf(text: string, at: Place): readonly Statement[] | undefined {
  let policy: unknown;
  try {
    policy = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (typeof policy !== "object" || policy === null) return undefined;
  return list((policy as Json)["Statement"]).flatMap((statement): Statement[] =>
    typeof statement === "object" && statement !== null ? [fromJson(statement as Json, at)] : [],
  );
}

function fromJson(statement: Json, at: Place): Statement {
  const patterns = (name: string): Patterns => {
    const not = statement[`Not${name}`] !== undefined;
    return { not, list: listing(list(statement[not ? `Not${name}` : name]).map(String)) };
  };
  const conditions = Object.entries((statement["Condition"] ?? {}) as Json).flatMap(([operator, keys]) =>
    Object.keys((keys ?? {}) as Json).map((key) => `${operator} ${key}`),
  );
  return {
    at,
    effect: known(String(statement["Effect"])),
    actions: patterns("Action"),
    resources: patterns("Resource"),
    conditions: listing(conditions),
  };
}

/** The statements of a data source `aws_iam_policy_document`. */
export function statementsIn(document: Resource): readonly Statement[] {
  const { address, attributes } = document;
  return attributes.blocks("statement").items.map((statement, index): Statement => {
    const conditions = statement.blocks("condition");
    const word = (block: Attributes, name: string): string => {
      const value = block.text(name);
      return value.known && value.value !== undefined ? value.value : "…";
    };
    const effect = statement.text("effect");
    return {
      at: { address, resource: document, path: ["statement", index] },
      effect: effect.known ? known(effect.value ?? "Allow") : effect,
      actions: either(statement, "actions"),
      resources: either(statement, "resources"),
      conditions: {
        items: conditions.items.map((one) => `${word(one, "test")} ${word(one, "variable")}`),
        missing: conditions.missing,
      },
    };
  });
}

function either(statement: Attributes, name: string): Patterns {
  const others = statement.texts(`not_${name}`);
  const not = others.items.length > 0 || others.missing.length > 0;
  return { not, list: not ? others : statement.texts(name) };
}

function list(value: unknown): readonly unknown[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value : [value];
}
