import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { temporaryFolder } from "../../support/folder";

const folder = temporaryFolder("mutation");

/** The tools are ES modules, which these tests are not: each is asked in a process of its own. */
function ask(module: string, expression: string): unknown {
  const code = `const m = await import(${JSON.stringify(join(process.cwd(), "tools/mutation", module))}); console.log(JSON.stringify(${expression}))`;
  return JSON.parse(execFileSync(process.execPath, ["--input-type=module", "-e", code], { encoding: "utf8" }));
}

test("sampled lines hold code, are each drawn once, and the seed alone decides which", () => {
  const file = join(folder(), "a.ts");
  const lines = ["// why", 'import { a } from "b";', "", "}", "const a = 1;", "const b = 2;", "return a + b;"];
  writeFileSync(file, lines.join("\n"));
  const sample = (count: number, seed: number) =>
    ask("sampled-lines.mjs", `m.sampledLines([${JSON.stringify(file)}], ${count}, ${seed})`);
  expect(sample(10, 1)).toEqual([`${file}:5-5`, `${file}:6-6`, `${file}:7-7`]);
  expect(sample(2, 7)).toEqual(sample(2, 7));
  expect((sample(2, 7) as string[]).length).toBe(2);
});

const mutant = (status: string, line: number) => ({
  status,
  mutatorName: "BooleanLiteral",
  replacement: "false",
  location: { start: { line, column: 8 }, end: { line, column: 12 } },
});

test("the share counts what could be noticed; survivors are named by line, with what they became", () => {
  const mutants = [
    mutant("Killed", 1),
    mutant("Timeout", 1),
    mutant("Survived", 2),
    mutant("NoCoverage", 1),
    mutant("RuntimeError", 1),
  ];
  const report = { files: { "f.ts": { source: "return true;\nreturn true;", mutants } } };
  const asked = (floor: number) => ask("summarize.mjs", `m.summarize("area", ${JSON.stringify(report)}, ${floor})`);
  const { text, passed } = asked(50) as { text: string; passed: boolean };
  expect(text).toContain("## area: 50.0 % killed (floor 50 %)");
  expect(text).toContain("2 of 4 (all mutants); 1 of the survivors are reached by no test; 1 couldn't run");
  expect(text).toContain("- f.ts:2 BooleanLiteral: `true` became `false`");
  expect(passed).toBe(true);
  expect(asked(51)).toMatchObject({ passed: false });
});

test("an area without a mutant isn't passed", () => {
  expect(ask("summarize.mjs", 'm.summarize("area", { files: {} }, 0)')).toMatchObject({ passed: false });
});
