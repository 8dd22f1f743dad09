// Runs the checks of the project, shows what they print, and counts what really ran: each test of jest, each probe of the local run, and one for
// every other step. `--all` adds what takes long and breaks rarely: nightly, and before a release. Nothing is left out in silence: what was
// skipped is named with its reason, and what only `--all` runs is named too.
import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join, relative } from "node:path";

const all = process.argv.includes("--all");
const results = join(".work", "ci");
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

const single = (command) => async () => {
  const { code, printed } = await run(command);
  return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, printed };
};

const jest =
  (script, more = "") =>
  async () => {
    const file = join(results, `${script.replace(":", "-")}.json`);
    const { code, printed } = await run(`npm run -s ${script} -- --ci --json --outputFile=${file} ${more}`);
    if (!existsSync(file)) return { passed: 0, failed: 1, printed }; // It ended before it could count.
    const report = JSON.parse(readFileSync(file, "utf8"));
    const skipped = report.testResults.flatMap(({ assertionResults }) =>
      assertionResults.filter(({ status }) => status === "pending").map(({ fullName }) => fullName),
    );
    const slowest = report.testResults
      .map(({ name, startTime, endTime }) => ({
        name: relative(process.cwd(), name),
        seconds: (endTime - startTime) / 1000,
      }))
      .sort((a, b) => b.seconds - a.seconds)
      .slice(0, 8)
      .map(({ name, seconds }) => `  ${seconds.toFixed(0).padStart(4)} s  ${name}`);
    // A suite that can't even load has no test that could fail, and counts as one.
    const failed = report.numFailedTests + report.numRuntimeErrorTestSuites;
    const shown = printed
      .split("\n")
      .filter((line) => !/^(PASS|\{"num)/.test(line))
      .join("\n");
    return {
      passed: report.numPassedTests,
      failed: failed === 0 && code !== 0 ? 1 : failed,
      skipped,
      printed: `${shown}\nslowest:\n${slowest.join("\n")}`,
    };
  };

async function local() {
  const { code, output, printed } = await run("npm run -s local -- --once --json");
  try {
    const { passed, failed } = JSON.parse(output);
    return {
      passed,
      failed: failed === 0 && code !== 0 ? 1 : failed,
      printed: `local run: ${passed} as expected, ${failed} not${failed > 0 || code !== 0 ? `\n${printed}` : ""}`,
    };
  } catch {
    return { passed: 0, failed: 1, printed };
  }
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

/** Each inner list runs side by side: what is one process beside what are others, so that no core waits for the last of them. */
const steps = [
  [
    ["test", jest("test")],
    // What `npm run lint` runs one after the other.
    ["eslint", single("npm exec -- eslint .")],
    ["prettier", single("npm exec -- prettier --check .")],
    ["lint of the structure", single("node tools/lint/index.mjs")],
    ["typecheck", single("npm run -s typecheck")],
    ["synth", single("npm run -s synth")],
    ["addresses and inputs", single("npm run -s release -- check")],
    ["module is current", single("npm run -s module -- --check")],
    ["public API", single("npm run -s api -- --check")],
    // It waits more than it works: the others fill the cores.
    ["local run", local],
  ],
  ...(all ? [[["scanners", scanners]]] : []),
  [["test:e2e", jest("test:e2e", '--testPathIgnorePatterns "\\.nightly\\.test\\.ts$"')]],
  // One at a time: some damage on purpose what the others start from.
  ...(all ? [[["nightly", jest("test:e2e", "--maxWorkers 1 nightly")]]] : []),
];

const began = Date.now();
const total = { passed: 0, failed: 0 };
const named = { failed: [], skipped: [] };
for (const side of steps)
  await Promise.all(
    side.map(async ([name, step]) => {
      const started = Date.now();
      const { passed, failed, skipped = [], printed = "" } = await step();
      total.passed += passed;
      total.failed += failed;
      if (failed > 0) named.failed.push(name);
      named.skipped.push(...skipped);
      const seconds = Math.round((Date.now() - started) / 1000);
      console.log(
        `\n=== ${name}\n${printed.trim()}\n=== ${name}: ${failed === 0 ? "passed" : "FAILED"} in ${seconds} s`,
      );
    }),
  );
if (!all) for (const name of nightly) console.log(`left to .ci/run --all: ${name}`);
for (const name of named.skipped) console.log(`skipped: ${name}`);
for (const name of named.failed) console.log(`FAILED: ${name}`);
console.log(`it took ${Math.round((Date.now() - began) / 1000)} s, npm ci aside`);
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exit(total.failed === 0 ? 0 : 1);
