import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import * as path from "node:path";

/**
 * One change of a foreign project. A `*.diff` file here holds many: `=== NAME` begins HCL that several share, `@@ NAMES | title | why` a change with
 * what surrounds it, and why something of it is unknown. Below it stands what is said of the change (>) and of its reversal (<), each sentence read
 * by a person, and code, place, values and cause of the finding; `WRITE=1 npx jest single-changes.test` writes down what is said now, to be read. Then comes the HCL: lines that begin with - are there only before, with
 * + only after.
 */
export interface SingleChange {
  readonly file: string;
  readonly title: string;
  readonly before: string;
  readonly after: string;
  /** All that is said of it, sorted: `> kind: sentence` with its details below, and with < of its reversal. */
  readonly said: readonly string[];
  /** Why something of it can't be said; empty where all can. */
  readonly why: string;
}

/** The files of the table. */
export const FILES = readdirSync(__dirname)
  .filter((name) => name.endsWith(".diff"))
  .map((name) => name.slice(0, -".diff".length))
  .sort();

/** Which of them a test file beside the sources holds; the others are held by `single-changes.test.ts` itself. */
export const BESIDE = {
  detectors: ["cognito", "pools"],
  policies: ["iam"],
  settings: ["elsewhere", "rest", "settings", "web-acl"],
} as const;

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
    const [names = "", title = "", why = ""] = cellsOf(head);
    const surroundings = names
      .split(" ")
      .filter((name) => name !== "")
      .map((name) => {
        const text = shared.get(name);
        if (text === undefined) throw new Error(`${file}: "${title}" is surrounded by ${name}, which is not there.`);
        return text;
      });
    const said = lines.filter(isSaid);
    const side = (other: string): string =>
      [
        ...surroundings,
        ...lines.filter((line) => !isSaid(line) && !line.startsWith(other)).map((line) => line.slice(1)),
      ].join("\n");
    changes.push({ file, title, before: side("+"), after: side("-"), said, why });
  }
  const titles = new Set(changes.map(({ title }) => title));
  if (titles.size < changes.length) throw new Error(`${file}: two changes have the same title.`);
  return changes;
}

/** Writes down what is said now of the changes of a file, by their titles. */
export function writeDown(file: string, said: ReadonlyMap<string, readonly string[]>): void {
  const own = path.join(__dirname, `${file}.diff`);
  const parts = readFileSync(own, "utf8").split(/^(?=@@ |=== )/m);
  const written = parts.map((part) => {
    const [head = "", ...lines] = part.split("\n");
    const now = head.startsWith("@@ ") ? said.get(cellsOf(head)[1] ?? "") : undefined;
    return now ? [head, ...now, ...lines.filter((line) => !isSaid(line))].join("\n") : part;
  });
  writeFileSync(own, written.join(""));
}

const isSaid = (line: string): boolean => /^[<>] /.test(line);
const cellsOf = (head: string): readonly string[] =>
  head
    .slice(3)
    .split("|")
    .map((cell) => cell.trim());
