import { markup, type Html } from "./html-escape";
import { requirementText, type Graph, type GraphPrincipal, type Row } from "./html-graph";
import { GROUPING_THRESHOLD, groupsOf, kindCounts, kindOf, type RouteGroup } from "./html-groups";
import { count } from "./style";

const WIDTH = 1040;
const [LEFT, LEFT_WIDTH] = [20, 300] as const;
const [RIGHT, RIGHT_WIDTH] = [500, 520] as const;
/** Pixels: where the first box begins, a box's height with two lines and with three, the gap below it, its inner margin. */
const [TOP, HEIGHT, TALL, GAP, PAD] = [44, 48, 66, 14, 14] as const;

/** A route's box, or a group's. */
interface Box {
  readonly row: Row;
  readonly y: number;
  readonly height: number;
  /** What stands under the label. */
  readonly lines: readonly string[];
}

/**
 * The picture: callers on the left, routes on the right, a line where one reaches the other. Of many routes it draws
 * those that change, or, where none does or too many do, the groups they are in. On a narrow screen the style sheet shows it as a list.
 */
export function picture(graph: Graph, compared: boolean): Html {
  if (graph.rows.length === 0) return markup`<p>There are no routes.</p>`;
  const crowded = graph.rows.length > GROUPING_THRESHOLD;
  const changing = graph.rows.filter((row) => row.state !== "same");
  const grouped = crowded && (!compared || changing.length === 0 || changing.length > GROUPING_THRESHOLD);
  const all = grouped ? groupsOf(graph.rows).map(groupRow) : crowded ? changing : graph.rows;
  const rows = all.slice(0, GROUPING_THRESHOLD);
  const left = grouped ? all.length - rows.length : graph.rows.length - rows.length;
  const shown = new Set(rows.flatMap((row) => [...row.reachedBefore, ...row.reachedAfter]));
  const parties = graph.parties.filter((party) => shown.has(party.id));
  const boxes = stacked(rows, graph);
  const bottom = boxes.reduce<number>((sum, box) => Math.max(sum, box.y + box.height + GAP), TOP);
  const height = Math.max(bottom, TOP + parties.length * (HEIGHT + GAP)) + 8;
  const place = new Map(parties.map((party, i) => [party.id, middle(i, parties.length, height)]));
  const edges = boxes.flatMap((box) => lines(box.row, box.y + box.height / 2, place));
  const what = `${count(rows.length, grouped ? "group" : "route")}${grouped ? " of routes" : ""}`;
  const title = `${what} and who reaches ${rows.length === 1 ? "it" : "them"}${compared && !grouped ? ", before and after" : ""}. The part "Every route" says the same in words.`;
  return markup`<figure>
    <svg
      viewBox="0 0 ${WIDTH} ${height}"
      role="img"
      aria-labelledby="picture-title picture-told"
      xmlns="http://www.w3.org/2000/svg"
    >
      <title id="picture-title">Who reaches what</title>
      <desc id="picture-told">${title}</desc>
      <text class="head" x="${LEFT}" y="24">WHO CALLS</text>
      <text class="head" x="${RIGHT}" y="24">WHAT THEY REACH</text>
      ${edges.sort((a, b) => a.rank - b.rank).map((edge) => edge.html)}
      ${parties.map((party) => caller(party, place.get(party.id) ?? 0))}
      ${boxes.map(route)}
    </svg>
    <ul class="ways">
      ${boxes.map((box) => listed(box, graph))}
    </ul>
    <figcaption>${legend({ grouped, compared, left, changing: changing.length })}</figcaption>
  </figure>`;
}

interface Shown {
  readonly grouped: boolean;
  readonly compared: boolean;
  readonly left: number;
  readonly changing: number;
}

function legend({ grouped, compared, left, changing }: Shown): Html {
  if (grouped)
    return markup`${compared && changing === 0 ? "No route changes who reaches it. " : ""}Drawn are groups: whoever reaches one is let through to at least one of its routes.${changing > 0 && compared ? ` ${count(changing, "route")} change; red: reached no route of the group before, dashed: reaches none any more.` : ""}${left > 0 ? ` ${count(left, "group")} more in the list of every route.` : ""}`;
  const colours = markup`<span class="lines"
    >${compared ? "Red lines are new, dashed ones are gone, grey ones stay." : "A line: its tokens, or requests, are let through."}</span
  >`;
  if (left === 0) return colours;
  return markup`${colours} In the list of every route only: ${count(left, "route")} that ${left === 1 ? "stays as it is" : "stay as they are"}.`;
}

/** A group as the picture draws it: reached by whoever reaches one of its routes. */
function groupRow({ name, rows }: RouteGroup): Row & { readonly told: string } {
  const weakest = kindCounts(rows)[0]?.kind;
  const after = rows.find((row) => row.after && kindOf(row) === weakest)?.after;
  const changed = rows.filter((row) => row.state !== "same").length;
  return {
    label: `${name} · ${count(rows.length, "route")}`,
    state: "same",
    ...(after && { after }),
    reachedBefore: new Set(rows.flatMap((row) => [...row.reachedBefore])),
    reachedAfter: new Set(rows.flatMap((row) => [...row.reachedAfter])),
    told: [
      ...kindCounts(rows).map(({ words, number }) => `${String(number)} ${words}`),
      ...(changed > 0 ? [`${String(changed)} changed`] : []),
    ].join(" · "),
  };
}

function stacked(rows: readonly (Row & { readonly told?: string })[], graph: Graph): Box[] {
  let y: number = TOP;
  return rows.map((row) => {
    const text = row.told === undefined ? linesOf(row, graph) : [row.told];
    const box = { row, y, height: text.length > 1 ? TALL : HEIGHT, lines: text };
    y += box.height + GAP;
    return box;
  });
}

/** What a route demands; before and after where it changes, with who reaches it where the demand stays. */
function linesOf(row: Row, graph: Graph): readonly string[] {
  const [was, is] = [row.before && requirementText(row.before), row.after && requirementText(row.after)];
  if (row.state !== "changed") return [is ?? `before: ${was ?? ""}`];
  const who = (ids: ReadonlySet<string>): string => {
    const names = graph.parties.filter((party) => ids.has(party.id)).map((party) => party.label);
    return was === is ? ` · ${names.join(", ") || "reached by nobody here"}` : "";
  };
  return [`before: ${was ?? ""}${who(row.reachedBefore)}`, `after: ${is ?? ""}${who(row.reachedAfter)}`];
}

/** A box and its lines in words, for a narrow screen. */
function listed({ row, lines: text }: Box, graph: Graph): Html {
  const names = (wanted: (id: string) => boolean): string =>
    [...new Set(graph.parties.filter((party) => wanted(party.id)).map((party) => party.label))].join(", ");
  const kept = names((id) => row.reachedAfter.has(id) && row.reachedBefore.has(id));
  const more = names((id) => row.reachedAfter.has(id) && !row.reachedBefore.has(id));
  const less = names((id) => row.reachedBefore.has(id) && !row.reachedAfter.has(id));
  return markup`<li>
    <p>
      <span class="sum">${row.label}</span>${row.state === "same" ? undefined : markup` <span class="tag ${tone(row)}">${MARKS[row.state]}</span>`}
    </p>
    ${text.map((one) => markup`<p class="dim">${one}</p> `)}
    ${kept === "" ? undefined : markup`<p>reached by ${kept}</p>`}
    ${more === "" ? undefined : markup`<p><span class="tag breaking">new</span> ${more}</p>`}
    ${less === "" ? undefined : markup`<p><span class="tag neutral">gone</span> <s>${less}</s></p>`}
  </li> `;
}

const MARKS = { same: "", new: "new", gone: "removed", changed: "changed" } as const;

function tone(row: Row): string {
  return row.state === "changed" ? (loosened(row) || gained(row) ? "broadened" : "narrowed") : "neutral";
}

const gained = (row: Row): boolean => [...row.reachedAfter].some((id) => !row.reachedBefore.has(id));

function middle(index: number, count: number, height: number): number {
  const room = height - TOP - 8;
  return TOP + (room * (index + 0.5)) / count;
}

interface Edge {
  readonly html: Html;
  /** New lines are drawn last, over the others. */
  readonly rank: number;
}

function lines(row: Row, y: number, place: ReadonlyMap<string, number>): Edge[] {
  const ids = new Set([...row.reachedBefore, ...row.reachedAfter]);
  return [...ids].map((id): Edge => {
    const [was, is] = [row.reachedBefore.has(id), row.reachedAfter.has(id)];
    const kind = was && is ? "" : is ? "more" : "less";
    const [x1, y1, x2] = [LEFT + LEFT_WIDTH, place.get(id) ?? 0, RIGHT];
    const bend = (x1 + x2) / 2;
    return {
      html: markup`<path class="edge ${kind}" d="M${x1} ${y1} C${bend} ${y1} ${bend} ${y} ${x2} ${y}" />`,
      rank: kind === "more" ? 2 : kind === "" ? 1 : 0,
    };
  });
}

function caller(party: GraphPrincipal, y: number): Html {
  return markup`<rect
      class="box ${party.open ? "open" : ""}"
      x="${LEFT}"
      y="${y - HEIGHT / 2}"
      width="${LEFT_WIDTH}"
      height="${HEIGHT}"
      rx="8"
    />
    <text class="label" x="${LEFT + PAD}" y="${y - 3}">${fitToWidth(party.label, LEFT_WIDTH - 2 * PAD, 14)}</text>
    <text class="small" x="${LEFT + PAD}" y="${y + 15}">${fitToWidth(party.detail, LEFT_WIDTH - 2 * PAD, 12)}</text>`;
}

function route({ row, y, height, lines: text }: Box): Html {
  const open = row.after?.caller.kind === "everybody";
  const kind = { same: "", new: "new", gone: "gone", changed: gained(row) || loosened(row) ? "more" : "less" }[
    row.state
  ];
  const mark = MARKS[row.state];
  return markup`<rect
      class="box ${kind} ${open ? "open" : ""}"
      x="${RIGHT}"
      y="${y}"
      width="${RIGHT_WIDTH}"
      height="${height}"
      rx="8"
    />
    <text class="label" x="${RIGHT + PAD}" y="${y + 21}">${fitToWidth(row.label, RIGHT_WIDTH - 2 * PAD - (mark === "" ? 0 : 70), 14)}</text>
    <text
      class="${kind === "more" ? "smallmore" : "small"}"
      x="${RIGHT + RIGHT_WIDTH - PAD}"
      y="${y + 21}"
      text-anchor="end"
    >${mark}</text>
    ${text.map((one, i) => markup`<text class="small" x="${RIGHT + PAD}" y="${y + 39 + i * 18}">${fitToWidth(one, RIGHT_WIDTH - 2 * PAD, 12)}</text> `)}`;
}

/** Did the demand get weaker for those who reach it either way: a scope fewer to choose from is stricter, none is weaker? */
function loosened({ before, after }: Row): boolean {
  if (before?.caller.kind !== "scopes" || !after) return false;
  if (after.caller.kind === "token") return true;
  const had = before.caller.scopes;
  return after.caller.kind === "scopes" && after.caller.scopes.some((scope) => !had.includes(scope));
}

/** The text, cut with an ellipsis where it may be wider than this many pixels at this font size. */
export function fitToWidth(text: string, width: number, size: number): string {
  const characters = [...text];
  let used = 0;
  for (const [i, character] of characters.entries()) {
    used += widthOf(character) * size;
    if (used > width) return `${characters.slice(0, Math.max(0, i - 1)).join("")}…`;
  }
  return text;
}

/** In ems, on the wide side of common sans-serif fonts in semibold. */
function widthOf(character: string): number {
  if (character > "\u02ff") return /[\u2010-\u2027]/.test(character) ? 0.9 : 1.05;
  if (/[MW@%mw]/.test(character)) return 0.95;
  if (/[A-Z_&<>=+~]/.test(character)) return 0.74;
  return /[ijl.,:;|!'()[\]/ ·]/.test(character) ? 0.4 : 0.63;
}
