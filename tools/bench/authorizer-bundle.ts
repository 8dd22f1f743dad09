import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { bundle } from "../../constructs/compute/bundle";

/** The authorizer as Lambda gets it: one file, alone in its folder. */
export interface AuthorizerBundle {
  /** Absolute path of index.js. */
  readonly file: string;
  /** Size of the minified file, in bytes. */
  readonly bytes: number;
  remove(): void;
}

/** Bundles functions/authorizer with the settings of the deployed function, into a temporary folder. */
export function bundleAuthorizer(): AuthorizerBundle {
  const entry = path.resolve(__dirname, "../../functions/authorizer");
  const code = bundle({ entry, runtime: "nodejs22.x", sourceMaps: false }).get("index.js");
  if (!code) throw new Error("The bundle has no index.js");
  const folder = mkdtempSync(path.join(tmpdir(), "authorizer-"));
  const file = path.join(folder, "index.js");
  writeFileSync(file, code);
  return { file, bytes: code.byteLength, remove: () => rmSync(folder, { recursive: true, force: true }) };
}
