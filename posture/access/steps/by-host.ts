import { valueOr, type EntryPoint, type Host, type Model } from "../../model";
import { hostsOf } from "../../model/entry-points/http-api";
import { quote } from "../../redact/quote";
import type { AccessRequest } from "../request";
import { isHost } from "./connection";
import type { Found } from "./find-route";

/** What a host leads to. */
interface Served {
  readonly id: string;
  readonly host: Host;
}

/**
 * The request as the API sees it to which the host that was called leads: the longest key of an API mapping that the path begins with names the API,
 * and isn't part of its path. Where one entry point of another service answers there, it is that one.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/rest-api-mappings.html
 */
export function byHost(model: Model, request: AccessRequest): AccessRequest | Found {
  const { host: called, path, entryPoint } = request;
  if (called === undefined || entryPoint !== undefined) return request;
  const own = executeApi(model, called);
  const host = own?.host ?? called;
  const named = { ...request, host };
  if (own) return offAt(model, own.id, host) ?? { ...named, api: own.id };
  const served = servedBy(model, host);
  if (served.length === 0) return elsewhere(model, host);
  const fitting = served.filter((one) => path === undefined || restOf(one.host, path) !== undefined);
  const [unread] = fitting.flatMap(({ host: { basePath } }) => (basePath?.known === false ? [basePath.why] : []));
  if (unread !== undefined && path !== undefined)
    return none(`What answers at ${quote(host + path)} isn't known yet: the key of a mapping is unknown (${unread}).`);
  const length = ({ host: { basePath } }: Served): number => keyOf(basePath).length;
  const best = fitting.filter((one) => path === undefined || fitting.every((other) => length(other) <= length(one)));
  const ids = [...new Set(best.map(({ id }) => id))].filter(
    (id) => request.api === undefined || isApi(model, id, request.api),
  );
  const [only, ...more] = ids;
  if (only === undefined) return none(`No API is mapped at ${quote(`${host}${path ?? ""}`)}.`, "fail");
  if (more.length > 0)
    return none(`${ids.join(", ")} answer at ${quote(host)}. Name the one with --api or --entry-point.`);
  if (!isApi(model, only)) return { ...named, entryPoint: only };
  const rest = path === undefined ? undefined : best.map((one) => restOf(one.host, path))[0];
  return { ...named, api: only, ...(rest !== undefined && { path: rest }) };
}

/** The execute-api address of an API whose id is known; `host`: as entry points name it. */
function executeApi(model: Model, called: string): { readonly id: string; readonly host: string } | undefined {
  const [, apiId] = /^([a-z0-9]+)(?:-vpce-[a-z0-9]+)?\.execute-api\./.exec(called.toLowerCase()) ?? [];
  const api = [...model.apis, ...model.restApis].find(
    ({ resource }) => apiId !== undefined && valueOr(resource.attributes.text("id"), undefined) === apiId,
  );
  return api && { id: api.address, host: `execute-api of ${api.address}` };
}

function offAt(model: Model, id: string, host: string): Found | undefined {
  const hosts = [...servedBy(model, host)];
  if (hosts.length > 0 || !model.entryPoints.some(({ groupAddress }) => groupAddress === id)) return undefined;
  return none(`The execute-api address of ${id} is disabled.`, "fail");
}

function servedBy(model: Model, called: string): readonly Served[] {
  const at = (id: string, hosts: readonly Host[]): Served[] =>
    hosts.filter(({ name }) => isHost(name, called)).map((host) => ({ id, host }));
  const ofEntryPoints = model.entryPoints.flatMap((entryPoint) => at(groupOf(model, entryPoint), entryPoint.hosts));
  return [...model.apis.flatMap((api) => at(api.address, hostsOf(model.apiMappings, api))), ...ofEntryPoints];
}

function groupOf(model: Model, { id, groupAddress }: EntryPoint): string {
  return groupAddress !== undefined && isApi(model, groupAddress) ? groupAddress : id;
}

function isApi(model: Model, id: string, name = id): boolean {
  return [...model.apis, ...model.restApis].some(
    ({ address, resource }) =>
      address === id && (address === name || valueOr(resource.attributes.text("name"), undefined) === name),
  );
}

function keyOf(basePath: Host["basePath"]): string {
  return (basePath && valueOr(basePath, undefined))?.replace(/^\(none\)$/, "") ?? "";
}

/** The path behind the mapping's key; undefined: it isn't below it. */
function restOf({ basePath }: Host, path: string): string | undefined {
  const key = keyOf(basePath);
  if (key === "") return path;
  if (path === `/${key}`) return "/";
  return path.startsWith(`/${key}/`) ? path.slice(key.length + 1) : undefined;
}

function elsewhere(model: Model, host: string): Found {
  const unknown = model.entryPoints.flatMap(({ hosts }) => hosts).find(({ name }) => name.startsWith("the domain of "));
  const names = [...new Set(model.entryPoints.flatMap(({ hosts }) => hosts.map(({ name }) => name)))];
  return none(
    `Nothing of this input is known to answer at ${quote(host)}${unknown ? `, but ${unknown.name} isn't known yet` : ""}. What answers: ${names.slice(0, 8).join(", ") || "nothing"}.`,
  );
}

function none(text: string, result: "fail" | "unknown" = "unknown"): Found {
  return { kind: "none", step: { check: "route", result, text } };
}
