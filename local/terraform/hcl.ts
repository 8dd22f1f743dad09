import { cpSync, existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { basename, dirname, join, relative, resolve, sep } from "node:path";
import { readAccessList } from "../../posture/access-list";
import { acknowledgementsFrom } from "../../posture/rules";
import { readFolder } from "../../posture/model/read";
import { readJsonFile } from "../../process/json-file";
import { UserError } from "../../process/user-error";
import type { Synthesized } from "./synth";

/** What a copy leaves behind: state, what init downloads, and what no configuration lies in. */
const LEFT = new Set([".git", ".terraform", "node_modules", ".work", "cdktf.out"]);
const NEVER = /(^|\.)tfstate(\.|$)|\.tfplan$|_override\.(tf|tofu)(\.json)?$/;
const CONFIGURATION = /\.(tf|tofu)(\.json)?$/;

/** The folders that a configuration's modules lie in, by the paths that it names them with; its own among them. */
function foldersOf(start: string): readonly string[] {
  const found = new Set<string>([start]);
  for (const folder of found) {
    if (!existsSync(folder)) continue;
    for (const name of readdirSync(folder).filter((file) => CONFIGURATION.test(file)))
      for (const [, source = ""] of readFileSync(join(folder, name), "utf8").matchAll(
        /source"?\s*[=:]\s*"(\.\.?\/[^"]*|\.\.?)"/g,
      ))
        found.add(resolve(folder, source));
  }
  return [...found];
}

/** The deepest folder that holds all of these. */
function above(folders: readonly string[]): string {
  return folders.reduce((common, folder) => {
    let shared = common;
    while (shared !== folder && !folder.startsWith(shared.endsWith(sep) ? shared : shared + sep))
      shared = dirname(shared);
    return shared;
  });
}

/**
 * A folder of HCL as a stack: copied with the modules that it names by path, so that nothing is written beside its
 * sources. Variables come from their defaults and from terraform.tfvars; an access.json beside them is what is declared, and
 * posture-acknowledgements.json which findings of the rules are accepted.
 * @param out where the copy goes
 * @throws UserError for a folder without configuration
 */
export async function hclStack(place: string, out: string): Promise<Synthesized> {
  const start = resolve(place);
  const isFolder = existsSync(start) && statSync(start).isDirectory();
  if (!isFolder || !readdirSync(start).some((name) => CONFIGURATION.test(name)))
    throw new UserError(
      "usage",
      `--terraform ${place}: there is no Terraform configuration.`,
      "Name a folder that holds .tf files, or OpenTofu's .tofu files.",
    );
  const root = above(foldersOf(start));
  const kept = (file: string): boolean => !LEFT.has(basename(file)) && !NEVER.test(basename(file));
  for (const folder of foldersOf(start))
    cpSync(folder, join(out, relative(root, folder)), {
      recursive: true,
      filter: (file) => file === folder || kept(file),
    });
  const folder = join(out, relative(root, start));
  writeFileSync(join(folder, "local_override.tf.json"), JSON.stringify({ terraform: { backend: { local: {} } } }));
  const list = join(start, "access.json");
  const reviewed = join(start, "posture-acknowledgements.json");
  const acknowledged = existsSync(reviewed) ? acknowledgementsFrom(readJsonFile(reviewed)) : [];
  return {
    name: basename(start),
    folder,
    json: {},
    model: await readFolder(start),
    region: process.env["AWS_REGION"] ?? "us-east-1",
    functions: [],
    declared: existsSync(list) ? readAccessList(readJsonFile(list)) : undefined,
    acknowledged,
    notes: acknowledged.map(({ code, address, reason }) => `acknowledged [${code}] ${address}. Reason: ${reason}`),
  };
}
