import { readdirSync, readFileSync } from "node:fs";
import * as path from "node:path";
import { CATALOGUE } from "../../posture/rules/catalogue";
import { BEYOND_HCL, NEVER_PLANNED } from "../../tools/module/rules";
import { MODULE } from "./support";

/** Every rule that runs at synth is one of these in the module: told by it, impossible in it, or beyond what HCL can say. */

const read = (folder: string, end: string): string =>
  readdirSync(folder)
    .filter((name) => name.endsWith(end))
    .map((name) => readFileSync(path.join(folder, name), "utf8"))
    .join("\n");

const hcl = read(MODULE, ".tf");
const tests = read(path.join(MODULE, "tests"), ".tftest.hcl");
const told = [...new Set([...hcl.matchAll(/error_message = "\[([a-z-]+)\]/g)].map(([, code = ""]) => code))];
const silent = [...NEVER_PLANNED, ...BEYOND_HCL].flatMap(({ codes }) => codes);

test("each code is in exactly one group", () => {
  const groupsOf = (code: string): string[] => [
    ...(told.includes(code) ? ["told"] : []),
    ...silent.filter((one) => one === code).map(() => "silent"),
  ];
  const wrong = CATALOGUE.map(({ code }) => ({ code, groups: groupsOf(code) })).filter(({ groups }) => groups.length !== 1);
  expect(wrong).toEqual([]);
  expect(CATALOGUE.length).toBeGreaterThan(85);
});

test("no group names a rule that is gone", () => {
  const codes = CATALOGUE.map(({ code }) => code);
  expect(silent.filter((code) => !codes.includes(code))).toEqual([]);
});

test("every reason is a sentence, and codes are sorted", () => {
  for (const { why, codes } of [...NEVER_PLANNED, ...BEYOND_HCL]) {
    expect(why).toMatch(/^[A-Z].{20,}\.$/);
    expect(codes).toEqual([...codes].sort());
  }
});

test("the module's own tests see each validation, precondition and check fail", () => {
  const failing = (kind: string, name: string): boolean =>
    new RegExp(`^\\s*(expect_failures = \\[)?(.*[ [])?${kind}\\.${name}\\b.*[,\\]]$`, "m").test(tests);
  const blocks = [...hcl.matchAll(/^(variable|resource|check) "([^"]+)"(?: "([^"]+)")? \{\n([^]*?)^\}$/gm)];
  const judging = blocks
    .filter(([, , , , body = ""]) => /^ +(validation|precondition|assert) \{$/m.test(body))
    .map(([, kind, first = "", second = ""]) => (kind === "resource" ? [first, second] : [kind === "variable" ? "var" : "check", first]));
  expect(judging.length).toBeGreaterThan(25);
  expect(judging.filter(([kind = "", name = ""]) => !failing(kind, name))).toEqual([]);
});
