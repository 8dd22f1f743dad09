import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { ERROR_CODES } from "../../../constructs";
import { errorTable } from "../../../tools/docs/errors";
import { withMarked } from "../../../tools/docs/marked";

const ROOT = join(__dirname, "../../..");
const page = readFileSync(join(ROOT, "docs/errors.md"), "utf8");

test("docs/errors.md is current (npm run docs writes it)", () => {
  expect(withMarked(page, "errors", errorTable())).toBe(page);
});

test("every code has a meaning, an example and what to write instead", () => {
  for (const [code, texts] of Object.entries(ERROR_CODES))
    expect([code, texts.map((text) => text.trim().length > 0)]).toEqual([code, [true, true, true]]);
});

test("no code is documented that nothing throws", () => {
  const folder = join(ROOT, "constructs");
  const sources = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".ts") && !name.startsWith(join("errors", "catalogue")))
    .map((name) => readFileSync(join(folder, name), "utf8"))
    .join("\n");
  expect(Object.keys(ERROR_CODES).filter((code) => !sources.includes(`"${code}"`))).toEqual([]);
});
