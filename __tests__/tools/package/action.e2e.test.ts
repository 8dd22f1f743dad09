import { execFileSync, spawnSync } from "node:child_process";
import { copyFileSync, cpSync, mkdirSync, readdirSync, readFileSync } from "node:fs";
import * as path from "node:path";
import { temporaryFolder } from "../../support/folder";
import { cleanEnvironment, ROOT } from "../../support/project";

/** The action as a workflow names it: its own folder, a plan, and nothing else of the project. */

const folder = temporaryFolder("action");

beforeAll(() => {
  execFileSync("npm", ["run", "-s", "build", "--", "action"], { cwd: ROOT, stdio: ["ignore", "ignore", "inherit"] });
  cpSync(path.join(ROOT, "action", "dist"), path.join(folder(), "action", "dist"), { recursive: true });
  mkdirSync(path.join(folder(), "work"));
  const fixture = path.join(ROOT, "__tests__/posture/fixtures/review/plan.json");
  copyFileSync(fixture, path.join(folder(), "work", "plan.json"));
}, 120_000);

/** Runs it as GitHub does: inputs are variables. */
function action(inputs: Readonly<Record<string, string>>) {
  const env = Object.fromEntries(Object.entries(inputs).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value]));
  return spawnSync(process.execPath, [path.join(folder(), "action", "dist", "index.js")], {
    cwd: path.join(folder(), "work"),
    env: { ...cleanEnvironment(), ...env },
    encoding: "utf8",
  });
}

test("judges a plan and writes the results, and the gate is closed", () => {
  const { status, stderr } = action({ command: "run", stack: "orders", plan: "plan.json", out: "results/orders" });
  expect({ status, stderr }).toMatchObject({ status: 2 });
  const results = path.join(folder(), "work", "results", "orders");
  expect(readdirSync(results).sort()).toEqual(["changes.sarif", "comment.md", "report.html", "result.json"]);
  expect(readFileSync(path.join(results, "comment.md"), "utf8")).toContain("route-became-public");
});

test("carries the licences of the code that it holds", () => {
  const notices = readFileSync(path.join(folder(), "action", "dist", "THIRD-PARTY-NOTICES.txt"), "utf8");
  expect(notices).toMatch(/^yaml \d.*\nLicense: ISC\n\nCopyright/m);
});

test("keeps the gate closed over the results", () => {
  const { status, stderr } = action({ command: "gate", from: "results", expect: '[{"name":"orders"}]' });
  expect([status, stderr]).toEqual([2, expect.stringContaining("orders")]);
});

test("says what is missing in a sentence", () => {
  const { status, stderr } = action({ command: "run", stack: "orders", plan: "nowhere.json" });
  expect(status).toBe(1);
  expect(stderr).toContain("There is no plan nowhere.json.\nWrite it with: terraform show -json");
  expect(stderr).not.toMatch(/^\s+at /m);
});

test("says that the AWS emulator is for a checkout", () => {
  const { stderr } = spawnSync(
    process.execPath,
    [path.join(folder(), "action", "dist", "index.js"), "run", "--emulator"],
    { cwd: path.join(folder(), "work"), env: cleanEnvironment(), encoding: "utf8" },
  );
  expect(stderr).toContain("--emulator needs a checkout");
});
