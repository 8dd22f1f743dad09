import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";

/** Changes when a source does. */
export const fingerprint = (file) => createHash("sha256").update(readFileSync(file)).digest("hex").slice(0, 12);

/** What Stryker's report says of each file: how many mutants were tried, how many noticed, and the others with what was written instead. */
export function resultsOf(files, report, sourceOf = fingerprint) {
  return Object.fromEntries(
    files.map((file) => {
      const { mutants = [], source = "" } = report.files[file] ?? {};
      const having = (...statuses) => mutants.filter(({ status }) => statuses.includes(status));
      const killed = having("Killed", "Timeout").length;
      const survivors = having("Survived", "NoCoverage")
        .sort(
          (a, b) => a.location.start.line - b.location.start.line || a.location.start.column - b.location.start.column,
        )
        .map(({ location: { start, end }, replacement = "", mutatorName, status }) => {
          const written = source.split("\n")[start.line - 1] ?? "";
          const was = start.line === end.line ? written.slice(start.column - 1, end.column - 1) : written.trim();
          const unreached = status === "NoCoverage" ? " (reached by no test)" : "";
          return `${start.line} ${mutatorName}: ${short(was)} -> ${short(replacement)}${unreached}`;
        });
      return [file, { source: sourceOf(file), mutants: killed + survivors.length, killed, survivors }];
    }),
  );
}

const short = (text) => {
  const flat = text.replace(/\s+/g, " ").replaceAll("`", "'");
  return flat.length > 60 ? `${flat.slice(0, 57)}…` : flat;
};
