import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { CATALOGUE } from "../../posture/catalogue";
import type { Entry } from "../../posture/catalogue";

const START = "<!-- rules: written by tools/docs/rules.ts -->";
const END = "<!-- /rules -->";
const FILE = join(__dirname, "../../docs/rules.md");

/** The page with its table renewed; what stands around the table stays. Throws when the markers are gone. */
export function withTable(page: string): string {
  const [from, to] = [page.indexOf(START), page.indexOf(END)];
  if (from < 0 || to < from)
    throw new Error(`docs/rules.md has lost its markers: put the table between ${START} and ${END}.`);
  return `${page.slice(0, from + START.length)}\n\n${table()}\n\n${page.slice(to)}`;
}

/** One row a code, beneath how many there are. */
export function table(): string {
  const count = (severity: Entry["severity"]) => CATALOGUE.filter((entry) => entry.severity === severity).length;
  return [
    `${CATALOGUE.length} codes: ${count("error")} errors, ${count("warning")} warnings, ${count("note")} notes.`,
    "",
    "| Code | Severity | What it finds | Source | Read from |",
    "| --- | --- | --- | --- | --- |",
    ...CATALOGUE.map(
      ({ code, severity, title, source, inputs }) =>
        `| \`${code}\` | ${severity} | ${escaped(title)} | ${linked(source)} | ${inputs.join(", ")} |`,
    ),
  ].join("\n");
}

/** Each "Title URL" of a source as a link; what has no address stays text. */
function linked(source: string): string {
  return source
    .split("; ")
    .map((part) => {
      const [, title = "", url = "", rest = ""] = /^(.*?)\s*(https:\/\/\S+)(.*)$/.exec(part) ?? [];
      return url === "" ? escaped(part) : `[${escaped(title.replace(/:$/, ""))}](${url})${escaped(rest)}`;
    })
    .join("; ");
}

function escaped(text: string): string {
  return text.replaceAll("|", "\\|").replaceAll("*", "\\*").replaceAll("<", "&lt;");
}

if (require.main === module) {
  writeFileSync(FILE, withTable(readFileSync(FILE, "utf8")));
  process.stdout.write(`docs/rules.md: ${CATALOGUE.length} codes.\n`);
}
