import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import * as path from "node:path";
import { promisify } from "node:util";
import { hasTerraform } from "../process/terraform";
import { temporaryFolder } from "./support/folder";
import { cleanEnvironment, copyProject, filesBelow, synthesizeMain } from "./support/project";
import { skippedUnless } from "./support/skip";

/** One source, one output: a plan reviewed on one machine is the plan that another machine makes. */

const folder = temporaryFolder("reproducible");
let plain: string;
let spaced: string;
beforeAll(() => {
  plain = copyProject(path.join(folder(), "plain"));
  spaced = copyProject(path.join(folder(), "with a space", "deeper down"));
});

/** Fails naming the files that differ. Two folders are equal when they hold the same names with the same bytes. */
function expectSame(a: string, b: string): void {
  const [left, right] = [filesBelow(a), filesBelow(b)];
  expect([...right.keys()]).toEqual([...left.keys()]);
  expect([...left].filter(([name, bytes]) => !right.get(name)?.equals(bytes)).map(([name]) => name)).toEqual([]);
  expect([...left.keys()]).toContain(path.join("stacks", "auth-api", "cdk.tf.json"));
}

test.each(["archive", "prebuilt"])("%s: two folders, one with a space, two times and time zones", async (packaging) => {
  const [a, b] = [path.join(plain, `out-${packaging}`), path.join(spaced, `out ${packaging}`)];
  await Promise.all([
    synthesizeMain(a, { LAMBDA_PACKAGING: packaging, TZ: "UTC" }, plain),
    synthesizeMain(b, { LAMBDA_PACKAGING: packaging, TZ: "Pacific/Kiritimati", LANG: "tr_TR.UTF-8" }, spaced),
  ]);
  expectSame(a, b);
});

test("a second run into the same folder changes nothing", async () => {
  const [once, twice] = [path.join(plain, "once"), path.join(plain, "twice")];
  await synthesizeMain(once, {}, plain);
  await synthesizeMain(twice, {}, plain);
  await synthesizeMain(twice, {}, plain);
  expectSame(once, twice);
});

test("another value of a setting does change the output, so that sameness means something", async () => {
  const [a, b] = [path.join(plain, "notes"), path.join(plain, "tasks")];
  await Promise.all([synthesizeMain(a, {}, plain), synthesizeMain(b, { PROJECT: "tasks" }, plain)]);
  expect(() => expectSame(a, b)).toThrow("cdk.tf.json");
});

skippedUnless(hasTerraform(), "the cdktf command needs terraform or tofu, and neither is here")(
  "`cdktf synth` writes what `npm run synth` writes",
  async () => {
    const [own, command] = [path.join(spaced, "own"), path.join(spaced, "command")];
    await synthesizeMain(own, {}, spaced);
    const cdktf = path.join(spaced, "node_modules", "cdktf-cli", "bundle", "bin", "cdktf");
    expect(existsSync(cdktf)).toBe(true);
    await promisify(execFile)(process.execPath, [cdktf, "synth", "--output", command], {
      cwd: spaced,
      env: cleanEnvironment({ CI: "1" }),
    });
    expectSame(own, command);
  },
  60_000,
);
