import * as path from "node:path";
import { buildPackage } from "./build";

// `npm run build`, and what npm runs before it packs.
buildPackage(path.resolve(__dirname, "../../dist")).catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
