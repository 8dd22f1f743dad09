import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { run, runningIn, startChild } from "../../process/child";
import { runExitTasks } from "../../process/cleanup";
import { bundle } from "../support/bundle";
import { temporaryFolder } from "../support/folder";
import { ROOT } from "../support/project";

const folder = temporaryFolder("child");

test("what a child prints into files is read line by line, it is named there while it lives, and the files are gone at its end", async () => {
  const lines: string[] = [];
  const running: number[] = [];
  const go = join(folder(), "go");
  const code = `console.log("é one"); console.error("two"); const t = setInterval(() => { if (!require("fs").existsSync(${JSON.stringify(go)})) return; clearInterval(t); process.stdout.write("three"); process.exitCode = 3 }, 20)`;
  const done = await run(process.execPath, ["-e", code], {
    ending: { prints: folder() },
    onLine(line) {
      lines.push(line);
      running.push(...runningIn(folder()));
      writeFileSync(go, "");
    },
  });
  expect(running).toEqual([expect.any(Number), ...running.slice(1)]);
  rmSync(go);
  expect(done).toEqual({ code: 3, stdout: "é one\nthree", stderr: "two\n" });
  expect(lines.sort()).toEqual(["two", "é one"].sort());
  expect(readdirSync(folder())).toEqual([]);
});

test.each([["SIGTERM"], ["none"]] as const)(
  "a child that was stopped by SIGSTOP still tidies up (asked by %s)",
  async (signal) => {
    const file = join(folder(), `tidied-${signal}`);
    const tidy = `require("fs").writeFileSync(${JSON.stringify(file)}, ""); process.exit()`;
    const code = `process.on("SIGTERM", () => { ${tidy} }); setTimeout(() => { ${tidy} }, 1500); console.log("up")`;
    const child = startChild(process.execPath, ["-e", code], { stdio: ["ignore", "pipe", "ignore"] }, { signal });
    await once(child.process.stdout ?? child.process, "data");
    child.process.kill("SIGSTOP");
    await child.stop(60_000);
    expect(existsSync(file)).toBe(true);
    rmSync(file);
  },
  120_000,
);

test("it finishes its work when the process that reads it is ended by force", async () => {
  const file = join(folder(), "done");
  const work = `let n = 0; const t = setInterval(() => { console.log(n); if (++n === 8) { require("fs").writeFileSync(${JSON.stringify(file)}, "all"); clearInterval(t); } }, 100)`;
  const program = join(folder(), "program.ts");
  writeFileSync(
    program,
    `import { run, runningIn } from ${JSON.stringify(join(ROOT, "process", "child"))};
process.stdout.write("up");
void run(process.execPath, ["-e", ${JSON.stringify(work)}], { ending: { prints: ${JSON.stringify(folder())} } });`,
  );
  const parent = spawn(process.execPath, [bundle(program, folder())], {
    cwd: ROOT,
    stdio: ["ignore", "pipe", "inherit"],
  });
  await new Promise((resolve) => parent.stdout.once("data", resolve));
  await new Promise((resolve) => setTimeout(resolve, 200));
  parent.kill("SIGKILL");
  for (let tries = 0; !existsSync(file) && tries < 100; tries++)
    await new Promise((resolve) => setTimeout(resolve, 100));
  expect(readFileSync(file, "utf8")).toBe("all");
});

test("what tidies up is waited for where others are asked to end", async () => {
  const work = "setTimeout(() => console.log('tidy'), 300)";
  const done = run(process.execPath, ["-e", work], { ending: { signal: "none", grace: 20_000 } });
  const asked = run(process.execPath, ["-e", work]);
  await runExitTasks();
  expect(await done).toEqual({ code: 0, stdout: "tidy\n", stderr: "" });
  expect((await asked).code).toBeUndefined();
});
