import { execFile, spawn, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { emulatorPython } from "../../local/emulator/python";
import { silent } from "../../process/progress";
import { providerConfig } from "../../process/providers";
import { findTerraform, terraform, terraformEnvironment } from "../../process/terraform";
import { ROOT, WORK } from "../../process/terraform-working-directory";
import { temporaryFolder } from "../support/folder";
import { describeEndToEnd } from "./support";

// Faults of the machine around a local run. Elsewhere: processes that are killed (local-faults, local-ends, conformance), damaged locks and session
// files (process/lock, session/session-file), a full disk below a synthesis or the posture command (errors/uncaught, posture/cli/host), damaged plans
// and states (posture/untrusted, conformance/stack), an interrupted npm install and damaged caches of a synth (tools/synth), key servers
// (authorizer/hostile-keys, rotation), a clock that changes (tokens/jwks-store), DynamoDB (bff/refresh, table-store).

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

function ending(command: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Ended> {
  return new Promise((resolve) => {
    // Terraform prints a state that it can't write.
    const options = {
      cwd: ROOT,
      env: { ...process.env, ...env },
      maxBuffer: 1 << 26,
    };
    execFile(command, args, options, (error, stdout, stderr) =>
      resolve({
        code: error === null ? 0 : Number(error.code),
        out: stdout + stderr,
      }),
    );
  });
}

const LOCAL = ["--import", "tsx", "local/index.ts", "--once"];

/** A local run after `setup`, which changes the machine for it alone. */
function localAfter(setup: string): Promise<Ended> {
  const command = `${setup}\nexec "$0" ${LOCAL.join(" ")}`;
  return ending("unshare", [...separate, "sh", "-ec", command, process.execPath]);
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
      const { code, out } = await localAfter(`${loopback}\nmount -t tmpfs -o ${option} tmpfs ${runs}`);
      expect(out).toMatch(sentence);
      expect(out).not.toMatch(/\n {4}at /);
      expect(code).toBe(1);
    },
    200_000,
  );

  inNamespace(
    "whose disk fills up while Terraform applies: the run says so, with what to do",
    async () => {
      const fill = `(until find ${runs} -name first.tfplan | grep -q . || ! kill -0 $$; do sleep 0.1; done
        exec cat /dev/zero > ${runs}/filler) 2>/dev/null &`;
      const { code, out } = await localAfter(`${loopback}\nmount -t tmpfs -o size=400m tmpfs ${runs}\n${fill}`);
      expect(out).toMatch(/terraform (plan|apply) failed:\n.*no space left on device/);
      expect(out).toMatch(/The disk that holds \S+ is full\. Free some space, then run the command again\.\n$/);
      expect(out).not.toMatch(/\n {4}at /);
      expect(code).toBe(1);
    },
    200_000,
  );

  describe("whose clock is wrong", () => {
    const folder = temporaryFolder("clock");
    // Loaded into each program of the run before its own libraries. Terraform has none, so its clock stays: it dates requests, which nobody checks here.
    const CLOCK = `#include <sys/syscall.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>
int clock_gettime(clockid_t id, struct timespec *now) {
  int failed = syscall(SYS_clock_gettime, id, now);
  if (id == CLOCK_REALTIME) now->tv_sec += SHIFT;
  return failed;
}
int gettimeofday(struct timeval *now, void *zone) {
  struct timespec t;
  clock_gettime(CLOCK_REALTIME, &t);
  now->tv_sec = t.tv_sec, now->tv_usec = t.tv_nsec / 1000;
  return 0;
}
time_t time(time_t *now) {
  struct timespec t;
  clock_gettime(CLOCK_REALTIME, &t);
  return now ? (*now = t.tv_sec) : t.tv_sec;
}
`;
    const canCompile = spawnSync("cc", ["--version"]).status === 0;
    if (!canCompile) process.stderr.write("Skipped: a machine whose clock is wrong: there is no C compiler\n");
    (canCompile ? inNamespace : test.skip).each([
      ["100 days ahead", 100],
      ["400 days behind", -400],
    ])(
      "%s: tokens are made and judged by it, and the run passes",
      async (_name, days) => {
        const etc = join(folder(), `etc${String(days)}`);
        mkdirSync(etc);
        writeFileSync(join(folder(), "clock.c"), CLOCK);
        const library = join(etc, "clock.so");
        const shift = `-DSHIFT=${String(days * 86_400)}`;
        const made = spawnSync("cc", ["-shared", "-fPIC", "-w", shift, "-o", library, join(folder(), "clock.c")]);
        expect(String(made.stderr)).toBe("");
        writeFileSync(join(etc, "ld.so.preload"), library);
        const shifted = `mount -t overlay overlay -o lowerdir=${etc}:/etc /etc
          "$0" -e 'process.exit(Math.abs(Date.now() / 1000 - ${String(Math.round(Date.now() / 1000) + days * 86_400)}) > 600 ? 1 : 0)'`;
        const { code, out } = await localAfter(`${loopback}\n${shifted}`);
        expect(out).toContain("Everything is as declared");
        expect(code).toBe(0);
      },
      300_000,
    );
  });
});

describeEndToEnd("what Terraform has installed", () => {
  const folder = temporaryFolder("installed");
  const required = {
    aws: { source: "hashicorp/aws", version: ">= 5.100.0, < 7.0.0" },
  };
  const configuration = (name: string): string => {
    const place = join(folder(), name);
    mkdirSync(place);
    writeFileSync(join(place, "main.tf.json"), JSON.stringify({ terraform: { required_providers: required } }));
    return place;
  };
  beforeAll(async () => void (await emulatorPython(silent)), 300_000);

  test("a damaged provider in the plugin cache is named, with the folder to remove", async () => {
    const cache = join(folder(), "plugins");
    mkdirSync(cache);
    const kept = {
      TF_PLUGIN_CACHE_DIR: cache,
      TF_PLUGIN_CACHE_MAY_BREAK_DEPENDENCY_LOCK_FILE: "1",
    };
    const binary = await findTerraform();
    const { env } = await providerConfig(binary, join(folder(), "providers"));
    const cwd = configuration("first");
    expect(
      await terraform(binary, ["init"], {
        cwd,
        env: { ...terraformEnvironment(), ...env, ...kept },
      }),
    ).toMatchObject({ code: 0 });
    let cut = 0;
    for (const entry of readdirSync(cache, {
      recursive: true,
      encoding: "utf8",
    })) {
      const platform = join(cache, entry);
      if (!/aws\/[\d.]+\/\w+$/.test(entry)) continue;
      // It may be a link into the mirror.
      const [name = "provider"] = readdirSync(platform).filter((file) => file.startsWith("terraform-provider-"));
      rmSync(platform, { recursive: true });
      mkdirSync(platform);
      writeFileSync(join(platform, name), "", { mode: 0o755 });
      cut++;
    }
    expect(cut).toBe(1);
    const { code, out } = await ending(process.execPath, LOCAL, {
      ...env,
      ...kept,
    });
    expect(out).toContain(
      `The provider's package in ${cache} may be damaged. Remove that folder, then run the command again.`,
    );
    expect(out).not.toMatch(/\n {4}at /);
    expect(code).toBe(1);
  }, 200_000);

  test.each([
    ["cut", 'provider "registry.terraform.io/hashicorp/aws" {\n  version = "5.10'],
    ["overwritten", "<<<<<<< HEAD\n"],
    ["of a version that isn't wanted", 'provider "registry.terraform.io/hashicorp/aws" {\n  version = "5.99.0"\n}\n'],
  ])(
    "a lock file that is %s is named, with what to do",
    async (name, text) => {
      const place = configuration(name);
      writeFileSync(join(place, ".terraform.lock.hcl"), text);
      const { code, out } = await ending(process.execPath, [...LOCAL, "--terraform", place]);
      expect(out).toMatch(/terraform init failed:\n/);
      expect(out).toMatch(
        /\nIt is about \.terraform\.lock\.hcl beside the configuration\. Restore that file, or remove it/,
      );
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
    const child = spawn(process.execPath, ["--import", "tsx", program], {
      cwd: ROOT,
      env: { ...process.env, ...env },
    });
    let out = "";
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding("utf8").on("data", (text: string) => (out += text));
    const ended = new Promise<Ended>((resolve) => child.once("close", (code) => resolve({ code: code ?? -1, out })));
    return { child, ended };
  };

  test("without network says what to reach, and is made anew once there is one, also after it was killed", async () => {
    const work = join(folder(), "work");
    const nowhere = await installing(work, {
      PIP_INDEX_URL: "http://127.0.0.1:9/simple",
      PIP_RETRIES: "0",
    }).ended;
    expect(nowhere.out).toContain("pip could not install the AWS emulator");
    expect(nowhere.out).toContain("Check that a package index can be reached (PIP_INDEX_URL, HTTPS_PROXY).");
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
