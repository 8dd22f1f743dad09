import { spawnSync } from "node:child_process";
import { join, resolve } from "node:path";
import { version } from "node:process";
import manifest from "../../package.json";

const ROOT = resolve(__dirname, "../..");

/** Scripts that are another project's program with options, and so answer in its words. */
const OTHERS = ["test", "lint", "format", "typecheck", "cdktn", "test:e2e", "prepack"];
const OWN = Object.keys(manifest.scripts).filter((name) => !OTHERS.includes(name));

function run(script: string, ...args: string[]) {
  const environment = { ...process.env, PATH: `${join(ROOT, "node_modules", ".bin")}:${process.env["PATH"] ?? ""}` };
  const { status, stdout, stderr } = spawnSync("npm", ["run", "-s", script, "--", ...args], {
    cwd: ROOT,
    env: environment,
    encoding: "utf8",
  });
  return { status, text: stdout + stderr };
}

describe("what each npm script answers to an option that it hasn't", () => {
  test.each(OWN)("%s names it, without a stack, and does nothing", (script) => {
    const { status, text } = run(script, "--nonsense");
    expect(status).toBeGreaterThan(0);
    expect(text).toContain("--nonsense");
    expect(text).not.toMatch(/^\s+at /m);
    expect(text).not.toContain(`Node.js ${version}`);
  });
});

test.each(["bench", "mutation", "module", "facts", "local", "conformance", "pull-request", "release", "posture"])(
  "npm run %s -- --help prints its page",
  (script) => {
    const { status, text } = run(script, "--help");
    expect(status).toBe(0);
    expect(text).toMatch(script === "posture" ? "posture COMMAND" : new RegExp(`npm run (-s )?${script} `));
  },
);

test.each([
  [["bench", "--rounds", "0"], '--rounds is "0"; write a whole number from 1.'],
  [["mutation", "--minutes", "x"], "--minutes x: write a number above 0."],
  [["mutation", "--check", "2"], "--check 2: write the share of the lines to try, such as 0.01."],
])("%j is refused", ([script = "", ...args], sentence) => {
  const { status, text } = run(script, ...args);
  expect(status).toBeGreaterThan(0);
  expect(text).toContain(sentence);
});
