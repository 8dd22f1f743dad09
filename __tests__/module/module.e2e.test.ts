import { cpSync, readdirSync } from "node:fs";
import * as path from "node:path";
import { isAtLeast } from "../../process/terraform";
import { temporaryFolder } from "../support/folder";
import { skippedUnless } from "../support/skip";
import { terraformHere, validate } from "../support/terraform";
import { ROOT } from "../support/project";
import { MODULE, mustRun, terraform, versionOf } from "./support";

const here = terraformHere();
const folder = temporaryFolder("module");
const judged = skippedUnless(typeof here !== "string", `Terraform can't judge here: ${String(here)}`);

const version = versionOf(here);

/** Terraform writes beside the module, so it works on a copy. */
const copy = (): string => path.join(folder(), "copy");
beforeAll(() => cpSync(MODULE, copy(), { recursive: true }));

judged("everything is formatted as terraform fmt would", async () => {
  if (typeof here === "string") throw new Error(here);
  const { code, stdout } = await terraform(here, ROOT, ["fmt", "-check", "-recursive", "-diff", "module", "examples"]);
  expect({ code, stdout }).toEqual({ code: 0, stdout: "" });
});

judged(
  "the module is valid by itself",
  async () => {
    if (typeof here === "string") throw new Error(here);
    await expect(validate(here, copy())).resolves.toEqual([]);
  },
  60_000,
);

judged(
  "so is each of its examples",
  async () => {
    if (typeof here === "string") throw new Error(here);
    const names = readdirSync(path.join(copy(), "examples"));
    expect(names.length).toBeGreaterThan(1);
    for (const name of names) {
      expect({ name, said: await validate(here, path.join(copy(), "examples", name)) }).toEqual({ name, said: [] });
    }
  },
  120_000,
);

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
