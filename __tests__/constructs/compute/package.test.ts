import { createHash } from "node:crypto";
import { existsSync, mkdirSync, utimesSync, readdirSync, readFileSync, rmSync } from "node:fs";
import * as path from "node:path";
import { App, Testing, type TerraformAsset } from "cdktf";
import { Construct } from "constructs";
import { packageCode, type PackagedCode, type Packaging } from "../../../constructs/compute/package";
import { ApiStack } from "../../../constructs/stack/stack";
import { temporaryFolder } from "../../support/folder";
import { synth, testStack } from "../../support/synth";
import { addresses } from "../../support/terraform-json";

const folder = temporaryFolder("package");
const BUNDLE = new Map([["index.js", Buffer.from("exports.handler = 1;")]]);

function packaged(packaging: Packaging): { code: PackagedCode; stack: ApiStack; asset: TerraformAsset } {
  const stack = testStack();
  const scope = new Construct(stack, "hello");
  const code = packageCode(scope, BUNDLE, packaging);
  return { code, stack, asset: scope.node.findChild("code") as TerraformAsset };
}

describe("prebuilt", () => {
  test("is a zip beside the stack with the hash of its bytes", () => {
    const { code, asset } = packaged("prebuilt");
    const zip = readFileSync(sourceOf(asset));
    expect(zip.subarray(0, 2).toString()).toBe("PK");
    expect(code.sourceCodeHash).toBe(createHash("sha256").update(zip).digest("base64"));
    expect(code.filename).toMatch(/^\$\{path\.module\}\/assets\/hello_code\/[0-9A-F]{32}\/function\.zip$/);
  });

  test("needs no further provider", () => {
    const json = synth(packaged("prebuilt").stack);
    expect(json.terraform).toMatchObject({ required_providers: { aws: expect.anything() as object } });
    expect(json.terraform?.required_providers).not.toHaveProperty("archive");
    expect(json.provider).not.toHaveProperty("archive");
    expect(addresses(json)).toEqual([]);
  });
});

describe("archive", () => {
  test("lets the archive provider zip the bundle's folder", () => {
    const json = synth(packaged("archive").stack);
    expect(json.terraform).toMatchObject({
      required_providers: { archive: { source: "hashicorp/archive", version: ">= 2.4.0, < 3.0.0" } },
    });
    expect(json.provider).toHaveProperty("archive");
    const data = json.data?.archive_file?.hello;
    expect(data).toMatchObject({ type: "zip", output_file_mode: "0644" });
    expect(data?.source_dir).toMatch(/^\$\{path\.module\}\/assets\/hello_code\/[0-9A-F]{32}$/);
    expect(data?.output_path).toBe(`${String(data?.source_dir)}.zip`);
  });

  test("declares the provider once for many functions", () => {
    const stack = testStack();
    for (const id of ["a", "b"]) packageCode(new Construct(stack, id), BUNDLE, "archive");
    const json = synth(stack);
    expect(json.provider?.archive).toHaveLength(1);
    expect(addresses(json)).toEqual(["data.archive_file.a", "data.archive_file.b"]);
  });

  test("names no path of this machine", () => {
    const { stack } = packaged("archive");
    expect(JSON.stringify(synth(stack))).not.toContain(App.of(stack).outdir);
  });
});

test("a bundle is written once, whole, and under a name of its content", () => {
  const outdir = path.join(folder(), "out");
  const app = (): ApiStack => new ApiStack(Testing.app({ outdir }), "auth-api");
  const written = (): string[] => readdirSync(path.join(outdir, ".bundles")).sort();
  packageCode(new Construct(app(), "a"), BUNDLE, "archive");
  const first = written();
  packageCode(new Construct(app(), "b"), BUNDLE, "archive");
  expect(written()).toEqual(first);
  expect(first).toHaveLength(1);
  packageCode(new Construct(app(), "a"), new Map([["index.js", Buffer.from("exports.handler = 2;")]]), "archive");
  expect(written()).toHaveLength(2);
  expect(written().filter((name) => !/^[0-9a-f]{32}$/.test(name))).toEqual([]);
  rmSync(outdir, { recursive: true });
});

test("what no run has asked for in a day is removed, since stacks have copies of their own", () => {
  const outdir = path.join(folder(), "old");
  const place = (name: string): string => path.join(outdir, ".bundles", name);
  for (const name of ["unused", "recent"]) mkdirSync(place(name), { recursive: true });
  const before = new Date(Date.now() - 2 * 24 * 60 * 60 * 1000);
  utimesSync(place("unused"), before, before);
  packageCode(new Construct(new ApiStack(Testing.app({ outdir }), "auth-api"), "a"), BUNDLE, "archive");
  expect([existsSync(place("unused")), existsSync(place("recent"))]).toEqual([false, true]);
  rmSync(outdir, { recursive: true });
});

test("a bundle of this run stays where the clock is days ahead of the files' times", () => {
  const outdir = path.join(folder(), "ahead");
  const stack = new ApiStack(Testing.app({ outdir }), "auth-api");
  const now = jest.spyOn(Date, "now").mockReturnValue(Date.now() + 100 * 24 * 60 * 60 * 1000);
  packageCode(new Construct(stack, "a"), BUNDLE, "archive");
  packageCode(new Construct(stack, "b"), new Map([["index.js", Buffer.from("exports.handler = 2;")]]), "archive");
  now.mockRestore();
  expect(readdirSync(path.join(outdir, ".bundles"))).toHaveLength(2);
});

/** The file that cdktf copies; it keeps this to itself. */
function sourceOf(asset: TerraformAsset): string {
  return (asset as unknown as { sourcePath: string }).sourcePath;
}
