import { leadsTo, targetOf, type EntryPoint, type Model, type Route } from "../../model/index";
import { ofEntryPoints } from "../../access/steps/find-route";
import { matchingRoutes, type WithRouteKey } from "../../access/steps/match";
import type { Comparison } from "../comparison";
import { keyPattern, partition, type Pattern } from "./partition";

/**
 * The routes that answer, on the other side of a comparison, the requests that this one answers on its own; `undefined`
 * among them: nothing answers some of them. Route keys overlap, and the most specific one takes a request, so a route
 * that comes or goes takes its requests from several others, or leaves them to several.
 */
export function overlappingRoutes(
  comparison: Comparison,
  route: Route,
  side: "before" | "after",
): readonly (Route | undefined)[] {
  const api = targetOf(route.api);
  const [own, other] = [comparison[side], comparison[side === "before" ? "after" : "before"]];
  const partner = api && (side === "before" ? comparison.becomes(api) : comparison.was(api));
  if (!api || !partner || !route.key.known) return [undefined];
  const mine = routesOf(own, api.address);
  const theirs = routesOf(other, partner.address);
  return answeringInstead(route, mine, theirs);
}

/** The same of any two lists of what answers requests: routes, methods of a REST API, operations of an OpenAPI body. */
export function answeringInstead<T extends WithRouteKey>(
  own: T,
  mine: readonly T[],
  theirs: readonly T[],
): readonly (T | undefined)[] {
  const all = [...mine, ...theirs];
  const cells = partition(keyPattern(own), all.map(keyPattern));
  // Too many to be told apart: each of theirs may answer some of them.
  if (!cells) return [...theirs, undefined];
  const found = new Set<T | undefined>();
  for (const { method, path, in: taking } of cells) {
    const [here, there] = answering(taking, mine, theirs, { method, path });
    if (here === own) found.add(there);
  }
  return found.size === 0 ? [undefined] : [...found];
}

/** Who answers a request on either side, of those whose patterns take it. */
function answering<T extends WithRouteKey>(
  taking: ReadonlySet<number>,
  mine: readonly T[],
  theirs: readonly T[],
  { method, path }: Request,
): readonly [T | undefined, T | undefined] {
  const here: T[] = [];
  const there: T[] = [];
  for (const i of taking) {
    const [list, one] = i < mine.length ? [here, mine[i]] : [there, theirs[i - mine.length]];
    if (one) list.push(one);
  }
  return [matchingRoutes(here, method, path)[0], matchingRoutes(there, method, path)[0]];
}

/** A request that stands for all that are alike. */
export interface Request {
  readonly method: string;
  readonly path: string;
}

/**
 * One request of each sort that one thing answers before and another after, told apart by what policies name too; none
 * where nothing tells them apart, or that takes too long. `before` or `after` left out: nothing answers on that side.
 */
export function requestsBetween<T extends WithRouteKey>(
  [before, mine]: readonly [T | undefined, readonly T[]],
  [after, theirs]: readonly [T | undefined, readonly T[]],
  named: readonly Pattern[],
): readonly Request[] {
  const own = before ?? after;
  if (!own) return [];
  const cells = partition(keyPattern(own), [...[...mine, ...theirs].map(keyPattern), ...named]) ?? [];
  if (cells.length < 2) return [];
  return cells.flatMap(({ method, path, in: taking }) => {
    const [here, there] = answering(taking, mine, theirs, { method, path });
    return (!before || here === before) && (!after || there === after) ? [{ method, path }] : [];
  });
}

type Candidate = ReturnType<typeof ofEntryPoints>[number];
export type Method = Candidate & { readonly at: { readonly entryPoint: EntryPoint } };
const METHODS = new WeakMap<Model, readonly Method[]>();

/** The methods and operations of the same API as an entry point, itself included. */
export function methodsBeside(model: Model, { groupAddress }: Pick<EntryPoint, "groupAddress">): readonly Method[] {
  let all = METHODS.get(model);
  if (!all) {
    all = ofEntryPoints(model).filter((one): one is Method => "entryPoint" in one.at);
    METHODS.set(model, all);
  }
  return all.filter(({ at }) => at.entryPoint.groupAddress === groupAddress);
}

export function routesOf(model: Model, api: string): readonly Route[] {
  const target = model.apis.find(({ address }) => address === api);
  return target ? model.routes.filter((route) => leadsTo(route.api, target) === true) : [];
}
