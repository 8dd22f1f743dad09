import { createHash } from "node:crypto";
import { entryAccesses } from "../access/index";
import { KINDS, verdictOf, type ChangeFinding, type Comparison, type Extent } from "../diff/index";
import type { Finding } from "../rules";
import { markup, type Html } from "./html-escape";
import { graphOf } from "./html-graph";
import { picture } from "./html-picture";
import { routeTables } from "./html-routes";
import { CSS } from "./html-style";
import { entryPointPicture } from "./html-entry-points";
import { extentLines, notComparedLines, nothingText, verdictText } from "./extent";
import { count } from "./style";

export interface ReportContent {
  readonly title: string;
  /** What was read, as the reader knows it: file names without their folders. */
  readonly source: string;
  readonly comparison: Comparison;
  /** False where there is one side only (a state, a synthesized stack). */
  readonly compared: boolean;
  readonly changes: readonly ChangeFinding[];
  readonly extent: Extent;
  readonly findings: readonly Finding[];
}

/** One page that needs nothing else: no script, no network, one style sheet that its policy allows by hash. */
export function htmlReport(report: ReportContent): string {
  const { title, source, compared, changes, extent, findings, comparison } = report;
  const graph = graphOf(comparison);
  const hash = createHash("sha256").update(CSS).digest("base64");
  const { origin } = comparison.after;
  const page = markup`
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'">
<meta name="referrer" content="no-referrer">
<title>${title}</title>
<style>`;
  const body = markup`</style>
</head>
<body>
<main>
<h1>${title}</h1>
<p class="dim">${source}${origin.complete ? "" : " The plan is not complete: it was limited (-target), stopped at an error or leaves changes to a later one."}</p>
${compared ? verdict(changes, extent) : markup`<p><span class="verdict neutral">One side only: nothing to compare</span></p>`}
<h2>Who reaches what${compared ? ", before and after" : ""}</h2>
${picture(graph, compared)}
<h2>Every way to a function${compared ? ", after" : ""}</h2>
${entryPointPicture(entryAccesses(comparison.after))}
${compared ? [markup`<h2>What changes</h2>`, changesHtml(changes, extent)] : undefined}
<h2>What the rules find</h2>
${findingsHtml(findings)}
<h2>Every route</h2>
${routeTables(graph.rows, compared)}
</main>
</body>
</html>
`;
  return `<!doctype html>\n<html lang="en">\n<head>${page.text}${CSS}${body.text}`;
}

const WORDS = {
  breaking: "Breaking: something is lost or stops working",
  broadened: "Broadened: somebody may do what they couldn't",
  unknown: "Not known yet: look after apply",
  "nothing broader": "Nothing broader",
} as const;

function verdict(changes: readonly ChangeFinding[], extent: Extent): Html {
  const word = verdictOf(changes);
  const bounds = verdictText(word, extent).slice(word.length);
  const counts = KINDS.map((kind) => [kind, changes.filter((change) => change.kind === kind).length] as const);
  return markup`<p>
    <span class="verdict ${word === "nothing broader" ? "closed" : word}">${WORDS[word]}${bounds}</span>
    ${counts.filter(([, number]) => number > 0).map(([kind, number]) => markup`<span class="tag ${kind}">${number} ${kind}</span> `)}
  </p>`;
}

function changesHtml(changes: readonly ChangeFinding[], extent: Extent): Html {
  const bounds = markup`${extentLines(extent).map((line) => markup`<p class="dim">${line}</p> `)}${
    extent.notCompared.length === 0
      ? undefined
      : markup`<details><summary>Not compared</summary>${notComparedLines(extent).map((line) => markup`<p><code>${line}</code></p>`)}</details>`
  }`;
  if (changes.length === 0) return markup`<p>${nothingText(changes, extent)}.</p>${bounds}`;
  const cards = changes.map(
    (change) =>
      markup`<div class="card">
        <p><span class="tag ${change.kind}">${change.kind}</span> <span class="sum">${change.summary}</span></p>
        ${change.before === undefined && change.after === undefined ? undefined : markup`<p><span class="was">before:</span> <span class="mono">${change.before ?? "–"}</span> &rarr; <span class="was">after:</span> <span class="mono">${change.after ?? "–"}</span></p>`}
        ${change.cause === undefined ? undefined : markup`<p><span class="was">cause:</span> ${change.cause}</p>`}
        ${accepted(change)}
        <p class="dim"><code>${change.address}</code> &middot; <code>${change.code}</code></p>
      </div> `,
  );
  return markup`${folded(cards)}${bounds}`;
}

/** More cards than this, and the others are folded: the routes come after them. */
const CARDS = 20;

function folded(cards: readonly Html[]): Html {
  if (cards.length <= CARDS) return markup`${cards}`;
  return markup`${cards.slice(0, CARDS)}<details>
      <summary>${cards.length - CARDS} more</summary>
      ${cards.slice(CARDS)}
    </details>`;
}

function findingsHtml(findings: readonly Finding[]): Html {
  const judged = findings.filter((finding) => finding.kind !== "unknown");
  const open = findings.filter((finding) => finding.kind === "unknown");
  const cards = judged.map(
    (finding) =>
      markup`<div class="card">
        <p>
          <span class="tag ${finding.severity}">${finding.severity}</span> <span class="sum">${finding.message}</span>
        </p>
        <p>${finding.remedy}</p>
        ${accepted(finding)}
        <p class="dim"><code>${finding.address}</code> &middot; <code>${finding.code}</code></p>
      </div> `,
  );
  const rest =
    open.length === 0
      ? undefined
      : markup`<details>
          <summary>${count(open.length, "question")} that can't be judged before apply</summary>
          ${open.map(
            (finding) =>
              markup`<p><code>${finding.address}</code> <code>${finding.code}</code>: ${finding.message}</p>`,
          )}
        </details>`;
  return markup`${cards.length === 0 ? markup`<p>Nothing.</p>` : folded(cards)}${rest}`;
}

function accepted({ acknowledged }: Pick<Finding, "acknowledged">): Html | undefined {
  if (!acknowledged) return undefined;
  return markup`<p>
    <span class="tag neutral">acknowledged</span>
    ${acknowledged.by === "stack" ? "by the stack: " : ""}${acknowledged.reason}${acknowledged.expires === undefined ? "" : ` (until ${acknowledged.expires})`}
  </p>`;
}
