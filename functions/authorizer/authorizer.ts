import type { APIGatewayRequestAuthorizerEventV2 } from "aws-lambda";
import { denialOf, type Denial, type Settings } from "../../posture/claims";
import { readToken } from "../shared/tokens/identity-source";
import { createVerifier } from "../shared/tokens/verifier";
import { allow, deny, type Answer } from "./answer";
import { checkOriginHeader, type OriginHeader } from "./origin-header";

/** What the function needs of its host; tests bring their own. */
export interface Host {
  /** Reads a JWKS document within the limits of jwks-fetch.ts. */
  readonly read: (uri: string) => Promise<Uint8Array>;
  readonly log: (denial: Denial, event: unknown) => void;
  /** What the distribution in front of the API adds to each request. Default: calls may come from anywhere. */
  readonly originHeader?: OriginHeader | undefined;
}

/**
 * The authorizer for one configuration. Its promise never rejects: whatever happens, the answer is a denial, because a
 * failing call would be a 500.
 */
export function createAuthorizer(
  settings: Settings,
  { read, log, originHeader }: Host,
): (event: APIGatewayRequestAuthorizerEventV2) => Promise<Answer> {
  const { answer, identity } = settings;
  const verify = createVerifier(settings, read);
  return async (event) => {
    try {
      if (originHeader !== undefined) checkOriginHeader(originHeader, event);
      const { context } = await verify(readToken(event, identity), event.routeKey);
      return allow(answer, event.routeArn, context);
    } catch (error) {
      log(denialOf(error), event);
      return deny(answer, (event as { routeArn?: unknown } | null | undefined)?.routeArn);
    }
  };
}
