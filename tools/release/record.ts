import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, realpathSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { interfaceText, readInterface } from "./interface";

/**
 * Records a version: its interface, and the stack as it is emitted now with its functions, which the next version's upgrade is tried from.
 * @returns the folder, replaced as a whole
 */
export function record(root: string, version: string): string {
  const folder = path.join(root, "releases", version);
  const draft = mkdtempSync(path.join(realpathSync(tmpdir()), "release-"));
  try {
    execFileSync(process.execPath, ["tools/synth.mjs"], {
      cwd: root,
      env: { ...process.env, CDKTF_OUTDIR: path.join(draft, "out"), LAMBDA_PACKAGING: "prebuilt", BACKEND: "" },
      stdio: ["ignore", "inherit", "inherit"],
    });
    mkdirSync(path.join(draft, "release"));
    writeFileSync(path.join(draft, "release", "interface.json"), interfaceText(readInterface(root)));
    cpSync(path.join(draft, "out", "stacks", "auth-api"), path.join(draft, "release", "stack"), { recursive: true });
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(path.dirname(folder), { recursive: true });
    cpSync(path.join(draft, "release"), `${folder}.draft`, { recursive: true });
    renameSync(`${folder}.draft`, folder);
    return folder;
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}
