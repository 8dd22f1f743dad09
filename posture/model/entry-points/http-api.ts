import { targetOf } from "../../terraform/resource";
import { holds, valueOr, type Answer } from "../../terraform/value";
import { shown } from "../../redact/redact";
import type { Api, ApiMapping, Route } from "../entities";
import { nameOf } from "../../redact/name";
import { apiKeyOf } from "./api-keys";
import { endpointAt } from "./endpoint";
import { answerOf, entryPoint, toFunction } from "./common";
import type { EntryPoint, Host, Target } from "./entry-point";
import { operationsOf } from "./openapi";
import type { Sources } from "./sources";

/** Routes of HTTP and WebSocket APIs: those of resources, of an OpenAPI body, and of quick create. */
export function httpApiEntryPoints(sources: Sources): EntryPoint[] {
  const { apis, routes } = sources.modelled;
  return [
    ...routes.map((route) => ofRoute(sources, route)),
    ...apis.filter(({ managed }) => managed).flatMap((api) => [...quickCreated(sources, api), ...ofBody(sources, api)]),
  ];
}

function groupOf(api: Api | undefined): Pick<EntryPoint, "group" | "groupAddress"> {
  if (!api) return { group: "an API that isn't known" };
  const socket = holds(api.protocol, (protocol) => protocol === "WEBSOCKET") === true;
  return { group: `${socket ? "WebSocket API" : "HTTP API"} ${nameOf(api)}`, groupAddress: api.address };
}

function ofRoute(sources: Sources, route: Route): EntryPoint {
  const api = targetOf(route.api);
  const socket = api !== undefined && holds(api.protocol, (protocol) => protocol === "WEBSOCKET") === true;
  const relayed = socket && valueOr(route.key, "") !== "$connect";
  // Only WebSocket APIs have keys, and ask for them when a client connects.
  const required = socket && !relayed && answerOf(route.resource.attributes.flag("api_key_required"));
  const key = apiKeyOf(sources, api?.resource, required);
  return entryPoint(route.resource, {
    kind: socket ? "websocket-route" : "http-api-route",
    name: route.key.known ? shown(route, ["route_key"], route.key.value) : route.address,
    ...groupOf(api),
    hosts: hostsOf(sources.modelled.apiMappings, api),
    authorization: relayed ? { kind: "connection", route } : { kind: "route", route },
    target: targetOfRoute(route),
    ...key,
    notes: relayed ? ["Whoever $connect let in may send to it; each message isn't authorized again."] : key.notes,
  });
}

function targetOfRoute({ integration, resource }: Route): Target {
  if (integration.kind === "none") return { kind: "itself" };
  if (integration.kind === "external") return { kind: "unknown", why: "its integration isn't known" };
  if (integration.kind === "unknown") {
    // Whichever instance it is: all that the expression refers to may invoke the same function.
    const [first, ...more] = resource.attributes.references("target").length > 0 ? integration.candidates : [];
    const fn = first && targetOf(first.function);
    return fn && more.every((one) => targetOf(one.function) === fn)
      ? toFunction(first.function)
      : { kind: "unknown", why: "its integration isn't known" };
  }
  const { target } = integration;
  if (target.function.kind !== "none") return toFunction(target.function);
  if (valueOr(target.type, "") === "MOCK") return { kind: "itself" };
  const uri = valueOr(target.uri, undefined);
  const at = endpointAt(target.resource.attributes, "integration_uri");
  return { kind: "backend", name: uri === undefined ? target.address : shown(target, ["integration_uri"], uri), at };
}

/** The execute-api address, unless it is switched off, and custom domains that lead to the API. */
export function hostsOf(mappings: readonly ApiMapping[], api: Api | undefined): Host[] {
  if (!api) return [];
  const disabled = answerOf(api.endpointDisabled);
  const own: Host = { name: `execute-api of ${api.address}`, private: false, mutualTls: false };
  const domains = mappings
    .filter((mapping) => targetOf(mapping.api) === api)
    .map((mapping): Host => {
      const domain = targetOf(mapping.domain);
      const name = domain && valueOr(domain.name, undefined);
      return {
        name: name ?? `the domain of ${domain?.address ?? mapping.address}`,
        private: false,
        mutualTls: domain ? answerOf(domain.mutualTls) : "unknown",
        basePath: mapping.key,
      };
    });
  return withOwn(own, disabled, domains);
}

/** The execute-api address beside the domains. Where it alone may answer, somebody is meant to call it. */
export function withOwn(own: Host, disabled: Answer, domains: readonly Host[]): Host[] {
  const doubt = disabled === "unknown" && domains.length > 0;
  return [...(disabled === true ? [] : [{ ...own, ...(doubt && { answers: disabled }) }]), ...domains];
}

/** `target` on the API makes a route and an integration that no resource shows; `route_key` names it, else `$default`. */
function quickCreated(sources: Sources, api: Api): EntryPoint[] {
  if (!api.quickCreate) return [];
  const { attributes: a } = api.resource;
  const key = a.text("route_key");
  const fn = sources.functionAt(api.resource, "target");
  const uri = a.text("target");
  const isFunction = fn.kind !== "external" || /:function:/.test(fn.id);
  return [
    entryPoint(api.resource, {
      part: "quick-create",
      kind: "http-api-route",
      name: key.known ? shown(api, ["route_key"], key.value ?? "$default") : "a route by quick create",
      ...groupOf(api),
      hosts: hostsOf(sources.modelled.apiMappings, api),
      authorization: { kind: "none" },
      target: isFunction
        ? toFunction(fn)
        : { kind: "backend", name: uri.known ? shown(api, ["target"], uri.value ?? "") : "not known yet" },
      notes: ["Quick create makes this route (target): it has no authorization and can't be given any."],
    }),
  ];
}

function ofBody(sources: Sources, api: Api): EntryPoint[] {
  if (!api.fromBody) return [];
  const operations = operationsOf(sources, api.resource, "http");
  const common = {
    kind: "http-api-route",
    ...groupOf(api),
    hosts: hostsOf(sources.modelled.apiMappings, api),
  } as const;
  if (typeof operations === "string")
    return [
      entryPoint(api.resource, {
        ...common,
        part: "body",
        name: "routes of the OpenAPI body",
        authorization: { kind: "unknown", why: operations },
        target: { kind: "unknown", why: operations },
      }),
    ];
  return operations.map(({ name, authorization, target }) =>
    entryPoint(api.resource, { ...common, part: name, name, authorization, target }),
  );
}
