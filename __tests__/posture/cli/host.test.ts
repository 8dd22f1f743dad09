import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, truncateSync, writeFileSync } from "node:fs";
import type * as promises from "node:fs/promises";
import { join } from "node:path";
import { processHost } from "../../../posture/cli/host";
import { bundle } from "../../support/bundle";
import { temporaryFolder } from "../../support/folder";

const folder = temporaryFolder("host");

/** Text of a program that writes as many characters as its argument says. */
const PROGRAM = `import { processHost } from ${JSON.stringify(join(process.cwd(), "posture/cli/host"))};
  try { processHost().out("é".repeat(Number(process.argv[2]))); } catch (error) { process.stderr.write(String(error)); process.exitCode = 1; }`;
let program = "";
beforeAll(() => {
  writeFileSync(join(folder(), "program.ts"), PROGRAM);
  program = bundle(join(folder(), "program.ts"), folder());
});

/** A process that writes `length` characters as the command writes its output. */
function writing(length: number, around = "exec"): { status: number | null; stderr: string; file: string } {
  const file = join(folder(), "out");
  const command = `${around} "$0" ${program} ${length} > ${file}`;
  const { status, stderr } = spawnSync("bash", ["-c", command, process.execPath], { encoding: "utf8" });
  return { status, stderr, file };
}

test("what goes into a file arrives whole, also in several writes", () => {
  const { status, stderr, file } = writing(100_000);
  expect([status, stderr, readFileSync(file, "utf8").length]).toEqual([0, "", 100_000]);
});

// A limit on a file's size (8 blocks of 1024 bytes) ends a write in its middle, as a full disk does.
test("a disk that takes only half of it is a failure, not half a page and success", () => {
  const { status, stderr, file } = writing(20_000, "trap '' XFSZ; ulimit -f 8; exec");
  expect([status, stderr]).toEqual([1, expect.stringMatching(/The output can't be written whole: (EFBIG|ENOSPC)/)]);
  expect(readFileSync(file).length).toBeLessThan(40_000);
});

let cli: string | undefined;
const full = existsSync("/dev/full") ? test : test.skip;
full.each(["--help", "show __tests__/posture/fixtures/one-by-one/plan.json"])(
  "a full disk is a sentence: %s",
  (call) => {
    cli ??= bundle("posture/cli/index.ts", folder());
    const command = `exec "$0" ${cli} ${call} > /dev/full`;
    const { status, stderr } = spawnSync("bash", ["-c", command, process.execPath], { encoding: "utf8" });
    expect([status, stderr]).toEqual([1, expect.stringContaining("The output can't be written whole: ENOSPC")]);
    expect(stderr).not.toContain("    at ");
  },
);

describe("what the command reads", () => {
  const saying = (file: string): Promise<string> =>
    Promise.resolve(processHost().read(file)).then(
      (bytes) => `read: ${Buffer.from(bytes as Uint8Array).toString()}`,
      (error: unknown) => `${(error as Error).constructor.name}: ${(error as Error).message}`,
    );

  test("is a file's bytes, or a sentence that says why not", async () => {
    const [small, large] = [join(folder(), "small"), join(folder(), "large")];
    writeFileSync(small, "{}");
    writeFileSync(large, "");
    truncateSync(large, 200 * 2 ** 20);
    expect(await Promise.all([small, "/no/such/file", folder(), large].map(saying))).toEqual([
      "read: {}",
      "UsageError: There is no file /no/such/file.",
      `UsageError: ${folder()} is a folder; give the plan's JSON inside it.`,
      expect.stringMatching(/^InputError: The input has 200 MB/),
    ]);
  });

  // Who runs as root may read everything.
  test.each([
    ["EACCES", "UsageError: f may not be read."],
    ["EIO", "Error: EIO"],
  ])("isn't there: %s", async (code, said) => {
    const failure = Object.assign(new Error(code), { code });
    const open = jest.spyOn(jest.requireActual<typeof promises>("node:fs/promises"), "open");
    open.mockRejectedValueOnce(failure);
    expect(await saying("f")).toBe(said);
    open.mockRestore();
  });

  test("closes the file again, also where it is refused", async () => {
    const close = jest.fn();
    const open = jest.spyOn(jest.requireActual<typeof promises>("node:fs/promises"), "open");
    const handle = { stat: () => Promise.resolve({ size: 2 ** 40 }), close };
    open.mockResolvedValueOnce(handle as unknown as promises.FileHandle);
    expect(await saying("f")).toContain("InputError");
    expect(close).toHaveBeenCalledTimes(1);
    open.mockRestore();
  });
});

test.each([
  [{ isTTY: true }, {}, true],
  [{ isTTY: false }, {}, false],
  [{ isTTY: true }, { NO_COLOR: "" }, true],
  [{ isTTY: true }, { NO_COLOR: "0" }, false],
  [{ isTTY: true }, { TERM: "dumb" }, false],
])("colours are for terminals that want them: %j %j", ({ isTTY }, env, colour) => {
  const [terminal, before] = [process.stdout.isTTY, process.env];
  try {
    Object.assign(process.stdout, { isTTY });
    process.env = env;
    expect(processHost()).toMatchObject({ colour, today: new Date().toISOString().slice(0, 10) });
  } finally {
    process.stdout.isTTY = terminal;
    process.env = before;
  }
});
