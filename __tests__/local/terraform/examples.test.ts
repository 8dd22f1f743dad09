import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readExamples } from "../../../local/terraform/examples";
import { ROOT } from "../../../process/terraform-working-directory";

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), "examples-"))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const read = (text: string) => {
  writeFileSync(join(folder, "expected.json"), text);
  return readExamples(folder);
};

test("without the file there are none", () => expect(readExamples(folder)).toEqual([]));

test("a file lies beside an entry file as well as in a folder", () => {
  read('[{ "method": "GET", "response": { "status": 200 } }]');
  writeFileSync(join(folder, "index.ts"), "");
  expect(readExamples(join(folder, "index.ts"))).toEqual([{ method: "GET", status: 200, expected: {} }]);
});

test("this project's own can be read", () => {
  const own = readdirSync(join(ROOT, "functions")).flatMap((name) => readExamples(join(ROOT, "functions", name)));
  expect(own.length).toBeGreaterThan(4);
});

test.each([
  ["no JSON", "{", /expected\.json is not JSON/],
  ["no list", "{}", /must be a list/],
  ["no object", "[1]", /entry 1 must be an object/],
  ["a misspelt name", '[{ "method": "GET", "respone": {} }]', /"respone", which is not known here/],
  ["no method", '[{ "response": { "status": 200 } }]', /has no method/],
  ["another caller", '[{ "method": "GET", "caller": "me", "response": { "status": 200 } }]', /caller must be/],
  ["no status", '[{ "method": "GET", "response": {} }]', /response has no status/],
])("%s is refused, and says where", (_name, text, said) => expect(() => read(text)).toThrow(said));
