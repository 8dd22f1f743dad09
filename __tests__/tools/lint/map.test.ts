import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "../../support/project";

/** Not in git: what is installed, built or synthesized. */
const MADE = ["node_modules", "dist", "cdktf.out", ".git", ".work", "coverage"];

const foldersIn = (folder: string): string[] =>
  readdirSync(join(ROOT, folder), { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() && !MADE.includes(entry.name) ? [entry.name] : [],
  );

test("CONTRIBUTING's map names every folder of the project and of posture", () => {
  const map = readFileSync(join(ROOT, "CONTRIBUTING.md"), "utf8");
  const wanted = [...foldersIn("."), ...foldersIn("posture")];
  const named = (name: string): boolean => map.includes(`\`${name}/\``) || map.includes(`\`posture/${name}/\``);
  expect(wanted.filter((name) => !named(name))).toEqual([]);
});
