import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { CODE_TABLES, KINDS } from "../../posture/diff/index";

const START = "<!-- changes: written by tools/docs/changes.ts -->";
const END = "<!-- /changes -->";
const FILE = join(__dirname, "../../docs/changes.md");

/** The page with its table renewed; what stands around the table stays. Throws when the markers are gone. */
export function withTable(page: string): string {
  const [from, to] = [page.indexOf(START), page.indexOf(END)];
  if (from < 0 || to < from)
    throw new Error(`docs/changes.md has lost its markers: put the table between ${START} and ${END}.`);
  return `${page.slice(0, from + START.length)}\n\n${table()}\n\n${page.slice(to)}`;
}

/** One row a code, in the order of the detectors, beneath how many there are. */
export function table(): string {
  const codes = CODE_TABLES.flatMap(({ codes: declared, source }) =>
    Object.entries(declared).map(([code, info]) => ({ code, source, ...info })),
  );
  const of = (kind: (typeof KINDS)[number]) => codes.filter(({ kinds }) => kinds.includes(kind)).length;
  return [
    `${codes.length} codes: ${KINDS.map((kind) => `${of(kind)} can be ${kind}`).join(", ")}.`,
    "",
    "| Code | Kind | What changes | Source |",
    "| --- | --- | --- | --- |",
    ...codes.map(
      ({ code, kinds, title, source }) =>
        `| \`${code}\` | ${kinds.join(", ")} | ${escaped(title)} | ${linked(source)} |`,
    ),
  ].join("\n");
}

/** Each "Title URL" of a source as a link; what has no address stays text. */
function linked(source: string): string {
  return source
    .split("; ")
    .map((part) => {
      const [, title = "", url = ""] = /^(.*?)\s*(https:\/\/\S+)$/.exec(part) ?? [];
      return url === "" ? escaped(part) : `[${escaped(title)}](${url})`;
    })
    .join("; ");
}

function escaped(text: string): string {
  return text.replaceAll("|", "\\|").replaceAll("*", "\\*").replaceAll("<", "&lt;");
}

if (require.main === module) {
  writeFileSync(FILE, withTable(readFileSync(FILE, "utf8")));
  process.stdout.write(`docs/changes.md: ${CODE_TABLES.flatMap((d) => Object.keys(d.codes)).length} codes.\n`);
}
