import { spawnSync } from "node:child_process";
import { existsSync, readFileSync, readdirSync, renameSync } from "node:fs";
import { join } from "node:path";
import { run } from "../../process/child";
import { startEmulator } from "../../local/emulator/emulator";
import { silent } from "../../process/progress";
import { emulatorPython, pythonCandidates } from "../../local/emulator/python";
import { emulatedAwsEnvironment, findTerraform, terraform } from "../../process/terraform";
import { packBundle, pathsOutside, unpackBundle } from "../../action/bundle";
import { planStack } from "../../action/plan";
import { temporaryFolder } from "../support/folder";
import { ROOT, synthesizeMain } from "../support/project";
import { skippedUnless } from "../support/skip";
import { terraformHere } from "../support/terraform";

const here = terraformHere();
const folder = temporaryFolder("pull-request");
const FIXTURE = join(ROOT, "__tests__", "posture", "fixtures", "review");

const python = pythonCandidates(process.env, process.platform).some(
  ([command = "", ...args]) => spawnSync(command, [...args, "--version"]).status === 0,
);

/** Tests that plan and apply on the AWS emulator. */
const withTerraform = skippedUnless(
  typeof here !== "string" && python,
  typeof here === "string" ? here : "no Python for the AWS emulator",
);

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

withTerraform(
  "a saved plan of the prebuilt packaging applies in another folder, the first one being gone",
  async () => {
    if (typeof here === "string") return;
    const binary = await findTerraform();
    const emulator = await startEmulator({ python: await emulatorPython(silent), folder: join(folder(), "aws") });
    try {
      const { stack } = await synthesizeMain(join(folder(), "first"), { LAMBDA_PACKAGING: "prebuilt" });
      const env = { ...emulatedAwsEnvironment(emulator.url, "eu-west-1"), ...here.env };
      const planned = await planStack({ binary, env, folder: stack, out: join(folder(), "private") });
      const json: unknown = JSON.parse(readFileSync(planned.json, "utf8"));
      const bundle = join(folder(), "bundle.zip");
      const packed = packBundle(stack, bundle, { stack: "auth-api", terraform: binary.version, planned: json });
      const zips = Object.keys(packed.files).filter((name) => name.endsWith("/function.zip"));
      expect(zips.length).toBe(functionsOf(json).length);

      renameSync(join(folder(), "first"), join(folder(), "gone"));
      const second = join(folder(), "second");
      unpackBundle(bundle, second);
      const call = (...args: string[]) => terraform(binary, args, { cwd: second, env });
      expect(await call("init", "-input=false", "-no-color", "-lockfile=readonly")).toMatchObject({ code: 0 });
      const applied = await call("apply", "-input=false", "-no-color", "tfplan");
      expect({ code: applied.code, said: applied.code === 0 ? "" : applied.stderr }).toEqual({ code: 0, said: "" });
      expect(applied.stdout).toMatch(/Apply complete! Resources: \d+ added, 0 changed, 0 destroyed/);
    } finally {
      await emulator.stop();
    }
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

const archive = python && typeof here !== "string" && here.packaging === "archive";
skippedUnless(archive, "the archive provider can't be had here, so its zips can't be made")(
  "a saved plan of the archive packaging applies in another folder",
  async () => {
    if (typeof here === "string") return;
    const binary = await findTerraform();
    const emulator = await startEmulator({
      python: await emulatorPython(silent),
      folder: join(folder(), "aws-archive"),
    });
    try {
      const { stack } = await synthesizeMain(join(folder(), "zipped"), { LAMBDA_PACKAGING: "archive" });
      const env = { ...emulatedAwsEnvironment(emulator.url, "eu-west-1"), ...here.env };
      const planned = await planStack({ binary, env, folder: stack, out: join(folder(), "private-archive") });
      const bundle = join(folder(), "archive.zip");
      packBundle(stack, bundle, {
        stack: "auth-api",
        terraform: binary.version,
        planned: JSON.parse(readFileSync(planned.json, "utf8")),
      });
      renameSync(join(folder(), "zipped"), join(folder(), "zipped-gone"));
      const second = join(folder(), "second-archive");
      unpackBundle(bundle, second);
      const call = (...args: string[]) => terraform(binary, args, { cwd: second, env });
      expect(await call("init", "-input=false", "-no-color", "-lockfile=readonly")).toMatchObject({ code: 0 });
      expect(await call("apply", "-input=false", "-no-color", "tfplan")).toMatchObject({ code: 0 });
    } finally {
      await emulator.stop();
    }
  },
  300_000,
);

function functionsOf(plan: unknown): unknown[] {
  const { resource_changes: changes } = plan as { resource_changes: { type: string }[] };
  return changes.filter((change) => change.type === "aws_lambda_function");
}
