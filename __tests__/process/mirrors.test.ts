import { findMirrors, mirrorConfig, mirrorsIn, type FolderView } from "../../process/mirrors";

const HOST = "registry.example.com";

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

const find = (view: FolderView, env: NodeJS.ProcessEnv = {}) => findMirrors("/project", env, view, "/home/ann");

test.each([
  ["implied, in the project", "/project/terraform.d/plugins"],
  ["implied, of the person", "/home/ann/.terraform.d/plugins"],
  ["implied, XDG default", "/home/ann/.local/share/terraform/plugins"],
  ["implied, system wide", "/usr/local/share/terraform/plugins"],
  ["a prefix, one level down", "/opt/providers"],
  ["a prefix, two levels down", "/srv/terraform/mirror"],
])("%s: %s", (_what, folder) => {
  expect(find(machine(`${folder}/${HOST}/hashicorp/aws/5.100.0`))).toEqual([
    { folder, host: HOST, providers: ["hashicorp/aws"] },
  ]);
});

test("the plugin cache and XDG folders of the environment are looked into", () => {
  const view = machine(`/cache/${HOST}/hashicorp/aws/6.0.0`, `/data/terraform/plugins/${HOST}/hashicorp/archive/2.7.0`);
  expect(
    find(view, { TF_PLUGIN_CACHE_DIR: "/cache", XDG_DATA_DIRS: "/other:/data" }).map((mirror) => mirror.folder),
  ).toEqual(["/cache", "/data/terraform/plugins"]);
});

test("a folder that only looks like a mirror is none", () => {
  expect(find(machine("/opt/app/lib", "/opt/app/lib.d/a/b/c"))).toEqual([]);
  expect(mirrorsIn("/opt/m", machine(`/opt/m/${HOST}/hashicorp/aws`))).toEqual([]);
  expect(mirrorsIn("/opt/m", machine("/opt/m/plugins/hashicorp/aws/5.100.0"))).toEqual([]);
});

test("one folder can hold the providers of several registries", () => {
  const view = machine(`/m/${HOST}/hashicorp/aws/5.100.0`, "/m/other.example.org:8443/acme/aws/1.0.0");
  expect(mirrorsIn("/m", view)).toEqual([
    { folder: "/m", host: HOST, providers: ["hashicorp/aws"] },
    { folder: "/m", host: "other.example.org:8443", providers: ["acme/aws"] },
  ]);
});

test("three levels down is too deep to be looked for", () => {
  expect(find(machine(`/opt/a/b/c/${HOST}/hashicorp/aws/5.100.0`))).toEqual([]);
});

test("the configuration takes from a mirror what it holds, and only the rest from the registry", () => {
  const text = mirrorConfig([{ folder: "/opt/with space", host: HOST, providers: ["hashicorp/aws"] }]);
  expect(text).toContain('path    = "/opt/with space"');
  expect(text).toContain(`include = ["${HOST}/hashicorp/aws"]`);
  expect(text).toMatch(/direct \{\s+exclude = \["registry\.example\.com\/hashicorp\/aws"\]/);
});
