import { addressOf, within } from "./ip";

/** How a condition compares one value of the request with one of the policy. */
type Comparison = "equals" | "equals-ignore-case" | "like" | "arn" | "bool" | "ip" | "null" | "number" | "date";

export interface Operator {
  readonly comparison: Comparison;
  /** For numbers and dates: `=`, `<`, `<=`, `>`, `>=`. */
  readonly order?: "=" | "<" | "<=" | ">" | ">=";
  /** `StringNotEquals`: none of the values may match. */
  readonly negated: boolean;
  readonly quantifier?: "any" | "all";
  readonly ifExists: boolean;
}

const TEXT: Readonly<Record<string, readonly [Comparison, boolean]>> = {
  stringequals: ["equals", false],
  stringnotequals: ["equals", true],
  stringequalsignorecase: ["equals-ignore-case", false],
  stringnotequalsignorecase: ["equals-ignore-case", true],
  stringlike: ["like", false],
  stringnotlike: ["like", true],
  binaryequals: ["equals", false],
  arnequals: ["arn", false],
  arnlike: ["arn", false],
  arnnotequals: ["arn", true],
  arnnotlike: ["arn", true],
  bool: ["bool", false],
  ipaddress: ["ip", false],
  notipaddress: ["ip", true],
  null: ["null", false],
};

const ORDERS = {
  equals: "=",
  notequals: "=",
  lessthan: "<",
  lessthanequals: "<=",
  greaterthan: ">",
  greaterthanequals: ">=",
} as const;

/**
 * Reads the name of an operator; undefined for one that AWS doesn't have. Case doesn't count.
 * IAM JSON policy elements: Condition operators https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 */
export function operatorOf(name: string): Operator | undefined {
  if (!READ.has(name)) READ.set(name, read(name));
  return READ.get(name);
}

const READ = new Map<string, Operator | undefined>();

function read(name: string): Operator | undefined {
  const [, set, base = "", exists] = /^(?:for(anyvalue|allvalues):)?(.*?)(ifexists)?$/.exec(name.toLowerCase()) ?? [];
  const more = {
    ifExists: exists !== undefined,
    ...(set !== undefined && { quantifier: set === "anyvalue" ? ("any" as const) : ("all" as const) }),
  };
  const text = Object.hasOwn(TEXT, base) ? TEXT[base] : undefined;
  if (text) return { comparison: text[0], negated: text[1], ...more };
  const [, kind, order = ""] = /^(numeric|date)(.*)$/.exec(base) ?? [];
  if (kind === undefined || !Object.hasOwn(ORDERS, order)) return undefined;
  return {
    comparison: kind === "date" ? "date" : "number",
    order: ORDERS[order as keyof typeof ORDERS],
    negated: order === "notequals",
    ...more,
  };
}

/** Compares what has an order; undefined where one of the two isn't a number, date or address. */
export function ordered({ comparison, order }: Operator, value: string, wanted: string): boolean | undefined {
  if (comparison === "ip") {
    const address = addressOf(value);
    return address && within(address, wanted);
  }
  const [a, b] = [value, wanted].map((text) => (comparison === "date" ? dateOf(text) : numberOf(text)));
  if (a === undefined || b === undefined) return undefined;
  switch (order) {
    case "<":
      return a < b;
    case "<=":
      return a <= b;
    case ">":
      return a > b;
    case ">=":
      return a >= b;
    default:
      return a === b;
  }
}

function numberOf(text: string): number | undefined {
  return /^[+-]?\d+(\.\d+)?$/.test(text) ? Number(text) : undefined;
}

/** ISO 8601, or seconds since 1970. */
function dateOf(text: string): number | undefined {
  const time = /^\d+$/.test(text) && text.length > 4 ? Number(text) * 1000 : Date.parse(text);
  return Number.isNaN(time) ? undefined : time;
}
