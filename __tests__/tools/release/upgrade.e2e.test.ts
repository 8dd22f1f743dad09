import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, rmSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { runExitTasks } from "../../../process/cleanup";
import { describeEndToEnd } from "../../e2e/support";
import { Emulated, layInto } from "../../examples/emulated";
import { temporaryFolder } from "../../support/folder";
import { ROOT, synthesizeMain } from "../../support/project";
import { skippedUnless } from "../../support/skip";

/** Whoever applied the commit before gets this one: what Terraform would do to what they have. */

const folder = temporaryFolder("upgrade");

/** The last tag, else the commit before; undefined in a clone of one commit. */
function former(): string | undefined {
  const git = (...args: string[]): string =>
    execFileSync("git", args, { cwd: ROOT, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }).trim();
  for (const args of [
    ["describe", "--tags", "--abbrev=0", "--match", "v*", "HEAD~1"],
    ["rev-parse", "--verify", "HEAD~1"],
  ])
    try {
      return git(...args);
    } catch {
      // The next one.
    }
  return undefined;
}

const before = former();

/** Checks the commit out and synthesizes its main.ts with its own sources. */
function synthesizeFormer(commit: string, into: string): string {
  mkdirSync(into);
  const archive = execFileSync("git", ["archive", commit], { cwd: ROOT, maxBuffer: 1 << 28 });
  execFileSync("tar", ["-x"], { cwd: into, input: archive });
  symlinkSync(join(ROOT, "node_modules"), join(into, "node_modules"));
  execFileSync("npm", ["run", "-s", "synth"], {
    cwd: into,
    env: { ...process.env, LAMBDA_PACKAGING: "prebuilt", BACKEND: "" },
    stdio: ["ignore", "ignore", "inherit"],
  });
  return join(into, "cdktf.out", "stacks", "auth-api");
}

describeEndToEnd("an upgrade from the commit before", () => {
  afterAll(() => runExitTasks());

  skippedUnless(before !== undefined, "this clone holds one commit and no tag, so there is nothing to upgrade from")(
    "destroys nothing, replaces nothing, and settles in one apply",
    async () => {
      if (before === undefined) throw new Error("unreachable");
      const aws = await Emulated.start(folder());
      const stack = join(folder(), "stack");
      cpSync(synthesizeFormer(before, join(folder(), "former")), stack, { recursive: true });
      await aws.apply(stack);
      rmSync(join(stack, "cdk.tf.json"));
      layInto(stack, (await synthesizeMain(join(folder(), "now"), { LAMBDA_PACKAGING: "prebuilt" })).stack);
      const plan = await aws.plan(stack);
      expect({ since: before, destroy: plan.destroy }).toEqual({ since: before, destroy: [] });
      // What is new may be made; what was there keeps its place in the state.
      const kept = (await aws.state(stack)).size;
      expect(kept).toBeGreaterThan(20);
    },
    300_000,
  );
});
