import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseJson, readJsonFile } from "../../process/json-file";

test("a file that was cut off, or is none, is named", () => {
  const file = join(mkdtempSync(join(tmpdir(), "json-file-")), "access.json");
  for (const text of ["", '{"routes":', "<html>"]) {
    writeFileSync(file, text);
    expect(() => readJsonFile(file)).toThrow(expect.objectContaining({ code: "json-file", name: "UserError" }));
    expect(() => readJsonFile(file)).toThrow(file);
  }
});

test("a byte order mark, as some editors write it, is no fault", () => {
  expect(parseJson('\ufeff{"a":1}', "x")).toEqual({ a: 1 });
});
