import {
  checkClaims,
  checkHeader,
  decodeToken,
  issuerOf,
  type AuthorizerContext,
  type JsonObject,
  type Settings,
} from "../../../posture/claims";
import { JwksStore } from "./jwks-store";
import { checkSignature } from "./signature";

interface Verified {
  readonly claims: JsonObject;
  /** What the handler is told. */
  readonly context: AuthorizerContext;
}

/**
 * Every check of a token, for one route.
 * @param token without its scheme
 * @param routeKey the event's; not trusted to be a string
 * @throws Denial
 */
export type Verify = (token: string, routeKey: unknown) => Promise<Verified>;

/** Decoded and checked headers kept, one a signing key and kind of token. */
const MAX_HEADERS = 64;

/** @param read reads a JWKS document within the limits of jwks-fetch.ts */
export function createVerifier({ issuers }: Settings, read: (uri: string) => Promise<Uint8Array>): Verify {
  const store = new JwksStore(read);
  const headers = new Map<string, JsonObject>();
  const knownHeader = (text: string) => headers.get(text);

  return async (text, routeKey) => {
    const token = decodeToken(text, knownHeader);
    const { header, claims, headerText } = token;
    // The same text was checked already.
    const isKnown = headers.has(headerText);
    if (!isKnown) checkHeader(header);
    const issuer = issuerOf(claims, issuers);

    const kid = header.kid as string;
    checkSignature(token, store.fresh(issuer.jwksUri, kid) ?? (await store.find(issuer.jwksUri, kid)));
    if (!isKnown && headers.size < MAX_HEADERS) headers.set(headerText, header);
    return { claims, context: checkClaims({ header, claims, issuer, routeKey, now: Date.now() / 1000 }) };
  };
}
