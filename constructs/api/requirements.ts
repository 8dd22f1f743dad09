import type { Requirement } from "../../posture/claims";
import { ConfigurationError, propOf } from "../errors/configuration-error";
import type { Problems } from "../errors/problems";
import { nearest } from "../nearest";
import type { RouteRequirement } from "./access";
import type { DeclaredAccess } from "./routes/resolve-access";

/** What the names in a requirement mean. */
export interface DeclaredNames {
  readonly path: string;
  /** The scope as tokens carry it. @throws ConfigurationError `scope-unknown` */
  readonly fullScope: (name: string) => string;
  /** The names of the declared groups; undefined where the pool is managed elsewhere, and its groups with it. */
  readonly groups: readonly string[] | undefined;
}

export interface AuthorizerRequirement {
  readonly authorizer: string;
  readonly routeKey: string;
  readonly requirement: Requirement;
}

/**
 * What routes require of Lambda authorizers, as tokens carry it: a token holds `https://api.example.com/write` and never `write`, so the short name
 * would lock everybody out.
 */
export function requirementsOf(
  routes: Readonly<Record<string, DeclaredAccess>>,
  declared: DeclaredNames,
  problems: Problems,
): AuthorizerRequirement[] {
  return Object.entries(routes).flatMap(([routeKey, { authorizer, requires }]) => {
    if (authorizer === undefined || requires === undefined) return [];
    const prop = `${propOf("routes", routeKey)}.requires`;
    const scopes = (requires.scopes ?? []).flatMap(
      (name, index) => problems.attempt(`${prop}.scopes[${String(index)}]`, () => declared.fullScope(name)) ?? [],
    );
    for (const [index, name] of (requires.groups ?? []).entries())
      problems.attempt(`${prop}.groups[${String(index)}]`, () => checkGroup(name, declared));
    return [{ authorizer, routeKey, requirement: joined(requires, scopes) }];
  });
}

function joined({ groups, issuerScopes, issuerGroups }: RouteRequirement<string, string>, full: string[]): Requirement {
  const allScopes = [...full, ...(issuerScopes ?? [])];
  const allGroups = [...(groups ?? []), ...(issuerGroups ?? [])];
  return {
    ...(allScopes.length > 0 && { scopes: allScopes }),
    ...(allGroups.length > 0 && { groups: allGroups }),
  };
}

function checkGroup(name: string, { groups, path }: DeclaredNames): void {
  if (groups === undefined || groups.includes(name)) return;
  const meant = nearest(name, groups);
  throw new ConfigurationError(
    "route-requires-group",
    path,
    `no group "${name}" is declared, so no token carries it`,
    meant === undefined
      ? "Declare it in groups; write issuerGroups for one that is managed elsewhere"
      : `Did you mean "${meant}"?`,
  );
}
