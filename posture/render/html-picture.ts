import { markup } from "./html-escape";
import type { Html } from "./html-escape";
import { demand } from "./html-graph";
import type { Graph, GraphPrincipal, Row } from "./html-graph";

const WIDTH = 1040;
const [LEFT, LEFT_WIDTH] = [20, 240] as const;
const [RIGHT, RIGHT_WIDTH] = [520, 500] as const;
const [TOP, ROW, HEIGHT] = [44, 62, 48] as const;

/** More routes than this, and those that stay as they are go to the table only. */
const MOST = 40;

/** The picture: callers on the left, routes on the right, a line where one reaches the other. */
export function picture(graph: Graph, compared: boolean): Html {
  const crowded = graph.rows.length > MOST;
  const rows = crowded ? graph.rows.filter((row) => row.state !== "same").slice(0, MOST) : graph.rows;
  const left = graph.rows.length - rows.length;
  const shown = new Set(rows.flatMap((row) => [...row.reachedBefore, ...row.reachedAfter]));
  const parties = graph.parties.filter((party) => shown.has(party.id));
  if (rows.length === 0)
    return markup`<p>
      ${graph.rows.length === 0 ? "There are no routes." : "No route changes who reaches it; the table below lists them all."}
    </p>`;
  const height = TOP + Math.max(rows.length, parties.length) * ROW + 8;
  const place = new Map(parties.map((party, i) => [party.id, middle(i, parties.length, height)]));
  const edges = rows.flatMap((row, i) => lines(row, TOP + i * ROW + HEIGHT / 2, place));
  const told = `${String(rows.length)} routes and who reaches them${compared ? ", before and after" : ""}. The table "Every route" says the same in words.`;
  return markup`<figure>
    <svg
      viewBox="0 0 ${WIDTH} ${height}"
      role="img"
      aria-labelledby="picture-title picture-told"
      xmlns="http://www.w3.org/2000/svg"
    >
      <title id="picture-title">Who reaches what</title>
      <desc id="picture-told">${told}</desc>
      <text class="head" x="${LEFT}" y="24">WHO CALLS</text>
      <text class="head" x="${RIGHT}" y="24">WHAT THEY REACH</text>
      ${edges.sort((a, b) => a.rank - b.rank).map((edge) => edge.html)}
      ${parties.map((party) => caller(party, place.get(party.id) ?? 0))}
      ${rows.map((row, i) => route(row, TOP + i * ROW))}
    </svg>
    <figcaption>
      ${compared ? "Red lines are new, dashed ones are gone, grey ones stay." : "A line: its tokens, or requests, are let through."}${left > 0 ? ` ${String(left)} routes ${crowded ? "that stay as they are, or are too many to draw," : ""} are in the table only.` : ""}
    </figcaption>
  </figure>`;
}

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
    <text class="label" x="${LEFT + 14}" y="${y - 3}">${fitted(party.label, 28)}</text>
    <text class="small" x="${LEFT + 14}" y="${y + 15}">${fitted(party.detail, 34)}</text>`;
}

function route(row: Row, y: number): Html {
  const open = row.after?.caller.kind === "everybody";
  const gained = [...row.reachedAfter].some((id) => !row.reachedBefore.has(id));
  const kind = { same: "", new: "new", gone: "gone", changed: gained || loosened(row) ? "more" : "less" }[row.state];
  const now = row.after ? demand(row.after) : "removed";
  const was = row.state === "changed" && row.before ? demand(row.before) : undefined;
  const mark = { same: "", new: "new", gone: "removed", changed: "changed" }[row.state];
  const line = was === undefined || was === now ? fitted(now, 70) : `${fitted(now, 36)}  ·  before: ${fitted(was, 32)}`;
  return markup`<rect
      class="box ${kind} ${open ? "open" : ""}"
      x="${RIGHT}"
      y="${y}"
      width="${RIGHT_WIDTH}"
      height="${HEIGHT}"
      rx="8"
    />
    <text class="label" x="${RIGHT + 14}" y="${y + 21}">${fitted(row.label, 48)}</text>
    <text
      class="${kind === "more" ? "smallmore" : "small"}"
      x="${RIGHT + RIGHT_WIDTH - 14}"
      y="${y + 21}"
      text-anchor="end"
    >${mark}</text>
    <text class="small" x="${RIGHT + 14}" y="${y + 39}">${line}</text>`;
}

/** Did the demand get weaker for those who reach it either way: a scope fewer to choose from is stricter, none is weaker? */
function loosened({ before, after }: Row): boolean {
  if (before?.caller.kind !== "scopes" || !after) return false;
  if (after.caller.kind === "token") return true;
  const had = before.caller.scopes;
  return after.caller.kind === "scopes" && after.caller.scopes.some((scope) => !had.includes(scope));
}

function fitted(text: string, length: number): string {
  return text.length > length ? `${text.slice(0, length - 1)}…` : text;
}
