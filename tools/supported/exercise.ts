import { mkdirSync } from "node:fs";
import { isAbsolute, join, resolve } from "node:path";
import type { Workplace } from "../../local/terraform/apply";
import { run } from "../../process/child";
import { silent } from "../../process/progress";
import { providerConfig } from "../../process/providers";
import { embeddedPython } from "../../local/emulator/python";
import { Refusal } from "../../process/user-error";
import { parseVersion, terraformEnvironment, type Terraform } from "../../process/terraform";
import { localRun } from "./local-run";
import { moduleTests } from "./module-tests";
import type { Obtained } from "./obtain";
import { idOf } from "./range";
import { check, type Check, type Outcome } from "./result";
import { synthesizeAll } from "./sources";
import { twoInstances } from "./two-instances";
import { validateAll } from "./validate";

async function asTerraform(binary: string): Promise<Terraform> {
  const absolute = isAbsolute(binary) ? binary : resolve(binary);
  const parsed = parseVersion(
    (await run(absolute, ["version"], { env: terraformEnvironment(), timeout: 60_000 })).stdout,
  );
  if (parsed === undefined) throw new Refusal(`${binary} doesn't say which version it is.`);
  return { binary: absolute, ...parsed };
}

/** The interpreter of the embedded AWS, or why there is none. */
async function pythonHere(): Promise<{ readonly python: string } | { readonly skipped: string }> {
  try {
    return { python: await embeddedPython(silent) };
  } catch (error) {
    if (error instanceof Refusal)
      return { skipped: `nothing can be applied here: ${error.message.split("\n")[0] ?? ""}` };
    throw error;
  }
}

/**
 * Exercises a tool: validates everything, applies the HCL edition, runs the module's own tests and the local run.
 * @param folder of this run's own
 * @param told hears of each check as it ends
 */
export async function exercise(
  obtained: Obtained,
  folder: string,
  told: (check: Check) => void,
): Promise<readonly Check[]> {
  const { tool } = obtained;
  const checks: Check[] = [];
  const add = async (what: string, work: (place: string) => Promise<Outcome>): Promise<void> => {
    const place = join(folder, idOf(tool), what.replace(/ /g, "-"));
    mkdirSync(place, { recursive: true });
    const done = await check(tool, what, () => work(place));
    checks.push(done);
    told(done);
  };
  if ("reason" in obtained) {
    await add("everything", () => Promise.resolve({ skipped: obtained.reason }));
    return checks;
  }
  const terraform = await asTerraform(obtained.binary);
  let env: NodeJS.ProcessEnv;
  try {
    env = (await providerConfig(terraform, join(folder, idOf(tool), "providers"))).env;
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    await add("everything", () => Promise.resolve({ skipped: error.message.split("\n")[0] ?? "" }));
    return checks;
  }
  const placed = (place: string): Workplace => ({
    terraform,
    folder: place,
    env: { ...terraformEnvironment(), ...env },
  });
  await add("validate", async (place) => validateAll(placed(place), await synthesizeAll(join(folder, "synthesized"))));
  await add("module tests", (place) => moduleTests(placed(place)));
  const python = await pythonHere();
  await add("two instances", async (place) => {
    return "skipped" in python ? python : twoInstances({ terraform, folder: place, env }, python.python);
  });
  if (tool.probed) await add("local run", async () => ("skipped" in python ? python : localRun(terraform.binary)));
  return checks;
}
