import { readFileSync } from "node:fs";
import { join } from "node:path";
import { CODE_TABLES } from "../../../posture/diff/index";
import { changeTable } from "../../../tools/docs/code-tables";
import { withMarked } from "../../../tools/docs/marked";

const page = readFileSync(join(__dirname, "../../../docs/changes.md"), "utf8");

test("docs/changes.md is current (npm run docs writes it)", () => {
  expect(withMarked(page, "changes", changeTable())).toBe(page);
});

test("it has a row for every code", () => {
  for (const code of CODE_TABLES.flatMap(({ codes }) => Object.keys(codes)))
    expect(changeTable()).toContain(`| \`${code}\` |`);
});
