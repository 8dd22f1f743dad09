import { readFileSync } from "node:fs";
import { join } from "node:path";
import { CODE_TABLES } from "../../../posture/diff/index";
import { table, withTable } from "../../../tools/docs/changes";

const page = readFileSync(join(__dirname, "../../../docs/changes.md"), "utf8");

describe("docs/changes.md", () => {
  it("is current (npx tsx tools/docs/changes.ts writes it)", () => {
    expect(withTable(page)).toBe(page);
  });

  it("has a row for every code", () => {
    for (const code of CODE_TABLES.flatMap(({ codes }) => Object.keys(codes)))
      expect(table()).toContain(`| \`${code}\` |`);
  });

  it("refuses a page without its markers", () => {
    expect(() => withTable("nothing")).toThrow("lost its markers");
  });
});
