import { readFileSync } from "node:fs";
import * as path from "node:path";
import { CODE_TABLES, changesBetween } from "../../../posture/diff/index";
import type { ChangeFinding } from "../../../posture/diff/index";
import { readPlan, readState } from "../../../posture/model/read";
import { fixture } from "../fixtures";
import { EXPECTED } from "./expected";
import { changesOf, codes, lines, revertOf, synthChanges } from "./support";
import { CASES as SEEN } from "./synth-cases";
import { UNSEEN } from "./unseen-cases";

const CASES = [...SEEN, ...UNSEEN];
const names = Object.keys(EXPECTED);

describe.each(names)("the plan of changes/%s", (name) => {
  test("makes these changes and no other", () => {
    expect(lines(changesOf(name))).toEqual(EXPECTED[name]?.forth);
  });

  test("makes the opposite changes when it is reverted", () => {
    expect(lines(revertOf(name))).toEqual(EXPECTED[name]?.back);
  });

  test("makes the same changes against the state it starts from", () => {
    const state = readState(fixture(`changes/${name}`, "state.json"));
    // A state lists a role's inline policies with the role as well; a plan starts from a state that doesn't yet.
    const twice = (line: string): boolean => /configuration-changed aws_iam_role\.\w+$/.test(line);
    const found = lines(changesBetween(state, readPlan(fixture(`changes/${name}`)).after));
    expect(found.filter((line) => !twice(line))).toEqual(EXPECTED[name]?.forth);
  });

  test("makes none against itself", () => {
    const { before, after } = readPlan(fixture(`changes/${name}`));
    expect(lines(changesBetween(before, before))).toEqual([]);
    expect(lines(changesBetween(after, after))).toEqual([]);
    expect(lines(changesBetween(after, readPlan(fixture(`changes/${name}`)).after))).toEqual([]);
  });
});

test("says nothing of renames, reordering and cosmetic changes", () => {
  expect(
    readPlan(fixture("changes/silent")).after.changes.filter((c) => c.actions[0] !== "no-op").length,
  ).toBeGreaterThan(4);
  expect(changesOf("silent")).toEqual([]);
});

describe("a plan that isn't whole", () => {
  test("is never silent", () => {
    const plan = fixture("changes/silent") as Record<string, unknown>;
    const { before, after } = readPlan({ ...plan, errored: true });
    expect(lines(changesBetween(before, after))).toEqual(["unknown plan-incomplete (plan)"]);
  });
});

/** Codes that take a plan of their own, or a sentence to tell, and the test that holds each. */
const ELSEWHERE: Readonly<Record<string, readonly string[]>> = {
  "accounting.test.ts": ["configuration-unknown"],
  "left-as-deployed.test.ts": ["change-ignored", "resource-forgotten"],
  "imports.test.ts": ["resource-imported"],
  "no-longer-set.test.ts": ["argument-left-out"],
  "provider-arguments.test.ts": ["provider-changed"],
  "relocated.test.ts": ["resource-relocated"],
  "detectors.test.ts": ["plan-incomplete", "changed-outside"],
  "statements.test.ts": ["quick-create-off"],
  "decisions.test.ts": [
    "route-overlap-narrowed",
    "route-overlap-broadened",
    "route-access-widened",
    "route-access-narrowed",
    "route-access-unknown",
  ],
  "detectors/settings.test.ts": [
    ...["edge-setting", "function-or-key-setting", "iam-setting", "integration-setting", "rest-api-setting"],
    ...["cognito-setting", "grant-setting", "network-setting", "attribute-not-analysed", "cors-max-age-changed"],
    ...["quick-create-target-changed", "route-target-removed", "stage-variable-changed"],
    ...["authorizer-identity-source-added", "authorizer-identity-source-removed", "authorizer-role-changed"],
    ...["resource-policy-widened", "resource-policy-narrowed", "resource-policy-unknown"],
  ],
};

describe("every code", () => {
  const all: readonly ChangeFinding[] = [
    ...names.flatMap((name) => [...changesOf(name), ...revertOf(name)]),
    ...CASES.flatMap(({ before, after }) => synthChanges(before, after)),
  ];

  const elsewhere = Object.entries(ELSEWHERE).flatMap(([file, held]) => held.map((code) => [code, file] as const));
  const others = new Set(elsewhere.map(([code]) => code));
  const declared = CODE_TABLES.flatMap((table) => Object.keys(table.codes));

  test.each(declared.filter((code) => !others.has(code)))("%s is found here", (code) => {
    expect(codes(all)).toContain(code);
  });

  test.each(elsewhere)("%s is found by %s", (code, file) => {
    expect(declared).toContain(code);
    // More than its name in a list.
    expect(readFileSync(path.join(__dirname, file), "utf8")).toMatch(new RegExp(`([a-z]+ |code(:| ===) ")${code}\\b`));
  });

  test("is declared once, with the kinds that it is reported with", () => {
    const declared = CODE_TABLES.flatMap((table) => Object.entries(table.codes));
    expect(new Set(declared.map(([code]) => code)).size).toBe(declared.length);
    const kinds = new Map(declared.map(([code, info]) => [code, info.kinds]));
    for (const { code, kind } of all) expect([code, kinds.get(code)]).toEqual([code, expect.arrayContaining([kind])]);
  });

  test("has a source with an address", () => {
    for (const { source } of CODE_TABLES) expect(source).toMatch(/https:\/\//);
  });
});

test("a detector that fails is a change of kind unknown", () => {
  const { before, after } = readPlan(fixture("changes/silent"));
  const broken = {
    codes: { "x-y": { title: "x", kinds: ["neutral"] as const } },
    source: "x https://x",
    detect: () => {
      throw new Error("boom");
    },
  };
  expect(changesBetween(before, after, [broken]).filter(({ address }) => address === "(whole)")).toEqual([
    expect.objectContaining({ code: "detector-failed", kind: "unknown", summary: expect.stringContaining("boom") }),
  ]);
});
