import { spawnSync } from "node:child_process";
import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import * as path from "node:path";

const ROOT = path.join(__dirname, "..", "..");
let folder: string;

beforeAll(() => {
  // Inside the project, so that a program's packages are found.
  mkdirSync(path.join(ROOT, ".work"), { recursive: true });
  folder = mkdtempSync(path.join(ROOT, ".work", "synth-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function synth(program: string): { status: number | null; stderr: string } {
  const file = path.join(folder, "main.ts");
  writeFileSync(file, program);
  const { status, stderr } = spawnSync(process.execPath, [path.join(ROOT, "tools", "synth.mjs"), file], {
    cwd: ROOT,
    env: { ...process.env, CDKTF_OUTDIR: path.join(folder, "out") },
    encoding: "utf8",
  });
  return { status, stderr };
}

test("a package that isn't installed is named, with the file that imports it", () => {
  const { status, stderr } = synth('import { word } from "not-installed";\nconsole.log(word);\n');
  expect(stderr).toMatch(/main\.ts:1: Could not resolve "not-installed"/);
  expect(status).toBe(1);
});

test("a syntax error is named by file and line", () => {
  const { status, stderr } = synth("\nconst = 1;\n");
  expect(stderr).toMatch(/main\.ts:2: /);
  expect(status).toBe(1);
});

test("an error of the program points into its source", () => {
  const { status, stderr } = synth('\n\nthrow new TypeError("of the program");\n');
  expect(stderr).toContain("TypeError: of the program");
  expect(stderr).toMatch(/main\.ts:3/);
  expect(status).toBe(1);
});

test("a refused value is explained without a stack trace", () => {
  const { status, stderr } = synth(
    'import { RouteKey } from "../../constructs";\nnew RouteKey("FETCH /x");\nconsole.log("not reached");\n',
  );
  expect(stderr).toMatch(/^\[route-key\]/);
  expect(stderr).not.toContain("    at ");
  expect(status).toBe(1);
});
