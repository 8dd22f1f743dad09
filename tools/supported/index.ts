import { rmSync } from "node:fs";
import { endAll } from "../../process/cleanup";
import { progressOn } from "../../process/progress";
import { describeError } from "../../process/user-error";
import { openRunFolder } from "../../process/terraform-working-directory";
import { HELP, parseOptions } from "./args";
import { exercise } from "./exercise";
import { obtain, type Obtained } from "./obtain";
import { idOf } from "./range";
import { describeCheck, summarize, type Check } from "./result";

/** `npm run supported`. @returns the exit code */
async function main(argv: readonly string[]): Promise<number> {
  const { get, tools, json, strict, help, buildTime } = parseOptions(argv);
  const until = Date.now() + buildTime;
  if (help) {
    process.stdout.write(HELP);
    return 0;
  }
  const progress = progressOn(process.stderr);
  const got: Obtained[] = [];
  for (const tool of tools) {
    const obtained = await obtain(tool, progress, until);
    got.push(obtained);
    progress.note(`${idOf(tool)}: ${"reason" in obtained ? `skipped: ${obtained.reason}` : obtained.origin}`);
  }
  if (get) {
    const missing = got.filter((one) => "reason" in one).length;
    if (json)
      process.stdout.write(
        `${JSON.stringify({ tools: got.map(({ tool, ...rest }) => ({ name: idOf(tool), ...rest })) })}\n`,
      );
    return strict && missing > 0 ? 1 : 0;
  }
  const folder = openRunFolder();
  const checks: Check[] = [];
  try {
    for (const obtained of got)
      checks.push(...(await exercise(obtained, folder, (check) => progress.note(describeCheck(check)))));
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  }
  const summary = summarize(checks, strict);
  if (json) process.stdout.write(`${JSON.stringify(summary, null, 2)}\n`);
  else
    process.stdout.write(
      `${String(summary.passed)} passed, ${String(summary.failed)} failed, ${String(summary.skipped.length)} skipped\n`,
    );
  return summary.failed === 0 ? 0 : 1;
}

async function start(): Promise<void> {
  try {
    process.exitCode = await main(process.argv.slice(2));
  } catch (error) {
    process.stderr.write(`${describeError(error)}\n`);
    process.exitCode = 1;
  }
  await endAll();
  process.exit();
}

void start();
