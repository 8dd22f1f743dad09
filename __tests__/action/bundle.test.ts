import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, statSync, symlinkSync, writeFileSync, existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { unzipSync, zipSync } from "fflate";
import { packBundle, pathsOutside, unpackBundle } from "../../action/bundle";
import { temporaryFolder } from "../support/folder";

const folder = temporaryFolder("bundle");
const about = { stack: "auth-api", terraform: "terraform 1.9.8" };
let number = 0;

/** A stack's folder with these files beside a plan and a lock file. */
function stack(files: Record<string, string> = {}): string {
  const root = join(folder(), `stack-${String(number++)}`);
  for (const [name, text] of Object.entries({ tfplan: "plan", ".terraform.lock.hcl": "lock", ...files })) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), text);
  }
  return root;
}

const target = (): string => join(folder(), `out-${String(number++)}`);

/** Packs, changes the archive, and writes it again. */
function tampered(change: (files: Record<string, Uint8Array>) => void): string {
  const file = `${target()}.zip`;
  packBundle(stack({ "assets/a.zip": "code" }), file, about);
  const files = { ...unzipSync(readFileSync(file)) };
  change(files);
  writeFileSync(file, zipSync(files));
  return file;
}

test("carries plan, lock file and assets, and neither state nor caches", () => {
  const file = `${target()}.zip`;
  const root = stack({
    "cdk.tf.json": "{}",
    "assets/x/function.zip": "code",
    "terraform.tfstate": "secret",
    "terraform.tfstate.backup": "secret",
    ".terraform/providers/big": "x",
  });
  packBundle(root, file, about);
  const to = target();
  const manifest = unpackBundle(file, to);
  expect(Object.keys(manifest.files)).toEqual([
    ".terraform.lock.hcl",
    "assets/x/function.zip",
    "cdk.tf.json",
    "tfplan",
  ]);
  for (const name of Object.keys(manifest.files))
    expect(readFileSync(join(to, name))).toEqual(readFileSync(join(root, name)));
  expect(existsSync(join(to, "terraform.tfstate"))).toBe(false);
  if (process.platform !== "win32")
    expect([statSync(file), statSync(join(to, "tfplan"))].map((one) => one.mode & 0o077)).toEqual([0, 0]);
});

test("gives the same bytes each time", () => {
  const [a, b] = [`${target()}.zip`, `${target()}.zip`];
  const root = stack({ "main.tf": "x" });
  packBundle(root, a, about);
  packBundle(root, b, about);
  expect(readFileSync(a)).toEqual(readFileSync(b));
});

test.each([
  [
    "a changed file",
    (files: Record<string, Uint8Array>) => void (files["stack/assets/a.zip"] = Buffer.from("evil")),
    "is not what was packed",
  ],
  [
    "a changed plan",
    (files: Record<string, Uint8Array>) => void (files["stack/tfplan"] = Buffer.from("evil")),
    "is not what was packed",
  ],
  [
    "a file too many",
    (files: Record<string, Uint8Array>) => void (files["stack/extra.tf"] = Buffer.from("evil")),
    "doesn't name",
  ],
  [
    "a file outside",
    (files: Record<string, Uint8Array>) => void (files["../evil"] = Buffer.from("evil")),
    "doesn't name",
  ],
  ["a file too few", (files: Record<string, Uint8Array>) => void delete files["stack/assets/a.zip"], "lacks"],
  ["no manifest", (files: Record<string, Uint8Array>) => void delete files["manifest.json"], "no manifest"],
])("refuses a bundle with %s, and writes nothing", (_, change, message) => {
  const to = target();
  expect(() => unpackBundle(tampered(change), to)).toThrow(message);
  expect(existsSync(to)).toBe(false);
});

test("refuses a path that leads out, even when the manifest names it", () => {
  const content = Buffer.from("evil");
  const file = tampered((files) => {
    const manifest = JSON.parse(Buffer.from(files["manifest.json"] ?? []).toString()) as {
      files: Record<string, string>;
    };
    manifest.files["../../evil"] = createHash("sha256").update(content).digest("hex");
    files["manifest.json"] = Buffer.from(JSON.stringify(manifest));
    files["stack/../../evil"] = content;
  });
  expect(() => unpackBundle(file, target())).toThrow("leads out");
  expect(existsSync(join(folder(), "..", "evil"))).toBe(false);
});

test("refuses to pack without plan or lock file, with links, and what reads files elsewhere", () => {
  const bare = target();
  mkdirSync(bare);
  expect(() => packBundle(bare, `${bare}.zip`, about)).toThrow("no tfplan");
  const linked = stack();
  symlinkSync("/etc/hostname", join(linked, "link"));
  expect(() => packBundle(linked, `${target()}.zip`, about)).toThrow("is a link");
  const far = { resource: { aws_lambda_function: { f: { filename: "${path.module}/../code.zip" } } } };
  expect(() => packBundle(stack({ "cdk.tf.json": JSON.stringify(far) }), `${target()}.zip`, about)).toThrow(
    "outside its folder",
  );
  const planned = { planned_values: { root_module: { resources: [{ values: { filename: "/tmp/code.zip" } }] } } };
  expect(() => packBundle(stack(), `${target()}.zip`, { ...about, planned })).toThrow("/tmp/code.zip");
  expect(
    pathsOutside(
      stack({ "cdk.tf.json": JSON.stringify({ a: { filename: "${path.module}/assets/x.zip", path: "/items" } }) }),
    ),
  ).toEqual([]);
});

test("refuses to unpack over what is there, and what is no bundle", () => {
  const file = `${target()}.zip`;
  packBundle(stack(), file, about);
  expect(() => unpackBundle(file, folder())).toThrow("is there already");
  writeFileSync(file, "not a zip");
  expect(() => unpackBundle(file, target())).toThrow("is no bundle");
});
