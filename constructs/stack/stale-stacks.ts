import { existsSync, readdirSync } from "node:fs";
import { join, relative } from "node:path";
import { Annotations, App, TerraformStack } from "cdktf";

/**
 * Says which folders of the output hold stacks that the program doesn't make. cdktf leaves them behind, and what was applied from one is still there: so
 * they are named, and not removed.
 */
export function warnOfStaleStacks(stack: TerraformStack): void {
  const app = App.of(stack);
  const folder = join(app.outdir, "stacks");
  const own = new Set(app.node.findAll().flatMap((node) => (TerraformStack.isStack(node) ? [node.node.id] : [])));
  const stale = (existsSync(folder) ? readdirSync(folder) : []).filter(
    (name) => !own.has(name) && existsSync(join(folder, name, "cdk.tf.json")),
  );
  for (const name of stale)
    Annotations.of(stack).addWarning(
      `${relative(process.cwd(), join(folder, name))} was written by another program, or for a stack that this one no longer has. What was applied from it is still there: terraform destroy in that folder removes it. Delete the folder afterwards`,
    );
}
