import { execFileSync } from "node:child_process";
import { cpSync, rmSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import { sortSecondPlan } from "../../tools/local/plan-changes";
import { temporaryFolder } from "../support/folder";
import { cleanEnvironment, ROOT, synthesizeMain } from "../support/project";
import { skippedUnless } from "../support/skip";
import { applyHere, withEmulator } from "./emulator";
import { MAIN_INPUTS } from "./inputs";
import { MODULE, mustRun, planJson, root } from "./support";

const here = applyHere();
const folder = temporaryFolder("moves");
const applied = skippedUnless(typeof here !== "string", `nothing can be applied here: ${String(here)}`);

/** What `npm run module` prints. */
function printed(args: readonly string[]): string {
  const script = path.join("tools", "module", "index.ts");
  return execFileSync(process.execPath, ["--import", "tsx", script, ...args], {
    cwd: ROOT,
    encoding: "utf8",
    env: cleanEnvironment(),
  });
}

applied(
  "a team moves from the stack to the module, and back, without a resource added or destroyed",
  async () => {
    if (typeof here === "string") throw new Error(here);
    const { stack } = await synthesizeMain(path.join(folder(), "out"), { LAMBDA_PACKAGING: "prebuilt" });
    const synthesized = path.join(stack, "cdk.tf.json");
    await mustRun(here, stack, ["init", "-input=false", "-no-color"]);
    const module = await root(here, path.join(folder(), "module"), {
      provider: { aws: [{ region: "us-east-1" }] },
      module: { auth_api: { source: MODULE, ...MAIN_INPUTS } },
    });
    await withEmulator(here, path.join(folder(), "aws"), async (_url, env) => {
      await mustRun(here, stack, ["apply", "-auto-approve", "-input=false", "-no-color"], env);
      cpSync(path.join(stack, "terraform.tfstate"), path.join(module, "terraform.tfstate"));
      const { changes: unmoved } = sortSecondPlan(await planJson(here, module, env));
      expect(unmoved.filter(({ action }) => action === "create").length).toBeGreaterThan(30);

      for (const [from, to, args] of [
        [stack, module, ["--moves"]],
        [module, stack, ["--moves", "--back"]],
      ] as const) {
        cpSync(path.join(from, "terraform.tfstate"), path.join(to, "terraform.tfstate"));
        writeFileSync(path.join(to, "moved.tf"), printed([...args, "--stack", synthesized]));
        const sorted = sortSecondPlan(await planJson(here, to, env));
        // The root's outputs are its own, and no resources.
        const changes = sorted.changes.filter(({ address }) => !address.startsWith("output."));
        // The zips lie elsewhere; what they hold is the same.
        const others = changes.filter(({ attributes }) => attributes.join() !== "filename,last_modified");
        expect(others).toEqual([]);
        expect(new Set(changes.map(({ action }) => action))).toEqual(new Set(["update"]));
        await mustRun(here, to, ["apply", "-auto-approve", "-input=false", "-no-color", "tfplan"], env);
        rmSync(path.join(to, "moved.tf"));
      }
    });
  },
  480_000,
);
