import { execFileSync } from "node:child_process";
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { tmpdir } from "node:os";
import { Token } from "cdktf";
import { ROOT } from "./project";

const MODULE = `export const kept: string[] = [];
interface Left { readonly out: string }

export function refuse({ out }: Left): never {
  throw new Error(out);
}
`;

const testFile = (name: string): string => `import { kept, refuse } from "./module";
interface Left { readonly out: string }

const before: readonly string[] = [...kept];
kept.push(${JSON.stringify(name)});
Object.assign(globalThis, { seen: [...((globalThis as { seen?: string[] }).seen ?? []), ${JSON.stringify(name)}] });
Object.assign(process.env, { SEEN_BY: (process.env["SEEN_BY"] ?? "") + ${JSON.stringify(name)} });
const folder = process.cwd();
process.chdir("..");
const listeners = process.stdout.listenerCount("error");
process.stdout.on("error", () => undefined);

test("starts afresh", () => {
  expect(listeners).toBe(0);
  expect(before).toEqual([]);
  expect(globalThis).toHaveProperty("seen", [${JSON.stringify(name)}]);
  expect(process.env["SEEN_BY"]).toBe(${JSON.stringify(name)});
  expect(folder).toBe(${JSON.stringify(ROOT)});
});

test("fails", () => {
  refuse({ out: "as meant" });
});
`;

test("two files of one worker share no state, and a failure names its lines", () => {
  const folder = mkdtempSync(join(realpathSync(tmpdir()), "runtime-"));
  try {
    for (const [name, text] of Object.entries({
      "package.json": "{}",
      "module.ts": MODULE,
      "a.test.ts": testFile("a"),
      "b.test.ts": testFile("b"),
      "config.json": JSON.stringify({
        ...jest.requireActual<object>("../../jest.config"),
        rootDir: ROOT,
        roots: [folder],
        testMatch: [`${folder}/*.test.ts`],
      }),
    }))
      writeFileSync(join(folder, name), text);
    const command = `"${process.execPath}" node_modules/jest/bin/jest.js -i --config "${join(folder, "config.json")}" 2>&1 || true`;
    const printed = execFileSync("sh", ["-c", command], { cwd: ROOT, encoding: "utf8" });
    expect(printed).toContain("Tests:       2 failed, 2 passed, 4 total");
    for (const line of ["module.ts:5:9", "a.test.ts:22:", "b.test.ts:22:"])
      expect(printed).toMatch(new RegExp(`at .*${line.replaceAll(".", "\\.")}`));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test("what cdktf throws is an Error, and nothing else becomes one", () => {
  const thrown = ((): unknown => {
    try {
      return Token.asString(() => "a function is no value");
    } catch (error) {
      return error;
    }
  })();
  expect(thrown instanceof Error).toBe(true);
  expect(thrown instanceof RangeError).toBe(false);
  expect(new RangeError() instanceof Error).toBe(true);
  expect({ message: "looks like one" } instanceof Error).toBe(false);
});
