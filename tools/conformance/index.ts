import { exit, isLeaving, runExitTasks } from "../../process/cleanup";
import { progressOn } from "../../process/progress";
import { describeError } from "../../process/user-error";
import { describeReport } from "../../local/output/report";
import { HELP, parseOptions } from "./args";
import { conform } from "./run";

async function main(argv: readonly string[]): Promise<number> {
  const options = parseOptions(argv);
  if (options === undefined) {
    process.stdout.write(HELP);
    return 0;
  }
  const report = await conform(progressOn(process.stderr), options);
  if (report === undefined) return 0;
  process.stdout.write(`\n${describeReport(report)}\n\nThe report: ${options.report}\n`);
  return report.failed === 0 ? 0 : 1;
}

async function start(): Promise<void> {
  try {
    process.exitCode = await main(process.argv.slice(2));
  } catch (error) {
    if (isLeaving()) return;
    process.stderr.write(`\n${describeError(error)}\n`);
    process.exitCode = 1;
  }
  await runExitTasks();
  exit();
}

void start();
