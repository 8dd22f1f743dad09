import { execFile, execFileSync } from "node:child_process";
import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { promisify } from "node:util";
import { hasTerraform, terraformEnvironment } from "../../tools/local/terraform";
import { ROOT } from "./project";

/** A Terraform that can install the AWS provider here, and what to tell it. */
export interface TerraformHere {
  readonly binary: string;
  readonly env: Readonly<Record<string, string>>;
  /** `archive` where the archive provider can be had too. */
  readonly packaging: "archive" | "prebuilt";
}

/** What is on this machine, or why tests that need it are skipped. Takes a second; call it at the top of the file, where it holds. */
export function terraformHere(): TerraformHere | string {
  if (!hasTerraform()) return "neither terraform nor tofu is on the PATH";
  const folder = mkdtempSync(path.join(realpathSync(tmpdir()), "providers-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const script = path.join(__dirname, "find-providers.ts");
  const answer = execFileSync(process.execPath, ["--import", "tsx", script, folder], { cwd: ROOT, encoding: "utf8" });
  const found = JSON.parse(answer) as TerraformHere | { refused: string };
  return "refused" in found ? (found.refused.split("\n")[0] ?? "") : found;
}

interface Diagnostic {
  readonly severity: "error" | "warning";
  readonly summary: string;
  readonly detail?: string;
  readonly address?: string;
}

/** Installs the providers into a stack's folder and validates it. @returns one line for each diagnostic, warnings included */
export async function validate(here: TerraformHere, folder: string): Promise<string[]> {
  const options = { cwd: folder, env: { ...terraformEnvironment(), ...here.env }, maxBuffer: 1 << 26 };
  const run = promisify(execFile);
  await run(here.binary, ["init", "-backend=false", "-input=false", "-no-color"], options);
  const stdout = await run(here.binary, ["validate", "-json", "-no-color"], options).then(
    (finished) => finished.stdout,
    // It ends with 1 where there are errors, and says which on standard output all the same.
    (failed: { stdout?: string }) => {
      if (!failed.stdout) throw failed;
      return failed.stdout;
    },
  );
  const { diagnostics } = JSON.parse(stdout) as { diagnostics: Diagnostic[] };
  return diagnostics.map(({ severity, summary, detail, address }) =>
    [severity, address, summary, detail].filter((part) => part !== undefined).join(": "),
  );
}
