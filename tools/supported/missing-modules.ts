import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Refusal } from "../../process/user-error";

/**
 * Terraform keeps backends for remote state in Go modules of their own, below its own folder, and `replace`s them by that
 * folder. A module's archive leaves out the modules below it, so what the proxy serves can't be built as it is.
 * @returns the modules that a go.mod replaces by a folder that isn't there
 */
export function missingModules(goMod: string, isThere: (folder: string) => boolean): readonly string[] {
  return [...goMod.matchAll(/^replace (\S+) => (\.\/\S+)$/gm)].flatMap(([, module = "", folder = ""]) =>
    isThere(folder) ? [] : [module],
  );
}

/** Takes the lines out that require or replace one of these modules. */
export function withoutRequirements(goMod: string, modules: readonly string[]): string {
  const named = (line: string): boolean => modules.includes(/^(?:\s+|require |replace )(\S+) /.exec(line)?.[1] ?? "");
  return goMod
    .split("\n")
    .filter((line) => !named(line))
    .join("\n");
}

/** Takes out of a Go source the imports of these modules, and each line that uses one of them by its name. */
export function withoutUses(source: string, modules: readonly string[]): string {
  const lines = source.split("\n");
  const imported = (line: string): string | undefined => {
    const [, name, path = ""] = /^\t(\w+) "([^"]+)"$/.exec(line) ?? [];
    return modules.includes(path) ? name : undefined;
  };
  const names = lines.flatMap((line) => imported(line) ?? []);
  const uses = names.length === 0 ? undefined : new RegExp(`\\b(${names.join("|")})\\b`);
  return uses === undefined ? source : lines.filter((line) => !uses.test(line)).join("\n");
}

/** The one source that imports the backends. */
const BACKENDS = join("internal", "backend", "init", "init.go");

/**
 * Makes sources without the modules below them buildable. Terraform's core, its commands and the local backend stay as they are.
 * @param folder a writable copy of the sources
 * @returns what is left out: `azure`, `s3`, …; nothing where the sources are whole
 */
export function leaveOutMissing(folder: string): readonly string[] {
  const goMod = join(folder, "go.mod");
  const text = readFileSync(goMod, "utf8");
  const missing = missingModules(text, (place) => existsSync(join(folder, place)));
  if (missing.length === 0) return [];
  const backends = join(folder, BACKENDS);
  if (!existsSync(backends)) throw new Refusal(`The sources lack ${missing.join(", ")}, and there is no ${BACKENDS}.`);
  writeFileSync(goMod, withoutRequirements(text, missing));
  writeFileSync(backends, withoutUses(readFileSync(backends, "utf8"), missing));
  return missing.flatMap((module) => /\/remote-state\/([^/]+)$/.exec(module)?.[1] ?? []).sort();
}
