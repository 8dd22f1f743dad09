import { reasonOf, reasons } from "./reasons.mjs";

/** The share killed of what was measured, in percent; `margin` is two standard errors where it is a sample, and 0 where every line was tried. */
export function summarize(found) {
  const rows = Object.values(found);
  const mutants = rows.reduce((sum, row) => sum + row.mutants, 0);
  const killed = rows.reduce((sum, row) => sum + row.killed, 0);
  const part = mutants === 0 ? 0 : killed / mutants;
  const isSample = rows.some((row) => row.share !== undefined);
  return {
    mutants,
    killed,
    share: 100 * part,
    margin: isSample ? 200 * Math.sqrt((part * (1 - part)) / (mutants || 1)) : 0,
  };
}

/** Does what was measured reach the floor? A sample fails where it shows that the whole doesn't. */
export const isEnough = ({ mutants, share, margin }, floor) => mutants > 0 && share + margin >= floor;

export const wordsOf = ({ mutants, killed, share, margin }) =>
  `${killed} of ${mutants}: ${share.toFixed(1)}${margin === 0 ? "" : ` ± ${margin.toFixed(1)}`} %`;

/** An area's survivors, the open ones first, then each reason with those that it is of. */
function listed(name, survivors) {
  if (survivors.length === 0) return [];
  const groups = new Map();
  for (const text of survivors) groups.set(reasonOf(text), [...(groups.get(reasonOf(text)) ?? []), text]);
  const order = [undefined, ...reasons.map(({ why }) => why)].filter((why) => groups.has(why));
  return [
    `### ${name}`,
    "",
    ...order.flatMap((why) => {
      const of = groups.get(why);
      return [`**${why ?? "Open"}** (${of.length})`, "", ...of.map((text) => `- \`${text}\``), ""];
    }),
  ];
}

const head = `# Mutation testing

\`npm run mutation\` changes one thing at a time in the sources (Stryker) and names every change that no test notices. A run goes on where the last one
stopped: with the sources that changed since, or that nobody measured yet. \`--again\` measures all, \`--only=PATH,…\` some, \`--survivors\` also what was missed,
\`--whole\` every line where a sample is usual, with \`--shard=K/N\` of a part of the sources, and \`--merge=FOLDER\` puts together what the parts found; after
\`--minutes=N\` what wasn't tried through stays unmeasured. \`--check=SHARE\` tries a sample, another with \`--seed=N\`, and writes nothing down: \`.ci/run --all\` does so
each night. Each week \`.github/workflows/mutation.yml\` tries the functions and posture's access, iam and diff whole, and of the rest a sample. This page and
\`tools/mutation/measured.json\` are written by it.
`;

/** The page: a row an area with exactly what was measured, and each survivor by file and line. */
export function documentOf(areas, measured, sourcesOf, { seed, tries }) {
  const every = Object.keys(areas).filter((name) => areas[name].every);
  const parts = Object.entries(areas).map(([name, area]) => {
    const files = sourcesOf(area);
    const found = Object.fromEntries(files.filter((file) => file in measured).map((file) => [file, measured[file]]));
    const summary = summarize(found);
    const shares = new Set(Object.keys(found).length > 0 ? Object.values(found).map((row) => row.share) : [area.share]);
    const drawn = [...shares].map((share) =>
      share === undefined ? "every line" : `${+(share * 100).toFixed(2)} % of the lines`,
    );
    const result = summary.mutants === 0 ? "not measured" : wordsOf(summary);
    const row = `| ${name} | ${drawn.join(", ")} | ${Object.keys(found).length} of ${files.length} | ${result} | ${area.floor} %${area.goal ? ` (goal ${area.goal} %)` : ""} |`;
    const survivors = Object.entries(found).flatMap(([file, row]) => row.survivors.map((text) => `${file}:${text}`));
    return {
      row: `${row} ${survivors.filter((text) => reasonOf(text) === undefined).length} |`,
      survivors: listed(name, survivors),
    };
  });
  return (
    [
      head,
      `A sample's lines are drawn by a hash of the line and the seed ${seed}. Of the test files that reach a change those are tried first that are likeliest to notice it for`,
      `the time they take: they noticed other changes of its source, or are near by name. What survives was tried in all of them in ${every.join(", ")}; elsewhere`,
      `in ${tries.surely}, and in what else fits into ${tries.share * 100} % of the time of all tests, so the whole suite may still notice it. The tests are those named in \`tools/mutation/areas.mjs\`. A`,
      "change that never ends counts as noticed; what only the time ended counts for nothing. ± is two standard errors of a sample: a run fails where even share and error together stay below the floor.",
      "",
      "| Area | Drawn | Sources measured | Killed | Floor | Survivors without a reason |",
      "| --- | --- | --- | --- | --- | --- |",
      ...parts.map(({ row }) => row),
      "",
      ...Object.values(areas).flatMap(({ doubt }) => (doubt === undefined ? [] : [doubt, ""])),
      "## What no test notices",
      "",
      "Grouped by the reason for which it may stay (`tools/mutation/reasons.mjs`); what has none is open, and comes first.",
      "",
      ...parts.flatMap(({ survivors }) => survivors),
    ]
      .join("\n")
      .trimEnd() + "\n"
  );
}
