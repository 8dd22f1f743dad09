import { append } from "../../group-by";
import type { EachReporter } from "./each";
import type { Answer, Api, Entity, Link, Model, Route, Stage } from "../../model";

/** HTTP APIs; WebSocket APIs have other routes, no CORS and no JWT. A protocol that isn't known counts as HTTP. */
export const httpApis = (model: Model): readonly Api[] => model.apis.filter(isHttp);

const isHttp = (api: Api): boolean => !(api.protocol.known && api.protocol.value === "WEBSOCKET");

/** Where WebSocket APIs are otherwise, the protocol has to be known. */
export const isSurelyHttp = (api: Link<Api>): boolean =>
  api.kind === "resource" && api.target.protocol.known && isHttp(api.target);

/** What belongs to an API other than a WebSocket one. An API outside the model counts as HTTP. */
export function ofHttp<T extends { readonly api: Link<Api> }>(things: readonly T[]): readonly T[] {
  return things.filter(({ api }) => api.kind !== "resource" || isHttp(api.target));
}

export const httpRoutes = ({ routes }: Model) => ofHttp(routes);
export const httpStages = ({ stages }: Model) => ofHttp(stages);
export const httpAuthorizers = ({ authorizers }: Model) => ofHttp(authorizers);
export const httpIntegrations = ({ integrations }: Model) => ofHttp(integrations);

/** Is a thing named beyond doubt? An expression may come to nothing. */
export const isNamed = (link: Link<Entity>): boolean => link.kind === "resource" || link.kind === "external";

/** Names an API, also one outside the model or one that an input of the root module names; undefined where it isn't known which one it is. */
export function apiKey(link: Link<Api>): string | undefined {
  if (link.kind === "resource") return link.target.address;
  if (link.kind === "unknown") return link.input;
  return link.kind === "external" ? `id ${link.id}` : undefined;
}

/** Do both belong to one API? An API that is yet to be made has no literal id, so it differs from every such. */
export function sameApi(a: Link<Api>, b: Link<Api>): Answer {
  const [one, other] = [apiKey(a), apiKey(b)];
  if (one !== undefined && one === other) return true;
  return one === undefined || other === undefined || a.kind === "unknown" || b.kind === "unknown" ? "unknown" : false;
}

/** Reports a route that names a thing of another API: an API's things serve its own routes only. `noun`: what it is, as AWS calls it. */
export function reportOtherApi(
  route: Route,
  thing: (Entity & { readonly api: Link<Api> }) | undefined,
  noun: string,
  report: EachReporter,
  remedy: string,
): void {
  if (!thing) return;
  const same = sameApi(route.api, thing.api);
  if (same === "unknown") report.unknown(route, `whether ${thing.address} belongs to the route's API`);
  else if (!same)
    report({
      message: `${nameOf(route)} belongs to ${apiKey(route.api) ?? "its API"}, but ${thing.address} to ${apiKey(thing.api) ?? "another"}: that API has no such ${noun}.`,
      remedy,
    });
}

/** Things by the API they belong to; those of which it isn't known are left out. */
export function byApi<T extends { readonly api: Link<Api> }>(things: readonly T[]): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const thing of ofHttp(things)) {
    const key = apiKey(thing.api);
    if (key !== undefined) append(groups, key, thing);
  }
  return groups;
}

/** The routes of an API, in the source's order. */
export function routesOf(model: Model, api: Api): readonly Route[] {
  return model.routes.filter((route) => route.api.kind === "resource" && route.api.target === api);
}

export function nameOf(route: Route): string {
  return route.key.known ? route.key.value : "a route whose key isn't known yet";
}

export function stagesOf(model: Model, api: Link<Api>): readonly Stage[] {
  const key = apiKey(api);
  return key === undefined ? [] : model.stages.filter((stage) => apiKey(stage.api) === key);
}

/** What holds many of something: the API if the model has it, else the first of them. */
export function holder<T extends Entity & { readonly api: Link<Api> }>(things: readonly T[]): Entity | undefined {
  const [first] = things;
  return first?.api.kind === "resource" ? first.api.target : first;
}

/** The verbs that an HTTP API's route may name. */
export const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "ANY"] as const;
