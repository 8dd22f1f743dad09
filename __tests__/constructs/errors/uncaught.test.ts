import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { buildSync } from "esbuild";
import { diskProblem } from "../../../constructs/errors/uncaught";
import { temporaryFolder } from "../../support/folder";
import { ROOT } from "../../support/project";

const folder = temporaryFolder("uncaught");

let constructs: string;
beforeAll(() => {
  constructs = path.join(mkdtempSync(path.join(tmpdir(), "uncaught-")), "constructs.js");
  const entryPoints = [path.join(ROOT, "constructs", "index.ts")];
  buildSync({ entryPoints, outfile: constructs, bundle: true, platform: "node", external: [`${ROOT}/node_modules/*`] });
});
afterAll(() => rmSync(path.dirname(constructs), { recursive: true }));

/** Runs a program with the bundled constructs, which starts sooner; __tests__/tools/package/package.e2e.test.ts does so under node, tsx and cdktf. */
function run(program: string) {
  const file = path.join(folder(), "program.js");
  writeFileSync(
    file,
    `const { ApiStack, SecuredApi, HttpApi } = require(${JSON.stringify(constructs)});\n${head}\n${program}`,
  );
  return spawnSync(process.execPath, [file], { cwd: ROOT, encoding: "utf8" });
}

const head = `
const { App } = require("${ROOT}/node_modules/cdktf");
const { AwsProvider } = require("${ROOT}/node_modules/@cdktf/provider-aws/lib/provider");
const app = new App({ outdir: "${tmpdir()}" });
const stack = new ApiStack(app, "notes");
new AwsProvider(stack, "aws", { region: "eu-central-1" });
`;

test("an uncaught mistake is its message, without code, stack and members", () => {
  const { status, stderr } = run(
    `
new SecuredApi(stack, "Default", { project: "My App", domain: "example.com", scopes: {}, functions: {}, routes: {}, pool: false, colour: 1 });`,
  );
  expect(status).toBe(1);
  expect(stderr.trim().split("\n\n")).toEqual([
    expect.stringMatching(/^\[input-unknown\] colour \(notes\/Default\): /) as unknown,
    expect.stringMatching(/^\[project\] project \(notes\/Default\): "My App" /) as unknown,
  ]);
});

test.each([
  [
    { code: "ENOSPC", syscall: "write" },
    "A file can't be written (ENOSPC): no space is left on its disk. Free some, or let",
  ],
  [{ code: "EROFS", syscall: "mkdir", path: "/out" }, "/out can't be written (EROFS): its disk is read-only, or let"],
  [
    { code: "EACCES", syscall: "open", path: "/out/a" },
    "/out/a can't be written (EACCES): its folder can't be written to.",
  ],
])("a disk that can't be written to is told in a line: %j", (members, message) => {
  expect(diskProblem(Object.assign(new Error("x"), members))).toContain(message);
});

test.each([
  ["another system error", Object.assign(new Error("x"), { code: "ENOENT", syscall: "open", path: "/a" })],
  ["something that isn't written", Object.assign(new Error("x"), { code: "EACCES", syscall: "connect" })],
  ["no error", "ENOSPC"],
])("%s is none", (_, error) => {
  expect(diskProblem(error)).toBeUndefined();
});

test("a full disk ends the program with that line and no stack", () => {
  const { status, stderr } = run(`
try { new HttpApi(stack, "api", { name: "a", cors: { allowOrigins: ["x y"] } }); } catch {}
throw Object.assign(new Error("ENOSPC: no space left on device, write"), { code: "ENOSPC", syscall: "write" });`);
  expect(status).toBe(1);
  expect(stderr.trim()).toMatch(/^A file can't be written \(ENOSPC\): .*CDKTF_OUTDIR names the folder\.$/);
});

test("other errors are left to Node", () => {
  const { status, stderr } = run(`
try { new HttpApi(stack, "api", { name: "a", cors: { allowOrigins: ["x y"] } }); } catch {}
throw new TypeError("mine");`);
  expect(status).toBe(1);
  expect(stderr).toContain("TypeError: mine");
  expect(stderr).toContain("    at ");
});
