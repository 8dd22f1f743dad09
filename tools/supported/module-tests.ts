import { join } from "node:path";
import { init, type Workplace } from "../../local/terraform/apply";
import { lastLines } from "../../process/child";
import { isAtLeast, terraform, type Terraform } from "../../process/terraform";
import type { Outcome } from "./result";
import { copyModule } from "./sources";

/** The first version that has `mock_provider`: Terraform's and OpenTofu's changelogs. */
export const FIRST_WITH_MOCKS = { terraform: "1.7.0", tofu: "1.8.0" } as const;

/** Whether a version reads tests with a mocked provider. */
export function mocksProviders({ flavour, version }: Pick<Terraform, "flavour" | "version">): boolean {
  return isAtLeast(version, FIRST_WITH_MOCKS[flavour]);
}

/** What `terraform test` counts in its last line, and the runs that failed. */
export function readTests(
  output: string,
): { readonly passed: number; readonly failures: readonly string[] } | undefined {
  const counts = /^(?:Success!|Failure!) (\d+) passed, (\d+) failed/m.exec(output);
  if (counts === null) return undefined;
  const named = output
    .split("\n")
    .filter((line) => /^\s+run ".*"\.\.\. fail$/.test(line))
    .map((line) => line.trim());
  const failed = Number(counts[2]);
  return {
    passed: Number(counts[1]),
    failures:
      named.length === failed
        ? named
        : Array.from({ length: failed }, (_, i) => named[i] ?? "a run that it doesn't name"),
  };
}

/** Runs module/tests with the mocked provider. @param place its folder is empty */
export async function moduleTests(place: Workplace): Promise<Outcome> {
  const { flavour } = place.terraform;
  if (!mocksProviders(place.terraform))
    return { skipped: `${flavour} test mocks providers from ${FIRST_WITH_MOCKS[flavour]} on`, nowhere: true };
  copyModule(place.folder);
  const here = { ...place, folder: join(place.folder, "module") };
  await init(here);
  const answer = await terraform(here.terraform, ["test", "-no-color"], {
    cwd: here.folder,
    env: here.env,
    timeout: 600_000,
  });
  const read = readTests(answer.stdout);
  const said = (): string => answer.failure ?? lastLines(answer.stderr || answer.stdout, 30);
  if (read === undefined || (answer.code !== 0 && read.failures.length === 0)) return { passed: 0, failures: [said()] };
  const [firstFailure, ...others] = read.failures;
  return firstFailure === undefined
    ? read
    : { passed: read.passed, failures: [`${firstFailure}\n${said()}`, ...others] };
}
