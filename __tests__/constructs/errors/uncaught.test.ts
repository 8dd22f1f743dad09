import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import * as path from "node:path";
import { temporaryFolder } from "../../support/folder";
import { ROOT } from "../../support/project";

const folder = temporaryFolder("uncaught");

/** Runs a program as its author would, with tsx. */
function run(program: string) {
  const file = path.join(folder(), "program.ts");
  writeFileSync(file, program);
  return spawnSync(process.execPath, ["--import", "tsx", file], { cwd: ROOT, encoding: "utf8" });
}

const head = `
import { App } from "${ROOT}/node_modules/cdktf";
import { AwsProvider } from "${ROOT}/node_modules/@cdktf/provider-aws/lib/provider";
import { ApiStack, SecuredApi, HttpApi } from "${ROOT}/constructs";
const app = new App({ outdir: process.argv[2] ?? "${"/tmp"}" });
const stack = new ApiStack(app, "notes");
new AwsProvider(stack, "aws", { region: "eu-central-1" });
`;

test("an uncaught mistake is its message, without code, stack and members", () => {
  const { status, stderr } = run(
    `${head}
new SecuredApi(stack, "Default", { project: "My App", domain: "example.com", scopes: {}, functions: {}, routes: {}, pool: false, colour: 1 } as never);`,
  );
  expect(status).toBe(1);
  expect(stderr.trim().split("\n\n")).toEqual([
    expect.stringMatching(/^\[input-unknown\] colour \(notes\/Default\): /) as unknown,
    expect.stringMatching(/^\[project\] project \(notes\/Default\): "My App" /) as unknown,
  ]);
});

test("other errors are left to Node", () => {
  const { status, stderr } = run(`${head}
try { new HttpApi(stack, "api", { name: "a", cors: { allowOrigins: ["x y"] } }); } catch {}
throw new TypeError("mine");`);
  expect(status).toBe(1);
  expect(stderr).toContain("TypeError: mine");
  expect(stderr).toContain("    at ");
});
