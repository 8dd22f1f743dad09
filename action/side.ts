import { cpSync, existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { run, lastLines } from "../process/child";
import { regionOf } from "../local/terraform/synth";
import { readJsonFile } from "../process/json-file";
import { UserError } from "../process/user-error";

/** Base or head: a checkout, and the stack inside it. */
export interface Side {
  readonly name: "base" | "head";
  readonly root: string;
  /** The stack's folder below it: `cdktf.out/stacks/auth-api`; `.` for a root module at the top. */
  readonly path: string;
}

/** What isn't copied: what is installed or built again, and states, which belong to another deployment. */
const LEFT_OUT =
  /(^|[\\/])(\.git|\.terraform|\.work|\.terraform\.tfstate\.lock\.info|[^\\/]*\.tfstate(\.[^\\/]*)?|tfplan)$/;

/** A copy of a side, so that nothing of a trial stays in the checkout; `node_modules` is copied as links. */
export function copyOf(side: Side, to: string): Side {
  mkdirSync(to, { recursive: true });
  cpSync(side.root, to, {
    recursive: true,
    verbatimSymlinks: true,
    filter: (from) => from === side.root || (!LEFT_OUT.test(from) && basename(from) !== "node_modules"),
  });
  return { ...side, root: to };
}

export const folderOf = ({ root, path }: Side): string => join(root, path);

/** Runs the command that writes the stack (`npm ci && npm run synth`) in the checkout. */
export async function synthesizeSide(side: Side, command: string, env: NodeJS.ProcessEnv): Promise<void> {
  const answer = await run("bash", ["-euo", "pipefail", "-c", command], { cwd: side.root, env, timeout: 900_000 });
  if (answer.code !== 0)
    throw new UserError(
      "synth-failed",
      `The ${side.name} could not be synthesized (${command}):\n${lastLines(answer.stderr + answer.stdout, 30)}`,
    );
}

/** The synthesized stack's file, when the side has one. */
export function stackFile(side: Side): string | undefined {
  const file = join(folderOf(side), "cdk.tf.json");
  return existsSync(file) ? file : undefined;
}

/** Does the stack's folder hold configuration (`.tf`, `.tofu`, or either as JSON)? */
export function holdsTerraform(side: Side): boolean {
  const folder = folderOf(side);
  return existsSync(folder) && readdirSync(folder).some((name) => /\.(tf|tofu)(\.json)?$/.test(name));
}

export function requireFolder(side: Side): void {
  if (!existsSync(folderOf(side)))
    throw new UserError(
      "synth-failed",
      `There is no folder ${side.path} in the ${side.name} (${side.root}).`,
      "Name the stack's folder with --path, and the command that writes it with --synth.",
    );
}

/** Keeps the state in the folder, whatever backend the stack names: for trials only. */
export function useLocalState(side: Side): void {
  writeFileSync(
    join(folderOf(side), "posture_override.tf.json"),
    JSON.stringify({ terraform: { backend: { local: {} } } }),
  );
}

/** Region of a synthesized stack; eu-west-1 where the files don't say it as JSON. */
export function regionOfSide(side: Side): string {
  const file = stackFile(side);
  return file === undefined ? "eu-west-1" : regionOf(readJsonFile(file) as Record<string, unknown>);
}
