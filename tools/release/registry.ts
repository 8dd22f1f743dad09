import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, rmSync } from "node:fs";
import * as path from "node:path";

/** How registries want the repository of a module to be called: https://developer.hashicorp.com/terraform/registry/modules/publish */
const NAME = /^terraform-[a-z0-9]+-[a-z0-9]+(-[a-z0-9]+)*$/;

/**
 * Lays a release of the module into a repository of its own, with the module at the root and the version as a tag, as registries read it. The
 * repository is made where there is none; what it held before goes, but for its history. Nothing is pushed.
 * @param source this repository; what is committed there is what is released
 * @param tag `v0.1.0`
 * @throws Error saying why nothing was written
 */
export function layOutModule(source: string, tag: string, repository: string): void {
  const name = path.basename(path.resolve(repository));
  if (!/^v\d+\.\d+\.\d+$/.test(tag)) throw new Error(`"${tag}" is no version. Write it like v0.1.0.`);
  if (!NAME.test(name))
    throw new Error(
      `Registries take repositories called terraform-PROVIDER-NAME, and this is ${name}: terraform-aws-…`,
    );
  const git = (...args: readonly string[]): string =>
    execFileSync("git", [...args], {
      cwd: repository,
      encoding: "utf8",
      maxBuffer: 1 << 28,
      stdio: ["ignore", "pipe", "pipe"],
    });
  const isNew = !existsSync(path.join(repository, ".git"));
  if (isNew && existsSync(repository) && readdirSync(repository).length > 0)
    throw new Error(`${repository} holds files and is no Git repository. Name a clone, or a folder that isn't there.`);
  mkdirSync(repository, { recursive: true });
  if (isNew) git("init", "--quiet", "--initial-branch=main");
  if (git("tag", "--list", tag).trim() !== "")
    throw new Error(`${repository} has the tag ${tag} already. A version is published once.`);
  if (git("status", "--porcelain").trim() !== "") throw new Error(`${repository} holds changes that aren't committed.`);
  const archive = execFileSync("git", ["archive", "--format=tar", "HEAD:module"], { cwd: source, maxBuffer: 1 << 28 });
  const licence = execFileSync("git", ["archive", "--format=tar", "HEAD", "LICENSE"], { cwd: source });
  for (const entry of readdirSync(repository))
    if (entry !== ".git") rmSync(path.join(repository, entry), { recursive: true });
  for (const input of [archive, licence]) execFileSync("tar", ["-xf", "-"], { cwd: repository, input });
  git("add", "--all");
  git("commit", "--quiet", "--allow-empty", "--message", `Release ${tag}`);
  git("tag", tag);
}
