import { existsSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../../support/project";

/** Not in git: what is installed, built or synthesized. */
const MADE = /^(node_modules|dist|cdktf\.out|\.git|\.work|\.terraform|\.stryker-tmp|coverage|__snapshots__)$/;
/** What lies below these folders is data, of which the folder's own row speaks. */
const DATA = /^__tests__\/(posture\/fixtures|cli\/adopt\/estates|posture\/diff\/single-changes)\/./;

const ROWS = [...readFileSync(join(ROOT, "CONTRIBUTING.md"), "utf8").matchAll(/^\| `(\S+)`\s+\| \S/gm)].map(
  ([, row]) => row ?? "",
);

/** Folders with files of their own, as `constructs/api/`. */
function* foldersBelow(folder: string): Generator<string> {
  const entries = readdirSync(join(ROOT, folder), { withFileTypes: true });
  if (folder !== "" && entries.some((entry) => entry.isFile())) yield folder;
  for (const entry of entries)
    if (entry.isDirectory() && !MADE.test(entry.name)) yield* foldersBelow(`${folder}${entry.name}/`);
}

const mirrors = (folder: string): boolean =>
  folder.startsWith("__tests__/") && existsSync(join(ROOT, folder.slice("__tests__/".length)));

describe("CONTRIBUTING's map", () => {
  test("has a row for every folder", () => {
    const folders = [...foldersBelow("")].filter((folder) => !mirrors(folder) || folder === "__tests__/");
    expect(folders.length).toBeGreaterThan(100);
    expect(folders.filter((folder) => !DATA.test(folder) && !ROWS.includes(folder))).toEqual([]);
  });

  test("has one row for each, and none for what isn't there", () => {
    expect(ROWS.filter((row, i) => ROWS.indexOf(row) !== i)).toEqual([]);
    expect(ROWS.filter((row) => !existsSync(join(ROOT, row)))).toEqual([]);
  });
});
