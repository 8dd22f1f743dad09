/** Who installs a new project. Each has the commands `install`, `test` and `run`. */
export type PackageManager = "npm" | "pnpm" | "yarn";

/** The one that started this command, which each names first: `pnpm/12.21.0 npm/? node/? linux x64`. @default npm */
export function packageManagerOf(userAgent = ""): PackageManager {
  const name = userAgent.split("/")[0];
  return name === "pnpm" || name === "yarn" ? name : "npm";
}

/** What a project needs beside its `package.json`, by file. */
export const SETTINGS: Readonly<Record<PackageManager, Readonly<Record<string, string>>>> = {
  npm: {},
  // Without it `pnpm install` ends with ERR_PNPM_IGNORED_BUILDS.
  pnpm: { "pnpm-workspace.yaml": "allowBuilds:\n  esbuild: true\n" },
  // With Plug'n'Play `npx tsx`, which cdktf.json names, finds no tsx.
  yarn: { ".yarnrc.yml": "nodeLinker: node-modules\n" },
};

/** What git leaves out of a project. Of `.yarn`, what Yarn's own documentation says without zero-installs. */
export function ignored(manager: PackageManager): string {
  const yarn = ".yarn/*\n!.yarn/patches\n!.yarn/plugins\n!.yarn/releases\n!.yarn/sdks\n!.yarn/versions\n.pnp.*\n";
  return `node_modules/\ncdktf.out/\n.terraform/\n*.tfstate*\n${manager === "yarn" ? yarn : ""}`;
}
