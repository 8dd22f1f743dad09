import { targetText } from "../access/paths";
import type { EntryAccess } from "../access/index";
import { code, prose } from "./escape";
import { markup } from "./html-escape";
import type { Html } from "./html-escape";
import { headed } from "./groups";
import { count } from "./style";
import type { Style } from "./style";
import { safe } from "../redact/safe";

/** An entry point as JSON shows it. */
export function entryPointJson({ entryPoint, open, who, fix, function: fn }: EntryAccess): object {
  const { id, kind, name, group, groupAddress, hosts, target, notes } = entryPoint;
  return {
    id,
    kind,
    name,
    group,
    ...(groupAddress !== undefined && { groupAddress }),
    hosts,
    open,
    who,
    ...(fix !== undefined && { fix }),
    ...(fn ? { function: fn.address } : { target: targetText(target) }),
    notes,
  };
}

/** Functions with every way to them. */
export function functionsJson(accesses: readonly EntryAccess[]): object[] {
  return byFunction(accesses).map(([address, ways]) => ({
    address,
    open: ways.filter(({ open }) => open === true).length,
    ways: ways.map(({ entryPoint }) => entryPoint.id),
  }));
}

export function entryPointLines(accesses: readonly EntryAccess[], s: Style): string[] {
  const lines: string[] = [];
  for (const [group, list] of byGroup(accesses)) {
    lines.push(s.bold(safe(group)));
    const width = Math.min(40, Math.max(...list.map(({ entryPoint }) => entryPoint.name.length)));
    for (const access of list) {
      const paint = access.open === true ? s.yellow : access.open === "unknown" ? s.blue : (text: string) => text;
      const { entryPoint } = access;
      lines.push(`  ${safe(entryPoint.name).padEnd(width)}  ${paint(safe(access.who))}`);
      for (const line of details(access)) lines.push(`  ${" ".repeat(width)}    ${s.dim(safe(line))}`);
    }
    lines.push("");
  }
  return lines;
}

/** Where it answers, where it leads, which resource it is, and what else is to be known. */
function details({ entryPoint, function: fn }: EntryAccess): string[] {
  const { hosts, target, id, notes } = entryPoint;
  const at = hosts.map(({ name, private: inside, mutualTls, plain }) => {
    const marks = [
      ...(inside === true ? ["private"] : inside === "unknown" ? ["internal or not isn't known"] : []),
      ...(mutualTls === true ? ["mutual TLS"] : []),
      ...(plain ? ["plain HTTP"] : []),
    ];
    return marks.length > 0 ? `${name} (${marks.join(", ")})` : name;
  });
  const to = fn ? `function ${fn.address}` : targetText(target);
  return [`${id} -> ${to}`, ...(at.length > 0 ? [`at ${at.join("; ")}`] : []), ...notes];
}

export function functionLines(accesses: readonly EntryAccess[], s: Style): string[] {
  const functions = byFunction(accesses);
  if (functions.length === 0) return [];
  const lines = [s.bold("Functions, by what leads to them")];
  for (const [address, ways] of functions) {
    const open = ways.filter((way) => way.open === true).length;
    lines.push(`  ${safe(address)}: ${count(ways.length, "way")}, ${open} open to everybody`);
    for (const { entryPoint, open: answer } of ways)
      lines.push(s.dim(`    ${MARK[`${answer}`]}  ${safe(`${entryPoint.group}: ${entryPoint.name}`)}`));
  }
  return [...lines, ""];
}

const MARK = { true: "open   ", false: "closed ", unknown: "unknown" } as const;

export function entryPointMarkdown(accesses: readonly EntryAccess[]): string[] {
  const lines: string[] = [];
  for (const [group, list] of byGroup(accesses)) {
    lines.push(`### ${prose(group)}`, "", "| Entry point | Who gets in | Leads to |", "| --- | --- | --- |");
    for (const { entryPoint, who, function: fn } of list)
      lines.push(
        `| ${code(entryPoint.name)} | ${prose(who)} | ${fn ? code(fn.address) : prose(targetText(entryPoint.target))} |`,
      );
    lines.push("");
  }
  return lines;
}

const STYLE =
  ":root{color-scheme:light dark}body{font:16px/1.5 system-ui,sans-serif;margin:2rem auto;max-width:70rem;padding:0 1rem}" +
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
<title>Entry points</title><style>${STYLE}</style></head>
<body><h1>Entry points</h1><p><strong>${entryPointSummary(accesses)}</strong></p>
${sections}</body></html>`.toString()}\n`;
}

/** `29 entry points, 18 open to everybody, 1 not known yet.` What answers by itself leads nowhere and isn't counted as open. */
export function entryPointSummary(accesses: readonly EntryAccess[]): string {
  const callable = accesses.filter(({ entryPoint }) => entryPoint.kind !== "event-source");
  const leading = callable.filter(({ entryPoint }) => entryPoint.target.kind !== "itself");
  const open = leading.filter((one) => one.open === true).length;
  const unknown = callable.filter((one) => one.open === "unknown").length;
  return `${count(callable.length, "entry point")}, ${open} open to everybody${unknown > 0 ? `, ${unknown} not known yet` : ""}.`;
}

function byGroup(accesses: readonly EntryAccess[]): [string, EntryAccess[]][] {
  return headed(accesses, ({ entryPoint }) => ({ name: entryPoint.group, address: entryPoint.groupAddress }));
}

/** Callers first, then what AWS does by itself. */
export function byFunction(accesses: readonly EntryAccess[]): [string, EntryAccess[]][] {
  const functions = new Map<string, EntryAccess[]>();
  for (const access of accesses)
    if (access.function)
      functions.set(access.function.address, [...(functions.get(access.function.address) ?? []), access]);
  return [...functions];
}
