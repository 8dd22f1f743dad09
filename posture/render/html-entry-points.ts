import type { EntryAccess } from "../access/index";
import { targetText } from "../access/paths";
import { byFunction, byGroup, entryPointSummary } from "./entry-points";
import { markup, type Html } from "./html-escape";
import { GROUPING_THRESHOLD } from "./html-groups";
import { count } from "./style";

/** Its part of a style sheet; on a narrow screen the columns stand below each other. */
export const ENTRY_POINT_CSS = `
.to{display:grid;grid-template-columns:minmax(0,1fr) minmax(0,15rem);border:1px solid var(--line);border-radius:8px;margin:10px 0;overflow:hidden}
.to ol{list-style:none;margin:0;padding:8px 0}
.to li{display:grid;grid-template-columns:minmax(0,1fr) minmax(0,1fr);gap:4px 26px;align-items:center;padding:4px 32px 4px 12px}
.to .from,.to .by{border:1px solid var(--line);border-radius:8px;padding:5px 10px;position:relative;overflow-wrap:anywhere}
.to .from::after,.to .by::after{content:"\\2192";position:absolute;right:-22px;top:50%;transform:translateY(-50%);color:var(--dim)}
.to .from small,.to .fn small{display:block;color:var(--dim)}
.to .true .by{color:var(--bad);background:var(--badbg)}.to .unknown .by{color:var(--warn);background:var(--warnbg)}
.to .fn{display:flex;flex-direction:column;justify-content:center;padding:12px 16px;border-left:1px solid var(--line);background:var(--soft);font-weight:600;overflow-wrap:anywhere}
@media (max-width:720px){.to{grid-template-columns:minmax(0,1fr)}.to .fn{order:-1;border:0;border-bottom:1px solid var(--line)}.to li{grid-template-columns:minmax(0,1fr);padding:6px 12px}
.to .from::after{content:"\\2193";right:auto;left:50%;top:auto;bottom:-1.15em;transform:none}.to .by::after{content:none}.to .by{margin-top:12px}}
`;

/** Each function with every way to it, the open ones first: entry point, what it demands, function. */
export function entryPointPicture(accesses: readonly EntryAccess[]): Html {
  const functions = byFunction(accesses).sort((a, b) => openOf(b[1]) - openOf(a[1]));
  if (functions.length === 0) return markup`<p>Nothing leads to a function of this input.</p>`;
  const left = functions.length - GROUPING_THRESHOLD;
  return markup`${functions.slice(0, GROUPING_THRESHOLD).map(ofFunction)}${
    left > 0 ? markup`<p class="dim">${count(left, "function")} more, each with fewer open ways.</p>` : undefined
  }`;
}

function ofFunction([address, ways]: readonly [string, readonly EntryAccess[]]): Html {
  const sorted = [...ways].sort((a, b) => RANK[`${a.open}`] - RANK[`${b.open}`]);
  const left = sorted.length - GROUPING_THRESHOLD;
  return markup`<section class="to" aria-label="Ways to ${address}">
    <ol>
      ${sorted.slice(0, GROUPING_THRESHOLD).map(
        ({ entryPoint, open, who }) =>
          markup`<li class="${String(open)}">
            <span class="from">${entryPoint.name}<small>${entryPoint.group}</small></span>
            <span class="by">${who}</span>
          </li> `,
      )}
      ${left > 0 ? markup`<li>${left} more</li>` : undefined}
    </ol>
    <div class="fn">
      <span>${address}</span><small>${count(ways.length, "way")}, ${openOf(ways)} open to everybody</small>
    </div>
  </section> `;
}

const RANK = { true: 0, unknown: 1, false: 2 } as const;

const openOf = (ways: readonly EntryAccess[]): number => ways.filter(({ open }) => open === true).length;

const STYLE =
  ":root{color-scheme:light dark;--line:#8886;--dim:#6b7686;--soft:#8881;--bad:#b3261e;--badbg:#fdecea;--warn:#8a5200;--warnbg:#fff4e0}body{font:16px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:70rem;padding:0 1rem}" +
  "table{border-collapse:collapse;width:100%;overflow-wrap:anywhere}td,th{border-bottom:1px solid #8886;padding:.4rem;" +
  "text-align:left;vertical-align:top}.true td:first-child{border-left:4px solid #d97706}.unknown td:first-child" +
  "{border-left:4px solid #2563eb}.false td:first-child{border-left:4px solid #8886}small{opacity:.75}";

/** A page of its own: no script, nothing from elsewhere. */
export function entryPointHtml(accesses: readonly EntryAccess[]): string {
  const row = ({ entryPoint, who, open, function: fn, fix }: EntryAccess): Html => markup`<tr class="${String(open)}">
<td><code>${entryPoint.name}</code><br><small>${entryPoint.id}</small></td>
<td>${who}${fix === undefined ? "" : markup`<br><small>To close it: ${fix}.</small>`}</td>
<td>${fn?.address ?? targetText(entryPoint.target)}</td></tr>`;
  const sections = byGroup(accesses).map(
    ([group, list]) => markup`<h2>${group}</h2>
<table><tr><th>Entry point</th><th>Who gets in</th><th>Leads to</th></tr>${list.map(row)}</table>`,
  );
  return `<!doctype html>\n${markup`<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Entry points</title><style>`}${STYLE}${ENTRY_POINT_CSS}${markup`</style></head>
<body><h1>Entry points</h1><p><strong>${entryPointSummary(accesses)}</strong></p>
${entryPointPicture(accesses)}
${sections}</body></html>`.toString()}\n`;
}
