import type { Requirement } from "../../../posture/claims";
import { ConfigurationError } from "../../errors/configuration-error";
import { nearest } from "../../nearest";
import type { JwtAuthorizer } from "../authorizers/jwt-authorizer";
import type { LambdaAuthorizer } from "../authorizers/lambda-authorizer";
import type { RouteAuthorization } from "./route";

type Several = readonly [string, ...string[]];

/** What a route says of its callers, as it reaches us from code that wasn't type-checked too: `Access`, with every word possibly missing. */
export interface Said {
  readonly scopes?: Several;
  readonly anyToken?: string;
  readonly authorizer?: string;
  readonly requires?: Requirement;
  readonly iam?: true;
  readonly public?: string;
}

export interface Ways {
  /** The own pool's authorizer; undefined when no client can obtain a token. */
  readonly own: JwtAuthorizer | undefined;
  readonly named: Readonly<Record<string, JwtAuthorizer | LambdaAuthorizer>>;
  /** Whether there is an own pool at all. */
  readonly pool: boolean;
  /** The scope as the own pool's tokens carry it. */
  readonly fullScope: (name: string) => string;
}

type ByAuthorizer = Extract<RouteAuthorization, { readonly authorizer: unknown }>;

const WORDS = ["public", "iam", "authorizer", "scopes", "anyToken", "requires"] as const;

const wordsOf = (said: Said) => WORDS.filter((word) => said[word] !== undefined);

/** Whether a route says anything about who may call it. */
export function saysAccess(said: Said): boolean {
  return wordsOf(said).length > 0;
}

/** Turns what a route says into resources. Closed unless said open: with nothing said it throws `route-open`, with two things `route-ambiguous`. */
export function resolveAccess(said: Said, ways: Ways, where: string): RouteAuthorization {
  checkOneWay(said, where);
  checkRequires(said, ways, where);
  if (said.public !== undefined) return { public: said.public };
  if (said.iam !== undefined) return { iam: true };
  const { scopes, anyToken } = said;
  if (said.authorizer !== undefined) return named(said.authorizer, said, ways, where);
  if ((scopes === undefined || scopes.length === 0) && anyToken === undefined) {
    throw new ConfigurationError(
      "route-open",
      where,
      "the route doesn't say who may call it",
      'Give it scopes, anyToken: "reason", an authorizer, iam: true, or public: "reason"',
    );
  }
  if (ways.own === undefined) {
    throw new ConfigurationError(
      "scope-unobtainable",
      where,
      ways.pool
        ? "it demands a token of the pool, but no client can obtain one"
        : "it demands a token of the pool, and the API has none (pool: false)",
      ways.pool
        ? "Add a web client or a machine client"
        : "Name one of jwtAuthorizers or lambdaAuthorizers, write iam: true, or leave pool: false out",
    );
  }
  if (scopes === undefined) return { authorizer: ways.own, anyToken: anyToken ?? "" };
  return { authorizer: ways.own, scopes: scopes.map(ways.fullScope) as unknown as Several };
}

/** What an authorizer is asked for may stand beside it; otherwise one word excludes the others, as the types say. */
function checkOneWay(said: Said, where: string): void {
  const beside = said.authorizer === undefined ? ["requires"] : ["requires", "scopes", "anyToken"];
  const [first, second] = wordsOf(said).filter((word) => !beside.includes(word));
  const both = said.scopes !== undefined && said.anyToken !== undefined;
  if (second === undefined && !both) return;
  throw new ConfigurationError(
    "route-ambiguous",
    where,
    both ? "scopes and anyToken, of which one opens what the other closes" : `${first} and ${second} at once`,
    "Say one of them",
  );
}

function checkRequires({ requires, authorizer }: Said, ways: Ways, where: string): void {
  if (requires === undefined) return;
  const checks = authorizer !== undefined && Object.hasOwn(ways.named, authorizer) ? ways.named[authorizer] : undefined;
  if (authorizer !== undefined && checks?.authorizationType !== "JWT") return;
  throw new ConfigurationError(
    "route-requires-unchecked",
    where,
    "requirements on a route without a Lambda authorizer, which nothing would check",
    "Name one of lambdaAuthorizers as the authorizer",
  );
}

function named(name: string, { scopes, anyToken }: Said, ways: Ways, where: string): ByAuthorizer {
  const authorizer = Object.hasOwn(ways.named, name) ? ways.named[name] : undefined;
  if (authorizer === undefined) {
    const meant = nearest(name, Object.keys(ways.named));
    throw new ConfigurationError(
      "route-authorizer",
      where,
      `there is no authorizer "${name}"`,
      meant === undefined ? "Add it to jwtAuthorizers or lambdaAuthorizers" : `Did you mean "${meant}"?`,
    );
  }
  // The route refuses what doesn't fit its kind of authorizer.
  return { authorizer, scopes, anyToken } as ByAuthorizer;
}
