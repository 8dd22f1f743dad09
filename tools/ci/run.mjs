// Runs the checks of the project, shows what they print, and counts what really ran: each test of jest, each probe of the local run, and one for
// every other step. `--all` adds what takes long and breaks rarely: nightly, and before a release. Nothing is left out in silence: what was
// skipped is named with its reason, and what only `--all` runs is named too.
import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join, relative, resolve } from "node:path";

const all = process.argv.includes("--all");
const results = join(".work", "ci");
const report = resolve(results, "local.json");
process.env.LOCAL_REPORT = report;
rmSync(results, { recursive: true, force: true });
mkdirSync(results, { recursive: true });

/** Runs a command and keeps what it prints, so that steps side by side don't mix their lines. */
function run(command) {
  return new Promise((resolve) => {
    const child = spawn(command, { shell: true, stdio: ["ignore", "pipe", "pipe"] });
    let [output, printed] = ["", ""];
    child.stdout.on("data", (chunk) => ((output += chunk), (printed += chunk)));
    child.stderr.on("data", (chunk) => (printed += chunk));
    child.on("close", (code) => resolve({ code: code ?? 1, output, printed }));
  });
}

/** The end of what a command printed: the part that says why. */
const tail = (printed) => printed.trim().split("\n").slice(-8);

const single = (command) => async () => {
  const { code, printed } = await run(command);
  return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, printed, why: tail(printed) };
};

async function jestOnce(script, more) {
  const file = join(results, `${script.replace(":", "-")}.json`);
  rmSync(file, { force: true });
  const { code, printed } = await run(`npm run -s ${script} -- --ci --json --outputFile=${file} ${more}`);
  if (!existsSync(file)) return { passed: 0, failed: 1, printed, why: tail(printed), suites: [] }; // It ended before it could count.
  const report = JSON.parse(readFileSync(file, "utf8"));
  const suites = report.testResults.map(({ name, status, message, startTime, endTime, assertionResults }) => ({
    name: relative(process.cwd(), name),
    seconds: (endTime - startTime) / 1000,
    failed: status === "failed",
    passed: assertionResults.filter((test) => test.status === "passed").length,
    skipped: assertionResults.filter((test) => test.status === "pending").map(({ fullName }) => fullName),
    why: message.split("\n").filter((line) => line.trim() !== ""),
  }));
  // A suite that can't even load has no test that could fail, and counts as one.
  const failed = report.numFailedTests + report.numRuntimeErrorTestSuites;
  const shown = printed.split("\n").filter((line) => !/^(PASS|\{"num)/.test(line));
  return {
    passed: report.numPassedTests,
    failed: failed === 0 && code !== 0 ? 1 : failed,
    suites,
    printed: shown.join("\n"),
    why: suites.filter((suite) => suite.failed).flatMap(({ name, why }) => [name, ...why.slice(0, 8)]),
  };
}

/** @param again whether what failed is repeated alone: only what depends on processes, ports and the network, and so on the machine */
const jest =
  (script, more = "", again = false) =>
  async () => {
    const first = await jestOnce(script, more);
    const broken = first.suites.filter(({ failed }) => failed);
    const second =
      again && broken.length > 0 && broken.length < 4
        ? await jestOnce(script, `--maxWorkers 1 --runTestsByPath ${broken.map(({ name }) => name).join(" ")}`)
        : undefined;
    const sound = first.suites.filter(({ failed }) => !failed);
    const found =
      second === undefined
        ? first
        : { ...second, passed: second.passed + sound.reduce((sum, { passed }) => sum + passed, 0) };
    const suites = second === undefined ? first.suites : [...sound, ...second.suites];
    const slowest = suites
      .sort((a, b) => b.seconds - a.seconds)
      .slice(0, 8)
      .map(({ name, seconds }) => `  ${seconds.toFixed(0).padStart(4)} s  ${name}`);
    return {
      ...found,
      skipped: suites.flatMap(({ skipped }) => skipped),
      printed: `${first.printed}\n${second?.printed ?? ""}\nslowest:\n${slowest.join("\n")}`,
      ...(second !== undefined && { repeated: first.why }),
    };
  };

/** Counts what the end-to-end test of the local run kept: main.ts and examples/every-way-in, applied and called once for both. */
async function probes() {
  if (!existsSync(report)) return { passed: 0, failed: 0, printed: "none ran: test:e2e says why" };
  const { passed, failed, notAsserted } = JSON.parse(readFileSync(report, "utf8"));
  const printed = `${passed} as expected, ${failed} not, ${notAsserted} that only AWS can show`;
  return { passed, failed, printed };
}

/** Where they can't be installed, their tests are skipped and say so. */
async function scanners() {
  const [python, bin] = process.platform === "win32" ? ["python", "Scripts"] : ["python3", "bin"];
  const into = join(".work", "toolchain");
  const { code, printed } = await run(
    `${python} -m venv ${into} && ${join(into, bin, "pip")} install --quiet --disable-pip-version-check -r tools/ci/scanners.txt`,
  );
  return { passed: code === 0 ? 1 : 0, failed: 0, printed: code === 0 ? "" : `not installed:\n${printed}` };
}

const nightly = readdirSync("__tests__", { recursive: true, encoding: "utf8" }).filter((file) =>
  file.endsWith(".nightly.test.ts"),
);

// Each night other cases than those of every run (__tests__/support/jest-runtime.js), and of what decides who gets in ten times as many.
if (all) process.env.FC_SEED ??= new Date().toISOString().slice(0, 10).replaceAll("-", "");
const properties = single(
  "FC_TIMES=10 npx jest --testTimeout 1800000 posture/access/agreement posture/access/broken-decide posture/diff/properties posture/cli/mangled",
);

/** Each inner list runs side by side: what is one process beside what are others, so that no core waits for the last of them. */
const steps = [
  [
    ["test", jest("test")],
    ["lint", single("npm run -s lint")],
    ["typecheck", single("npm run -s typecheck")],
    ["synth", single("npm run -s synth")],
    ["addresses and inputs", single("npm run -s release -- check")],
    ["module is current", single("npm run -s module -- --check")],
    ["public API", single("npm run -s api -- --check")],
  ],
  ...(all ? [[["scanners", scanners]]] : []),
  [["test:e2e", jest("test:e2e", '--testPathIgnorePatterns "\\.nightly\\.test\\.ts$"', true)]],
  [["probes of the local run", probes]],
  // One at a time: some damage on purpose what the others start from.
  ...(all ? [[["properties, ten times as many", properties]]] : []),
  ...(all ? [[["nightly", jest("test:e2e", "--maxWorkers 1 nightly")]]] : []),
];

const began = Date.now();
const total = { passed: 0, failed: 0 };
const named = { failed: [], skipped: [], repeated: [] };
for (const side of steps)
  await Promise.all(
    side.map(async ([name, step]) => {
      const started = Date.now();
      const { passed, failed, skipped = [], printed = "", why = [], repeated } = await step();
      total.passed += passed;
      total.failed += failed;
      if (failed > 0) named.failed.push([name, ...why]);
      if (repeated !== undefined) named.repeated.push([name, ...repeated]);
      named.skipped.push(...skipped);
      const seconds = Math.round((Date.now() - started) / 1000);
      console.log(
        `\n=== ${name}\n${printed.trim()}\n=== ${name}: ${failed === 0 ? "passed" : "FAILED"} in ${seconds} s`,
      );
    }),
  );
if (!all) for (const name of nightly) console.log(`left to .ci/run --all: ${name}`);
for (const name of named.skipped) console.log(`skipped: ${name}`);
// At the end, where it is read first.
const indented = (lines) => lines.slice(0, 30).join("\n    ");
for (const lines of named.repeated) console.log(`repeated, because it failed at first: ${indented(lines)}`);
for (const lines of named.failed) console.log(`FAILED: ${indented(lines)}`);
console.log(`it took ${Math.round((Date.now() - began) / 1000)} s, npm ci aside`);
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exit(total.failed === 0 ? 0 : 1);
