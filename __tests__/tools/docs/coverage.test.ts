import { readFileSync } from "node:fs";
import { join } from "node:path";
import { listedTypes } from "../../../posture/coverage/lookup";
import { coverageTables } from "../../../tools/docs/coverage";
import { withMarked } from "../../../tools/docs/marked";

const page = readFileSync(join(__dirname, "../../../docs/coverage.md"), "utf8");

test("docs/coverage.md is current (npm run docs writes it)", () => {
  expect(withMarked(page, "coverage", coverageTables())).toBe(page);
});

test("it has one row for every type that is classified by name", () => {
  const [byName = ""] = coverageTables().split("## By the beginning");
  const rows = byName
    .split("\n")
    .map((line) => /^\| `(\w+)` \|/.exec(line)?.[1])
    .filter((type) => type !== undefined);
  expect(rows).toEqual(listedTypes());
});

test("every row of a table has as many cells as its heading", () => {
  let width = 0;
  for (const line of coverageTables().split("\n")) {
    if (!line.startsWith("|")) width = 0;
    else if (width === 0) width = line.split("|").length;
    else expect([line, line.split("|").length]).toEqual([line, width]);
  }
});
