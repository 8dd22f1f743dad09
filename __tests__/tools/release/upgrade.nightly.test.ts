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
    "destroys and replaces nothing, leaves an empty plan, and no mistaken destroy takes the users",
    async () => {
      if (before === undefined) throw new Error("unreachable");
      const aws = await Emulated.start(folder());
      const stack = join(folder(), "stack");
      cpSync(synthesizeFormer(before, join(folder(), "former")), stack, { recursive: true });
      await aws.apply(stack);
      rmSync(join(stack, "cdk.tf.json"));
      layInto(stack, (await synthesizeMain(join(folder(), "now"), { LAMBDA_PACKAGING: "prebuilt" })).stack);
      const state = await aws.state(stack);
      const pool = { UserPoolId: String(state.get("aws_cognito_user_pool.pool")?.["id"]) };
      const users = async (): Promise<unknown> =>
        (await aws.ask("cognito-idp", "AWSCognitoIdentityProviderService.ListUsers", pool))["Users"];
      await aws.ask("cognito-idp", "AWSCognitoIdentityProviderService.AdminCreateUser", {
        ...pool,
        Username: "ada@example.com",
      });

      const { create, update, destroy } = await aws.plan(stack);
      expect({ since: before, destroy }).toEqual({ since: before, destroy: [] });
      if (create.length + update.length > 0) {
        await aws.applyPlan(stack);
        expect(await aws.plan(stack)).toEqual({ create: [], update: [], destroy: [], moved: {}, imported: [] });
      }
      // What was there keeps its place in the state, and its id: a user pool that was replaced has no users.
      const after = await aws.state(stack);
      const lost = [...state].filter(([address, { id }]) => after.get(address)?.["id"] !== id);
      expect(lost.map(([address]) => address)).toEqual([]);
      expect(state.size).toBeGreaterThan(20);

      // A mistaken destroy ends before anything is destroyed; AWS's own protection stands behind it, which the AWS emulator doesn't have.
      await expect(aws.terraform(stack, "destroy", "-auto-approve", "-input=false", "-no-color")).rejects.toThrow(
        "Instance cannot be destroyed",
      );
      expect(after.get("aws_cognito_user_pool.pool")).toMatchObject({ deletion_protection: "ACTIVE" });
      expect(new Set((await aws.state(stack)).keys())).toEqual(new Set(after.keys()));
      expect(await users()).toHaveLength(1);
    },
    300_000,
  );
});
