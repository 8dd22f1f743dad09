import { known, listing } from "../model";
import { ALL } from "./statement";
import type { Condition, Patterns, Place, PrincipalPattern, Principals, Statement } from "./statement";

type Json = Readonly<Record<string, unknown>>;

/** The version since which `${…}` are policy variables; a document without one is of 2008-10-17. */
const VARIABLES_SINCE = "2012-10-17";

/**
 * The statements of a policy's text; undefined when it is none that AWS accepts.
 * IAM JSON policy reference https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies.html
 */
export function statementsOf(text: string, at: Place): readonly Statement[] | undefined {
  let policy: unknown;
  try {
    policy = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (!isObject(policy)) return undefined;
  const variables = policy["Version"] === VARIABLES_SINCE;
  const statements = listOf(policy["Statement"]).map((one) =>
    isObject(one) ? statementOf(one, at, variables) : undefined,
  );
  return statements.every((one) => one !== undefined) ? statements : undefined;
}

function statementOf(json: Json, at: Place, variables: boolean): Statement | undefined {
  const { Effect: effect, Sid: sid } = json;
  const actions = patterns(json, "Action");
  const resources = patterns(json, "Resource") ?? ALL;
  const principals = principalsOf(json);
  const conditions = conditionsOf(json["Condition"]);
  if ((effect !== "Allow" && effect !== "Deny") || !actions || principals === "malformed" || !conditions)
    return undefined;
  return {
    at,
    ...(typeof sid === "string" && sid !== "" && { sid }),
    effect: known(effect),
    ...(principals && { principals }),
    actions,
    resources,
    conditions: listing(conditions),
    variables,
  };
}

function patterns(json: Json, name: string): Patterns | undefined {
  const not = json[`Not${name}`] !== undefined;
  const value = json[not ? `Not${name}` : name];
  if (value === undefined) return undefined;
  return { not, list: listing(listOf(value).map(String)) };
}

function principalsOf(json: Json): Principals | "malformed" | undefined {
  const not = json["NotPrincipal"] !== undefined;
  const value = json[not ? "NotPrincipal" : "Principal"];
  if (value === undefined) return undefined;
  if (value === "*") return { not, list: listing([{ kind: "everyone", id: "*" }]) };
  if (!isObject(value)) return "malformed";
  const found: PrincipalPattern[] = [];
  for (const [kind, ids] of Object.entries(value))
    for (const id of listOf(ids)) {
      const one = principalPattern(kind, String(id));
      if (!one) return "malformed";
      found.push(one);
    }
  return { not, list: listing(found) };
}

const KINDS = ["AWS", "Service", "Federated", "CanonicalUser"] as const;

/** Undefined for a kind that AWS doesn't know. `type = "*"` is how the data source writes everyone. */
export function principalPattern(kind: string, id: string): PrincipalPattern | undefined {
  if (id === "*" && (kind === "AWS" || kind === "*")) return { kind: "everyone", id };
  const known = KINDS.find((one) => one === kind);
  return known && { kind: known, id };
}

function conditionsOf(value: unknown): readonly Condition[] | undefined {
  if (value === undefined) return [];
  if (!isObject(value)) return undefined;
  const found: Condition[] = [];
  for (const [operator, keys] of Object.entries(value)) {
    if (!isObject(keys)) return undefined;
    for (const [key, values] of Object.entries(keys))
      found.push({ operator, key, values: listing(listOf(values).map(String)) });
  }
  return found;
}

function isObject(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function listOf(value: unknown): readonly unknown[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? value : [value];
}
