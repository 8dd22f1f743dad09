import { every, not, some, type Answer } from "../model";
import { matches } from "./glob";
import { operatorOf, ordered, type Operator } from "./operator";
import type { Condition, Statement } from "./statement";
import { substituteVariables, type Context } from "./variables";

/** Do all conditions of a statement hold in a request of which this much is known? */
export function conditionsHold({ conditions, variables }: Statement, context: Context): Answer {
  const known = every(conditions.items.map((one) => conditionHolds(one, variables, context)));
  return known !== false && conditions.missing.length > 0 ? "unknown" : known;
}

/** Those that leave it open, for people: `IpAddress aws:SourceIp`. */
export function openConditions({ conditions, variables }: Statement, context: Context): readonly string[] {
  return [
    ...conditions.items
      .filter((one) => conditionHolds(one, variables, context) === "unknown")
      .map(({ operator, key }) => `${operator} ${key}`),
    ...conditions.missing,
  ];
}

/**
 * Does one condition hold? A key that the request lacks fails a test, unless the test is a negated one, one of `…IfExists`
 * or of `ForAllValues`.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html
 */
export function conditionHolds(condition: Condition, variables: boolean, context: Context): Answer {
  const operator = operatorOf(condition.operator);
  if (!operator) return "unknown";
  const values = context[condition.key.toLowerCase()];
  if (values === undefined) return "unknown";
  const absent = values === null || values.length === 0;
  if (operator.comparison === "null") return nullHolds(condition, absent);
  if (absent) {
    if (operator.ifExists || operator.quantifier === "all") return true;
    return operator.quantifier === undefined && operator.negated;
  }
  const test = (value: string) => matched(condition, operator, value, variables, context);
  if (operator.quantifier === "all") return every(values.map(test));
  if (operator.quantifier === "any") return some(values.map(test));
  // AWS leaves open what a test for one value makes of several.
  return values.length === 1 ? test(values[0] as string) : "unknown";
}

function nullHolds({ values }: Condition, absent: boolean): Answer {
  const wanted = values.items.map((value) => value.toLowerCase());
  if (wanted.includes(String(absent))) return true;
  return values.missing.length > 0 ? "unknown" : false;
}

function matched(
  { values }: Condition,
  operator: Operator,
  value: string,
  variables: boolean,
  context: Context,
): Answer {
  const found = some(values.items.map((wanted) => meets(operator, value, wanted, variables, context)));
  const one = found === false && values.missing.length > 0 ? "unknown" : found;
  return operator.negated ? not(one) : one;
}

function meets(operator: Operator, value: string, wanted: string, variables: boolean, context: Context): Answer {
  switch (operator.comparison) {
    case "number":
    case "date":
    case "ip":
      return ordered(operator, value, wanted) ?? "unknown";
    case "bool":
      return value.toLowerCase() === wanted.toLowerCase();
    case "arn":
      return arnMeets(value, wanted, variables, context);
    case "equals-ignore-case":
      return textMeets(value.toLowerCase(), lower(wanted), false, variables, lowered(context));
    default:
      return textMeets(value, wanted, operator.comparison === "like", variables, context);
  }
}

function textMeets(value: string, wanted: string, wild: boolean, variables: boolean, context: Context): Answer {
  const filled = substituteVariables(wanted, wild, variables, context);
  if (!filled || !matches(filled.glob, value)) return false;
  return filled.sure || "unknown";
}

/** Ignoring case means that both are in lowercase, what variables stand for included. */
function lowered(context: Context): Context {
  return Object.fromEntries(
    Object.entries(context).map(([key, values]) => [key, values?.map((value) => value.toLowerCase()) ?? null]),
  );
}

/** The six parts of an ARN, each matched by itself. What isn't an ARN matches nothing that AWS documents. */
function arnMeets(value: string, wanted: string, variables: boolean, context: Context): Answer {
  const [own, theirs] = [partsOf(value), partsOf(wanted)];
  if (!own || !theirs) return "unknown";
  return every(theirs.map((part, i) => textMeets(own[i] as string, part, true, variables, context)));
}

/** Variables hold colons too: they don't divide. */
export function partsOf(arn: string): readonly string[] | undefined {
  const parts: string[] = [""];
  let depth = 0;
  for (const character of arn) {
    if (character === "{") depth += 1;
    if (character === "}") depth -= 1;
    if (character === ":" && depth === 0 && parts.length < 6) parts.push("");
    else parts[parts.length - 1] = (parts.at(-1) ?? "") + character;
  }
  return parts.length === 6 ? parts : undefined;
}

const lower = (text: string): string => text.toLowerCase();
