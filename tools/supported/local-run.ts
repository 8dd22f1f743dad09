import { join } from "node:path";
import { lastLines, run } from "../../process/child";
import { ROOT } from "../../process/terraform-working-directory";
import type { Outcome } from "./result";

interface Report {
  readonly error?: string;
  readonly passed: number;
  readonly failed: number;
  readonly probes?: readonly { readonly route: string; readonly caller: string; readonly passed?: boolean }[];
}

/** `npm run local -- --once` with this tool: the stacks applied, and every route called by everybody. */
export async function localRun(binary: string): Promise<Outcome> {
  const args = ["--import", "tsx", join("local", "index.ts"), "--once", "--json"];
  const env = { ...process.env, TERRAFORM_BINARY_NAME: binary };
  const answer = await run(process.execPath, args, { cwd: ROOT, env, timeout: 900_000 });
  let report: Report;
  try {
    report = JSON.parse(answer.stdout) as Report;
  } catch {
    return { passed: 0, failures: [answer.failure ?? lastLines(answer.stderr || answer.stdout, 20)] };
  }
  if (report.error !== undefined) return { passed: 0, failures: [report.error] };
  const wrong = (report.probes ?? []).filter(({ passed }) => passed === false);
  const named = wrong.map(({ route, caller }) => `${route}, ${caller}: not as expected`);
  // What failed besides the probes is what the second plan would still change.
  const others = Math.max(report.failed - named.length, report.failed === 0 && answer.code !== 0 ? 1 : 0);
  return {
    passed: report.passed,
    failures: [...named, ...Array.from({ length: others }, () => "the second plan isn't empty")],
  };
}
