import { readFileSync, readdirSync } from "node:fs";
import * as path from "node:path";

/**
 * One change of a foreign project. A `*.diff` file here holds many: `=== NAME` begins HCL that several share, `@@ NAMES |
 * title | forth | back | why` a change with what surrounds it, the kinds of findings that it brings, those of its
 * reversal, and why something of it is unknown; `nothing`: none. Lines that begin with - are there only before, with + only after.
 */
export interface SingleChange {
  readonly file: string;
  readonly title: string;
  readonly before: string;
  readonly after: string;
  /** The kinds of all findings, sorted, as the table lists them; empty: no finding. */
  readonly forth: readonly string[];
  readonly back: readonly string[];
  /** Why something of it can't be said; empty where all can. */
  readonly why: string;
}

/** The files of the table. */
export const FILES = readdirSync(__dirname)
  .filter((name) => name.endsWith(".diff"))
  .map((name) => name.slice(0, -".diff".length))
  .sort();

/** The changes of one file, in its order. */
export function changesIn(file: string): readonly SingleChange[] {
  return changesOf(readFileSync(path.join(__dirname, `${file}.diff`), "utf8"), file);
}

/** The changes that a text says, in its order. */
export function changesOf(text: string, file: string): readonly SingleChange[] {
  const parts = text.split(/^(?=@@ |=== )/m);
  const shared = new Map<string, string>();
  const changes: SingleChange[] = [];
  for (const part of parts) {
    const [head = "", ...lines] = part.trimEnd().split("\n");
    if (head.startsWith("=== ")) {
      shared.set(head.slice(4).trim(), lines.join("\n"));
      continue;
    }
    const [names = "", title = "", forth = "", back = "", why = ""] = head
      .slice(3)
      .split("|")
      .map((cell) => cell.trim());
    const surroundings = names
      .split(" ")
      .filter((name) => name !== "")
      .map((name) => {
        const text = shared.get(name);
        if (text === undefined) throw new Error(`${file}: "${title}" is surrounded by ${name}, which is not there.`);
        return text;
      });
    const side = (other: string): string =>
      [...surroundings, ...lines.filter((line) => !line.startsWith(other)).map((line) => line.slice(1))].join("\n");
    changes.push({ file, title, before: side("+"), after: side("-"), forth: kinds(forth), back: kinds(back), why });
  }
  const titles = new Set(changes.map(({ title }) => title));
  if (titles.size < changes.length) throw new Error(`${file}: two changes have the same title.`);
  return changes;
}

function kinds(cell: string): readonly string[] {
  return cell
    .split(" ")
    .filter((word) => word !== "nothing" && word !== "")
    .sort();
}
