import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import { App, AssetType, TerraformStack } from "cdktf";
import { CodeAsset } from "../../../constructs/compute/code-asset";
import { temporaryFolder } from "../../support/folder";

const folder = temporaryFolder("code-asset");

/** Synthesizes one asset; where it is, and the folder of all its versions. */
function synthesized(type: AssetType.FILE | AssetType.DIRECTORY, content: string) {
  const source = path.join(folder(), `source-${content}`);
  mkdirSync(source, { recursive: true });
  for (const name of ["a.js", "b.js"]) writeFileSync(path.join(source, name), `${name} ${content}`);
  const app = new App({ outdir: path.join(folder(), "out") });
  const stack = new TerraformStack(app, "s");
  const asset = new CodeAsset(stack, "code", type === AssetType.FILE ? path.join(source, "a.js") : source, type);
  app.synth();
  const at = path.join(folder(), "out", "stacks", "s", asset.path);
  return { at, versions: path.resolve(at, type === AssetType.FILE ? "../.." : "..") };
}

test("a file and a folder are copied whole", () => {
  expect(readFileSync(synthesized(AssetType.FILE, "one").at, "utf8")).toBe("a.js one");
  const { at } = synthesized(AssetType.DIRECTORY, "one");
  expect(readdirSync(at).map((name) => readFileSync(path.join(at, name), "utf8"))).toEqual(["a.js one", "b.js one"]);
});

test.each([AssetType.FILE, AssetType.DIRECTORY] as const)(
  "another version goes, the same one is never away",
  (type) => {
    const old = synthesized(type, "old");
    const { at, versions } = synthesized(type, "new");
    expect(existsSync(old.at)).toBe(false);
    writeFileSync(path.join(versions, "left.zip"), "");
    const version = path.join(versions, readdirSync(versions).find((name) => name !== "left.zip") ?? "");
    const before = statSync(version);
    expect(synthesized(type, "new").at).toBe(at);
    expect(readdirSync(versions)).toEqual([path.basename(version)]);
    expect(statSync(version).ino).toBe(before.ino);
    expect(statSync(version).birthtimeMs).toBe(before.birthtimeMs);
  },
);
