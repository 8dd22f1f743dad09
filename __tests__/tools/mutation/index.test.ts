import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";

/** The tools are ES modules, which these tests are not: each is asked in a process of its own. */
function ask(module: string, expression: string): unknown {
  const code = `const m = await import(${JSON.stringify(join(process.cwd(), "tools/mutation", module))}); console.log(JSON.stringify(${expression}))`;
  const answer = execFileSync(process.execPath, ["--input-type=module", "-e", code], {
    encoding: "utf8",
    stdio: "pipe",
  });
  return JSON.parse(answer);
}

test("sampled lines hold code; the seed decides which, each line by itself", () => {
  const lines = ["// why", 'import { a } from "b";', "", "}", "const a = 1;", "const b = 2;", "return a + b;"];
  const sample = (source: string[], share: number, seed: number) =>
    ask("sampled-lines.mjs", `m.sampledLines("a.ts", ${JSON.stringify(source.join("\n"))}, ${share}, ${seed})`);
  expect(sample(lines, 1, 1)).toEqual(["a.ts:5-5", "a.ts:6-6", "a.ts:7-7"]);
  const many = Array.from({ length: 400 }, (_, index) => `const v${index} = ${index};`);
  const drawn = sample(many, 0.1, 7) as string[];
  expect(drawn.length).toBeGreaterThan(20);
  expect(drawn.length).toBeLessThan(80);
  expect(sample(many, 0.1, 8)).not.toEqual(drawn);
  // A line above moves the sample by one line and changes it in nothing else.
  const moved = drawn.map((line) => Number(line.split("-")[1]) + 1).map((line) => `a.ts:${line}-${line}`);
  expect(sample(["const v = 0;", ...many], 0.1, 7)).toEqual(expect.arrayContaining(moved));
});

test("of the tests that reach a source its namesake is tried first, then its folder's", () => {
  const tests = ["b/z", "a/c/other", "a/c/x", "a/q", "a/c"].map((name) => `__tests__/${name}.test.ts`);
  const named = (...names: string[]) => names.map((name) => `__tests__/${name}.test.ts`);
  const order = (noticed: object) =>
    ask("likeliest.mjs", `m.likeliestFirst("a/c/x.ts", ${JSON.stringify(tests)}, ${JSON.stringify(noticed)})`);
  expect(order({})).toEqual(named("a/c/x", "a/c", "a/c/other", "a/q", "b/z"));
  // Before those by name: what noticed other changes of the source.
  const noticed = { "__tests__/a/q.test.ts": 2, "__tests__/b/z.test.ts": 7 };
  expect(order(noticed)).toEqual(named("b/z", "a/q", "a/c/x", "a/c", "a/c/other"));
});

test("each source is in one part, and the parts hold about as much text", () => {
  const lengths = { a: 90, b: 40, c: 30, d: 30, e: 20 };
  const part = (text: string) =>
    ask("shards.mjs", `m.shardOf(["a", "b", "c", "d", "e"], (file) => (${JSON.stringify(lengths)})[file], "${text}")`);
  expect([part("1/2"), part("2/2")]).toEqual([
    ["a", "e"],
    ["b", "c", "d"],
  ]);
  expect(part("1/1")).toEqual(["a", "b", "c", "d", "e"]);
  for (const text of ["0/2", "3/2", "1", "half"]) expect(() => part(text)).toThrow(/--shard .*write which of how many/);
});

const mutant = (status: string, line: number) => ({
  status,
  ...(status === "Killed" && { killedBy: ["0"] }),
  mutatorName: "BooleanLiteral",
  replacement: "false",
  location: { start: { line, column: 8 }, end: { line, column: 12 } },
});

test("what couldn't run doesn't count; survivors are named by line, with what they became", () => {
  const mutants = [
    mutant("Survived", 2),
    mutant("Killed", 1),
    { ...mutant("Timeout", 1), statusReason: "Hit limit reached (300/300)" },
    mutant("Timeout", 1),
    mutant("NoCoverage", 1),
    mutant("RuntimeError", 1),
  ];
  const testFiles = { "": { tests: [{ id: "0", name: "f.test.ts" }] } };
  const report = { files: { "f.ts": { source: "return true;\nreturn true;", mutants } }, testFiles };
  const found = ask("results.mjs", `m.resultsOf(["f.ts", "empty.ts"], ${JSON.stringify(report)}, {}, (file) => file)`);
  expect(found).toEqual({
    "f.ts": {
      source: "f.ts",
      mutants: 4,
      killed: 2,
      survivors: ["1 BooleanLiteral: true -> false (reached by no test)", "2 BooleanLiteral: true -> false"],
      noticed: { "f.test.ts": 1 },
    },
    "empty.ts": { source: "empty.ts", mutants: 0, killed: 0, survivors: [], noticed: {} },
  });
  expect(ask("summarize.mjs", `m.summarize(${JSON.stringify(found)})`)).toEqual({
    mutants: 4,
    killed: 2,
    share: 50,
    margin: 0,
  });
});

test("a sample fails below the floor only where its error doesn't reach it; what was tried whole fails below it", () => {
  const row = (share?: number) => ({ "f.ts": { mutants: 100, killed: 80, survivors: [], ...(share && { share }) } });
  const enough = (found: object, floor: number) =>
    ask("summarize.mjs", `m.isEnough(m.summarize(${JSON.stringify(found)}), ${floor})`);
  expect([enough(row(0.1), 88), enough(row(0.1), 88.1), enough(row(), 80), enough(row(), 80.1), enough({}, 0)]).toEqual(
    [true, false, true, false, false],
  );
  expect(ask("summarize.mjs", `m.wordsOf(m.summarize(${JSON.stringify(row(0.1))}))`)).toBe("80 of 100: 80.0 ± 8.0 %");
});

test("where only survivors are tried again, what was noticed before still counts, and a change of several lines stays", () => {
  const before = {
    "f.ts": {
      mutants: 9,
      killed: 6,
      survivors: ["1 BooleanLiteral: true -> false", "2 BooleanLiteral: true -> false", "3 BlockStatement: { -> {}"],
      noticed: { "g.test.ts": 2 },
    },
  };
  expect(ask("results.mjs", `m.survivingLines("f.ts", ${JSON.stringify(before["f.ts"])})`)).toEqual([
    "f.ts:1-1",
    "f.ts:2-2",
    "f.ts:3-3",
  ]);
  const mutants = [mutant("Killed", 1), mutant("Survived", 2)];
  const report = { files: { "f.ts": { source: "return true;\nreturn true;", mutants } } };
  const found = ask(
    "results.mjs",
    `m.resultsOf(["f.ts"], ${JSON.stringify(report)}, ${JSON.stringify(before)}, () => 1)`,
  );
  expect(found).toMatchObject({
    "f.ts": { mutants: 9, killed: 7, survivors: ["2 BooleanLiteral: true -> false", "3 BlockStatement: { -> {}"] },
  });
});

test("the page says of each area what was drawn, measured and killed, and names each survivor", () => {
  const areas = { whole: { floor: 85 }, part: { floor: 75, share: 0.015 } };
  const measured = {
    "functions/f.ts": {
      mutants: 4,
      killed: 3,
      survivors: ["1 BooleanLiteral: true -> false", '2 StringLiteral: "" -> "Stryker was here!"'],
    },
  };
  const page = ask(
    "summarize.mjs",
    `m.documentOf(${JSON.stringify(areas)}, ${JSON.stringify(measured)}, ({ share }) => (share ? ["h.ts"] : ["functions/f.ts", "g.ts"]), { seed: 7, tries: { surely: 3, share: 0.1 } })`,
  );
  expect(page).toContain("| whole | every line | 1 of 2 | 3 of 4: 75.0 % | 85 % | 1 |");
  expect(page).toContain("| part | 1.5 % of the lines | 0 of 1 | not measured | 75 % | 0 |");
  expect(page).toContain(
    "**Open** (1)\n\n- `functions/f.ts:1 BooleanLiteral: true -> false`\n\n**A fallback that the types",
  );
});

test("each reason is of something that was measured, and the page is written from what was", () => {
  const measured = JSON.parse(readFileSync("tools/mutation/measured.json", "utf8")) as Record<
    string,
    { survivors: string[] }
  >;
  const survivors = Object.entries(measured).flatMap(([file, row]) => row.survivors.map((text) => `${file}:${text}`));
  const found = new Set(
    ask("reasons.mjs", `${JSON.stringify(survivors)}.map((one) => m.reasonOf(one) ?? null)`) as string[],
  );
  const known = ask("reasons.mjs", "m.reasons.map(({ why }) => why)") as string[];
  expect(known.filter((why) => !found.has(why))).toEqual([]);
});
