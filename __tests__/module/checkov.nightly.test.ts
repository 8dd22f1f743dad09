import { execFile } from "node:child_process";
import { cpSync } from "node:fs";
import * as path from "node:path";
import { promisify } from "node:util";
import { temporaryFolder } from "../support/folder";
import { linterHere, noLinter } from "../support/linter";
import { skippedUnless } from "../support/skip";
import { MODULE } from "./support";

/** checkov over the module and its examples: what it finds is put right, or skipped where it stands, with the reason. */

interface Scan {
  readonly results: Record<"passed_checks" | "failed_checks" | "skipped_checks", readonly Check[]>;
}

interface Check {
  readonly check_id: string;
  readonly resource: string;
  readonly check_result: { readonly suppress_comment?: string };
}

const found = linterHere("checkov");
const folder = temporaryFolder("checkov");

skippedUnless(found !== undefined, noLinter("checkov"))(
  "nothing fails, and every skip has a reason",
  async () => {
    const place = path.join(folder(), "module");
    cpSync(MODULE, place, { recursive: true, filter: (file) => !/[\\/](\.terraform|tests)$/.test(file) });
    const options = ["--framework", "terraform", "--compact", "--skip-download", "--output", "json"];
    // It ends with 1 where something fails, and says what on standard output all the same.
    const run = promisify(execFile)(found ?? "", ["--directory", place, ...options], { maxBuffer: 1 << 26 });
    const { stdout } = await run.catch((failed: { stdout?: string }) => {
      if (!failed.stdout?.trim().startsWith("{")) throw failed;
      return { stdout: failed.stdout };
    });
    const { results } = JSON.parse(stdout) as Scan;
    expect(results.passed_checks.length).toBeGreaterThan(40);
    expect(results.failed_checks.map(({ check_id, resource }) => `${check_id} ${resource}`)).toEqual([]);
    expect(results.skipped_checks.length).toBeGreaterThan(8);
    expect(
      results.skipped_checks.filter(({ check_result }) => (check_result.suppress_comment ?? "").length < 20),
    ).toEqual([]);
  },
  300_000,
);
