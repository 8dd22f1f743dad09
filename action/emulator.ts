import { existsSync } from "node:fs";
import { join } from "node:path";
import { lastLines } from "../process/child";
import { startEmulator } from "../local/emulator/emulator";
import type { Progress } from "../process/progress";
import { providerConfig } from "../process/providers";
import { emulatorPython } from "../local/emulator/python";
import { UserError } from "../process/user-error";
import { emulatedAwsEnvironment, findTerraform, terraform, type Terraform } from "../process/terraform";
import { copyBaseState, runStack, type StackRunOptions } from "./run";
import type { Result } from "./result";
import { copyOf, folderOf, useLocalState, regionOfSide, synthesizeSide, type Side } from "./side";

/**
 * The same steps as in a workflow, on this machine: both sides are copied, the base is applied to the AWS emulator (it is
 * what is deployed), then both are planned against it. Nothing of a real account is used, nothing stays behind.
 * @param work a folder of its own, which the caller removes
 */
export async function runOnEmulator(
  running: Omit<StackRunOptions, "terraform" | "env" | "private">,
  work: string,
  progress: Progress,
): Promise<Result> {
  const binary = await findTerraform();
  const providers = await progress.step("find providers", () => providerConfig(binary, join(work, "providers")));
  const python = await emulatorPython(progress);
  const { synth, ...rest } = running;
  const synthEnv = { ...process.env, LAMBDA_PACKAGING: providers.packaging };
  const prepared = async (side: Side): Promise<Side> => {
    if (synth !== undefined)
      await progress.step(`synthesize ${side.name}`, () => synthesizeSide(side, synth, synthEnv));
    const copy = copyOf(side, join(work, side.name));
    useLocalState(copy);
    return copy;
  };
  const head = await prepared(running.head);
  const base = running.base && (await prepared(running.base));
  const emulator = await startEmulator({ python, folder: join(work, "aws") });
  try {
    const env = { ...emulatedAwsEnvironment(emulator.url, regionOfSide(head)), ...providers.env };
    if (base && existsSync(folderOf(base))) {
      await progress.step("apply base to the AWS emulator", () => applyAll(binary, folderOf(base), env));
      copyBaseState(base, head);
    }
    return await runStack(
      { ...rest, head, ...(base && { base }), env, terraform: { binary, env }, private: join(work, "private") },
      progress,
    );
  } finally {
    await emulator.stop();
  }
}

async function applyAll(binary: Terraform, cwd: string, env: NodeJS.ProcessEnv): Promise<void> {
  for (const args of [
    ["init", "-input=false", "-no-color"],
    ["apply", "-auto-approve", "-input=false", "-no-color"],
  ]) {
    const answer = await terraform(binary, args, { cwd, env, timeout: 600_000 });
    if (answer.code !== 0)
      throw new UserError(
        "terraform-failed",
        `${binary.flavour} ${args[0] ?? ""} of the base failed:\n${lastLines(answer.stderr || answer.stdout, 30)}`,
      );
  }
}

/** What `--emulator` loads when it is asked for. */
export type RunOnEmulator = typeof runOnEmulator;
