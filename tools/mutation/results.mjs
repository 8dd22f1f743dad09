import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";

/** Changes when a source does. */
export const fingerprint = (file) => createHash("sha256").update(readFileSync(file)).digest("hex").slice(0, 12);

/** Why a mutant wasn't tried; its source then counts as not measured. */
export const NO_TIME = "no time left";

/** The lines of a source that hold survivors, as Stryker names them. */
export const survivingLines = (file, { survivors }) =>
  [...new Set(survivors.map((text) => text.split(" ")[0]))].map((line) => `${file}:${line}-${line}`);

/**
 * What Stryker's report says of each file: how many mutants were tried, how many noticed and by which test files, and the others with what was written
 * instead. One that ran without end is noticed; one that the time ended is no answer, for a busy machine does that as well. `before` holds the files of which only the survivors' lines were tried again: what else was noticed then counts.
 */
export function resultsOf(files, report, before = {}, sourceOf = fingerprint) {
  const tests = Object.values(report.testFiles ?? {}).flatMap((file) => file.tests);
  const names = new Map(tests.map(({ id, name }) => [id, name.replace(/#.*/, "")]));
  return Object.fromEntries(
    files.flatMap((file) => {
      const { mutants = [], source = "" } = report.files[file] ?? {};
      if (mutants.some(({ statusReason }) => statusReason?.startsWith(NO_TIME))) return [];
      const having = (...statuses) => mutants.filter(({ status }) => statuses.includes(status));
      const isEndless = ({ statusReason }) => statusReason?.startsWith("Hit limit") ?? false;
      const killed = [...having("Killed"), ...having("Timeout").filter(isEndless)];
      const named = ({ location: { start, end }, replacement = "", mutatorName, status }) => {
        const written = source.split("\n")[start.line - 1] ?? "";
        const was = start.line === end.line ? written.slice(start.column - 1, end.column - 1) : written.trim();
        const unreached = status === "NoCoverage" ? " (reached by no test)" : "";
        return `${start.line} ${mutatorName}: ${short(was)} -> ${short(replacement)}${unreached}`;
      };
      const survived = having("Survived", "NoCoverage").sort(
        (a, b) => a.location.start.line - b.location.start.line || a.location.start.column - b.location.start.column,
      );
      // A change of several lines is in no line's range: it stays a survivor until its source is measured whole.
      const nowKilled = new Set(killed.flatMap((one) => [named(one), `${named(one)} (reached by no test)`]));
      for (const one of survived) nowKilled.delete(named(one));
      const survivors = before[file]?.survivors.filter((text) => !nowKilled.has(text)) ?? survived.map(named);
      const total = before[file]?.mutants ?? killed.length + survivors.length;
      const noticed = mostOf(
        killed.flatMap(({ killedBy = [] }) => killedBy.flatMap((id) => names.get(id) ?? [])),
        before[file]?.noticed,
      );
      return [[file, { source: sourceOf(file), mutants: total, killed: total - survivors.length, survivors, noticed }]];
    }),
  );
}

/** The test files that noticed most, with how much: a later run tries them first. */
function mostOf(tests, before = {}) {
  const counts = { ...before };
  for (const test of tests) counts[test] = (counts[test] ?? 0) + 1;
  const most = Object.entries(counts).sort(([a, n], [b, m]) => m - n || a.localeCompare(b));
  return Object.fromEntries(most.slice(0, 5));
}

const short = (text) => {
  const flat = text.replace(/\s+/g, " ").replaceAll("`", "'");
  return flat.length > 60 ? `${flat.slice(0, 57)}…` : flat;
};
