import { readFileSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import { init } from "../../../cli/init";
import { isAtLeast } from "../../../process/terraform";
import { mustRun, terraform, versionOf } from "../../module/support";
import { temporaryFolder } from "../../support/folder";
import { skippedUnless } from "../../support/skip";
import { terraformHere } from "../../support/terraform";

/** What `init --hcl` writes: a root that Terraform takes, and a test of its own that notices an open route. */

const folder = temporaryFolder("init-hcl");
const here = terraformHere();

// Older ones mock no providers.
skippedUnless(isAtLeast(versionOf(here), "1.7.0"), `Terraform 1.7 or newer can't run here: ${JSON.stringify(here)}`)(
  "the project is formatted, valid, and passes its own test, which fails for an open route",
  async () => {
    if (typeof here === "string") throw new Error(here);
    const place = path.join(folder(), "Notes 2");
    expect(init(place, "0.1.0", true)).toContain("modules/cognito-http-api/main.tf");
    const { stdout: unformatted } = await terraform(here, place, ["fmt", "-check", "-recursive"]);
    expect(unformatted).toBe("");
    await mustRun(here, place, ["init", "-input=false", "-no-color"]);
    await mustRun(here, place, ["validate", "-no-color"]);
    expect((await terraform(here, place, ["test", "-no-color"])).stdout).toContain("Success! 1 passed, 0 failed.");
    const main = path.join(place, "main.tf");
    const opened = readFileSync(main, "utf8").replace('scopes = ["read"], target', 'public = "no reason", target');
    writeFileSync(main, opened);
    const { code, stdout, stderr } = await terraform(here, place, ["test", "-no-color"]);
    expect([code, stdout + stderr]).toEqual([1, expect.stringContaining("lets callers in without a scope")]);
  },
  240_000,
);
