import { Unresolved, isBranch, known, listing, unknown } from "../model";
import type { Listing, Pieces, ValueBranch, ValueNode } from "../model";
import { ALL } from "./statement";
import type { Condition, Patterns, Place, Policies, PrincipalPattern, Principals, Statement } from "./statement";

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
  return policiesIn(policy as ValueNode, at)?.statements;
}

/** The same for a document of which parts aren't known yet: they are missing from their lists, or unread as a whole. */
export function policiesIn(policy: ValueNode, at: Place): Policies | undefined {
  if (!isBranch(policy)) return undefined;
  const variables = policy["Version"] === VARIABLES_SINCE;
  const statements: Statement[] = [];
  const unread: Policies["unread"][number][] = [];
  for (const one of listOf(policy["Statement"])) {
    if (one instanceof Unresolved) {
      unread.push({ text: `a statement of ${at.address} isn't known yet (${one.why})`, at });
      continue;
    }
    const statement = isBranch(one) ? statementOf(one, at, variables) : undefined;
    if (!statement) return undefined;
    const version = policy["Version"];
    statements.push(version instanceof Unresolved ? withoutVariables(statement, version.why) : statement);
  }
  return { statements, unread };
}

/** A statement of a version that isn't known: what `${…}` in it stands for isn't either. */
function withoutVariables(statement: Statement, why: string): Statement {
  const read = (list: Listing<string>): Listing<string> => {
    const items = list.items.filter((item) => !item.includes("${"));
    return items.length === list.items.length ? list : listing(items, [...list.missing, why]);
  };
  return {
    ...statement,
    resources: { ...statement.resources, list: read(statement.resources.list) },
    conditions: listing(
      statement.conditions.items.map((one) => ({ ...one, values: read(one.values) })),
      statement.conditions.missing,
    ),
  };
}

function statementOf(json: ValueBranch, at: Place, variables: boolean): Statement | undefined {
  const { Effect: effect, Sid: sid } = json;
  const actions = patterns(json, "Action");
  const resources = patterns(json, "Resource") ?? ALL;
  const principals = principalsOf(json);
  const conditions = conditionsOf(json["Condition"]);
  if ((effect !== "Allow" && effect !== "Deny" && !(effect instanceof Unresolved)) || !actions) return undefined;
  if (principals === "malformed" || !conditions) return undefined;
  return {
    at,
    ...(typeof sid === "string" && sid !== "" && { sid }),
    effect: effect instanceof Unresolved ? unknown(effect.why) : known(effect),
    ...(principals && { principals }),
    actions,
    resources,
    conditions,
    variables,
  };
}

function patterns(json: ValueBranch, name: string): Patterns | undefined {
  const not = json[`Not${name}`] !== undefined;
  const value = json[not ? `Not${name}` : name];
  if (value === undefined) return undefined;
  const referring = listOf(value).flatMap((one): Pieces[] =>
    one instanceof Unresolved && one.pieces ? [one.pieces] : [],
  );
  return { not, list: textsIn(value), ...(referring.length > 0 && { referring }) };
}

/** One text or a list of them. */
function textsIn(value: ValueNode): Listing<string> {
  const all = listOf(value);
  return listing(
    all.flatMap((one) => (one instanceof Unresolved ? [] : [String(one)])),
    all.flatMap((one) => (one instanceof Unresolved ? [one.why] : [])),
  );
}

function principalsOf(json: ValueBranch): Principals | "malformed" | undefined {
  const not = json["NotPrincipal"] !== undefined;
  const value = json[not ? "NotPrincipal" : "Principal"];
  if (value === undefined) return undefined;
  if (value === "*") return { not, list: listing([{ kind: "everyone", id: "*" }]) };
  if (value instanceof Unresolved) return { not, list: listing<PrincipalPattern>([], [value.why]) };
  if (!isBranch(value)) return "malformed";
  const found: PrincipalPattern[] = [];
  const missing: string[] = [];
  for (const [kind, ids] of Object.entries(value))
    for (const id of listOf(ids)) {
      if (id instanceof Unresolved) {
        missing.push(id.why);
        continue;
      }
      const one = principalPattern(kind, String(id));
      if (!one) return "malformed";
      found.push(one);
    }
  return { not, list: listing(found, missing) };
}

const KINDS = ["AWS", "Service", "Federated", "CanonicalUser"] as const;

/** Undefined for a kind that AWS doesn't know. `type = "*"` is how the data source writes everyone. */
export function principalPattern(kind: string, id: string): PrincipalPattern | undefined {
  if (id === "*" && (kind === "AWS" || kind === "*")) return { kind: "everyone", id };
  const known = KINDS.find((one) => one === kind);
  return known && { kind: known, id };
}

function conditionsOf(value: ValueNode): Listing<Condition> | undefined {
  if (value === undefined) return listing<Condition>([]);
  if (value instanceof Unresolved) return listing<Condition>([], [value.why]);
  if (!isBranch(value)) return undefined;
  const found: Condition[] = [];
  const missing: string[] = [];
  for (const [operator, keys] of Object.entries(value)) {
    if (keys instanceof Unresolved) {
      missing.push(keys.why);
      continue;
    }
    if (!isBranch(keys)) return undefined;
    for (const [key, values] of Object.entries(keys)) {
      const references = listOf(values).flatMap((one) => (one instanceof Unresolved ? one.references : []));
      const addresses = references.map(({ address }) => address);
      found.push({ operator, key, values: textsIn(values), ...(addresses.length > 0 && { references: addresses }) });
    }
  }
  return listing(found, missing);
}

function listOf(value: ValueNode): readonly ValueNode[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? (value as readonly ValueNode[]) : [value];
}
