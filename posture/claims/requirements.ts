import type { Claims } from "./claim-types";
import { Denial } from "./denial";
import { groupsOf, scopeClaim, scopesOf } from "./granted";

/** A requirement with its lists as sets; undefined asks for nothing. */
export interface Required {
  readonly scopes?: ReadonlySet<string>;
  readonly groups?: ReadonlySet<string>;
}

/** Names of the claims that scopes and groups are read from. */
export interface GrantClaims {
  /** Undefined: `scope`, and `scp` where that is absent. */
  readonly scopes?: string;
  readonly groups: string;
}

/** A loop: a closure for a list makes a whole call 2 % slower. */
function hasOne(wanted: ReadonlySet<string>, given: readonly string[]): boolean {
  for (const name of given) if (wanted.has(name)) return true;
  return false;
}

/** @throws Denial `scope` when none of the scopes is the token's, by whole names; `claim_type` when they can't be read */
export function checkScopes({ scopes }: Required, claims: Claims, names: GrantClaims): void {
  if (scopes === undefined || hasOne(scopes, scopesOf(claims, names.scopes))) return;
  throw new Denial("scope", { claim: scopeClaim(claims, names.scopes) });
}

/** @throws Denial `group` when none of the groups is the token's, by whole names; `claim_type` when they can't be read */
export function checkGroups({ groups }: Required, claims: Claims, names: GrantClaims): void {
  if (groups === undefined || hasOne(groups, groupsOf(claims, names.groups))) return;
  throw new Denial("group", { claim: names.groups });
}

const NOTHING: Required = {};

/**
 * What a route asks for beyond its issuer's requirements; nothing where it isn't listed.
 * @param routeKey the event's, e.g. `"POST /items"`
 * @throws Denial `route_key` when routes have requirements and the call doesn't say which route it is
 */
export function requiredByRoute(routes: ReadonlyMap<string, Required>, routeKey: unknown): Required {
  if (routes.size === 0) return NOTHING;
  if (typeof routeKey !== "string" || routeKey === "") {
    throw new Denial("route_key", { detail: "the event names no route, and routes have requirements" });
  }
  return routes.get(routeKey) ?? NOTHING;
}
