import { findTerraform } from "../../process/terraform";
import { providerConfig } from "../../process/providers";

// Run by `terraform.ts` in a process of its own, because tests are declared synchronously and this asks Terraform.
// Prints what was found, or why nothing was, as JSON.

async function look(folder: string): Promise<object> {
  const terraform = await findTerraform();
  const { env, packaging } = await providerConfig(terraform, folder);
  return { binary: terraform.binary, env, packaging };
}

look(process.argv[2] ?? "")
  .catch((error: unknown) => ({ refused: error instanceof Error ? error.message : String(error) }))
  .then((found) => console.log(JSON.stringify(found)));
