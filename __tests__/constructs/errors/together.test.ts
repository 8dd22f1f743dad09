import { ConfigurationError, SecuredApi, type SecuredApiProps } from "../../../constructs";
import type { BundleOptions } from "../../../constructs/compute/bundle";
import { BASE } from "../mistakes";
import { synth, testStack } from "../../support/synth";
import { FULL } from "./full";
import { SINGLE_MISTAKES } from "./single-mistakes";

/** Bundling is tested elsewhere, and takes long; only a folder that isn't there is looked for. */
jest.mock("../../../constructs/compute/bundle", () => {
  const actual = jest.requireActual<{ readonly bundle: (options: BundleOptions) => unknown }>(
    "../../../constructs/compute/bundle",
  );
  const made = new Map([["index.js", Buffer.from("exports.handler = () => 1;")]]);
  return {
    ...actual,
    bundleAhead: () => undefined,
    bundle: (options: BundleOptions) => (options.entry.endsWith("itms") ? actual.bundle(options) : made),
  };
});

/** The codes and props that are told of one program, from its first line to its synthesis. */
function told(props: object): readonly string[] {
  const stack = testStack();
  try {
    new SecuredApi(stack, "Default", props as unknown as SecuredApiProps<string, string>);
    synth(stack);
    return [];
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    return error.message.split("\n\n").flatMap((paragraph) => {
      if (/^(note|warning) /.test(paragraph)) return [];
      const [, code = paragraph, place = ""] = /^(?:error )?\[([\w-]+)\] (.*?) \(/.exec(paragraph) ?? [];
      return [`${code} ${place}`];
    });
  }
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Undefined where both write one prop. */
function joined(one: unknown, other: unknown): unknown {
  if (one === undefined || other === undefined) return one ?? other;
  if (!isRecord(one) || !isRecord(other)) return one === other ? one : CLASH;
  const keys = [...new Set([...Object.keys(one), ...Object.keys(other)])];
  const values = keys.map((key) => joined(one[key], other[key]));
  return values.includes(CLASH) ? CLASH : Object.fromEntries(keys.map((key, at) => [key, values[at]]));
}
const CLASH = Symbol("clash");

const over = (base: unknown, more: unknown): unknown =>
  isRecord(base) && isRecord(more)
    ? { ...base, ...Object.fromEntries(Object.entries(more).map(([key, value]) => [key, over(base[key], value)])) }
    : more;
const program = (props: object) => over(BASE, props) as object;

/** Codes that no construct has: the rules alone tell them. */
const OF_RULES = /^(client-callback-insecure|iam-resource-mismatch|integration-|domain-|arn-region|client-token-order)/;

const ALONE = SINGLE_MISTAKES.map(([, props]) => told(program(props)));
const fits = (one: number, other: number) => joined(SINGLE_MISTAKES[one]?.[1], SINGLE_MISTAKES[other]?.[1]) !== CLASH;

/** Programs with as many of them as don't write the same prop, until every two that can stand in one program have stood in one. */
function programs(): readonly (readonly number[])[] {
  const all = SINGLE_MISTAKES.map((_, at) => at);
  const apart = new Set(
    all.flatMap((one) => all.filter((other) => one < other && fits(one, other)).map((other) => `${one} ${other}`)),
  );
  const made: number[][] = [];
  while (apart.size > 0) {
    const [first = ""] = apart;
    const chosen = first.split(" ").map(Number);
    const gain = (at: number) =>
      chosen.filter((other) => apart.has(`${Math.min(at, other)} ${Math.max(at, other)}`)).length;
    for (;;) {
      const [next] = all
        .filter((at) => !chosen.includes(at) && gain(at) > 0 && chosen.every((other) => fits(at, other)))
        .sort((a, b) => gain(b) - gain(a));
      if (next === undefined) break;
      chosen.push(next);
    }
    for (const one of chosen) for (const other of chosen) apart.delete(`${one} ${other}`);
    made.push(chosen);
  }
  return made;
}

test.each(SINGLE_MISTAKES.map(([code, props], at) => [code, JSON.stringify(props).slice(0, 80), at] as const))(
  "%s is told alone, by one sentence: %s",
  (code, _, at) => {
    expect(ALONE[at]).toEqual([expect.stringMatching(new RegExp(`^${code}(-\\w+)* `))]);
  },
);

test("what is refused has no findings of the rules as a consequence, in a configuration of every prop", () => {
  for (const [at, [, props]] of SINGLE_MISTAKES.entries())
    expect(told(over(FULL, props) as object).filter((one) => OF_RULES.test(one))).toEqual(
      ALONE[at]?.filter((one) => OF_RULES.test(one)),
    );
});

test("of any two, and of any number, each is told, and nothing else", () => {
  const made = programs();
  for (const chosen of made) {
    const props = chosen.map((at) => SINGLE_MISTAKES[at]?.[1]).reduce<unknown>(joined, undefined) as object;
    expect([...told(program(props))].sort()).toEqual(chosen.flatMap((at) => ALONE[at] ?? []).sort());
  }
  expect(new Set(made.flat()).size).toBe(SINGLE_MISTAKES.length);
});
