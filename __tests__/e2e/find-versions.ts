import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { lastLines } from "../../process/child";
import { providerConfig } from "../../process/providers";
import { findTerraform, terraform, terraformEnvironment } from "../../process/terraform";

// Run by `versions.ts` in a process of its own, because tests are declared synchronously. Prints Terraform and which of the ranges given can be
// installed, as JSON.

async function look(folder: string, ranges: readonly string[]): Promise<object> {
  const binary = await findTerraform();
  const { env, packaging } = await providerConfig(binary, join(folder, "providers"));
  const missing: Record<string, string> = {};
  for (const [number, version] of ranges.entries()) {
    const cwd = join(folder, `range-${String(number)}`);
    mkdirSync(cwd, { recursive: true });
    const aws = { source: "hashicorp/aws", version };
    writeFileSync(join(cwd, "main.tf.json"), JSON.stringify({ terraform: { required_providers: { aws } } }));
    const answer = await terraform(binary, ["init", "-input=false", "-no-color"], {
      cwd,
      env: { ...terraformEnvironment(), ...env },
      timeout: 600_000,
    });
    if (answer.code !== 0) missing[version] = lastLines(answer.stderr || answer.stdout, 4);
  }
  return { binary, env, packaging, missing };
}

const [folder = "", ...ranges] = process.argv.slice(2);
look(folder, ranges)
  .catch((error: unknown) => ({ refused: error instanceof Error ? error.message : String(error) }))
  .then((found) => console.log(JSON.stringify(found)));
