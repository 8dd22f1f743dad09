import { mkdtempSync, writeFileSync } from "node:fs";
import * as path from "node:path";
import { compare, differenceIn } from "../../../posture/diff/index";
import { readFolder } from "../../../posture/model/read";
import type { Model } from "../../../posture/model/index";
import { temporaryFolder } from "../../support/folder";
import { FILES, changesIn, type SingleChange } from "./single-changes/table";

const folder = temporaryFolder("unknown-values");

const read = (text: string): Promise<Model> => {
  const own = mkdtempSync(path.join(folder(), "side-"));
  writeFileSync(path.join(own, "main.tf"), `${text}\nvariable "unset" {}\n`);
  return readFolder(own);
};

/** A line with an input that nothing gives a value, in place of its whole value and of each text and value in it. */
function unknownIn(line: string): readonly string[] {
  if (/^\s*(resource|data|variable|output|module|provider)\b/.test(line)) return [];
  const found = new Set<string>();
  const [, name, value] = /^(\s*"?[\w.:/-]+"?\s*=\s*)(.+)$/.exec(line) ?? [];
  if (name !== undefined && value !== undefined && isClosed(value)) found.add(`${name}var.unset`);
  const put = (at: number, length: number) => found.add(`${line.slice(0, at)}var.unset${line.slice(at + length)}`);
  for (const match of line.matchAll(/"(?:[^"\\]|\\.)*"(?!\s*[=:])/g)) put(match.index, match[0].length);
  for (const match of line.matchAll(/(?<=\w\s*=\s*)(\[[^[\]]*\]|true|false|\d+|[a-z][\w.]+)(?=[\s},]|$)/g))
    put(match.index, match[0].length);
  return [...found];
}

function isClosed(value: string): boolean {
  const bare = value.replace(/"(?:[^"\\]|\\.)*"/g, "");
  const count = (chars: RegExp) => bare.match(chars)?.length ?? 0;
  return !bare.includes("<<") && count(/[[{(]/g) === count(/[\]})]/g);
}

/** Each side of a change, with every value in turn unknown in which the other side differs. */
function* variants({ before, after, said }: SingleChange) {
  const [had, has] = [before, after].map((text) => text.split("\n")) as [string[], string[]];
  for (const [own, other, out, back] of [
    [has, had, ">", "<"],
    [had, has, "<", ">"],
  ] as const)
    for (const [i, line] of own.entries()) {
      if (other.includes(line)) continue;
      for (const open of unknownIn(line)) {
        const text = own.with(i, open).join("\n");
        const opens = (mark: string) => said.some((one) => one.startsWith(`${mark} broadened:`));
        if (opens(out)) yield { title: `to ${open.trim()}`, from: other.join("\n"), to: text };
        if (opens(back)) yield { title: `from ${open.trim()}`, from: text, to: other.join("\n") };
      }
    }
}

// Who reads that nothing gets broader has to be right where the value that decides isn't known, too.
test.each(FILES)("%s: what lets in more by a value may do so by one that isn't known", async (file) => {
  const models = new Map<string, Promise<Model | undefined>>();
  // A label of a block, or a word of a text, is no value: what Terraform wouldn't read says nothing.
  const model = (text: string) => {
    const known = models.get(text) ?? read(text).catch(() => undefined);
    models.set(text, known);
    return known;
  };
  const silent: string[] = [];
  let seen = 0;
  for (const change of changesIn(file))
    for (const { title, from, to } of variants(change)) {
      const [before, after] = [await model(from), await model(to)];
      if (!before || !after) continue;
      const { findings } = differenceIn(compare(before, after));
      seen++;
      if (!findings.some(({ kind }) => kind === "broadened" || kind === "unknown"))
        silent.push(`${change.title}: ${title}\n${findings.map((one) => `  ${one.kind}: ${one.summary}`).join("\n")}`);
    }
  expect(silent).toEqual([]);
  // What changes there are files beside the HCL.
  if (file !== "sources") expect(seen).toBeGreaterThan(10);
});
