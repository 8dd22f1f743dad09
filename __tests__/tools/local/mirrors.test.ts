import { asMirror, findMirrors, mirrorConfig, type FolderView } from "../../../tools/local/mirrors";

const HOST = "registry.terraform.io";

/** A machine whose folders are these paths and everything above them. */
function machine(...paths: string[]): FolderView {
  const all = new Set<string>();
  for (const path of paths) {
    const parts = path.split("/");
    for (let i = 2; i <= parts.length; i++) all.add(parts.slice(0, i).join("/"));
  }
  return {
    exists: (path) => all.has(path),
    folders: (path) =>
      [...all]
        .filter((one) => one.startsWith(`${path}/`) && !one.slice(path.length + 1).includes("/"))
        .map((one) => one.slice(path.length + 1)),
  };
}

const find = (view: FolderView, env: NodeJS.ProcessEnv = {}) => findMirrors(HOST, "/project", env, view, "/home/ann");

test.each([
  ["implied, in the project", "/project/terraform.d/plugins"],
  ["implied, of the person", "/home/ann/.terraform.d/plugins"],
  ["implied, XDG default", "/home/ann/.local/share/terraform/plugins"],
  ["implied, system wide", "/usr/local/share/terraform/plugins"],
  ["a prefix, one level down", "/opt/providers"],
  ["a prefix, two levels down", "/srv/terraform/mirror"],
])("%s: %s", (_what, folder) => {
  expect(find(machine(`${folder}/${HOST}/hashicorp/aws/5.100.0`))).toEqual([{ folder, providers: ["hashicorp/aws"] }]);
});

test("the plugin cache and XDG folders of the environment are looked into", () => {
  const view = machine(`/cache/${HOST}/hashicorp/aws/6.0.0`, `/data/terraform/plugins/${HOST}/hashicorp/archive/2.7.0`);
  expect(
    find(view, { TF_PLUGIN_CACHE_DIR: "/cache", XDG_DATA_DIRS: "/other:/data" }).map((mirror) => mirror.folder),
  ).toEqual(["/cache", "/data/terraform/plugins"]);
});

test("a folder that only looks like a mirror is none", () => {
  expect(find(machine("/opt/app/lib"))).toEqual([]);
  expect(asMirror("/opt/m", HOST, machine(`/opt/m/${HOST}/hashicorp/aws`))).toBeUndefined();
  expect(asMirror("/opt/m", "registry.opentofu.org", machine(`/opt/m/${HOST}/hashicorp/aws/5.100.0`))).toBeUndefined();
});

test("three levels down is too deep to be looked for", () => {
  expect(find(machine(`/opt/a/b/c/${HOST}/hashicorp/aws/5.100.0`))).toEqual([]);
});

test("the configuration takes from a mirror what it holds, and only the rest from the registry", () => {
  const text = mirrorConfig([{ folder: "/opt/with space", providers: ["hashicorp/aws"] }], HOST);
  expect(text).toContain('path    = "/opt/with space"');
  expect(text).toContain(`include = ["${HOST}/hashicorp/aws"]`);
  expect(text).toMatch(/direct \{\s+exclude = \["registry\.terraform\.io\/hashicorp\/aws"\]/);
});
