import { atomsOf } from "./atoms";
import { partsOf } from "./condition";
import type { Element, Glob } from "./glob";
import { addressOf, type Address } from "./ip";
import { operatorOf, type Operator } from "./operator";
import type { Condition, Statement } from "./statement";
import type { Context, VariableSymbols } from "./variables";

/** More combinations of condition keys than a policy that people read has. */
const MOST = 3000;

/** Keys that every request has. */
const ALWAYS = new Set([
  "aws:securetransport",
  "aws:currenttime",
  "aws:epochtime",
  "aws:principalarn",
  "aws:principalaccount",
  "aws:principaltype",
]);

/** Keys that are true or false, or numbers of twelve digits: nothing else needs to be told apart. */
const TWO = new Set(["aws:securetransport", "aws:viaawsservice", "aws:principalisawsservice"]);

/**
 * Keys whose value is an ARN.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
 */
const ARNS = new Set(["aws:sourcearn", "aws:principalarn"]);

const ANY: Glob = [{ not: "", many: true }];
const ANY_ARN: Glob = [...Array.from({ length: 5 }, (): Glob => [{ not: ":", many: true }, ":"]).flat(), ...ANY];

interface Test {
  readonly condition: Condition;
  readonly operator: Operator;
  readonly variables: boolean;
}

/**
 * Requests enough to tell the conditions of some statements apart: whatever these say of any request, they say of one of
 * these. Undefined where there would be too many.
 */
export function requestsFor(
  statements: readonly Statement[],
  symbols: VariableSymbols,
): readonly Context[] | undefined {
  const byKey = new Map<string, Test[]>();
  for (const { conditions, variables } of statements)
    for (const condition of conditions.items) {
      const operator = operatorOf(condition.operator);
      const key = condition.key.toLowerCase();
      const tests = byKey.get(key) ?? [];
      byKey.set(key, tests);
      if (operator) tests.push({ condition, operator, variables });
    }
  let requests: readonly Record<string, readonly string[] | null>[] = [{}];
  for (const [key, tests] of byKey) {
    const values = valuesOf(key, tests, symbols);
    if (!values || values.length * requests.length > MOST) return undefined;
    requests = requests.flatMap((one) => values.map((value) => ({ ...one, [key]: value })));
  }
  return requests.map((one) => ({ ...symbols.context, ...one }));
}

/** Values of one key that tell its tests apart; null: the request has no such key. */
function valuesOf(
  key: string,
  tests: readonly Test[],
  symbols: VariableSymbols,
): readonly (readonly string[] | null)[] | undefined {
  const single = singles(key, tests, symbols);
  if (!single) return undefined;
  const several = tests.some(({ operator }) => operator.quantifier !== undefined);
  if (!several) return ALWAYS.has(key) ? single.map((one) => [one]) : [null, ...single.map((one) => [one])];
  if (single.length > 8) return undefined;
  return Array.from({ length: 2 ** single.length }, (_, bits) => {
    const chosen = single.filter((_, i) => (bits & (1 << i)) !== 0);
    return chosen.length === 0 ? null : chosen;
  });
}

function singles(key: string, all: readonly Test[], symbols: VariableSymbols): readonly string[] | undefined {
  // Whether the key is there at all, both requests with it and without tell.
  const tests = all.filter(({ operator }) => operator.comparison !== "null");
  const used = new Set(tests.map(({ operator }) => operator.comparison));
  const texts = tests.flatMap(({ condition }) => condition.values.items);
  if ((["number", "date", "ip"] as const).some((one) => used.has(one))) {
    // Texts and numbers under one key: nothing that AWS has.
    if (used.size > 1) return undefined;
    return used.has("ip") ? addresses(texts) : points(texts, used.has("date"));
  }
  const blind = used.has("equals-ignore-case") || used.has("bool");
  if (blind && [...used].some((one) => one !== "equals-ignore-case" && one !== "bool")) return undefined;
  const universe: readonly Glob[] =
    used.has("bool") || TWO.has(key)
      ? [[..."true"], [..."false"]]
      : [(used.has("arn") && used.size === 1) || ARNS.has(key) ? ANY_ARN : ANY];
  return atomsOf(
    universe,
    tests.flatMap((test) => globsOf(test, symbols)),
  )?.map(({ example }) => example);
}

function globsOf({ condition, operator, variables }: Test, symbols: VariableSymbols): readonly Glob[] {
  return condition.values.items.flatMap((text): readonly Glob[] => {
    switch (operator.comparison) {
      case "like":
        return [symbols.glob(text, variables)];
      case "arn":
        return arnGlob(text, variables, symbols);
      case "bool":
      case "equals-ignore-case":
        return [symbols.glob(text.toLowerCase(), variables, false)];
      default:
        return [symbols.glob(text, variables, false)];
    }
  });
}

/** Wildcards stay within a part of the ARN, but for the last, which may hold colons. */
function arnGlob(text: string, variables: boolean, symbols: VariableSymbols): readonly Glob[] {
  const parts = partsOf(text);
  if (!parts) return [];
  return [
    parts.flatMap((part, i): readonly Element[] => {
      const glob = symbols.glob(part, variables);
      const own = i < 5 ? glob.map((one) => (typeof one === "string" ? one : { ...one, not: ":" })) : glob;
      return i === 0 ? own : [":", ...own];
    }),
  ];
}

/** Each boundary, and a point on either side of it. */
function points(texts: readonly string[], dates: boolean): readonly string[] | undefined {
  const numbers = texts.map((text) => (dates && !/^\d{5,}$/.test(text) ? Date.parse(text) / 1000 : Number(text)));
  if (numbers.some((one) => Number.isNaN(one))) return undefined;
  const sorted = [...new Set(numbers)].sort((a, b) => a - b);
  const between = sorted.flatMap((one, i) => [
    one,
    i + 1 < sorted.length ? (one + (sorted[i + 1] ?? one)) / 2 : one + 1,
  ]);
  return [(sorted[0] ?? 0) - 1, ...between].map((one) => (dates ? new Date(one * 1000).toISOString() : String(one)));
}

/** The first address of each block, and the one after its last. */
function addresses(texts: readonly string[]): readonly string[] | undefined {
  const found = new Map<string, Address>([
    ["4", { bits: 32, value: 0n }],
    ["6", { bits: 128, value: 0n }],
  ]);
  for (const text of texts) {
    const [base = "", length] = text.split("/");
    const first = addressOf(base);
    if (!first) return undefined;
    const size = 1n << BigInt(first.bits - Number(length ?? first.bits));
    const start = (first.value / size) * size;
    for (const value of [start, start + size])
      if (value < 1n << BigInt(first.bits)) found.set(`${first.bits} ${value}`, { bits: first.bits, value });
  }
  return [...found.values()].map(addressText);
}

function addressText({ bits, value }: Address): string {
  const [size, group, base, mark] = bits === 32 ? [4, 8n, 10, "."] : [8, 16n, 16, ":"];
  const mask = (1n << (group as bigint)) - 1n;
  return Array.from({ length: size as number }, (_, i) =>
    ((value >> ((group as bigint) * BigInt((size as number) - 1 - i))) & mask).toString(base as number),
  ).join(mark as string);
}
