import { callerText } from "../access/index";
import { KINDS, verdictOf } from "../diff/index";
import type { ChangeFinding, ChangeKind, Comparison, Extent, Verdict } from "../diff/index";
import { planTextWithoutSecrets } from "../redact/plan-text";
import type { Model } from "../model";
import { beforeAndAfter, countText, verdictSentence } from "./changes";
import { code, codeInTable, fenced, prose } from "./escape";
import { extentLines, notComparedLines, nothingText, verdictText } from "./extent";
import { count } from "./style";
import { append } from "../group-by";

/** Characters that GitHub takes in a comment; it refuses more. */
export const COMMENT_LIMIT = 65_536;

export interface Comment {
  readonly comparison: Comparison;
  readonly changes: readonly ChangeFinding[];
  readonly extent: Extent;
  readonly allowed: readonly ChangeKind[];
  /** What was not compared or not analysed counts as unknown. Default: false. */
  readonly strict?: boolean;
  /** What `terraform show` prints of the plan, to be folded in. */
  readonly planText?: string;
  /** At most so many characters. Default: GitHub's limit. */
  readonly limit?: number;
}

/**
 * A comment for a pull request: the posture first, then what the plan does, then the plan itself, folded. It fits the
 * limit: the plan is cut first, then the table of routes, then details; no finding is left out as long as its code and
 * address fit at all, and if even those don't, it says how many aren't shown.
 */
export function renderComment(comment: Comment): string {
  const { comparison, changes, extent, limit = COMMENT_LIMIT } = comment;
  const verdict = verdictOf(changes, comment);
  const what = countText(changes) || nothingText(changes, extent);
  const head = `## Posture: ${ICON[verdict]} ${verdictText(verdict, extent)}\n\n${verdictSentence(verdict, changes, extent)} ${what}.\n`;
  const plan = planLine(comparison.after);
  const room = limit - head.length - plan.length - 2;
  const tabled = new Set(
    beforeAndAfter(comparison)
      .filter((route) => route.changed)
      .map(({ address }) => address),
  );
  for (const { code: name, address } of changes) if (OTHER_WAYS_IN.test(name)) tabled.add(address);
  // Where the whole table has room, what its rows say is not said again.
  const beside = findings(changes, "whole", tabled, true);
  const isRoomy = beside.length + routeTable(comparison, changes, Infinity).length + 2 <= room;
  const body = isRoomy
    ? beside
    : (LEVELS.map((level) => findings(changes, level, tabled)).find((text) => text.length <= room) ??
      cut(changes, room));
  let left = room - body.length;
  const table = routeTable(comparison, changes, left - 2);
  const parts = [head, table, body];
  left -= table.length + 1;
  const bounds = boundsText(extent, left - 2);
  if (bounds !== "") parts.push(bounds);
  left -= bounds.length + 1;
  parts.push(plan);
  const folded = comment.planText === undefined ? "" : fold(comment.planText, left - 2);
  if (folded !== "") parts.push(folded);
  return `${parts.filter((part) => part !== "").join("\n")}`;
}

const ICON: Readonly<Record<Verdict, string>> = {
  breaking: "🛑",
  broadened: "⚠️",
  unknown: "❔",
  "nothing broader": "✅",
};

type Level = "whole" | "without details" | "short" | "shortest";
const LEVELS: readonly Level[] = ["whole", "without details", "short", "shortest"];

/** `beside`: the table stands whole above, so that of what its rows say the code and the address are enough. */
function findings(
  changes: readonly ChangeFinding[],
  level: Level,
  tabled: ReadonlySet<string>,
  beside = false,
): string {
  const lines: string[] = [];
  for (const kind of KINDS) {
    const list = changes.filter((change) => change.kind === kind && !change.acknowledged);
    if (list.length === 0) continue;
    lines.push(`### ${kind.charAt(0).toUpperCase()}${kind.slice(1)} (${list.length})`, "");
    if (level === "short" || level === "shortest") lines.push(...grouped(list, level));
    else {
      const isRow = (change: ChangeFinding) =>
        beside && kind !== "unknown" && SAID_BY_ROW.test(change.code) && isTabled(change, tabled);
      for (const change of list.filter((one) => !isRow(one)))
        lines.push(...item(change, level === "whole" && isTabled(change, tabled) ? "without details" : level));
      lines.push(...grouped(list.filter(isRow), "shortest").map((line) => `${line} (see the table)`));
    }
    lines.push("");
  }
  const accepted = changes.filter((change) => change.acknowledged);
  if (accepted.length > 0) {
    lines.push(`<details><summary>Acknowledged (${accepted.length})</summary>`, "");
    for (const { code: name, address, acknowledged } of accepted)
      lines.push(
        level === "shortest"
          ? `- ${name} ${code(address)}`
          : `- ${name} ${code(address)}: ${prose(acknowledged?.reason ?? "")}${acknowledged?.expires === undefined ? "" : ` (until ${acknowledged.expires})`}`,
      );
    lines.push("", "</details>", "");
  }
  return lines.join("\n");
}

/** Codes whose before and after are who may call a route or another way in. */
const TABLED = /^(route-(added|removed|covered|uncovered|became|got|authoriz|access)|entry-point-|function-url-)/;

/** Codes of which a row of the table says all: who could call before, and who can now. */
const SAID_BY_ROW =
  /^(route-(became-public|authorization-added|access-(widened|narrowed))|entry-point-(opened|closed|callers-changed))$/;

/** What the table says is not said again, but for what brings it about. */
function isTabled({ code: name, address, cause }: ChangeFinding, tabled: ReadonlySet<string>): boolean {
  return TABLED.test(name) && tabled.has(address) && cause === undefined;
}

function item(change: ChangeFinding, level: Level): string[] {
  const { code: name, address, summary, before, after, cause } = change;
  const head = `- ${prose(summary)}<br>${code(address)} ${name}`;
  if (level !== "whole") return [head];
  const values =
    before === undefined && after === undefined ? [] : [`${code(before ?? "(none)")} → ${code(after ?? "(none)")}`];
  return [[head, ...values, ...(cause === undefined ? [] : [`cause: ${prose(cause)}`])].join("<br>")];
}

/** One line for each code, with every place it stands at. */
function grouped(list: readonly ChangeFinding[], level: Level): string[] {
  const byCode = new Map<string, string[]>();
  for (const change of list) {
    const place =
      level === "short" && change.route !== undefined ? `${change.route} (${change.address})` : change.address;
    append(byCode, change.code, code(place));
  }
  return Array.from(byCode, ([name, places]) => `- ${name}: ${places.join(", ")}`);
}

/** The last resort: whole lines until the room is used up, and how many findings that leaves out. */
function cut(changes: readonly ChangeFinding[], room: number): string {
  const open = changes.filter((change) => !change.acknowledged);
  const kept: string[] = [];
  const note = (n: number) => `\n**${n} more findings don't fit here**: the JSON and SARIF output hold all of them.\n`;
  let left = room - note(open.length).length;
  for (const { code: name, address } of open) {
    const line = `- ${name} ${code(address)}`;
    if (line.length + 1 > left) break;
    kept.push(line);
    left -= line.length + 1;
  }
  return `${kept.join("\n")}\n${kept.length < open.length ? note(open.length - kept.length) : ""}`;
}

/** Findings about other ways in than routes of an HTTP API, which say who gets in before and after. */
const OTHER_WAYS_IN = /^(entry-point|function-url)-/;

/** One row for each other way in that comes, goes, or lets in others. */
function otherWaysIn(changes: readonly ChangeFinding[]): readonly string[] {
  const found = new Map<string, ChangeFinding[]>();
  for (const change of changes) if (OTHER_WAYS_IN.test(change.code)) append(found, change.address, change);
  return Array.from(found, ([address, list]) => {
    const who = (side: "before" | "after") => prose(list.find((one) => one[side])?.[side] ?? "–");
    const kinds = KINDS.filter((kind) => list.some((one) => one.kind === kind)).join(", ");
    return `| ${codeInTable(address)} | ${who("before")} | ${who("after")} | ${kinds} |`;
  });
}

/** Routes and other ways in whose callers change, before and after; whole rows only. */
function routeTable(comparison: Comparison, changes: readonly ChangeFinding[], room: number): string {
  const others = otherWaysIn(changes);
  const routes = beforeAndAfter(comparison)
    .filter((route) => route.changed)
    .map(({ route, address, before, after }) => {
      // A route that is not there may leave its requests to another, which a finding says.
      const other = (side: "before" | "after") => changes.find((one) => one.address === address && one[side])?.[side];
      const who = (side: typeof before, name: "before" | "after") =>
        prose(side ? callerText(side.caller) : (other(name) ?? "–"));
      const found = new Set(changes.filter((change) => change.address === address).map(({ kind }) => kind));
      const kinds = KINDS.filter((kind) => found.has(kind)).join(", ");
      return `| ${codeInTable(route ?? address)} | ${who(before, "before")} | ${who(after, "after")} | ${kinds || "–"} |`;
    });
  const rows = [...routes, ...others];
  if (rows.length === 0) return "";
  const counted = [
    ...(routes.length > 0 ? [count(routes.length, "route")] : []),
    ...(others.length > 0 ? [`${count(others.length, "other way")} in`] : []),
  ];
  const top = [
    `**Who may call:** ${counted.join(" and ")} changed`,
    "",
    `| ${others.length > 0 ? "Route or entry point" : "Route"} | Who before | Who now | Kind |`,
    "| --- | --- | --- | --- |",
  ];
  const end = [""];
  const more = (n: number) => `| … | ${n} more | | |`;
  let left = room - [...top, ...end, more(rows.length)].join("\n").length;
  const kept = rows.filter((row) => (left -= row.length + 1) >= 0);
  if (kept.length === 0) return "";
  const rest = kept.length < rows.length ? [more(rows.length - kept.length)] : [];
  return [...top, ...kept, ...rest, ...end].join("\n");
}

/** What wasn't compared or analysed; the addresses are folded, as many as fit. */
function boundsText(extent: Extent, room: number): string {
  const lines = extentLines(extent).map((line) => `${prose(line)}\n`);
  if (lines.length === 0 || lines.join("\n").length > room) return "";
  const wrap = (items: readonly string[], more: number) =>
    [
      "<details><summary>Not compared</summary>",
      "",
      ...items,
      ...(more > 0 ? [`- and ${more} more`] : []),
      "",
      "</details>",
      "",
    ].join("\n");
  const items = notComparedLines(extent).map((line) => `- ${code(line)}`);
  let kept = items.length;
  let left = room - lines.join("\n").length - wrap([], items.length).length;
  for (const [i, item] of items.entries())
    if ((left -= item.length + 1) < 0) {
      kept = i;
      break;
    }
  return [...lines, ...(kept > 0 ? [wrap(items.slice(0, kept), items.length - kept)] : [])].join("\n");
}

/** What the plan does in numbers, replacements by themselves. */
function planLine({ changes, origin }: Model): string {
  if (origin.format !== "plan") return "";
  const managed = changes.filter((change) => change.mode === "managed");
  const of = (action: string) => managed.filter((c) => !c.replaced && c.actions.includes(action as "create")).length;
  const moved = managed.filter((c) => c.previousAddress !== undefined).length;
  const replaced = managed.filter((c) => c.replaced);
  const names = replaced
    .slice(0, 10)
    .map((c) => code(c.address))
    .join(", ");
  const which = replaced.length === 0 ? "" : ` (${names}${replaced.length > 10 ? ", …" : ""})`;
  const rest = [
    ...(moved > 0 ? [`${moved} moved`] : []),
    ...(managed.some((c) => c.importing) ? [`${managed.filter((c) => c.importing).length} to import`] : []),
  ];
  return `**Plan:** ${[`${of("create")} to create`, `${of("update")} to change`, `${replaced.length} to replace${which}`, `${of("delete")} to destroy`, ...rest].join(", ")}.\n`;
}

/** The plan's own text, folded; its end, which sums up, is kept when it must be cut. */
function fold(text: string, room: number): string {
  const clean = planTextWithoutSecrets(text);
  const wrap = (inner: string) => `<details><summary>Plan</summary>\n\n${fenced(inner)}\n\n</details>\n`;
  if (wrap(clean).length <= room) return wrap(clean);
  const note = "… the beginning is left out: it doesn't fit into a comment …\n";
  const size = room - wrap(note).length - 16;
  if (size < 200) return "";
  const tail = clean.slice(-size);
  return wrap(note + tail.slice(tail.indexOf("\n") + 1));
}
