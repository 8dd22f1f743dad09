import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startEmulator } from "../../local/emulator/emulator";
import { emulatorPython } from "../../local/emulator/python";
import { freePort } from "../../process/port";
import { silent } from "../../process/progress";
import { WORK } from "../../process/terraform-working-directory";
import { describeError } from "../../process/user-error";
import { answers, describeEndToEnd, falls, startLocal, type LocalRun } from "./support";

const LISTENS = /It listens on http:\/\/127\.0\.0\.1:(\d+)/;

async function up(run: LocalRun): Promise<number> {
  const port = Number((await run.until(LISTENS))[1]);
  await run.until(/ (apply|init)\b/);
  expect(await answers(port)).toBe(true);
  return port;
}

/** The run's own folder, by its process id. */
function folderOf(run: LocalRun): string | undefined {
  const name = readdirSync(join(WORK, "runs")).find((entry) => entry.startsWith(`${String(run.child.pid)}-`));
  return name === undefined ? undefined : join(WORK, "runs", name);
}

describeEndToEnd("however a local run ends", () => {
  beforeAll(async () => {
    await emulatorPython(silent);
  }, 300_000);

  test.each([
    ["SIGINT", 130],
    ["SIGTERM", 143],
  ] as const)(
    "%s stops everything it started and leaves nothing behind",
    async (signal, code) => {
      const run = startLocal();
      const port = await up(run);
      run.child.kill(signal);
      expect(await run.ended).toBe(code);
      expect(await falls(port)).toBe(true);
      expect(folderOf(run)).toBeUndefined();
    },
    60_000,
  );

  test("killed by force: the AWS emulator ends by itself, and the next run clears the folder", async () => {
    const run = startLocal();
    const port = await up(run);
    run.child.kill("SIGKILL");
    await run.ended;
    expect(await falls(port)).toBe(true);
    const left = folderOf(run);
    expect(left).toBeDefined();
    const next = startLocal();
    await up(next);
    expect(existsSync(left ?? "")).toBe(false);
    next.child.kill("SIGTERM");
    await next.ended;
  }, 90_000);

  test("two runs beside each other take a port and a folder each", async () => {
    const runs = [startLocal(), startLocal()];
    const ports = await Promise.all(runs.map(up));
    expect(new Set(ports).size).toBe(2);
    for (const run of runs) run.child.kill("SIGTERM");
    await Promise.all(runs.map((run) => run.ended));
    for (const port of ports) expect(await falls(port)).toBe(true);
  }, 90_000);

  test("an AWS emulator that dies is noticed, and its log is shown", async () => {
    const run = startLocal("--json");
    const port = await up(run);
    const pid = Number(
      readFileSync(join(folderOf(run) ?? "", "aws-1", "tmp", `ministack-${String(port)}.pid`), "utf8"),
    );
    process.kill(pid, "SIGKILL");
    expect(await run.ended).toBe(1);
    expect(run.out.stderr).toMatch(/The AWS emulator was ended by a signal\. The end of its log:/);
    expect(JSON.parse(run.out.stdout)).toMatchObject({ failed: 1, error: expect.stringContaining("AWS emulator") });
    expect(folderOf(run)).toBeUndefined();
  }, 60_000);

  test("of two runs with one port the second says that it is taken, and none uses the other's AWS emulator", async () => {
    const port = await freePort();
    const python = await emulatorPython(silent);
    const folders = [1, 2].map(() => mkdtempSync(join(tmpdir(), "one-port-")));
    const started = await Promise.allSettled(folders.map((folder) => startEmulator({ python, folder, port })));
    const refused = started.flatMap((one) => (one.status === "rejected" ? [describeError(one.reason)] : []));
    expect(refused).toEqual([
      `Port ${String(port)} of 127.0.0.1 is taken. [port-taken]\nName another with --port N, or leave --port out for a free one.`,
    ]);
    for (const one of started) if (one.status === "fulfilled") await one.value.stop();
    for (const folder of folders) rmSync(folder, { recursive: true });
  }, 120_000);

  test("a taken port is refused before anything is started", async () => {
    const server = createServer();
    const port = await new Promise<number>((resolve) => {
      server.listen(0, "127.0.0.1", () => {
        const address = server.address();
        resolve(address !== null && typeof address === "object" ? address.port : 0);
      });
    });
    const run = startLocal("--port", String(port));
    expect(await run.ended).toBe(1);
    expect(run.out.stderr).toContain(`Port ${String(port)} of 127.0.0.1 is taken.`);
    expect(run.out.stderr).not.toContain("…");
    await new Promise((resolve) => server.close(resolve));
  }, 30_000);
});
