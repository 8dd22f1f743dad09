import { readdirSync, statSync } from "node:fs";
import { homedir } from "node:os";
import { delimiter, join } from "node:path";

/** What mirrors are looked for in; tests use one of their own. */
export interface FolderView {
  /** Names of the folders in a folder, sorted; empty when it can't be read. */
  folders(path: string): readonly string[];
  exists(path: string): boolean;
}

export const realFolders: FolderView = {
  folders(path) {
    try {
      return readdirSync(path, { withFileTypes: true })
        .filter((entry) => entry.isDirectory() || entry.isSymbolicLink())
        .map((entry) => entry.name)
        .sort();
    } catch {
      return [];
    }
  },
  exists(path) {
    try {
      return statSync(path).isDirectory();
    } catch {
      return false;
    }
  },
};

/** A folder that holds providers as Terraform's filesystem mirrors do: `HOST/NAMESPACE/TYPE/…`. */
export interface Mirror {
  readonly folder: string;
  /** `hashicorp/aws` */
  readonly providers: readonly string[];
}

/**
 * Where Terraform itself looks for providers on disk ("Implied Local Mirror Directories" of its CLI configuration
 * page), and the plugin cache, which has the same layout.
 */
export function documentedFolders(env: NodeJS.ProcessEnv, home: string, root: string): readonly string[] {
  const data = (env["XDG_DATA_HOME"] ?? "") || join(home, ".local", "share");
  const shared = ((env["XDG_DATA_DIRS"] ?? "") || ["/usr/local/share", "/usr/share"].join(delimiter)).split(delimiter);
  return [
    env["TF_PLUGIN_CACHE_DIR"] ?? "",
    join(root, "terraform.d", "plugins"),
    join(home, ".terraform.d", "plugins"),
    join(home, ".terraform.d", "plugin-cache"),
    join(home, "Library", "Application Support", "io.terraform", "plugins"),
    ...(env["APPDATA"] === undefined ? [] : [join(env["APPDATA"], "terraform.d", "plugins")]),
    ...[data, ...shared].map((folder) => join(folder, "terraform", "plugins")),
  ].filter((folder) => folder !== "");
}

/** Prefixes under which system administrators put shared software; looked through two levels deep. */
export const PREFIXES = [
  "/opt",
  "/usr/local/lib",
  "/usr/lib",
  "/usr/local/share",
  "/usr/share",
  "/usr/libexec",
  "/srv",
  "/var/lib",
] as const;

/** The providers of a registry that a folder holds, or undefined if it is no mirror of it. */
export function asMirror(folder: string, registry: string, view: FolderView): Mirror | undefined {
  const host = join(folder, registry);
  if (!view.exists(host)) return undefined;
  const providers = view.folders(host).flatMap((namespace) =>
    view
      .folders(join(host, namespace))
      .filter((type) => view.folders(join(host, namespace, type)).length > 0)
      .map((type) => `${namespace}/${type}`),
  );
  return providers.length === 0 ? undefined : { folder, providers };
}

/** Every mirror of a registry on this machine, documented places first. */
export function findMirrors(
  registry: string,
  root: string,
  env: NodeJS.ProcessEnv = process.env,
  view: FolderView = realFolders,
  home: string = homedir(),
): readonly Mirror[] {
  const candidates = new Set(documentedFolders(env, home, root));
  for (const prefix of PREFIXES) {
    for (const first of view.folders(prefix)) {
      candidates.add(join(prefix, first));
      for (const second of view.folders(join(prefix, first))) candidates.add(join(prefix, first, second));
    }
  }
  return [...candidates].flatMap((folder) => asMirror(folder, registry, view) ?? []);
}

/** A CLI configuration that takes each provider from the mirrors that hold it, and everything else from its registry. */
export function mirrorConfig(mirrors: readonly Mirror[], registry: string): string {
  const list = (names: readonly string[]): string => JSON.stringify(names.map((name) => `${registry}/${name}`));
  const all = [...new Set(mirrors.flatMap((mirror) => mirror.providers))].sort();
  const blocks = mirrors.map(
    (mirror) =>
      `  filesystem_mirror {\n    path    = ${JSON.stringify(mirror.folder)}\n    include = ${list(mirror.providers)}\n  }\n`,
  );
  return `provider_installation {\n${blocks.join("")}  direct {\n    exclude = ${list(all)}\n  }\n}\n`;
}
