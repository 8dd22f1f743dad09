import {
  accesses,
  callerText,
  clientAccess,
  duration,
  entryAccesses,
  type ClientAccess,
  type EntryAccess,
  type RouteAccess,
} from "../access/index";
import type { Model } from "../model";
import { codeInTable, prose } from "./escape";
import { safe } from "../redact/safe";
import {
  entryPointJson,
  entryPointLines,
  entryPointMarkdown,
  entryPointSummary,
  functionLines,
  functionsJson,
  mayLeadTo,
  policyNotes,
  withHeadings,
} from "./entry-points";
import { entryPointHtml } from "./html-entry-points";
import { count, style, type Style } from "./style";

export type ShowFormat = "text" | "markdown" | "json" | "html";

/** Which entry points are shown; all of them by default. */
export interface ShowFilter {
  /** Address of the function that they lead to, or may: where it isn't known which. */
  readonly function?: string | undefined;
  /** Those by which a caller without credentials gets in, or may. */
  readonly nobody?: boolean;
}

/** Who may call which route, through which clients. */
export function renderRoutes(format: ShowFormat, model: Model, colour: boolean, filter: ShowFilter = {}): string {
  const all = entryAccesses(model);
  const shown = all.filter((access) => passes(access, filter));
  const filtered = filter.function !== undefined || filter.nobody === true;
  const own = new Set(shown.map(({ entryPoint }) => entryPoint.address));
  const routes = accesses(model).filter(({ address }) => own.has(address));
  const s = style(colour);
  if (format === "html") return entryPointHtml(shown);
  if (filtered && format === "text")
    return `${[...entryPointLines(shown, s), s.bold(entryPointSummary(shown))].join("\n")}\n`;
  if (filtered && format === "markdown")
    return `${[`**${entryPointSummary(shown)}**`, "", ...entryPointMarkdown(shown)].join("\n")}\n`;
  if (format === "json") return `${JSON.stringify({ read: model.origin, ...listed(model, routes, shown) }, null, 2)}\n`;
  return format === "markdown" ? markdown(model, routes, shown) : text(model, routes, shown, s);
}

function passes({ open, function: fn, entryPoint }: EntryAccess, filter: ShowFilter): boolean {
  const { function: wanted, nobody } = filter;
  return (
    (wanted === undefined || fn?.address === wanted || mayLeadTo(entryPoint.target, wanted)) &&
    (!nobody || open !== false)
  );
}

function listed(model: Model, routes: readonly RouteAccess[], shown: readonly EntryAccess[]): object {
  return {
    entryPoints: shown.map(entryPointJson),
    functions: functionsJson(shown),
    routes,
    clients: clientsOf(model),
    notes: notes(model, shown),
  };
}

/** What isn't a route of an HTTP or WebSocket API as resources make them. */
function beside(shown: readonly EntryAccess[]): readonly EntryAccess[] {
  return shown.filter(({ entryPoint }) => !["route", "connection"].includes(entryPoint.authorization.kind));
}

function clientsOf(model: Model): readonly ClientAccess[] {
  return model.clients.map((client) => clientAccess(client));
}

function text(model: Model, routes: readonly RouteAccess[], shown: readonly EntryAccess[], s: Style): string {
  const others = beside(shown);
  const whoMay = whoOf(shown);
  const lines: string[] = [];
  for (const [api, list] of byApi(routes)) {
    lines.push(s.bold(`API ${safe(api)}`));
    const width = Math.min(40, Math.max(...list.map((r) => name(r).length)));
    for (const route of list) {
      const who = safe(whoMay(route));
      const paint = route.caller.kind === "everybody" ? s.yellow : route.caller.kind === "unknown" ? s.blue : plain;
      lines.push(`  ${safe(name(route)).padEnd(width)}  ${paint(who)}`);
      for (const line of through(route)) lines.push(`  ${" ".repeat(width)}    ${s.dim(safe(line))}`);
    }
    lines.push("");
  }
  if (others.length > 0) lines.push(...entryPointLines(others, s), ...functionLines(shown, s));
  const clients = clientsOf(model);
  if (clients.length > 0) lines.push(s.bold("Clients"), ...clients.map((c) => `  ${safe(clientText(c))}`), "");
  for (const note of notes(model, shown)) lines.push(safe(note));
  lines.push(s.bold(others.length > 0 || routes.length === 0 ? entryPointSummary(shown) : summary(routes, shown)));
  return `${lines.join("\n")}\n`;
}

/**
 * Who may call a route. Where nothing is demanded, hosts may demand something all the same (a client certificate), and
 * where IAM decides, the policies tell who that is.
 */
function whoOf(shown: readonly EntryAccess[]): (route: RouteAccess) => string {
  const known = new Map(shown.map((access) => [access.entryPoint.address, access]));
  return ({ address, caller }) => {
    const access = known.get(address);
    const told = caller.kind === "principals" || (caller.kind === "everybody" && access?.open !== true);
    return told && access ? access.who : callerText(caller);
  };
}

function markdown(model: Model, routes: readonly RouteAccess[], shown: readonly EntryAccess[]): string {
  const others = beside(shown);
  const who = whoOf(shown);
  const lines = [
    `**${others.length > 0 || routes.length === 0 ? entryPointSummary(shown) : summary(routes, shown)}**`,
    "",
  ];
  for (const [api, list] of byApi(routes)) {
    lines.push(`### API ${prose(api)}`, "", "| Route | Who may call it | Through |", "| --- | --- | --- |");
    for (const route of list)
      lines.push(
        `| ${codeInTable(name(route))} | ${prose(who(route))} | ${through(route).map(prose).join("<br>") || "–"} |`,
      );
    lines.push("");
  }
  lines.push(...entryPointMarkdown(others));
  for (const note of notes(model, shown)) lines.push(prose(note), "");
  return `${lines.join("\n")}\n`;
}

function byApi(routes: readonly RouteAccess[]): [string, RouteAccess[]][] {
  return withHeadings(routes, ({ api, apiAddress }) => ({ name: api, address: apiAddress }));
}

function name(route: RouteAccess): string {
  return route.route ?? route.address;
}

function through({ caller, clients, moreClients }: RouteAccess): readonly string[] {
  if (caller.kind === "scopes" && clients.length === 0)
    return [
      moreClients === undefined
        ? "no client in its audience may ask for such a scope"
        : `which client may ask for such a scope isn't known (${moreClients})`,
    ];
  return clients.map(clientText);
}

/** `web (code; access 30 min, ID 1 h, refresh 30 d)` */
function clientText({ name: client, flows, tokens, scopes, ...lifetimes }: ClientAccess): string {
  const last = (seconds: number | undefined) => (seconds === undefined ? "not known yet" : duration(seconds));
  const parts = [
    flows.join(", ") || "no OAuth flow",
    ...(scopes ? [`may ask for ${scopes.join(", ")}`] : []),
    tokens.map((sort) => `${TOKENS[sort]} ${last(lifetimes[sort])}`).join(", "),
  ];
  return `${client} (${parts.join("; ")})`;
}

const TOKENS = { access: "access", id: "ID", refresh: "refresh" } as const;

/** What the model doesn't hold: nobody should take silence for safety. */
function notes(model: Model, shown: readonly EntryAccess[]): readonly string[] {
  const { origin } = model;
  return [
    ...(origin.missing ?? []).map((what) => `${what}.`),
    ...(origin.complete
      ? []
      : ["The plan isn't complete: it was limited (-target), stopped at an error or leaves changes to a later one."]),
    ...policyNotes(shown),
  ];
}

function summary(routes: readonly RouteAccess[], shown: readonly EntryAccess[]): string {
  const of = (answer: EntryAccess["open"]) => shown.filter(({ open }) => open === answer).length;
  const parts = [`${of(true)} open to everybody`, ...(of("unknown") > 0 ? [`${of("unknown")} not known yet`] : [])];
  return `${count(routes.length, "route")}, ${parts.join(", ")}.`;
}

function plain(words: string): string {
  return words;
}
