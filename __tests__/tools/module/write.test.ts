import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import { madeFiles, stale, writeStale } from "../../../tools/module/write";
import { temporaryFolder } from "../../support/folder";
import { ROOT } from "../../support/project";

const folder = temporaryFolder("write");
const files = new Map<string, Uint8Array>([
  ["README.md", Buffer.from("# one\n")],
  ["functions/a.zip", new Uint8Array([1, 2])],
]);

test("what is missing, different or left over is stale, and brought up to date", () => {
  mkdirSync(path.join(folder(), "functions"));
  expect(stale(folder(), files)).toEqual(["README.md", "functions/a.zip"]);
  expect(writeStale(folder(), files)).toEqual(["README.md", "functions/a.zip"]);
  expect(stale(folder(), files)).toEqual([]);

  writeFileSync(path.join(folder(), "README.md"), "# two\n");
  writeFileSync(path.join(folder(), "functions", "b.zip"), "b");
  expect(stale(folder(), files)).toEqual(["README.md", "functions/b.zip"]);
  writeStale(folder(), files);
  expect(readFileSync(path.join(folder(), "README.md"), "utf8")).toBe("# one\n");
  expect(readdirSync(path.join(folder(), "functions"))).toEqual(["a.zip"]);
});

test("the committed zips, days and tables are what the sources give, twice the same", () => {
  const module = path.join(ROOT, "module");
  const [one, other] = [madeFiles(module), madeFiles(module)];
  expect(stale(module, one)).toEqual([]);
  for (const [name, content] of one)
    expect([name, Buffer.from(content).equals(Buffer.from(other.get(name) ?? ""))]).toEqual([name, true]);
});
