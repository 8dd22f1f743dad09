import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
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
