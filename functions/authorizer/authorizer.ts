import type { JwtHeader } from "aws-jwt-verify/jwt-model";
import type { APIGatewayRequestAuthorizerEventV2 } from "aws-lambda";
import { allow, deny, type Answer } from "./answer";
import { checkClaimTypes, checkClient, checkRegistered, checkTimes, checkTokenUse, type Claims } from "./claims";
import { contextOf } from "./context";
import { decode } from "./decode";
import { checkHeader, isAccessTokenType } from "./header";
import { readToken } from "./identity-source";
import { JwksStore } from "./jwks-store";
import type { Settings } from "./read-config";
import { Refusal, refusalOf } from "./refusal";
import { checkRequired, groupsOf, scopesOf } from "./requirements";
import { checkSignature } from "./signature";

/** What the outside gives: replaced in tests. */
export interface Surroundings {
  /** Reads a JWKS document within the limits of jwks-fetch.ts. */
  readonly read: (uri: string) => Promise<Uint8Array>;
  readonly log: (refusal: Refusal, event: unknown) => void;
}

/** Decoded and checked headers kept, one a signing key and kind of token. */
const MAX_HEADERS = 64;

/**
 * The authorizer for one configuration. Its promise never rejects: whatever happens, the answer is a denial, because a
 * failing call would be a 500.
 */
export function createAuthorizer(
  settings: Settings,
  { read, log }: Surroundings,
): (event: APIGatewayRequestAuthorizerEventV2) => Promise<Answer> {
  const { answer, identity, issuers } = settings;
  const store = new JwksStore(read);
  const headers = new Map<string, JwtHeader>();
  const knownHeader = (text: string) => headers.get(text);

  return async (event) => {
    try {
      const jwt = decode(readToken(event, identity), knownHeader);
      const claims: Claims = jwt.payload;
      // The same text was checked already.
      const isKnown = headers.has(jwt.headerText);
      if (!isKnown) checkHeader(jwt.header);
      checkClaimTypes(claims);
      const issuer = issuers.get(claims.iss as string);
      if (!issuer) throw new Refusal("issuer");

      const kid = jwt.header.kid ?? "";
      checkSignature(jwt, store.fresh(issuer.jwksUri, kid) ?? (await store.find(issuer.jwksUri, kid)));
      if (!isKnown && headers.size < MAX_HEADERS) headers.set(jwt.headerText, jwt.header);

      checkRegistered(jwt.payload, issuer);
      checkTimes(claims, issuer.clockToleranceSeconds, Date.now() / 1000);
      checkTokenUse(claims, issuer.tokenUse, isAccessTokenType(jwt.header.typ));
      if (issuer.clientIds) checkClient(claims, issuer.clientIds);
      const scopes = scopesOf(claims, issuer.claims.scopes);
      const groups = groupsOf(claims, issuer.claims.groups);
      checkRequired(issuer.required, scopes, groups);
      checkRequired(issuer.routes.get(event.routeKey), scopes, groups);
      return allow(answer, event.routeArn, contextOf(claims, issuer.claims, scopes, groups));
    } catch (error) {
      log(refusalOf(error), event);
      return deny(answer, (event as { routeArn?: unknown } | null | undefined)?.routeArn);
    }
  };
}
