/** What the report of one area says: the share killed, and each survivor by file and line, with what was written instead. */
export function summarize(name, report, floor, lines) {
  const mutants = Object.entries(report.files).flatMap(([file, { mutants, source }]) =>
    mutants.map((mutant) => ({ ...mutant, file, source })),
  );
  const having = (...statuses) => mutants.filter(({ status }) => statuses.includes(status));
  const killed = having("Killed", "Timeout").length;
  const survivors = having("Survived", "NoCoverage");
  const noticed = killed + survivors.length;
  const share = noticed === 0 ? 0 : (100 * killed) / noticed;
  const described = survivors
    .sort((a, b) => a.file.localeCompare(b.file) || a.location.start.line - b.location.start.line)
    .map(({ file, location: { start, end }, source, replacement = "", mutatorName }) => {
      const written = source.split("\n")[start.line - 1] ?? "";
      const was = start.line === end.line ? written.slice(start.column - 1, end.column - 1) : written.trim();
      return `- ${file}:${start.line} ${mutatorName}: \`${short(was)}\` became \`${short(replacement)}\``;
    });
  const measured = lines === undefined ? "all mutants" : `the mutants of ${lines} sampled lines`;
  const text = [
    `## ${name}: ${share.toFixed(1)} % killed (floor ${floor} %)`,
    "",
    `${killed} of ${noticed} (${measured}); ${having("NoCoverage").length} of the survivors are reached by no test; ${having("RuntimeError", "CompileError").length} couldn't run and ${having("Ignored").length} run once, when a file is loaded: these don't count.`,
    "",
    ...described,
    "",
  ].join("\n");
  return { name, text, passed: noticed > 0 && share >= floor };
}

const short = (text) => {
  const flat = text.replace(/\s+/g, " ").replaceAll("`", "'");
  return flat.length > 60 ? `${flat.slice(0, 57)}…` : flat;
};
