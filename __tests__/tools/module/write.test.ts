import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import { moduleFiles } from "../../../tools/module/files";
import { differences, writeModule } from "../../../tools/module/write";
import { temporaryFolder } from "../../support/folder";
import { ROOT } from "../../support/project";

const folder = temporaryFolder("write");
const files = new Map<string, string | Uint8Array>([
  ["main.tf", "# one\n"],
  ["functions/a.zip", new Uint8Array([1, 2])],
]);

test("what is missing, different or left over is stale, and written anew", () => {
  const module = path.join(folder(), "module");
  expect(differences(module, files).map(({ path: file, why }) => `${file} ${why}`)).toEqual([
    "main.tf is missing",
    "functions/a.zip is missing",
  ]);
  expect(writeModule(module, files)).toEqual(["main.tf", "functions/a.zip"]);
  expect(differences(module, files)).toEqual([]);
  expect(writeModule(module, files)).toEqual([]);

  writeFileSync(path.join(module, "main.tf"), "# two\n");
  writeFileSync(path.join(module, "functions", "b.zip"), "b");
  expect(differences(module, files).map((each) => each.path)).toEqual(["main.tf", "functions/b.zip"]);
  writeModule(module, files);
  expect(readFileSync(path.join(module, "main.tf"), "utf8")).toBe("# one\n");
  expect(readdirSync(path.join(module, "functions"))).toEqual(["a.zip"]);
});

test("examples, tests and Terraform's own files are left alone", () => {
  const module = path.join(folder(), "kept");
  writeModule(module, files);
  for (const name of ["examples", "tests", ".terraform"]) {
    mkdirSync(path.join(module, name), { recursive: true });
    writeFileSync(path.join(module, name, "x.tf"), "");
  }
  expect(differences(module, files)).toEqual([]);
});

test("the committed module is what the constructs give", () => {
  expect(differences(path.join(ROOT, "module"), moduleFiles())).toEqual([]);
});

test("generating twice gives the same bytes", () => {
  const [one, other] = [moduleFiles(), moduleFiles()];
  expect([...one.keys()]).toEqual([...other.keys()]);
  for (const [name, content] of one) expect(Buffer.from(content).equals(Buffer.from(other.get(name) ?? ""))).toBe(true);
});
