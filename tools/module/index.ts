import { parseArgs } from "node:util";
import { join } from "node:path";
import { packageRoot } from "../../constructs/package-root";
import { moduleFiles } from "./files";
import { movedBlocks, readStack } from "./moves";
import { differences, writeModule } from "./write";

const HELP = `npm run module [-- options]

Writes the HCL edition to module/, from the same constructs as the stack.

  --check            writes nothing; fails when module/ is stale
  --moves            prints the moved blocks that take a state from the stack to the module
  --back             with --moves: from the module to the stack
  --stack FILE       with --moves: the synthesized stack (default: cdktf.out/stacks/auth-api/cdk.tf.json)
  --name NAME        with --moves: the module call's name (default: auth_api)
  --help             this page`;

/** @returns the exit code: 0 done, 1 stale, 2 wrong arguments or input */
function main(argv: readonly string[]): number {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      check: { type: "boolean", default: false },
      moves: { type: "boolean", default: false },
      back: { type: "boolean", default: false },
      stack: { type: "string" },
      name: { type: "string", default: "auth_api" },
      help: { type: "boolean", default: false },
    },
  });
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
  const files = moduleFiles();
  if (!values.check) {
    const changed = writeModule(folder, files);
    console.log(changed.length === 0 ? "module/ was up to date." : `Wrote ${changed.join(", ")} below module/.`);
    return 0;
  }
  const stale = differences(folder, files);
  if (stale.length === 0) console.log("module/ is up to date.");
  for (const { path, why } of stale) console.error(`module/${path} ${why}`);
  if (stale.length > 0) console.error("module/ is stale. Run npm run module and commit what it writes.");
  return stale.length === 0 ? 0 : 1;
}

try {
  process.exitCode = main(process.argv.slice(2));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 2;
}
