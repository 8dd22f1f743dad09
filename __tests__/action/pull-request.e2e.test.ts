import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { run } from "../../process/child";
import { pathsOutside } from "../../action/bundle";
import { whyNot } from "../e2e/support";
import { temporaryFolder } from "../support/folder";
import { ROOT, synthesizeMain } from "../support/project";
import { skippedUnless } from "../support/skip";
import { terraformHere } from "../support/terraform";

const here = terraformHere();
const folder = temporaryFolder("pull-request");
const FIXTURE = join(ROOT, "__tests__", "posture", "fixtures", "review");

const reason = typeof here === "string" ? here : whyNot();
/** Tests that plan and apply on the AWS emulator. */
const withTerraform = skippedUnless(reason === undefined, reason ?? "");

withTerraform(
  "the workflow's steps run from base and head folders to comment, labels and a closed gate",
  async () => {
    const out = join(folder(), "out");
    const answer = await run(
      process.execPath,
      [
        ...["--import", "tsx", join(ROOT, "action", "index.ts"), "run", "--emulator"],
        ...["--stack", "orders", "--head", FIXTURE, "--base", join(FIXTURE, "before"), "--out", out],
      ],
      { cwd: ROOT, env: process.env },
    );
    expect({ code: answer.code, stderr: answer.code === 2 ? "" : answer.stderr }).toEqual({ code: 2, stderr: "" });
    expect(answer.stderr).toContain("not acknowledged");
    expect(JSON.parse(readFileSync(join(out, "result.json"), "utf8"))).toMatchObject({
      stack: "orders",
      verdict: "broadened",
      basis: "base and head",
      open: { broadened: 6, narrowed: 1 },
    });
    const comment = readFileSync(join(out, "comment.md"), "utf8");
    for (const code of [
      "route-became-public",
      "route-scopes-no-longer-required",
      "client-added",
      "Plan: 2 to add, 5 to change, 0 to destroy.",
    ])
      expect(comment).toContain(code);
    // Plans hold secrets: none is left among the results, nor in the checkout.
    expect(readdirSync(out).sort()).toEqual(["changes.sarif", "comment.md", "report.html", "result.json"]);
    for (const name of ["tfplan", ".terraform", "terraform.tfstate", "posture_override.tf.json"])
      expect(existsSync(join(FIXTURE, name))).toBe(false);
  },
  300_000,
);

test("the archive packaging writes its zips inside the stack's folder, so that they travel with it", async () => {
  const { json, stack } = await synthesizeMain(join(folder(), "archive"), { LAMBDA_PACKAGING: "archive" });
  const files = Object.values(json.data?.["archive_file"] ?? {});
  expect(files.length).toBeGreaterThan(0);
  for (const file of files) {
    expect(file["output_path"]).toMatch(/^\$\{path\.module\}\/assets\/[^.]/);
    expect(file["source_dir"]).toMatch(/^\$\{path\.module\}\/assets\/[^.]/);
  }
  expect(pathsOutside(stack)).toEqual([]);
});
