import { bundle } from "../../constructs/compute/bundle";
import { deterministicZip } from "../../constructs/compute/zip";
import { bundledFunction } from "../../constructs/package-root";

/** The functions that come with the module: those that routes may lead to, the bundled Lambda authorizer, and the token trigger. Sorted. */
const BUNDLED_FUNCTIONS = [
  "authorizer",
  "create-note",
  "hello",
  "items",
  "mcp",
  "pre-token-generation",
  "preflight",
  "profile",
] as const;

/** Their zips by path below `module/`. The bytes depend on the functions' sources alone. */
export function packages(): ReadonlyMap<string, Uint8Array> {
  return new Map(
    BUNDLED_FUNCTIONS.map((name) => {
      const code = bundle({ entry: bundledFunction(name), runtime: "nodejs22.x", sourceMaps: false });
      return [`functions/${name}.zip`, deterministicZip(code)];
    }),
  );
}
