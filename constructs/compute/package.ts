import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import { App, AssetType, TerraformStack } from "cdktf";
import type { Construct } from "constructs";
import { ArchiveProvider, DataArchiveFile } from "../bindings";
import { Section } from "../stack/section";
import type { Bundle } from "./bundle";
import { CodeAsset } from "./code-asset";
import { deterministicZip } from "./zip";

/**
 * How the code travels to Lambda.
 * - `archive`: the archive provider zips the bundle's folder when Terraform plans.
 * - `prebuilt`: a deterministic zip is written at synth. No further provider, and a plan made on one machine applies on another.
 */
export type Packaging = "archive" | "prebuilt";

/** What `aws_lambda_function` needs to know of the code. */
export interface PackagedCode {
  readonly filename: string;
  readonly sourceCodeHash: string;
}

/** The archive provider versions whose zips have fixed times and modes. */
const ARCHIVE_PROVIDER_RANGE = ">= 2.4.0, < 3.0.0";

/**
 * Writes the bundle and describes it to Terraform. The folder's name is made from the content, so that a failed synth never
 * leaves half of a bundle under a name that the last good output uses.
 */
export function packageCode(scope: Construct, bundle: Bundle, packaging: Packaging): PackagedCode {
  return packaging === "prebuilt" ? prebuilt(scope, bundle) : archive(scope, bundle);
}

function prebuilt(scope: Construct, bundle: Bundle): PackagedCode {
  const zip = deterministicZip(bundle);
  const folder = writeOnce(scope, new Map([["function.zip", zip]]));
  const asset = new CodeAsset(scope, "code", path.join(folder, "function.zip"), AssetType.FILE);
  return {
    filename: `\${path.module}/${asset.path}`,
    sourceCodeHash: createHash("sha256").update(zip).digest("base64"),
  };
}

function archive(scope: Construct, bundle: Bundle): PackagedCode {
  const asset = new CodeAsset(scope, "code", writeOnce(scope, bundle), AssetType.DIRECTORY);
  const folder = `\${path.module}/${asset.path.replace(/\/$/, "")}`;
  const stack = TerraformStack.of(scope);
  if (stack.node.tryFindChild("archive") === undefined) {
    new ArchiveProvider(stack, "archive");
    stack.addOverride("terraform.required_providers.archive", {
      source: "hashicorp/archive",
      version: ARCHIVE_PROVIDER_RANGE,
    });
  }
  const file = new DataArchiveFile(new Section(scope, "archive"), "Resource", {
    type: "zip",
    sourceDir: folder,
    outputPath: `${folder}.zip`,
    outputFileMode: "0644",
  });
  return { filename: file.outputPath, sourceCodeHash: file.outputBase64Sha256 };
}

/** Puts the files below the output folder, under a name made from their content; an existing folder of that name is complete. */
function writeOnce(scope: Construct, files: Bundle): string {
  const hash = createHash("sha256");
  for (const [name, content] of files) hash.update(name).update("\0").update(content).update("\0");
  const parent = path.resolve(App.of(scope).outdir, ".bundles");
  const folder = path.join(parent, hash.digest("hex").slice(0, 32));
  removeUnused(parent);
  const draft = `${folder}.${process.pid}`;
  mkdirSync(draft, { recursive: true });
  for (const [name, content] of files) writeFileSync(path.join(draft, name), content);
  try {
    renameSync(draft, folder);
  } catch {
    rmSync(draft, { recursive: true, force: true }); // Another run, or an earlier one, was first with the same content.
  }
  // By the clock that `removeUnused` reads: a file server's may be another.
  utimesSync(folder, new Date(), new Date());
  return folder;
}

const SWEPT = new Set<string>();
const A_DAY = 24 * 60 * 60 * 1000;

/** Stacks have copies of their own, so what no run has asked for in a day is of no use. Once a process. */
function removeUnused(parent: string): void {
  if (SWEPT.has(parent)) return;
  SWEPT.add(parent);
  if (!existsSync(parent)) return;
  for (const name of readdirSync(parent)) {
    const age = Date.now() - (statSync(path.join(parent, name), { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
    if (age > A_DAY) rmSync(path.join(parent, name), { recursive: true, force: true });
  }
}
