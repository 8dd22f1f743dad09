import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readPrivateFile, writePrivateFile } from "../../../local/session/private-file";

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "private-"))));
afterEach(() => rmSync(folder, { recursive: true }));

test("what is written is read, by its owner alone, and nothing else is left", () => {
  const file = join(folder, "a.json");
  writePrivateFile(file, { a: 1 });
  expect(readPrivateFile(file, "x")).toEqual({ a: 1 });
  expect(statSync(file).mode & 0o077).toBe(0);
  expect(readdirSync(folder)).toEqual(["a.json"]);
});

test.each([
  ["torn", '{"a":'],
  ["empty", ""],
  ["no object", "4321"],
  ["null", "null"],
])("a %s file is named, with what to do", (_name, text) => {
  const file = join(folder, "a.json");
  writeFileSync(file, text);
  expect(() => readPrivateFile(file, "Remove it.")).toThrow(`${file} is damaged.`);
});
