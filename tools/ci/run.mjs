// Runs every check of the project one after the other, shows what they print, and counts what really ran: each test of jest, each probe of
// the local run, and one for every other step. Nothing is left out in silence: what was skipped is named with its reason.
import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";

const results = join(".work", "ci");
rmSync(results, { recursive: true, force: true });
mkdirSync(results, { recursive: true });

/** Runs a command; its standard output is shown, and kept where `keep` says so. */
function run(command, { keep = false, env = {} } = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, {
      shell: true,
      stdio: ["ignore", keep ? "pipe" : "inherit", "inherit"],
      env: { ...process.env, ...env },
    });
    let output = "";
    child.stdout?.on("data", (chunk) => (output += chunk));
    child.on("close", (code) => resolve({ code: code ?? 1, output }));
  });
}

const single = (command) => async () =>
  (await run(command)).code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };

const jest = (script) => async () => {
  const file = join(results, `${script.replace(":", "-")}.json`);
  const { code } = await run(`npm run -s ${script} -- --ci --json --outputFile=${file}`, { keep: true });
  if (!existsSync(file)) return { passed: 0, failed: 1 }; // It ended before it could count.
  const report = JSON.parse(readFileSync(file, "utf8"));
  const skipped = report.testResults.flatMap(({ assertionResults }) =>
    assertionResults.filter(({ status }) => status === "pending").map(({ fullName }) => fullName),
  );
  // A suite that can't even load has no test that could fail, and counts as one.
  const failed = report.numFailedTests + report.numRuntimeErrorTestSuites;
  return { passed: report.numPassedTests, failed: failed === 0 && code !== 0 ? 1 : failed, skipped };
};

async function local() {
  const { code, output } = await run("npm run -s local -- --once --json", { keep: true });
  try {
    const { passed, failed } = JSON.parse(output);
    console.log(`local run: ${passed} as expected, ${failed} not`);
    return { passed, failed: failed === 0 && code !== 0 ? 1 : failed };
  } catch {
    console.log(output);
    return { passed: 0, failed: 1 };
  }
}

const steps = [
  ["lint", single("npm run -s lint")],
  ["typecheck", single("npm run -s typecheck")],
  ["synth", single("npm run -s synth")],
  ["addresses and inputs", single("npm run -s release -- check")],
  ["module is current", single("npm run -s module -- --check")],
  ["test", jest("test")],
  ["test:e2e", jest("test:e2e")],
  ["cdktn", single("npm run -s cdktn")],
  ["local run", local],
];

const total = { passed: 0, failed: 0 };
const named = { failed: [], skipped: [] };
for (const [name, step] of steps) {
  console.log(`\n=== ${name}`);
  const started = Date.now();
  const { passed, failed, skipped = [] } = await step();
  total.passed += passed;
  total.failed += failed;
  if (failed > 0) named.failed.push(name);
  named.skipped.push(...skipped);
  console.log(`=== ${name}: ${failed === 0 ? "passed" : "FAILED"} in ${Math.round((Date.now() - started) / 1000)} s`);
}
for (const name of named.skipped) console.log(`skipped: ${name}`);
for (const name of named.failed) console.log(`FAILED: ${name}`);
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exit(total.failed === 0 ? 0 : 1);
