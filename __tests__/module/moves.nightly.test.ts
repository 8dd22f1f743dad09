import { execFileSync } from "node:child_process";
import { cpSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import { classifySecondPlan } from "../../local/terraform/plan-changes";
import { temporaryFolder } from "../support/folder";
import { cleanEnvironment, ROOT, synthesizeMain } from "../support/project";
import { skippedUnless } from "../support/skip";
import { applyHere, withEmulator } from "./emulator";
import { MAIN_INPUTS } from "./inputs";
import { MODULE, mustRun, planJson, root } from "./support";

const here = applyHere();
const folder = temporaryFolder("moves");
const applied = skippedUnless(typeof here !== "string", `nothing can be applied here: ${String(here)}`);

const APPLY = ["apply", "-auto-approve", "-input=false", "-no-color"];

/** Takes the state along, writes what `npm run module` prints beside the root, and plans it. */
async function planMoved(from: string, to: string, args: readonly string[], env: NodeJS.ProcessEnv): Promise<object> {
  if (typeof here === "string") throw new Error(here);
  cpSync(path.join(from, "terraform.tfstate"), path.join(to, "terraform.tfstate"));
  const script = path.join("tools", "module", "index.ts");
  const options = { cwd: ROOT, encoding: "utf8", env: cleanEnvironment() } as const;
  const printed = execFileSync(process.execPath, ["--import", "tsx", script, "--moves", ...args], options);
  writeFileSync(path.join(to, "moved.tf"), printed);
  return planJson(here, to, env);
}

/**
 * Every resource has moved, and none but a function's file name differs: the zips lie elsewhere, what they hold is the same. Roles are
 * made anew where their names differ between the editions.
 */
function expectMovesOnly(plan: object): void {
  const { resource_changes: resources = [] } = plan as {
    resource_changes?: { mode: string; previous_address?: string }[];
  };
  const managed = resources.filter(({ mode }) => mode === "managed");
  expect(managed.length).toBeGreaterThan(30);
  expect(managed.filter((each) => each.previous_address === undefined)).toEqual([]);
  // The root's outputs are its own, and no resources.
  const changes = classifySecondPlan(plan).changes.filter(({ address }) => !address.startsWith("output."));
  const others = changes.filter(({ address }) => !/\baws_(iam_role|iam_role_policy)\./.test(address));
  const allowed = new Set(["filename", "last_modified", "role"]);
  expect(others.map(({ action }) => action)).toEqual(others.map(() => "update"));
  expect(others.flatMap(({ attributes }) => attributes).filter((name) => !allowed.has(name))).toEqual([]);
}

applied(
  "a team moves from the stack to the module, and back, without a resource added or destroyed",
  async () => {
    if (typeof here === "string") throw new Error(here);
    const { stack } = await synthesizeMain(path.join(folder(), "out"), { LAMBDA_PACKAGING: "prebuilt" });
    const synthesized = ["--stack", path.join(stack, "cdk.tf.json")];
    const module = path.join(folder(), "module");
    const call = {
      provider: { aws: [{ region: "us-east-1" }] },
      module: { auth_api: { source: MODULE, ...MAIN_INPUTS } },
    };
    await Promise.all([mustRun(here, stack, ["init", "-input=false", "-no-color"]), root(here, module, call)]);
    await withEmulator(here, path.join(folder(), "aws"), async (_url, env) => {
      await mustRun(here, stack, APPLY, env);
      expectMovesOnly(await planMoved(stack, module, synthesized, env));
      // The addresses alone: functions that get the same zip from another place would take half a minute.
      await mustRun(here, module, [...APPLY, "-refresh-only"], env);
      expectMovesOnly(await planMoved(module, stack, ["--back", ...synthesized], env));
    });
  },
  300_000,
);
