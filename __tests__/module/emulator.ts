import { execFileSync } from "node:child_process";
import * as path from "node:path";
import { emulatedAwsEnvironment } from "../../process/terraform";
import { startEmulator, type Emulator } from "../../local/emulator/emulator";
import { ROOT } from "../support/project";
import { terraformHere, type TerraformHere } from "../support/terraform";

/** What a test that applies needs: Terraform with its providers, and the interpreter that the AWS emulator is installed for. */
export interface ApplyHere extends TerraformHere {
  readonly python: string;
}

/** What is on this machine, or why tests that apply are skipped. The first call of all installs the AWS emulator. */
export function applyHere(): ApplyHere | string {
  const here = terraformHere();
  if (typeof here === "string") return here;
  const script = path.join(__dirname, "find-emulator.ts");
  const answer = execFileSync(process.execPath, ["--import", "tsx", script], { cwd: ROOT, encoding: "utf8" });
  const found = JSON.parse(answer) as { python: string } | { refused: string };
  return "refused" in found ? (found.refused.split("\n")[0] ?? "") : { ...here, python: found.python };
}

/** Runs an AWS emulator of its own for one test. @param work is given its address and Terraform's environment */
export async function withEmulator(
  here: ApplyHere,
  folder: string,
  work: (url: string, env: NodeJS.ProcessEnv) => Promise<void>,
): Promise<void> {
  const emulator: Emulator = await startEmulator({ python: here.python, folder });
  try {
    await Promise.race([work(emulator.url, emulatedAwsEnvironment(emulator.url, "us-east-1")), emulator.died]);
  } finally {
    await emulator.stop();
  }
}
