import { options } from "../../posture/cli/options";
import { join } from "node:path";
import { packageRoot } from "../../constructs/package-root";
import { movedBlocks, readStack } from "../../cli/hcl/module-addresses";
import { madeFiles, stale, writeStale } from "./write";

const HELP = `npm run module [-- options]

Bundles the functions that come with the HCL edition, and writes the tables of its README from its .tf files.

  --check            writes nothing; fails when one of them is stale
  --moves            prints the moved blocks that take a state from the stack to the module
  --back             with --moves: from the module to the stack
  --stack FILE       with --moves: the synthesized stack (default: cdktf.out/stacks/auth-api/cdk.tf.json)
  --name NAME        with --moves: the module call's name (default: auth_api)
  --help             this page`;

/** @returns the exit code: 0 done, 1 stale, 2 wrong arguments or input */
function main(argv: readonly string[]): number {
  const { values } = options(
    argv,
    {
      check: { type: "boolean", default: false },
      moves: { type: "boolean", default: false },
      back: { type: "boolean", default: false },
      stack: { type: "string" },
      name: { type: "string", default: "auth_api" },
      help: { type: "boolean", default: false },
    },
    false,
  );
  if (values.help) {
    console.log(HELP);
    return 0;
  }
  if (values.moves) {
    const file = values.stack ?? join(packageRoot(), "cdktf.out", "stacks", "auth-api", "cdk.tf.json");
    console.log(movedBlocks(readStack(file), { name: values.name, back: values.back }));
    return 0;
  }
  if (values.back) throw new Error("--back goes with --moves. Write --moves --back.");
  const folder = join(packageRoot(), "module");
  const files = madeFiles(folder);
  const changed = values.check ? stale(folder, files) : writeStale(folder, files);
  if (changed.length === 0) console.log("module/ is up to date.");
  else if (values.check)
    console.error(`Stale below module/: ${changed.join(", ")}. Run npm run module and commit what it writes.`);
  else console.log(`Wrote ${changed.join(", ")} below module/.`);
  return values.check && changed.length > 0 ? 1 : 0;
}

try {
  process.exitCode = main(process.argv.slice(2));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
}
