import type { AuthorizerContext } from "./config";
import { checkClaimTypes, claimOf } from "./claim-types";
import { contextOf } from "./context";
import type { JsonObject } from "./decode";
import { Denial, denialOf } from "./denial";
import type { Issuer } from "./read-config";
import { checkAudience, checkClient, checkResource, checkTimes, checkTokenUse } from "./registered";
import { checkGroups, checkScopes, requiredByRoute } from "./requirements";

/** What is decided about: a decoded token, the issuer that its `iss` names, and the call. */
export interface Subject {
  readonly header: JsonObject;
  readonly claims: JsonObject;
  readonly issuer: Issuer;
  /** The event's `routeKey`; not trusted to be a string. */
  readonly routeKey: unknown;
  /** Seconds since 1970. */
  readonly now: number;
}

export type CheckName =
  | "times"
  | "audience"
  | "token-use"
  | "client"
  | "scopes"
  | "groups"
  | "route-scopes"
  | "route-groups"
  | "context";

interface Check {
  readonly name: CheckName;
  /** @throws Denial */
  readonly run: (subject: Subject) => void;
}

/** In the order in which they are made: of several faults the first is the one that the log names. */
const CHECKS: readonly Check[] = [
  { name: "times", run: ({ claims, issuer, now }) => checkTimes(claims, issuer.clockToleranceSeconds, now) },
  {
    name: "audience",
    run: ({ claims, issuer: { audience, resources } }) => {
      if (audience) checkAudience(claims, audience);
      if (resources) checkResource(claims, resources);
    },
  },
  { name: "token-use", run: ({ claims, issuer, header }) => checkTokenUse(claims, issuer.tokenUse, header.typ) },
  { name: "client", run: ({ claims, issuer }) => issuer.clientIds && checkClient(claims, issuer.clientIds) },
  { name: "scopes", run: ({ claims, issuer }) => checkScopes(issuer.required, claims, issuer.claims) },
  { name: "groups", run: ({ claims, issuer }) => checkGroups(issuer.required, claims, issuer.claims) },
  {
    name: "route-scopes",
    run: ({ claims, issuer, routeKey }) => checkScopes(requiredByRoute(issuer.routes, routeKey), claims, issuer.claims),
  },
  {
    name: "route-groups",
    run: ({ claims, issuer, routeKey }) => checkGroups(requiredByRoute(issuer.routes, routeKey), claims, issuer.claims),
  },
  { name: "context", run: ({ claims, issuer }) => void contextOf(claims, issuer.claims) },
];

/**
 * The issuer of a token, by its whole `iss`, after the types of the registered claims were checked.
 * @throws Denial `claim_type`, `issuer`
 */
export function issuerOf(claims: JsonObject, issuers: ReadonlyMap<string, Issuer>): Issuer {
  checkClaimTypes(claims);
  const iss = claimOf(claims, "iss");
  const issuer = issuers.get(iss as string);
  if (issuer) return issuer;
  throw new Denial("issuer", { claim: "iss", ...(iss === undefined && { detail: "is missing" }) });
}

/**
 * Every check of a token's claims, and what the handler is told. The signature is not looked at.
 * @throws Denial, of the first check that fails
 */
export function checkClaims(subject: Subject): AuthorizerContext {
  for (const { name, run } of CHECKS) if (name !== "context") run(subject);
  return contextOf(subject.claims, subject.issuer.claims);
}

/** The outcome of one check: without a denial it passed. */
export interface CheckOutcome {
  readonly check: CheckName;
  readonly denial: Denial | undefined;
}

/** Every check that `checkClaims` makes, each by itself, for whoever explains a decision; the first denial is the one that counts. */
export function explainClaims(subject: Subject): readonly CheckOutcome[] {
  return CHECKS.map(({ name, run }) => {
    try {
      run(subject);
      return { check: name, denial: undefined };
    } catch (error) {
      return { check: name, denial: denialOf(error) };
    }
  });
}
