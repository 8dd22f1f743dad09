import { accesses, callerText, clientAccess, duration } from "../access/index";
import type { ClientAccess, RouteAccess } from "../access/index";
import type { Model } from "../model";
import { code, prose } from "./escape";
import { safe } from "../redact/safe";
import { count, style } from "./style";

export type ShowFormat = "text" | "markdown" | "json";

/** Who may call which route, through which clients. */
export function renderRoutes(format: ShowFormat, model: Model, colour: boolean): string {
  const routes = accesses(model);
  if (format === "json")
    return `${JSON.stringify({ read: model.origin, routes, clients: clientsOf(model), notes: notes(model) }, null, 2)}\n`;
  return format === "markdown" ? markdown(model, routes) : text(model, routes, colour);
}

function clientsOf(model: Model): readonly ClientAccess[] {
  return model.clients.map((client) => clientAccess(client));
}

function text(model: Model, routes: readonly RouteAccess[], colour: boolean): string {
  const s = style(colour);
  const lines: string[] = [];
  for (const [api, list] of byApi(routes)) {
    lines.push(s.bold(`API ${safe(api)}`));
    const width = Math.min(40, Math.max(...list.map((r) => name(r).length)));
    for (const route of list) {
      const who = safe(callerText(route.caller));
      const paint = route.caller.kind === "everybody" ? s.yellow : route.caller.kind === "unknown" ? s.blue : plain;
      lines.push(`  ${safe(name(route)).padEnd(width)}  ${paint(who)}`);
      for (const line of through(route)) lines.push(`  ${" ".repeat(width)}    ${s.dim(safe(line))}`);
    }
    lines.push("");
  }
  const clients = clientsOf(model);
  if (clients.length > 0) lines.push(s.bold("Clients"), ...clients.map((c) => `  ${safe(clientText(c))}`), "");
  for (const note of notes(model)) lines.push(safe(note));
  lines.push(s.bold(summary(routes)));
  return `${lines.join("\n")}\n`;
}

function markdown(model: Model, routes: readonly RouteAccess[]): string {
  const lines = [`**${summary(routes)}**`, ""];
  for (const [api, list] of byApi(routes)) {
    lines.push(`### API ${prose(api)}`, "", "| Route | Who may call it | Through |", "| --- | --- | --- |");
    for (const route of list)
      lines.push(
        `| ${code(name(route))} | ${prose(callerText(route.caller))} | ${through(route).map(prose).join("<br>") || "–"} |`,
      );
    lines.push("");
  }
  for (const note of notes(model)) lines.push(prose(note), "");
  return `${lines.join("\n")}\n`;
}

function byApi(routes: readonly RouteAccess[]): Map<string, RouteAccess[]> {
  const groups = new Map<string, RouteAccess[]>();
  for (const route of routes) groups.set(route.api, [...(groups.get(route.api) ?? []), route]);
  return groups;
}

function name(route: RouteAccess): string {
  return route.route ?? route.address;
}

/** The clients through which a route is reached. */
function through({ caller, clients }: RouteAccess): readonly string[] {
  if (caller.kind === "scopes" && clients.length === 0) return ["no client here may ask for such a scope"];
  return clients.map(clientText);
}

/** `web (code; access 30 min, ID 1 h, refresh 30 d)` */
function clientText({ name: client, flows, scopes, access, id, refresh }: ClientAccess): string {
  const last = (seconds: number | undefined) => (seconds === undefined ? "not known yet" : duration(seconds));
  const parts = [
    flows.join(", ") || "no flow written down",
    ...(scopes ? [`may ask for ${scopes.join(", ")}`] : []),
    `access ${last(access)}, ID ${last(id)}, refresh ${last(refresh)}`,
  ];
  return `${client} (${parts.join("; ")})`;
}

/** What the model doesn't hold: nobody should take silence for safety. */
export function notes(model: Model): readonly string[] {
  const { apis, restApis, origin } = model;
  const body = apis.filter((api) => api.fromBody);
  return [
    ...(body.length > 0
      ? [`Routes of ${body.map((api) => api.address).join(", ")} come from an OpenAPI body, which isn't read.`]
      : []),
    ...apis
      .filter((api) => api.quickCreate)
      .map((api) => `${api.address} makes a catch-all route by itself (target), which everybody may call.`),
    ...(restApis.length > 0 ? [`${count(restApis.length, "REST API")} beside them: another product, not read.`] : []),
    ...(origin.complete ? [] : ["The plan isn't complete: it stopped at an error or leaves changes to a later one."]),
  ];
}

function summary(routes: readonly RouteAccess[]): string {
  const of = (kind: RouteAccess["caller"]["kind"]) => routes.filter((r) => r.caller.kind === kind).length;
  const parts = [
    `${of("everybody")} open to everybody`,
    ...(of("unknown") > 0 ? [`${of("unknown")} not known yet`] : []),
  ];
  return `${count(routes.length, "route")}, ${parts.join(", ")}.`;
}

function plain(words: string): string {
  return words;
}
