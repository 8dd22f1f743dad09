import * as path from "node:path";
import { InputError } from "../input";
import { bodies, isObject, type Json } from "../configuration/json";
import { combine, escaped, sectionsOf, type ConfiguredFolder } from "../configuration/module";
import { fileReader, isFolder, moduleFiles, textOfFile, variableFiles } from "./files";
import { parseFile } from "./parse-file";

/** A root module with what it calls, and the values that its variable files give. */
export interface LoadedFolder {
  readonly root: ConfiguredFolder;
  readonly given: Json;
}

const MAX_DEPTH = 20;

/**
 * Reads a folder of `.tf` files: no Terraform, no provider, no credentials.
 * @throws InputError, with file and line, for what can't be read
 */
export async function loadFolder(folder: string): Promise<LoadedFolder> {
  const { configuration, overrides } = moduleFiles(folder);
  if (configuration.length + overrides.length === 0)
    throw new InputError(
      "not-terraform",
      `${folder} holds no .tf, .tofu, .tf.json or .tofu.json file. Give the folder of the root module.`,
    );
  const loader = new Loader(folder);
  return { root: await loader.load(folder, "", 0), given: await givenIn(folder) };
}

/** The values of `terraform.tfvars` and `*.auto.tfvars`. Those of JSON are literal. */
async function givenIn(folder: string): Promise<Json> {
  const values: Json = {};
  for (const name of variableFiles(folder)) {
    const parsed = await parseFile(path.join(folder, name));
    Object.assign(values, name.endsWith(".json") ? escaped(parsed) : parsed);
  }
  return values;
}

class Loader {
  private readonly sections = new Map<string, Promise<ReturnType<typeof sectionsOf>>>();
  private readonly fetched: ReadonlyMap<string, string>;
  private readonly file: (name: string) => string | undefined;

  constructor(private readonly root: string) {
    this.fetched = fetchedModules(root);
    this.file = fileReader(root);
  }

  /** `key`: the names of the calls that lead to it, as `modules.json` has them. */
  async load(folder: string, key: string, depth: number): Promise<ConfiguredFolder> {
    let read = this.sections.get(folder);
    if (!read) this.sections.set(folder, (read = sectionsIn(folder)));
    const sections = await read;
    const calls: Record<string, ConfiguredFolder | string> = {};
    for (const [name, body] of Object.entries(sections.module))
      calls[name] = await this.called(folder, key === "" ? name : `${key}.${name}`, body, depth + 1);
    return {
      ...sections,
      calls,
      path: path.relative(this.root, folder).split(path.sep).join("/") || ".",
      file: this.file,
    };
  }

  private async called(from: string, key: string, body: Json, depth: number): Promise<ConfiguredFolder | string> {
    const address = `module.${key.split(".").join(".module.")}`;
    const { source } = body;
    if (typeof source !== "string") return `${address} has no source`;
    if (depth > MAX_DEPTH) return `${address} is nested too deeply`;
    const local = /^\.{1,2}(?:\/|$)/.test(source) ? path.join(from, source) : undefined;
    const place = local ?? this.fetched.get(key);
    if (place === undefined)
      return `${address} (${source}) was not read: it isn't in .terraform/modules. Fetch it with: terraform init -backend=false`;
    if (!isFolder(place)) return `${address} was not read: there is no folder ${path.relative(this.root, place)}`;
    return this.load(place, key, depth);
  }
}

async function sectionsIn(folder: string): Promise<ReturnType<typeof sectionsOf>> {
  const { configuration, overrides } = moduleFiles(folder);
  const read = async (names: readonly string[]): Promise<ReturnType<typeof sectionsOf>[]> => {
    const result = [];
    for (const name of names) result.push(sectionsOf(await parseFile(path.join(folder, name))));
    return result;
  };
  return combine(await read(configuration), await read(overrides));
}

/** Where `terraform init` put what isn't local. */
function fetchedModules(root: string): ReadonlyMap<string, string> {
  const manifest = path.join(root, ".terraform", "modules", "modules.json");
  const found = new Map<string, string>();
  let listed: unknown;
  try {
    listed = JSON.parse(textOfFile(manifest));
  } catch {
    // No init ran here: what isn't local stays unread, and is named.
    return found;
  }
  for (const { Key: key, Dir: dir } of bodies(isObject(listed) ? listed["Modules"] : undefined))
    if (typeof key === "string" && typeof dir === "string") found.set(key, path.resolve(root, dir));
  return found;
}
