import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import * as path from "node:path";
import { tokenValidity } from "../constructs/identity/clients/token-lifetimes";
import { withMarked } from "../tools/docs/marked";
import { RULES } from "../posture/rules";
import { propsTable } from "../tools/docs/props-table";
import { firstProgramOf } from "./support/readme";

const ROOT = path.join(__dirname, "..");
const DOCUMENTS = ["README.md", "CONTRIBUTING.md"];
const text = (file: string): string => readFileSync(path.join(ROOT, file), "utf8");
const readme = text("README.md");

test("the table of props is made from the code: npm run docs", () => {
  const props = text("docs/props.md");
  expect(withMarked(props, "props", propsTable())).toBe(props);
  expect(propsTable()).toContain("| `project` | required |");
});

test.each(DOCUMENTS)("every command of %s exists", (document) => {
  const { scripts } = JSON.parse(text("package.json")) as { scripts: Record<string, string> };
  const named = [...text(document).matchAll(/npm (?:run (?:-s )?([\w:-]+)|(test)\b)/g)].map(
    ([, run, test]) => run ?? test ?? "",
  );
  expect(named.length).toBeGreaterThan(0);
  for (const name of named) expect({ name, exists: name in scripts }).toEqual({ name, exists: true });
});

/** A document without its blocks of code. */
const prose = (document: string): string => text(document).replace(/^```.*?^```/gms, "");

/** The anchors that GitHub gives a document's headings; the second of one name ends in -1. */
function anchorsOf(document: string): Set<string> {
  const anchors = new Set<string>();
  for (const [, heading = ""] of prose(document).matchAll(/^#+ (.*)$/gm)) {
    const shown = heading.replace(/\[([^\]]*)\]\([^)]*\)/g, "$1").trim();
    const anchor = shown
      .toLowerCase()
      .replace(/[^\p{L}\p{N}_\- ]/gu, "")
      .replaceAll(" ", "-");
    let count = 0;
    while (anchors.has(count === 0 ? anchor : `${anchor}-${String(count)}`)) count += 1;
    anchors.add(count === 0 ? anchor : `${anchor}-${String(count)}`);
  }
  return anchors;
}

test("every relative link of every document leads to a file, and to a heading of it", () => {
  const documents = execFileSync("git", ["ls-files", "*.md"], { cwd: ROOT, encoding: "utf8" }).trim().split("\n");
  const links = documents.flatMap((document) =>
    [...prose(document).matchAll(/\]\((?![a-z]+:)([^)\s]+)\)|(?:src|href)="(?![a-z]+:)([^"]+)"/g)].map(
      ([, link, attribute]) => [document, link ?? attribute ?? ""] as const,
    ),
  );
  expect(links.length).toBeGreaterThan(200);
  const broken = links.filter(([document, link]) => {
    const [file = "", anchor] = link.split("#");
    const target = file === "" ? document : path.join(path.dirname(document), file);
    if (!existsSync(path.join(ROOT, target))) return true;
    return anchor !== undefined && target.endsWith(".md") && !anchorsOf(target).has(anchor);
  });
  expect(broken).toEqual([]);
});

test("every rule and file that the threat model answers with is there", () => {
  const threats = text("SECURITY.md");
  const rules = [...threats.matchAll(/rules? ((?:`[a-z-]+`(?:, )?)+)/g)].flatMap(
    ([, codes = ""]) => codes.match(/[a-z-]+/g) ?? [],
  );
  expect(rules.length).toBeGreaterThan(12);
  const known = RULES.map(({ code }) => code);
  expect(rules.filter((code) => !known.includes(code))).toEqual([]);
  const files = [...threats.matchAll(/`(__tests__\/[^`]+)`/g)].map(([, file = ""]) => file);
  expect(files.filter((file) => !existsSync(path.join(ROOT, file)))).toEqual([]);
  const { accessTokenValidity, refreshTokenValidity } = tokenValidity();
  expect(threats).toContain(
    `access tokens of ${String(accessTokenValidity)} minutes and refresh tokens of ${String(refreshTokenValidity)} days`,
  );
  // Each row says what isn't answered.
  const rows = threats.split("\n").filter((line) => /^\| (?!---|who attacks)/.test(line));
  expect(rows.length).toBeGreaterThan(8);
  expect(rows.filter((row) => row.split(" | ").length !== 4 || / \|\s*\|$/.test(row))).toEqual([]);
});

/** How many rules a text says there are; of quotas and of one kind of rules it speaks otherwise. */
const countsOfRules = (document: string): number[] =>
  [...document.matchAll(/\b(\d+) rules\b/g)].map(([, count]) => Number(count));

test("a document that counts the rules has the number of the rules", () => {
  expect(countsOfRules("86 rules, and posture has 89 rules.")).toEqual([86, 89]);
  const documents = execFileSync("git", ["ls-files", "*.md", "package.json", "*/package.json"], {
    cwd: ROOT,
    encoding: "utf8",
  });
  const wrong = documents
    .trim()
    .split("\n")
    .map((document) => [document, countsOfRules(text(document)).filter((count) => count !== RULES.length)] as const)
    .filter(([, counts]) => counts.length > 0);
  expect(wrong).toEqual([]);
  const rows = text("docs/rules.md").match(/^\| `[a-z-]+` \| (error|warning|note) \|/gm) ?? [];
  expect(rows.length).toBeGreaterThanOrEqual(RULES.length);
});

/** Names that npx may be told to run: this project's own, and what its package.json installs. */
const RUNNABLE = [
  "cognito-http-api",
  "cognito-http-api-cdktn",
  "aws-api-posture",
  "cdktf",
  "cdktn-cli",
  "esbuild",
  "jest",
  "tsx",
  "typedoc",
];

test("no document tells anybody to run a package that isn't the project's or installed by it", () => {
  const documents = execFileSync("git", ["ls-files", "*.md", "*.yaml"], { cwd: ROOT, encoding: "utf8" })
    .trim()
    .split("\n");
  const named = documents.flatMap((document) =>
    [...text(document).matchAll(/\bnpx (?:-\S+ )*([a-z@][\w@/.-]*)/g)].map(([, name]) => ({ document, name })),
  );
  expect(named.length).toBeGreaterThan(3);
  for (const { document, name } of named)
    expect({ document, name, known: RUNNABLE.includes(name ?? "") }).toEqual({ document, name, known: true });
});

test("the first program of the README and main.ts stay short", () => {
  for (const source of [firstProgramOf(readme), text("main.ts")])
    expect(source.trim().split("\n").length).toBeLessThan(40);
});
