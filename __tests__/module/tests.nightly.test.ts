import { cpSync } from "node:fs";
import * as path from "node:path";
import { isAtLeast } from "../../process/terraform";
import { temporaryFolder } from "../support/folder";
import { skippedUnless } from "../support/skip";
import { terraformHere } from "../support/terraform";
import { MODULE, mustRun, terraform, versionOf } from "./support";

/** The tests that the module ships. What they look at, parity and errors look at on each run, in other words: they take a minute. */
const folder = temporaryFolder("module-tests");

describe.each([
  ["terraform", "1.7.0"],
  ["tofu", "1.8.0"],
])("%s test, which mocks providers from %s on", (binary, oldest) => {
  const here = terraformHere(binary);
  const version = versionOf(here);
  const mocked =
    typeof here === "string"
      ? skippedUnless(false, here)
      : skippedUnless(isAtLeast(version, oldest), `here is ${version}`);

  for (const [name, place, atLeast] of [
    ["the module", [], 40],
    ["modules/distribution", ["modules", "distribution"], 6],
  ] as const)
    mocked(
      `of ${name} passes`,
      async () => {
        if (typeof here === "string") throw new Error(here);
        // It is written beside the module, so it works on a copy.
        const copy = path.join(folder(), binary, ...place, "copy");
        cpSync(path.join(MODULE, ...place), copy, { recursive: true });
        await mustRun(here, copy, ["init", "-input=false", "-no-color"]);
        const { stdout, stderr } = await terraform(here, copy, ["test", "-no-color"]);
        expect({ failed: stdout.split("\n").filter((line) => line.endsWith("... fail")), stderr }).toEqual({
          failed: [],
          stderr: "",
        });
        const [, passed = "0"] = /Success! (\d+) passed, 0 failed/.exec(stdout) ?? [];
        expect(Number(passed)).toBeGreaterThanOrEqual(atLeast);
      },
      600_000,
    );
});
