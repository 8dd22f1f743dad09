import { createHash } from "node:crypto";
import { chmodSync, existsSync, lstatSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, posix, sep } from "node:path";
import { unzipSync, zipSync } from "fflate";
import { parseJson } from "../process/json-file";
import { UserError } from "../process/user-error";

/** What a bundle holds, with a hash of each file. */
export interface Manifest {
  readonly version: 1;
  readonly stack: string;
  /** `terraform 1.9.8`: the saved plan can be applied by the same version only. */
  readonly terraform: string;
  readonly files: Readonly<Record<string, string>>;
}

/** What a bundle is made of, besides the folder. */
export interface About extends Pick<Manifest, "stack" | "terraform"> {
  /** `terraform show -json` of the plan: the files that it names must lie in the folder. */
  readonly planned?: unknown;
}

const MANIFEST = "manifest.json";

/** States hold secrets and belong to their backend. `.terraform/` is left out too; `.terraform.lock.hcl` travels. */
const LEFT_OUT = /\.tfstate(\.[^/]*)?$/;

/** Bytes of a stack's folder that a bundle takes at most. */
const LARGEST = 500_000_000;

/**
 * Packs a stack's folder with its saved plan, its assets and its lock file into one file, readable by its owner only: a
 * saved plan holds secrets.
 * @param folder holds `tfplan`
 */
export function packBundle(folder: string, file: string, about: About): Manifest {
  const names = filesBelow(folder).filter((name) => !LEFT_OUT.test(name));
  for (const [name, what] of [
    ["tfplan", "Plan first: terraform plan -out=tfplan"],
    [
      ".terraform.lock.hcl",
      "Run terraform init first: without the lock file another runner may choose other providers",
    ],
  ] as const)
    if (!names.includes(name)) throw new UserError("bundle", `${folder} holds no ${name}.`, `${what}.`);
  const outside = pathsOutside(folder, about.planned);
  if (outside.length > 0)
    throw new UserError(
      "bundle",
      `The stack reads files outside its folder, which a bundle doesn't carry: ${outside.join(", ")}.`,
      "Put them into the stack's folder, and name them by ${path.module}.",
    );
  const contents = new Map(names.map((name) => [name, readFileSync(join(folder, name))]));
  const size = [...contents.values()].reduce((sum, content) => sum + content.length, 0);
  if (size > LARGEST)
    throw new UserError("bundle", `${folder} has ${String(size)} bytes; a bundle takes ${String(LARGEST)}.`);
  const manifest: Manifest = {
    version: 1,
    stack: about.stack,
    terraform: about.terraform,
    files: Object.fromEntries([...contents].map(([name, content]) => [name, sha256(content)])),
  };
  const zip = zipSync(
    Object.fromEntries([
      [MANIFEST, [Buffer.from(JSON.stringify(manifest, null, 2)), { mtime: TIME }]],
      ...[...contents].map(([name, content]) => [`stack/${name}`, [content, { mtime: TIME, level: 6 }]] as const),
    ]),
  );
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, zip, { mode: 0o600 });
  return manifest;
}

/** Fixed, so that packing twice gives the same bytes. */
const TIME = new Date("2000-01-01T00:00:00Z");

/**
 * Unpacks a bundle into a folder that doesn't exist yet. Every file is checked against its hash before anything is
 * written; a file too many or too few is refused too.
 */
export function unpackBundle(file: string, folder: string): Manifest {
  if (existsSync(folder))
    throw new UserError("bundle", `${folder} is there already.`, "Unpack into a folder that doesn't exist.");
  const entries = new Map(Object.entries(unzipped(file)));
  const manifest = manifestOf(entries.get(MANIFEST));
  entries.delete(MANIFEST);
  const expected = new Map(Object.entries(manifest.files).map(([name, hash]) => [`stack/${name}`, hash]));
  for (const name of entries.keys())
    if (!expected.has(name))
      throw new UserError("bundle", `The bundle holds ${JSON.stringify(name)}, which its manifest doesn't name.`);
  for (const [name, hash] of expected) {
    const content = entries.get(name);
    if (!content) throw new UserError("bundle", `The bundle lacks ${JSON.stringify(name)}.`, "Pack it again.");
    if (sha256(content) !== hash)
      throw new UserError(
        "bundle",
        `${JSON.stringify(name)} is not what was packed.`,
        "It was changed after it was packed. Plan again.",
      );
    if (!isPlain(name))
      throw new UserError("bundle", `The bundle names ${JSON.stringify(name)}, which leads out of its folder.`);
  }
  try {
    for (const [name, content] of entries) {
      const path = join(folder, name.slice("stack/".length));
      mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
      writeFileSync(path, content, { flag: "wx" });
    }
    chmodSync(join(folder, "tfplan"), 0o600);
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw error;
  }
  return manifest;
}

/** Files outside the folder that its synthesized stack, or its plan, names: absolute ones, and those above it. */
export function pathsOutside(folder: string, planned?: unknown): readonly string[] {
  const file = join(folder, "cdk.tf.json");
  const found = new Set<string>();
  const look = (value: unknown, key: string): void => {
    if (typeof value === "string") {
      const local = value.replace(/^\$\{path\.(module|root|cwd)\}\//, "");
      const leaves = /^([A-Za-z]:)?[\\/]/.test(local) || local.split(/[\\/]/).includes("..");
      if (FILE_ARGUMENTS.has(key) && leaves) found.add(value);
    } else if (typeof value === "object" && value !== null)
      for (const [name, inner] of Object.entries(value)) look(inner, Array.isArray(value) ? key : name);
  };
  if (existsSync(file)) look(JSON.parse(readFileSync(file, "utf8")), "");
  look((planned as { planned_values?: unknown } | undefined)?.planned_values, "");
  return [...found];
}

/** Arguments that name files: of the archive provider, of functions and of objects. */
const FILE_ARGUMENTS: ReadonlySet<string> = new Set(["filename", "source_dir", "source_file", "output_path", "source"]);

function unzipped(file: string): Record<string, Uint8Array> {
  let size = 0;
  try {
    return unzipSync(readFileSync(file), {
      filter: ({ originalSize }) => {
        size += originalSize;
        if (size > LARGEST) throw new UserError("bundle", `${file} holds more than ${String(LARGEST)} bytes.`);
        return true;
      },
    });
  } catch (error) {
    if (error instanceof UserError) throw error;
    throw new UserError(
      "bundle",
      `${file} is no bundle: ${error instanceof Error ? error.message : String(error)}.`,
      "Pack it again.",
    );
  }
}

function manifestOf(content: Uint8Array | undefined): Manifest {
  if (!content) throw new UserError("bundle", "The bundle has no manifest.", "Pack it with this tool.");
  const json = parseJson(Buffer.from(content).toString("utf8"), "The bundle's manifest") as Partial<Manifest> | null;
  if (json?.version !== 1 || typeof json.files !== "object" || json.files === null)
    throw new UserError(
      "bundle",
      "The bundle's manifest has another version.",
      "Pack and unpack with the same version of the action.",
    );
  return json as Manifest;
}

function isPlain(name: string): boolean {
  return (
    name.startsWith("stack/") &&
    posix.normalize(name) === name &&
    !name.split("/").includes("..") &&
    !/[\\\0]/.test(name)
  );
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true })
    .map((name) => String(name).split(sep).join("/"))
    .filter((name) => {
      if (/(^|\/)\.terraform(\/|$)/.test(name)) return false;
      const found = lstatSync(join(folder, name));
      if (found.isSymbolicLink())
        throw new UserError(
          "bundle",
          `${join(folder, name)} is a link, which a bundle doesn't carry.`,
          "Put the file itself there.",
        );
      return found.isFile();
    })
    .sort();
}

const sha256 = (content: Uint8Array): string => createHash("sha256").update(content).digest("hex");
