import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { bundle } from "../support/bundle";
import { ROOT } from "../../process/terraform-working-directory";

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "cleanup-"))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A program that registers what must be undone (in two steps, in an order that shows) and writes until it is ended. */
function program(): string {
  const file = join(folder, "program.ts");
  const step = (name: string): string =>
    `onExit(async () => { await new Promise((r) => setTimeout(r, 20)); appendFileSync(${JSON.stringify(join(folder, "undone"))}, "${name} "); process.stderr.write("still talking\\n"); });`;
  writeFileSync(
    file,
    `import { appendFileSync } from "node:fs";
import { onExit } from ${JSON.stringify(join(ROOT, "process", "cleanup.ts"))};
${step("first")}
${step("second")}
setInterval(() => { process.stdout.write("out\\n"); process.stderr.write("err\\n"); }, 10);
setTimeout(() => process.exit(77), 30_000);`,
  );
  return bundle(file, folder);
}

function undone(): string {
  const file = join(folder, "undone");
  return existsSync(file) ? spawnSync("cat", [file], { encoding: "utf8" }).stdout.trim() : "";
}

test.each(["stdout", "stderr"] as const)(
  "a reader of %s that goes away ends the program, everything undone in reverse order",
  async (name) => {
    const child = spawn(process.execPath, [program()], {
      cwd: ROOT,
      stdio: ["ignore", "pipe", "pipe"],
    });
    child[name === "stdout" ? "stderr" : "stdout"].resume();
    const ended = new Promise<number | null>((resolve) => child.once("close", resolve));
    child[name].once("data", () => child[name].destroy());
    expect(await ended).toBe(141);
    expect(undone()).toBe("second first");
  },
);

test.each([
  ["SIGHUP", "SIGHUP"],
  ["SIGINT", 130],
  ["SIGTERM", 143],
] as const)("%s ends it as shells expect, everything undone", async (signal, code) => {
  const child = spawn(process.execPath, [program()], {
    cwd: ROOT,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const ended = new Promise((resolve) => child.once("close", (exit, by) => resolve(exit ?? by)));
  child.stderr.resume();
  child.stdout.resume().once("data", () => child.kill(signal));
  expect(await ended).toBe(code);
  expect(undone()).toBe("second first");
});

test("what fails because the program is being stopped is not tried again, and the interruption is what it says", async () => {
  const file = join(folder, "retrying.ts");
  const from = (name: string) => JSON.stringify(join(ROOT, "process", `${name}.ts`));
  writeFileSync(
    file,
    `import { onExit } from ${from("cleanup")};
import { retry } from ${from("retry")};
let fail: (error: Error) => void = () => undefined;
onExit(async () => { fail(new Error("lost")); await new Promise((r) => setTimeout(r, 50)); });
const clear = async () => void process.stderr.write("trying again");
retry(() => true, () => new Promise((_, reject) => { fail = reject; process.stdout.write("begun"); }), clear).catch(() => undefined);
setTimeout(() => process.exit(77), 30_000);`,
  );
  const child = spawn(process.execPath, [bundle(file, folder)], { cwd: ROOT, stdio: ["ignore", "pipe", "pipe"] });
  const ended = new Promise((resolve) => child.once("close", resolve));
  let said = "";
  child.stderr.on("data", (text: Buffer) => (said += text.toString()));
  child.stdout.once("data", () => child.kill("SIGINT"));
  expect(await ended).toBe(130);
  expect(said).toBe("\nInterrupted: stopping what was started.\n");
});

test("npm's shell, ended by a signal, takes it along, everything undone", async () => {
  const command = `${JSON.stringify(process.execPath)} ${JSON.stringify(program())}; true`;
  const shell = spawn("sh", ["-c", command], {
    cwd: ROOT,
    env: { ...process.env, npm_lifecycle_event: "local" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  shell.stderr.resume();
  // The pipe closes with the last process that holds it.
  const closed = new Promise((resolve) => shell.once("close", resolve));
  shell.stdout.resume().once("data", () => shell.kill("SIGTERM"));
  await closed;
  expect(undone()).toBe("second first");
});

const PTY = `
import os, pty, sys, time
pid, master = pty.fork()
if pid == 0:
    os.execv(sys.argv[1], sys.argv[1:])
os.read(master, 100)
os.close(master)
for _ in range(100):
    done, status = os.waitpid(pid, os.WNOHANG)
    if done:
        sys.exit(os.waitstatus_to_exitcode(status))
    time.sleep(0.1)
os.kill(pid, 9)
sys.exit(99)
`;
const python = spawnSync("python3", ["-c", "import pty"]).status === 0;

(python ? test : test.skip)("a terminal that is closed ends it, everything undone (needs python3)", () => {
  const { status } = spawnSync("python3", ["-c", PTY, process.execPath, program()], { cwd: ROOT });
  // By SIGHUP, which Python gives as -1.
  expect(status).toBe(255);
  expect(undone()).toBe("second first");
});

(python ? test : test.skip)("a terminal that is closed at a question ends it by SIGHUP (needs python3)", () => {
  const file = join(folder, "asking.ts");
  writeFileSync(
    file,
    `import { createInterface } from "node:readline";
import { exit, onExit } from ${JSON.stringify(join(ROOT, "process", "cleanup.ts"))};
onExit(() => undefined);
createInterface({ input: process.stdin, terminal: false }).once("close", () => exit(1));
process.stderr.write("Go on? ");
setTimeout(() => process.exit(77), 30_000);`,
  );
  const { status } = spawnSync("python3", ["-c", PTY, process.execPath, bundle(file, folder)], { cwd: ROOT });
  expect(status).toBe(255);
});

test("without a code of its own it ends with the one that was set", () => {
  const file = join(folder, "failed.ts");
  const source = JSON.stringify(join(ROOT, "process", "cleanup.ts"));
  writeFileSync(file, `import { exit } from ${source};\nprocess.exitCode = 3;\nexit();`);
  expect(spawnSync(process.execPath, [bundle(file, folder)], { cwd: ROOT }).status).toBe(3);
});
