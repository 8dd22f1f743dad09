import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { RULES } from "../../../posture/rules";
import { CATALOGUE } from "../../../posture/catalogue";
import { withMarked } from "../../../tools/docs/marked";
import { ruleTable } from "../../../tools/docs/code-tables";

const ROOT = join(__dirname, "../../..");
const files = (folder: string) => readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" });
const tests = files("__tests__").filter((file) => file.endsWith(".test.ts"));
/** What is tested of each rule, after its code: a file of its own, or a `describe` among those of its kind. */
const testsOfRules = tests
  .filter((file) => /^posture[\\/]rules[\\/]/.test(file))
  .flatMap((file) => {
    const text = readFileSync(join(ROOT, "__tests__", file), "utf8");
    const parts = text.split(/^describe\("/m).map((part) => part.replace('", () => {', "\n"));
    return [`${basename(file, ".test.ts")}\n${text}`, ...parts];
  });
const page = readFileSync(join(ROOT, "docs/rules.md"), "utf8");

describe("the table of rules", () => {
  test("is current (npm run docs writes it)", () => {
    expect(withMarked(page, "rules", ruleTable())).toBe(page);
  });

  test("lists each rule once, with its severity and a source", () => {
    expect(CATALOGUE.map((entry) => entry.code)).toEqual(expect.arrayContaining(RULES.map((rule) => rule.code)));
    expect(new Set(CATALOGUE.map((entry) => entry.code)).size).toBe(CATALOGUE.length);
    for (const { code, severity, source } of CATALOGUE) {
      const row = page.split("\n").find((line) => line.startsWith(`| \`${code}\``));
      expect(row).toContain(severity);
      expect(source).not.toBe("");
    }
  });

  test.each(CATALOGUE.map((entry) => entry.code))("%s has a test", (code) => {
    if (!RULES.some((rule) => rule.code === code)) {
      expect(tests.some((file) => readFileSync(join(ROOT, "__tests__", file), "utf8").includes(code))).toBe(true);
      return;
    }
    // holds() plants a mistake and judges a good stack, synthesized and planned.
    const own = testsOfRules.find((text) => text.startsWith(`${code}\n`)) ?? "";
    expect(own).toMatch(/^ *holds\(\w+, \{\s+fires: \{[^]+\n *silent: \{/m);
  });
});
