import { spawnSync } from "node:child_process";
import { appendFileSync, cpSync, existsSync, mkdirSync, readdirSync } from "node:fs";
import * as path from "node:path";
import { temporaryFolder } from "../support/folder";
import { linterHere, noLinter } from "../support/linter";
import { ROOT } from "../support/project";
import { skippedUnless } from "../support/skip";
import { MODULE } from "./support";

/** tflint over every folder of HCL: all rules for what is to be copied from, the recommended ones for what stands for other people's HCL. */

const found = linterHere("tflint");
const linted = skippedUnless(found !== undefined, noLinter("tflint"));
const folder = temporaryFolder("tflint");

const CONFIG = path.join(MODULE, ".tflint.hcl");
/** A folder's own configuration, which says why it differs, else the module's. */
const configOf = (folder: string): string => {
  const own = path.join(ROOT, folder, ".tflint.hcl");
  return existsSync(own) ? own : CONFIG;
};
const OTHERS = ["examples/authgoat/vulnerable", "examples/authgoat/fixed", "examples/beside-hand-written/hand-written"];

/** A folder of the tree with its HCL files, without what Terraform puts beside them. */
function foldersOfHcl(below: string): string[] {
  const entries = readdirSync(path.join(ROOT, below), { withFileTypes: true });
  const own = entries.some((entry) => entry.isFile() && entry.name.endsWith(".tf")) ? [below] : [];
  const folders = entries.filter((entry) => entry.isDirectory() && !/^(\.|node_modules$|cdktf\.out$)/.test(entry.name));
  return [...own, ...folders.flatMap((entry) => foldersOfHcl(path.posix.join(below, entry.name)))];
}

/** @returns the rules that are broken, each with its place; empty where all is well */
function issues(place: string, config: readonly string[]): string[] {
  const { stdout, stderr, error } = spawnSync(found ?? "", ["--format=compact", "--no-color", ...config], {
    cwd: place,
    encoding: "utf8",
  });
  if (error) throw error;
  return `${stdout}${stderr}`.split("\n").filter((line) => line.trim() !== "");
}

linted("the module and every example keep all rules", async () => {
  const folders = [...foldersOfHcl("module"), ...foldersOfHcl("examples")].filter((one) => !OTHERS.includes(one));
  expect(folders).toEqual(expect.arrayContaining(["module", "module/examples/complete", "examples/hcl-two-instances"]));
  const broken = folders.map((one) => [one, issues(path.join(ROOT, one), ["--config", configOf(one)])]);
  expect(broken).toEqual(folders.map((one) => [one, []]));
});

linted("what stands for other people's HCL keeps the recommended ones", async () => {
  expect(OTHERS.map((one) => [one, issues(path.join(ROOT, one), [])])).toEqual(OTHERS.map((one) => [one, []]));
});

linted("a variable that nothing uses is found", async () => {
  const copy = path.join(folder(), "copy");
  mkdirSync(copy);
  cpSync(MODULE, copy, { recursive: true });
  appendFileSync(
    path.join(copy, "variables.tf"),
    '\nvariable "idle" {\n  description = "Nothing."\n  type        = bool\n}\n',
  );
  expect(issues(copy, []).join("\n")).toContain("terraform_unused_declarations");
});
