import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { RULES } from "../../../posture/rules";
import { CATALOGUE } from "../../../posture/catalogue";
import { withMarked } from "../../../tools/docs/marked";
import { ruleTable } from "../../../tools/docs/rules";

const ROOT = join(__dirname, "../../..");
const files = (folder: string) => readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" });
const sources = files("posture/rules");
const tests = files("__tests__").filter((file) => file.endsWith(".test.ts"));
const page = readFileSync(join(ROOT, "docs/rules.md"), "utf8");

describe("the table of rules", () => {
  it("is current (npm run docs writes it)", () => {
    expect(withMarked(page, "rules", ruleTable())).toBe(page);
  });

  it("lists each rule once, with its severity and a source", () => {
    expect(CATALOGUE.map((entry) => entry.code)).toEqual(expect.arrayContaining(RULES.map((rule) => rule.code)));
    expect(new Set(CATALOGUE.map((entry) => entry.code)).size).toBe(CATALOGUE.length);
    for (const { code, severity, source } of CATALOGUE) {
      const row = page.split("\n").find((line) => line.startsWith(`| \`${code}\``));
      expect(row).toContain(severity);
      expect(source).not.toBe("");
    }
  });

  it.each(CATALOGUE.map((entry) => entry.code))("%s has a rule file and a test", (code) => {
    if (!RULES.some((rule) => rule.code === code)) {
      expect(tests.some((file) => readFileSync(join(ROOT, "__tests__", file), "utf8").includes(code))).toBe(true);
      return;
    }
    const source = sources.find((file) => basename(file) === `${code}.ts`);
    expect(source).toBeDefined();
    const test = join(ROOT, "__tests__/posture/rules", dirname(source ?? ""), `${code}.test.ts`);
    expect(existsSync(test)).toBe(true);
    // holds() plants a mistake and judges a good stack, synthesized and planned.
    expect(readFileSync(test, "utf8")).toMatch(/^holds\(\w+, \{\s+fires: \{[^]+\n {2}silent: \{/m);
  });
});
