import { execFile, spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { emulatorPython } from "../../local/emulator/python";
import { silent } from "../../process/progress";
import { ROOT, WORK } from "../../process/terraform-working-directory";
import { temporaryFolder } from "../support/folder";
import { describeEndToEnd } from "./support";

// Faults of the machine around a local run. Elsewhere: processes that are killed (local-faults, local-ends, conformance), damaged locks and session
// files (process/lock, session/session-file), a full disk below a synthesis or the posture command (errors/uncaught, posture/cli/host), damaged plans
// and states (posture/untrusted), key servers (authorizer/hostile-keys, rotation), clocks (tokens/jwks-store), DynamoDB (bff/refresh, table-store).

/** Namespaces of the kernel stand for a machine without network or with another disk; not every machine lets a user make them. */
const LO_UP = "import fcntl, socket, struct; fcntl.ioctl(socket.socket(), 0x8914, struct.pack('16sh', b'lo', 0x41))";
const separate = ["-r", "-m", "-n"];
const reason =
  spawnSync("unshare", [...separate, "sh", "-c", `mount -t tmpfs tmpfs /mnt && python3 -c "${LO_UP}"`]).status === 0
    ? undefined
    : "unshare can't make namespaces here";
if (reason !== undefined) process.stderr.write(`Skipped: a machine without network, a full disk: ${reason}\n`);
const inNamespace = reason === undefined ? test : test.skip;

interface Ended {
  readonly code: number;
  readonly out: string;
}

/** A local run after `setup`, which changes the machine for it alone. */
function localAfter(setup: string): Promise<Ended> {
  const command = `${setup} && exec "$0" --import tsx local/index.ts --once`;
  return new Promise((resolve) => {
    execFile("unshare", [...separate, "sh", "-c", command, process.execPath], { cwd: ROOT }, (error, stdout, stderr) =>
      resolve({ code: error === null ? 0 : Number(error.code), out: stdout + stderr }),
    );
  });
}

const runs = join(WORK, "runs");
const loopback = `python3 -c "${LO_UP}"`;

describeEndToEnd("a machine", () => {
  beforeAll(async () => {
    await emulatorPython(silent);
    mkdirSync(runs, { recursive: true });
  }, 300_000);

  inNamespace(
    "without network: a run of what is installed passes",
    async () => {
      const { code, out } = await localAfter(loopback);
      expect(out).toContain("Everything is as declared");
      expect(code).toBe(0);
    },
    300_000,
  );

  inNamespace.each([
    ["full", "size=64k", /can't be written \(ENOSPC\): no space is left on its disk\. Free some/],
    ["read-only", "ro", /can't be written \(EROFS\): its disk is read-only/],
  ])(
    "with a %s disk: the run ends with a sentence and leaves nothing",
    async (_name, option, sentence) => {
      const { code, out } = await localAfter(`${loopback} && mount -t tmpfs -o ${option} tmpfs ${runs}`);
      expect(out).toMatch(sentence);
      expect(out).not.toMatch(/\n {4}at /);
      expect(code).toBe(1);
    },
    200_000,
  );
});

describeEndToEnd("the installation of the AWS emulator", () => {
  const folder = temporaryFolder("installation");
  const installing = (work: string, env: NodeJS.ProcessEnv = {}) => {
    const program = join(folder(), "install.ts");
    const at = (path: string): string => JSON.stringify(join(ROOT, path));
    writeFileSync(
      program,
      `import { emulatorPython } from ${at("local/emulator/python")};
       import { progressOn } from ${at("process/progress")};
       import { describeError } from ${at("process/user-error")};
       emulatorPython(progressOn(process.stderr), ${JSON.stringify(work)}).then(
         (python) => console.log(python),
         (error) => { console.log(describeError(error)); process.exitCode = 1; });`,
    );
    const child = spawn(process.execPath, ["--import", "tsx", program], { cwd: ROOT, env: { ...process.env, ...env } });
    let out = "";
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding("utf8").on("data", (text: string) => (out += text));
    const ended = new Promise<Ended>((resolve) => child.once("close", (code) => resolve({ code: code ?? -1, out })));
    return { child, ended };
  };

  test("without network says what to reach, and is made anew once there is one, also after it was killed", async () => {
    const work = join(folder(), "work");
    const nowhere = await installing(work, { PIP_INDEX_URL: "http://127.0.0.1:9/simple", PIP_RETRIES: "0" }).ended;
    expect(nowhere.out).toContain("pip could not install the AWS emulator");
    expect(nowhere.out).toContain("Is a package index within reach (PIP_INDEX_URL, HTTPS_PROXY)?");
    expect(nowhere.out).not.toMatch(/\n {4}at /);
    expect(nowhere.code).toBe(1);

    const { child, ended } = installing(work);
    const packages = (): number => {
      const [name = "none"] = readdirSync(work).filter((found) => found.startsWith("python-") || found === "python");
      const lib = join(work, name, "lib");
      const [version = ""] = existsSync(lib) ? readdirSync(lib) : [];
      const found = join(lib, version, "site-packages");
      return existsSync(found) ? readdirSync(found).length : 0;
    };
    while (packages() === 0 && child.exitCode === null) await new Promise((resolve) => setTimeout(resolve, 20));
    child.kill("SIGKILL");
    expect(existsSync(join(work, "python", "installed"))).toBe(false);
    expect((await ended).code).toBe(-1);

    // The pip of the one that was killed may still be writing.
    const last = await installing(work).ended;
    expect([last.code, last.out]).toEqual([0, expect.stringContaining(join(work, "python", "bin", "python"))]);
    expect(packages()).toBeGreaterThan(10);
    const whole = await installing(work).ended;
    expect([whole.code, whole.out]).toEqual([0, expect.not.stringContaining("install the AWS emulator")]);
  }, 400_000);
});
