import { execFile } from "node:child_process";
import { cpSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from "node:fs";
import * as path from "node:path";
import { promisify } from "node:util";
import type { Terraform } from "./terraform-json";

const run = promisify(execFile);

/** The project's folder. */
export const ROOT = path.resolve(__dirname, "../..");

/** What a synthesis reads, besides node_modules. */
const SOURCES = ["main.ts", "cdktf.json", "package.json", "constructs", "functions", "posture", "process", "tools"];

type Environment = Readonly<Record<string, string>>;

/** The environment without what would change the settings or where the output goes. */
export function cleanEnvironment(more: Environment = {}): NodeJS.ProcessEnv {
  const { PATH, HOME, TMPDIR, TF_CLI_CONFIG_FILE, TERRAFORM_BINARY_NAME } = process.env;
  return { PATH, HOME, TMPDIR, TF_CLI_CONFIG_FILE, TERRAFORM_BINARY_NAME, CHECKPOINT_DISABLE: "1", ...more };
}

/** Copies the project to a folder; its packages are linked, its caches are its own. */
export function copyProject(folder: string): string {
  const linked = path.join(folder, "node_modules");
  mkdirSync(linked, { recursive: true });
  for (const source of SOURCES) cpSync(path.join(ROOT, source), path.join(folder, source), { recursive: true });
  for (const name of readdirSync(path.join(ROOT, "node_modules"))) {
    if (name !== ".cache") symlinkSync(path.join(ROOT, "node_modules", name), path.join(linked, name));
  }
  return folder;
}

export interface Synthesis {
  /** The output folder (`cdktf.out`). */
  readonly folder: string;
  /** The folder of the stack auth-api in it. */
  readonly stack: string;
  readonly json: Terraform;
}

/** Runs `npm run synth` in a process of its own. @param root the project, or a copy */
export async function synthesizeMain(folder: string, environment: Environment = {}, root = ROOT): Promise<Synthesis> {
  await run(process.execPath, ["tools/synth.mjs"], {
    cwd: root,
    env: cleanEnvironment({ ...environment, CDKTF_OUTDIR: folder }),
  });
  return readSynthesis(folder);
}

export function readSynthesis(folder: string): Synthesis {
  const stack = path.join(folder, "stacks", "auth-api");
  return { folder, stack, json: JSON.parse(readFileSync(path.join(stack, "cdk.tf.json"), "utf8")) as Terraform };
}

/** Every file below a folder by its relative path, sorted. */
export function filesBelow(folder: string): ReadonlyMap<string, Buffer> {
  return new Map(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
      .sort()
      .map((name) => [name, readFileSync(path.join(folder, name))]),
  );
}
