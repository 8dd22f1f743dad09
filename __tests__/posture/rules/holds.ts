import { readPlan, readSynth } from "../../../posture/model/read";
import { evaluateRules } from "../../../posture/rules";
import type { Finding, Rule, Severity } from "../../../posture/rules";
import { asPlan } from "./as-plan";
import { otherwise } from "./otherwise";
import type { Stack } from "./support";

/** What a rule is to say of one place. */
interface Expected {
  readonly at: string;
  /** Texts that the message or the remedy holds. */
  readonly says?: readonly string[];
  /** Left out: the rule's own. */
  readonly severity?: Severity;
  readonly nearest?: string;
}

/** What a plan knows of a mistake: the same as the stack (when left out), less, or nothing because providers hide it. */
type InPlan = "same" | "unknown" | "silent";

export interface ChangeText {
  /** By what is planted: the stack and everything the rule says of it. */
  readonly fires: Readonly<Record<string, readonly [Stack, readonly Expected[], InPlan?]>>;
  readonly silent: Readonly<Record<string, Stack>>;
  /** Stacks that the rule can't judge, and says so. */
  readonly unknown?: Readonly<Record<string, Stack>>;
}

/** Holds a rule to what it is to say, at both doors: on a synthesized stack and on its plan. */
export function holds(rule: Rule, { fires, silent, unknown = {} }: ChangeText): void {
  describe(`${rule.code}, on a synthesized stack`, () => {
    test.each(Object.entries(fires))("fires: %s", (_, [stack, expected]) => {
      const findings = inSynth(rule, stack);
      expectMistakes(rule, findings, expected);
      expect(textOf(findings)).toMatchSnapshot();
    });
    test.each(Object.entries(silent))("is silent: %s", (_, stack) => {
      expect(inSynth(rule, stack)).toEqual([]);
    });
    if (Object.keys(unknown).length > 0)
      test.each(Object.entries(unknown))("says what isn't known: %s", (_, stack) => {
        const findings = inSynth(rule, stack);
        expectUnknown(findings);
        expect(textOf(findings)).toMatchSnapshot();
      });
  });

  const planted = Object.entries(fires).map(([name, [stack]]) => [name, stack] as const);
  test.each([...planted, ...Object.entries(unknown)])(`${rule.code}, an argument otherwise: %s`, (_, stack) => {
    expect(otherwise(rule, stack)).toMatchSnapshot();
  });

  describe(`${rule.code}, on a plan`, () => {
    test.each(Object.entries(fires))("fires: %s", (_, [stack, expected, inThePlan = "same"]) => {
      const findings = inPlan(rule, stack);
      if (inThePlan === "same") expectMistakes(rule, findings, expected);
      else if (inThePlan === "unknown") {
        expectUnknown(findings);
        expect(textOf(findings)).toMatchSnapshot();
      } else expect(findings).toEqual([]);
    });
    test.each(Object.entries(silent))("finds no mistake: %s", (_, stack) => {
      expect(mistakes(inPlan(rule, stack))).toEqual([]);
    });
  });
}

function inSynth(rule: Rule, stack: Stack): readonly Finding[] {
  // Through text, as it is emitted: what is undefined isn't there.
  return evaluateRules(readSynth(JSON.parse(JSON.stringify(stack))), [rule]).findings;
}

function inPlan(rule: Rule, stack: Stack): readonly Finding[] {
  return evaluateRules(readPlan(JSON.parse(JSON.stringify(asPlan(stack)))).after, [rule]).findings;
}

function mistakes(findings: readonly Finding[]): readonly Finding[] {
  return findings.filter((finding) => finding.kind !== "unknown");
}

function expectMistakes(rule: Rule, findings: readonly Finding[], expected: readonly Expected[]): void {
  const found = [...mistakes(findings)].sort(byAddress);
  expect(found).toEqual(
    [...expected].map(({ at, severity = rule.severity, nearest }) =>
      expect.objectContaining({
        code: rule.code,
        kind: "mistake",
        address: at,
        severity,
        ...(nearest !== undefined && { nearest }),
      }),
    ),
  );
  expected.forEach(({ says = [] }, i) => {
    for (const text of says) expect(`${found[i]?.message} ${found[i]?.remedy}`).toContain(text);
  });
}

/** Every word that a reader gets: the snapshot is where sentences are read, and where a changed one is seen. */
function textOf(findings: readonly Finding[]): string {
  return [...findings]
    .sort(byAddress)
    .map(({ severity, address, message, remedy }) => `${severity} ${address}: ${message}\n  ${remedy}`)
    .join("\n");
}

function byAddress(a: Finding, b: Finding): number {
  return a.address.localeCompare(b.address);
}

function expectUnknown(findings: readonly Finding[]): void {
  expect(findings).not.toEqual([]);
  expect(findings.filter((finding) => finding.kind !== "unknown")).toEqual([]);
}
