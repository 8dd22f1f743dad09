import type { APIGatewayRequestAuthorizerEventV2 } from "aws-lambda";
import {
  checkClaims,
  checkHeader,
  decodeToken,
  denialOf,
  issuerOf,
  type Denial,
  type JsonObject,
  type Settings,
} from "../../posture/claims";
import { allow, deny, type Answer } from "./answer";
import { readToken } from "./identity-source";
import { JwksStore } from "./jwks-store";
import { checkSignature } from "./signature";

/** What the function needs of its host; tests bring their own. */
export interface Host {
  /** Reads a JWKS document within the limits of jwks-fetch.ts. */
  readonly read: (uri: string) => Promise<Uint8Array>;
  readonly log: (denial: Denial, event: unknown) => void;
}

/** Decoded and checked headers kept, one a signing key and kind of token. */
const MAX_HEADERS = 64;

/**
 * The authorizer for one configuration. Its promise never rejects: whatever happens, the answer is a denial, because a
 * failing call would be a 500.
 */
export function createAuthorizer(
  { answer, identity, issuers }: Settings,
  { read, log }: Host,
): (event: APIGatewayRequestAuthorizerEventV2) => Promise<Answer> {
  const store = new JwksStore(read);
  const headers = new Map<string, JsonObject>();
  const knownHeader = (text: string) => headers.get(text);

  return async (event) => {
    try {
      const token = decodeToken(readToken(event, identity), knownHeader);
      const { header, claims, headerText } = token;
      // The same text was checked already.
      const isKnown = headers.has(headerText);
      if (!isKnown) checkHeader(header);
      const issuer = issuerOf(claims, issuers);

      const kid = header.kid as string;
      checkSignature(token, store.fresh(issuer.jwksUri, kid) ?? (await store.find(issuer.jwksUri, kid)));
      if (!isKnown && headers.size < MAX_HEADERS) headers.set(headerText, header);

      const context = checkClaims({ header, claims, issuer, routeKey: event.routeKey, now: Date.now() / 1000 });
      return allow(answer, event.routeArn, context);
    } catch (error) {
      log(denialOf(error), event);
      return deny(answer, (event as { routeArn?: unknown } | null | undefined)?.routeArn);
    }
  };
}
