import type { AuthorizerConfig, IssuerConfig, Requirement } from "../../../posture/claims";
import { ConfigurationError } from "../../errors/configuration-error";
import { readIdentitySource, type IdentitySource } from "./identity-source";
import { checkIssuer, checkResourceIdentifiers, type TrustedIssuer } from "./issuers";

/** An issuer for the bundled function: whose tokens, and what they must say. `{ ...issuers.auth0({…}), groups: ["staff"] }` */
export type LambdaIssuer = TrustedIssuer &
  Pick<IssuerConfig, "scopes" | "groups" | "tokenUse" | "clockToleranceSeconds" | "claims">;

export interface AuthorizerConfigParts {
  readonly issuers: readonly [LambdaIssuer, ...LambdaIssuer[]];
  readonly responseType: "simple" | "policy";
  /** The first identity source of the authorizer, so that a cached answer belongs to the token that was checked. */
  readonly source: IdentitySource;
  /** Further requirements by route key; every issuer's tokens have to meet them. */
  readonly routes: Readonly<Record<string, Requirement>>;
  readonly allowHttpLoopback?: boolean;
}

/** A function's environment variables share 4 KB: https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
const ROOM = 3900;

/** What the bundled function reads from `AUTHORIZER_CONFIG`. */
export function authorizerConfig(parts: AuthorizerConfigParts, where: string): AuthorizerConfig {
  const { kind, name } = readIdentitySource(parts.source, where);
  const config: AuthorizerConfig = {
    answer: parts.responseType,
    identity: kind === "header" ? { header: name } : { query: name },
    issuers: parts.issuers.map((issuer) => issuerConfig(issuer, parts.routes, where)),
    ...(parts.allowHttpLoopback === true ? { allowHttpLoopback: true } : {}),
  };
  const size = JSON.stringify(config).length;
  if (size <= ROOM) return config;
  throw new ConfigurationError(
    "authorizer-config-size",
    where,
    `issuers and requirements take ${size} characters`,
    `A function's environment has room for ${ROOM}; make a second authorizer for some of the routes`,
  );
}

function issuerConfig(
  { audience, audienceIn, resourceIdentifiers = [], ...issuer }: LambdaIssuer,
  routes: Readonly<Record<string, Requirement>>,
  where: string,
): IssuerConfig {
  checkIssuer(issuer.issuer, where);
  checkResourceIdentifiers(resourceIdentifiers, where);
  return {
    ...issuer,
    ...(audienceIn === "client_id"
      ? { clientIds: [...audience], ...(resourceIdentifiers.length > 0 && { resources: [...resourceIdentifiers] }) }
      : { audience: [...audience, ...resourceIdentifiers] }),
    ...(Object.keys(routes).length === 0 ? {} : { routes }),
  };
}
