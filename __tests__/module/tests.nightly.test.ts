import { cpSync } from "node:fs";
import * as path from "node:path";
import { isAtLeast } from "../../process/terraform";
import { temporaryFolder } from "../support/folder";
import { skippedUnless } from "../support/skip";
import { terraformHere } from "../support/terraform";
import { MODULE, mustRun, terraform, versionOf } from "./support";

/** The tests that the module ships. What they look at, parity and errors look at on each run, in other words: they take a minute. */
const here = terraformHere();
const folder = temporaryFolder("module-tests");
const judged = skippedUnless(typeof here !== "string", `Terraform can't judge here: ${String(here)}`);
const version = versionOf(here);

/** Terraform writes beside the module, so it works on a copy. */
const copy = (): string => path.join(folder(), "copy");
beforeAll(() => cpSync(MODULE, copy(), { recursive: true }));

const mocked = isAtLeast(version, "1.7.0")
  ? judged
  : skippedUnless(false, `terraform test mocks providers from 1.7 on; here is ${version}`);

mocked(
  "its own tests pass",
  async () => {
    if (typeof here === "string") throw new Error(here);
    await mustRun(here, copy(), ["init", "-input=false", "-no-color"]);
    const { stdout, stderr } = await terraform(here, copy(), ["test", "-no-color"]);
    expect({ failed: stdout.split("\n").filter((line) => line.endsWith("... fail")), stderr }).toEqual({
      failed: [],
      stderr: "",
    });
    expect(stdout).toMatch(/Success! \d{2,} passed, 0 failed/);
  },
  600_000,
);
