import { leadsTo, targetOf, type EntryPoint, type Model, type Route } from "../model/index";
import { NamedPaths } from "./named-paths";
import { keyPattern, partition, type Pattern } from "./partition";
import { ofEntryPoints } from "./steps/find-route";
import { matchingRoutes, type WithRouteKey } from "./steps/match";

/** A request that stands for all that are alike. */
export interface Request {
  readonly method: string;
  readonly path: string;
}

/**
 * One request of each sort that one thing answers before and another after, told apart by what policies name too; none
 * where nothing tells them apart, undefined where that takes too long. `before` or `after` left out: nothing answers on
 * that side.
 */
export function requestsBetween<T extends WithRouteKey>(
  [before, mine]: readonly [T | undefined, readonly T[]],
  [after, theirs]: readonly [T | undefined, readonly T[]],
  named: readonly Pattern[],
): readonly Request[] | undefined {
  const own = before ?? after;
  if (!own) return [];
  const cells = partition(keyPattern(own), [...[...mine, ...theirs].map(keyPattern), ...named]);
  if (!cells) return undefined;
  if (cells.length < 2) return [];
  return cells.flatMap(({ method, path, in: taking }) => {
    const [here, there] = answering(taking, mine, theirs, { method, path });
    return (!before || here === before) && (!after || there === after) ? [{ method, path }] : [];
  });
}

/** Who answers a request on either side, of those whose patterns take it. */
export function answering<T extends WithRouteKey>(
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

const NAMED = new WeakMap<Model, NamedPaths>();
const OWN = new WeakMap<Model, Map<string, readonly Request[] | undefined>>();

/** The same of one model: of each sort that an entry point or a route answers itself, by its id. */
export function ownRequests(model: Model, at: EntryPoint | Route): readonly Request[] | undefined {
  let known = OWN.get(model);
  if (!known) OWN.set(model, (known = new Map()));
  const id = "id" in at ? at.id : at.address;
  if (!known.has(id)) known.set(id, requestsAt(model, at));
  return known.get(id);
}

function requestsAt(model: Model, at: EntryPoint | Route): readonly Request[] | undefined {
  let named = NAMED.get(model);
  if (!named) NAMED.set(model, (named = new NamedPaths([model])));
  const nothing = [undefined, []] as const;
  if (!("id" in at)) {
    const api = targetOf(at.api);
    return requestsBetween([at, api ? routesOf(model, api.address) : []], nothing, named.at([]));
  }
  const { policyOf, authorization } = at;
  if (!policyOf && authorization.kind !== "iam") return [];
  const beside = methodsBeside(model, at);
  const own = beside.find((one) => one.at.entryPoint.id === at.id);
  return requestsBetween([own, beside], nothing, named.at(policyOf ? [[model, policyOf]] : []));
}
