import { join } from "node:path";
import { HELP, parseOptions } from "./args";
import { exit, isLeaving, onExit, runExitTasks } from "../process/cleanup";
import { curlExamples } from "./output/curl-examples";
import { progressOn } from "../process/progress";
import { describeError } from "../process/user-error";
import { describeReport, reportOf } from "./output/report";
import { programsWithPage, serveFrontEnd } from "./front-end/front-end";
import { writeSession } from "./session/session-file";
import { token, TOKEN_HELP } from "./token";
import { runSession } from "./session/session";
import { streamRequests } from "./watch/request-lines";
import { watchSources } from "./watch/watcher";

/** `npm run local`. Returns the exit code; with `once` unset it returns only when the AWS emulator dies. */
async function main(argv: readonly string[]): Promise<number> {
  const [command, ...rest] = argv;
  if (command === "token") {
    process.stdout.write(rest.includes("--help") ? TOKEN_HELP : `${await token(rest)}\n`);
    return 0;
  }
  const options = parseOptions(argv);
  if (options.help) {
    process.stdout.write(HELP);
    return 0;
  }
  const session = await runSession(progressOn(process.stderr), { ...options, also: programsWithPage(options) });
  const { emulator } = session;
  const report = reportOf(session.stacks, session.packaging);
  if (options.json) process.stdout.write(`${JSON.stringify(report, null, 2)}\n`);
  else
    process.stdout.write(
      `\n${describeReport(report, { verbose: options.verbose, columns: process.stdout.columns ?? 100 })}\n`,
    );
  if (options.once) return report.failed === 0 ? 0 : 1;
  writeSession(session);
  process.stdout.write(
    `\n${await curlExamples(emulator.url, session.stacks, join(session.folder, "paste"))}\n\nCtrl-C stops everything.\n`,
  );
  if (options.frontEnd) {
    const { origin, notes } = await serveFrontEnd(emulator.url, session.stacks);
    process.stdout.write([`\nThe page: ${origin}/`, ...notes.map((note) => `  ${note}`), ""].join("\n"));
  }
  const print = (line: string): void => void process.stdout.write(`${line}\n`);
  onExit(streamRequests(emulator.requests, () => session.stacks, print));
  if (options.watch) {
    onExit(await watchSources(session, print, process.stdout.columns));
    print("Watching the functions' sources and the programs.");
  }
  return emulator.died;
}

/** In JSON mode a failed run is told as JSON too; standard output never holds anything else. */
async function start(argv: readonly string[]): Promise<void> {
  try {
    process.exitCode = await main(argv);
  } catch (error) {
    if (isLeaving()) return;
    process.stderr.write(`\n${describeError(error)}\n`);
    if (argv.includes("--json"))
      process.stdout.write(`${JSON.stringify({ error: describeError(error), passed: 0, failed: 1 }, null, 2)}\n`);
    process.exitCode = 1;
  }
  await runExitTasks();
  exit();
}

void start(process.argv.slice(2));
