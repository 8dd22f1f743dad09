import { spawn } from "node:child_process";
import { existsSync, readdirSync, readFileSync, readlinkSync, truncateSync } from "node:fs";
import { join } from "node:path";
import { emulatorPython } from "../../local/emulator/python";
import { silent } from "../../process/progress";
import { ROOT, WORK } from "../../process/terraform-working-directory";
import { describeEndToEnd, falls, startLocal, type LocalRun } from "./support";

const folderOf = (run: LocalRun): string | undefined => {
  const name = readdirSync(join(WORK, "runs")).find((entry) => entry.startsWith(`${String(run.child.pid)}-`));
  return name === undefined ? undefined : join(WORK, "runs", name);
};
const port = async (run: LocalRun): Promise<number> =>
  Number((await run.until(/It listens on http:\/\/127\.0\.0\.1:(\d+)/))[1]);
const killEmulator = (run: LocalRun, at: number): void => {
  const file = join(folderOf(run) ?? "", "aws-1", "tmp", `ministack-${String(at)}.pid`);
  process.kill(Number(readFileSync(file, "utf8")), "SIGKILL");
};

/** Kills a Terraform that works in a run's folder; false where none does. */
const killTerraform = (folder: string): boolean => {
  for (const pid of readdirSync("/proc").filter((name) => /^\d+$/.test(name)))
    try {
      const [command = ""] = readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0");
      if (!/(^|\/)(terraform|tofu)$/.test(command) || !readlinkSync(`/proc/${pid}/cwd`).startsWith(folder)) continue;
      process.kill(Number(pid), "SIGKILL");
      return true;
    } catch {
      // It has ended meanwhile, or is another user's.
    }
  return false;
};

describeEndToEnd("when something breaks during a local run", () => {
  beforeAll(async () => {
    await emulatorPython(silent);
  }, 300_000);

  test.each([
    ["while Terraform applies", /resources, last|plan, apply/],
    ["while routes are probed", /… plan again/],
  ])(
    "the AWS emulator killed %s is named, and nothing is left behind",
    async (_name, when) => {
      const run = startLocal("--once");
      const at = await port(run);
      await run.until(when);
      killEmulator(run, at);
      expect(await run.ended).toBe(1);
      expect(run.out.stderr).toMatch(/The AWS emulator was ended by a signal\. The end of its log:/);
      expect(run.out.stderr).not.toMatch(/\n {4}at /);
      expect(folderOf(run)).toBeUndefined();
    },
    200_000,
  );

  test.each([
    ["init", /… terraform init/],
    ["plan and apply", /… terraform plan, apply/],
  ])(
    "Terraform killed at %s is named, and nothing is left behind",
    async (_name, when) => {
      const run = startLocal("--once");
      const at = await port(run);
      await run.until(when);
      const folder = folderOf(run) ?? "none";
      let killed = false;
      while (!killed && run.child.exitCode === null) {
        killed = killTerraform(folder);
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
      expect(killed).toBe(true);
      expect(await run.ended).toBe(1);
      expect(run.out.stderr).toMatch(/terraform (init|plan|apply) failed \(ended by a signal\)/);
      expect(run.out.stderr).not.toMatch(/\n {4}at /);
      expect(await falls(at)).toBe(true);
      expect(folderOf(run)).toBeUndefined();
    },
    200_000,
  );

  test("a reader that goes away ends it, and nothing is left behind", async () => {
    const run = startLocal("--once");
    const at = await port(run);
    run.child.stderr?.destroy();
    expect(await run.ended).toBe(141);
    expect(await falls(at)).toBe(true);
    expect(folderOf(run)).toBeUndefined();
  }, 120_000);

  test("npm's child ends with npm, and nothing is left behind", async () => {
    const npm = spawn("npm", ["run", "-s", "local"], { cwd: ROOT, stdio: ["ignore", "ignore", "pipe"] });
    let text = "";
    const listens = new Promise<number>((resolve) => {
      npm.stderr.setEncoding("utf8").on("data", (chunk: string) => {
        text += chunk;
        const found = /It listens on http:\/\/127\.0\.0\.1:(\d+)/.exec(text)?.[1];
        if (found !== undefined) resolve(Number(found));
      });
    });
    const at = await listens;
    const ended = new Promise((resolve) => npm.once("close", resolve));
    npm.kill("SIGTERM");
    await ended;
    expect(await falls(at)).toBe(true);
  }, 120_000);

  test("a damaged Python environment is found and replaced", async () => {
    const lib = join(WORK, "python", "lib");
    const [version = ""] = existsSync(lib) ? readdirSync(lib) : [];
    truncateSync(join(lib, version, "site-packages", "ministack", "services", "cognito.py"), 1000);
    const run = startLocal("--once");
    await run.until(/The installed AWS emulator is damaged \(ministack\/services\/cognito\.py\); it is replaced/);
    await port(run);
    run.child.kill("SIGTERM");
    expect(await run.ended).toBe(143);
  }, 300_000);
});
