import { mkdtempSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { lastLines } from "../../tools/local/child";
import { providerConfig } from "../../tools/local/providers";
import { Refusal } from "../../tools/local/refusal";
import { findTerraform, terraform, terraformEnvironment } from "../../tools/local/terraform";

/** Runs `terraform init` and `validate` in a folder; the diagnostics, which are empty when all is well. */
export type Validate = (folder: string) => Promise<readonly string[]>;

/**
 * Terraform with an AWS provider, or undefined after printing why there is none here.
 * @param folder for what is needed while the tests run
 */
export async function findValidate(folder: string): Promise<Validate | undefined> {
  try {
    const binary = await findTerraform();
    const { env } = await providerConfig(binary, mkdtempSync(join(folder, "providers-")));
    const options = (cwd: string) => ({ cwd, env: { ...terraformEnvironment(), ...env }, timeout: 300_000 });
    return async (folder) => {
      const init = await terraform(binary, ["init", "-input=false", "-no-color", "-backend=false"], options(folder));
      if (init.code !== 0) return [init.failure ?? lastLines(init.stderr || init.stdout, 20)];
      const { stdout } = await terraform(binary, ["validate", "-json"], options(folder));
      const { diagnostics } = JSON.parse(stdout) as {
        diagnostics: { severity: string; summary: string; detail?: string }[];
      };
      return diagnostics.map(({ severity, summary, detail = "" }) => `${severity}: ${summary} ${detail}`.trim());
    };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    process.stderr.write(`\nNot validated with Terraform: ${error.message}\n`);
    return undefined;
  }
}

/** Puts Terraform JSON into a folder below, for `validate`. */
export function stackFolder(folder: string, json: string): string {
  const made = mkdtempSync(join(folder, "stack-"));
  writeFileSync(join(made, "cdk.tf.json"), json);
  return made;
}
