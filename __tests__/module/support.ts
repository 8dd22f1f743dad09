import { execFile, execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import { promisify } from "node:util";
import { dropChecksums, terraformEnvironment } from "../../process/terraform";
import { ROOT } from "../support/project";
import type { TerraformHere } from "../support/terraform";

const run = promisify(execFile);

export const MODULE = path.join(ROOT, "module");

/** An AWS provider that plans without AWS. */
export const OFFLINE = {
  access_key: "test",
  secret_key: "test",
  skip_credentials_validation: true,
  skip_metadata_api_check: true,
  skip_requesting_account_id: true,
} as const;

/** Which Terraform is here; 0.0.0 for none. */
export function versionOf(here: TerraformHere | string): string {
  if (typeof here === "string") return "0.0.0";
  const options = { encoding: "utf8", env: { ...process.env, ...here.env } } as const;
  return /v(\d+\.\d+\.\d+)/.exec(execFileSync(here.binary, ["version"], options))?.[1] ?? "0.0.0";
}

export interface Ran {
  readonly code: number;
  readonly stdout: string;
  /** Errors, on as many lines as they are long: without Terraform's own line breaks. */
  readonly stderr: string;
}

/** Runs Terraform in a folder; a failure is a result like any other. */
export async function terraform(
  here: TerraformHere,
  folder: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv = terraformEnvironment(),
): Promise<Ran> {
  const options = { cwd: folder, env: { ...env, ...here.env }, maxBuffer: 1 << 28 };
  const unbroken = (text: string): string => text.replace(/^[\s│╷╵]+/gm, "").replace(/\s+/g, " ");
  return run(here.binary, [...args], options).then(
    ({ stdout, stderr }) => ({ code: 0, stdout, stderr: unbroken(stderr) }),
    (failed: { code?: number; stdout?: string; stderr?: string }) => ({
      code: failed.code ?? -1,
      stdout: failed.stdout ?? "",
      stderr: unbroken(failed.stderr ?? ""),
    }),
  );
}

/** Like `terraform`, where a failure is one of the test's. */
export async function mustRun(
  here: TerraformHere,
  folder: string,
  args: readonly string[],
  env?: NodeJS.ProcessEnv,
): Promise<string> {
  const ran = await terraform(here, folder, args, env);
  if (ran.code !== 0)
    throw new Error(`terraform ${args.join(" ")} ended with ${ran.code}: ${ran.stderr || ran.stdout}`);
  if (args[0] === "init") dropChecksums(folder);
  return ran.stdout;
}

/** Writes a root module as Terraform JSON and installs its providers. */
export async function root(here: TerraformHere, folder: string, json: object): Promise<string> {
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, "main.tf.json"), JSON.stringify(json));
  await mustRun(here, folder, ["init", "-input=false", "-no-color"]);
  return folder;
}

export interface PlannedResource {
  readonly address: string;
  readonly type: string;
  readonly change: {
    readonly actions: readonly string[];
    readonly after: Readonly<Record<string, unknown>> | null;
    readonly after_unknown: Readonly<Record<string, unknown>>;
  };
}

/** Plans a folder that is initialised. @returns what `terraform show -json` says of the plan, which is kept as `tfplan` */
export async function planJson(here: TerraformHere, folder: string, env?: NodeJS.ProcessEnv): Promise<object> {
  await mustRun(here, folder, ["plan", "-input=false", "-no-color", "-out=tfplan"], env);
  return JSON.parse(await mustRun(here, folder, ["show", "-json", "tfplan"], env)) as object;
}

/** @returns every managed resource of the plan by its address */
export async function planOf(
  here: TerraformHere,
  folder: string,
  env?: NodeJS.ProcessEnv,
): Promise<Map<string, PlannedResource>> {
  return changesIn(await planJson(here, folder, env));
}

export function changesIn(json: object): Map<string, PlannedResource> {
  const { resource_changes: changes = [] } = json as { resource_changes?: (PlannedResource & { mode: string })[] };
  return new Map(changes.filter(({ mode }) => mode === "managed").map((each) => [each.address, each]));
}
