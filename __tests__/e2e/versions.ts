import { execFileSync } from "node:child_process";
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Terraform } from "../../process/terraform";
import { ROOT } from "../../process/terraform-working-directory";

/** Terraform, and which AWS providers it can install here. */
export interface VersionsHere {
  readonly binary: Terraform;
  readonly env: Readonly<Record<string, string>>;
  readonly packaging: "archive" | "prebuilt";
  /** What Terraform said of each range that nothing was found in. */
  readonly missing: Readonly<Record<string, string>>;
}

/** Tries to install an AWS provider of each range. Call it at the top of the file. @returns why not, where there is no Terraform at all */
export function versionsHere(...ranges: readonly string[]): VersionsHere | string {
  const folder = mkdtempSync(join(realpathSync(tmpdir()), "versions-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const script = join(__dirname, "find-versions.ts");
  const answer = execFileSync(process.execPath, ["--import", "tsx", script, folder, ...ranges], {
    cwd: ROOT,
    encoding: "utf8",
  });
  const found = JSON.parse(answer) as VersionsHere | { refused: string };
  return "refused" in found ? (found.refused.split("\n")[0] ?? "") : found;
}

/** Holds a stack's folder to a range of AWS providers, whatever the stack itself takes. */
export function pin(folder: string, version: string): void {
  const aws = { source: "hashicorp/aws", version };
  writeFileSync(
    join(folder, "provider_override.tf.json"),
    JSON.stringify({ terraform: { required_providers: { aws } } }),
  );
}
