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

/** A folder that holds providers of a registry as Terraform's filesystem mirrors do: `HOST/NAMESPACE/TYPE/…`. */
export interface Mirror {
  readonly folder: string;
  /** The registry whose providers they are. */
  readonly host: string;
  /** `hashicorp/aws` */
  readonly providers: readonly string[];
  /** The mirrors of other registries that its links lead to. */
  readonly linked?: readonly Mirror[];
}

/**
 * Where Terraform itself looks for providers on disk ("Implied Local Mirror Directories" of its CLI configuration
 * page), and the plugin cache, which has the same layout.
 */
function documentedFolders(env: NodeJS.ProcessEnv, home: string, root: string): readonly string[] {
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
const PREFIXES = [
  "/opt",
  "/usr/local/lib",
  "/usr/lib",
  "/usr/local/share",
  "/usr/share",
  "/usr/libexec",
  "/srv",
  "/var/lib",
] as const;

/** A folder's name that can be a registry's: a host name, perhaps with a port. */
const HOST = /^[a-z0-9-]+(\.[a-z0-9-]+)*\.[a-z]{2,}(:\d+)?$/i;

/** The providers that a folder holds, for each registry; empty if it is no mirror. */
export function mirrorsIn(folder: string, view: FolderView): readonly Mirror[] {
  return view.folders(folder).flatMap((host) => {
    if (!HOST.test(host)) return [];
    const providers = view.folders(join(folder, host)).flatMap((namespace) =>
      view
        .folders(join(folder, host, namespace))
        .filter((type) => view.folders(join(folder, host, namespace, type)).length > 0)
        .map((type) => `${namespace}/${type}`),
    );
    return providers.length === 0 ? [] : [{ folder, host, providers }];
  });
}

/** Every mirror on this machine, of whichever registry, documented places first. */
export function findMirrors(
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
  return [...candidates].flatMap((folder) => mirrorsIn(folder, view));
}

/** A CLI configuration that takes each provider from the mirrors that hold it, and everything else from its registry. */
export function mirrorConfig(mirrors: readonly Mirror[]): string {
  const sources = ({ host, providers }: Mirror): string[] => providers.map((name) => `${host}/${name}`);
  const all = [...new Set(mirrors.flatMap(sources))].sort();
  const blocks = mirrors.map(
    (mirror) =>
      `  filesystem_mirror {\n    path    = ${JSON.stringify(mirror.folder)}\n    include = ${JSON.stringify(sources(mirror))}\n  }\n`,
  );
  return `provider_installation {\n${blocks.join("")}  direct {\n    exclude = ${JSON.stringify(all)}\n  }\n}\n`;
}
