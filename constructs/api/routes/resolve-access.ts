import type { Requirement } from "../../../posture/claims";
import { ConfigurationError } from "../../errors/configuration-error";
import { nearest } from "../../nearest";
import type { JwtAuthorizer } from "../authorizers/jwt-authorizer";
import type { LambdaAuthorizer } from "../authorizers/lambda-authorizer";
import type { RouteAuthorization } from "./route";

type Several = readonly [string, ...string[]];

/** What a route says of its callers, as it reaches us from code that wasn't type-checked too: `Access`, with every word possibly missing. */
export interface DeclaredAccess {
  readonly scopes?: Several;
  readonly authenticated?: string;
  readonly authorizer?: string;
  readonly requires?: Requirement;
  readonly iam?: true;
  readonly public?: string;
}

export interface AuthorizationContext {
  /** The own pool's authorizer; undefined when no client can obtain a token. */
  readonly poolAuthorizer: JwtAuthorizer | undefined;
  readonly authorizers: Readonly<Record<string, JwtAuthorizer | LambdaAuthorizer>>;
  /** Whether there is an own pool at all. */
  readonly hasPool: boolean;
  /** The scope as the own pool's tokens carry it. */
  readonly fullScope: (name: string) => string;
}

type ByAuthorizer = Extract<RouteAuthorization, { readonly authorizer: unknown }>;

const ACCESS_KEYS = ["public", "iam", "authorizer", "scopes", "authenticated", "requires"] as const;

const accessKeysOf = (declared: DeclaredAccess) => ACCESS_KEYS.filter((word) => declared[word] !== undefined);

/** Whether a route says anything about who may call it. */
export function declaresAccess(declared: DeclaredAccess): boolean {
  return accessKeysOf(declared).length > 0;
}

/** Turns what a route says into resources. Closed unless declared open: with nothing declared it throws `route-open`, with two things `route-ambiguous`. */
export function resolveAccess(
  declared: DeclaredAccess,
  context: AuthorizationContext,
  where: string,
): RouteAuthorization {
  checkOneWay(declared, where);
  checkRequires(declared, context, where);
  if (declared.public !== undefined) return { public: declared.public };
  if (declared.iam !== undefined) return { iam: true };
  const { scopes, authenticated } = declared;
  if (declared.authorizer !== undefined) return named(declared.authorizer, declared, context, where);
  if ((scopes === undefined || scopes.length === 0) && authenticated === undefined) {
    throw new ConfigurationError(
      "route-open",
      where,
      "the route doesn't say who may call it",
      'Give it scopes, authenticated: "reason", an authorizer, iam: true, or public: "reason"',
    );
  }
  if (context.poolAuthorizer === undefined) {
    throw new ConfigurationError(
      "scope-unobtainable",
      where,
      context.hasPool
        ? "it requires a token of the pool, but no client can obtain one"
        : "it requires a token of the pool, and the API has none (pool: false)",
      context.hasPool
        ? "Add a web client or a machine client"
        : "Name one of jwtAuthorizers or lambdaAuthorizers, write iam: true, or leave pool: false out",
    );
  }
  if (scopes === undefined) return { authorizer: context.poolAuthorizer, authenticated: authenticated ?? "" };
  return { authorizer: context.poolAuthorizer, scopes: scopes.map(context.fullScope) as unknown as Several };
}

/** What an authorizer is asked for may stand beside it; otherwise one word excludes the others, as the types say. */
function checkOneWay(declared: DeclaredAccess, where: string): void {
  const beside = declared.authorizer === undefined ? ["requires"] : ["requires", "scopes", "authenticated"];
  const [first, second] = accessKeysOf(declared).filter((word) => !beside.includes(word));
  const both = declared.scopes !== undefined && declared.authenticated !== undefined;
  if (second === undefined && !both) return;
  throw new ConfigurationError(
    "route-ambiguous",
    where,
    both ? "scopes and authenticated, of which one opens what the other closes" : `${first} and ${second} at once`,
    "Say one of them",
  );
}

function checkRequires({ requires, authorizer }: DeclaredAccess, context: AuthorizationContext, where: string): void {
  if (requires === undefined) return;
  const checks =
    authorizer !== undefined && Object.hasOwn(context.authorizers, authorizer)
      ? context.authorizers[authorizer]
      : undefined;
  if (authorizer !== undefined && checks?.authorizationType !== "JWT") return;
  throw new ConfigurationError(
    "route-requires-unchecked",
    where,
    "requirements on a route without a Lambda authorizer, which nothing would check",
    "Name one of lambdaAuthorizers as the authorizer",
  );
}

function named(
  name: string,
  { scopes, authenticated }: DeclaredAccess,
  context: AuthorizationContext,
  where: string,
): ByAuthorizer {
  const authorizer = Object.hasOwn(context.authorizers, name) ? context.authorizers[name] : undefined;
  if (authorizer === undefined) {
    const meant = nearest(name, Object.keys(context.authorizers));
    throw new ConfigurationError(
      "route-authorizer",
      where,
      `there is no authorizer "${name}"`,
      meant === undefined ? "Add it to jwtAuthorizers or lambdaAuthorizers" : `Did you mean "${meant}"?`,
    );
  }
  // The route refuses what doesn't fit its kind of authorizer.
  return { authorizer, scopes, authenticated } as ByAuthorizer;
}
