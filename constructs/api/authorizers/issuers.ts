import { Token } from "cdktf";
import { ConfigurationError, type Place } from "../../errors/configuration-error";
import { cognitoIssuer } from "../../cognito-issuer";
import { parseUrl } from "../../../posture/claims/parse-url";

/** Whose tokens are welcome, and which of them. The presets of this file get the issuer right to the letter. */
export interface TrustedIssuer {
  /** Must equal the tokens' `iss`, the trailing slash or its absence included. */
  readonly issuer: string;
  /** A token is welcome when its `aud` (where it has none, its `client_id`) is one of these: 1 to 50, e.g. `identity.clientIds`. */
  readonly audience: readonly string[];
  /** Which claim carries the audience. A Lambda authorizer has to know; API Gateway looks at both. @default "aud" */
  readonly audienceIn?: "aud" | "client_id";
  /**
   * Resource identifiers (RFC 8707) whose tokens are welcome too, e.g. `https://api.example.com`. An access token that Cognito binds to one, at the
   * parameter `resource` of the authorize request, carries it as `aud`, which goes before its `client_id`.
   * @default none
   */
  readonly resourceIdentifiers?: readonly string[];
  /** Where the keys are, for a Lambda authorizer; API Gateway asks the issuer's discovery document. @default ISSUER/.well-known/jwks.json */
  readonly jwksUri?: string;
}

/**
 * A Cognito user pool in any region or partition, by its id. Its access tokens carry the client's id and no `aud`, so every client whose
 * tokens are welcome is named, machine clients included.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-the-access-token.html
 */
export function cognito(pool: {
  readonly poolId: string;
  readonly clientIds: readonly string[];
  /** Which form the pool's issuer has, as its issuer configuration says. @default "ORIGINAL" */
  readonly issuerType?: "ORIGINAL" | "UPDATED";
  /** Region of a replica of the pool whose ORIGINAL tokens are welcome: a second entry beside the pool's own. @default the pool's own region */
  readonly replicaRegion?: string;
  /** See TrustedIssuer. @default none */
  readonly resourceIdentifiers?: readonly string[];
}): TrustedIssuer {
  const { resourceIdentifiers } = pool;
  return {
    issuer: cognitoIssuer(pool.poolId, "issuers.cognito", pool.issuerType, pool.replicaRegion),
    audience: pool.clientIds,
    audienceIn: "client_id",
    ...(resourceIdentifiers && { resourceIdentifiers }),
  };
}

/**
 * An Auth0 tenant. Its issuer ends with a slash.
 * https://auth0.com/docs/secure/tokens/json-web-tokens/validate-json-web-tokens
 */
export function auth0(tenant: {
  /** `TENANT.REGION.auth0.com`, or the tenant's own domain. */
  readonly domain: string;
  /** The identifiers of the APIs, as Auth0 knows them. */
  readonly audience: readonly string[];
}): TrustedIssuer {
  const issuer = `https://${host(tenant.domain, "issuers.auth0", "acme.eu.auth0.com")}/`;
  return { issuer, audience: tenant.audience, jwksUri: `${issuer}.well-known/jwks.json` };
}

/**
 * An authorization server of an Okta organization. Tokens of the organization's own server (without `/oauth2/ID`) can't be verified by
 * anybody but Okta, so a custom one has to be named.
 * https://developer.okta.com/docs/concepts/auth-servers/
 */
export function okta(organization: {
  /** `acme.okta.com`, or the organization's own domain. */
  readonly domain: string;
  /** @default "default" */
  readonly authorizationServerId?: string;
  readonly audience: readonly string[];
}): TrustedIssuer {
  const domain = host(organization.domain, "issuers.okta", "acme.okta.com");
  const issuer = `https://${domain}/oauth2/${organization.authorizationServerId ?? "default"}`;
  return { issuer, audience: organization.audience, jwksUri: `${issuer}/v1/keys` };
}

/**
 * A Firebase project: its tokens' audience is the project itself. They carry no scopes.
 * https://firebase.google.com/docs/auth/admin/verify-id-tokens
 */
export function firebase(projectId: string): TrustedIssuer {
  if (!Token.isUnresolved(projectId) && !/^[a-z0-9-]+$/.test(projectId)) {
    throw new ConfigurationError(
      "issuer-shape",
      "issuers.firebase",
      `"${projectId}" is not a project id`,
      "Write the id that the console shows under project settings, e.g. notes-1a2b3",
    );
  }
  return {
    issuer: `https://securetoken.google.com/${projectId}`,
    audience: [projectId],
    jwksUri: "https://www.googleapis.com/service_accounts/v1/jwk/securetoken@system.gserviceaccount.com",
  };
}

/**
 * Google's ID tokens, for the OAuth clients named. They carry no scopes.
 * https://developers.google.com/identity/openid-connect/openid-connect#validatinganidtoken
 */
export function google(clients: { readonly clientIds: readonly string[] }): TrustedIssuer {
  return {
    issuer: "https://accounts.google.com",
    audience: clients.clientIds,
    jwksUri: "https://www.googleapis.com/oauth2/v3/certs",
  };
}

/**
 * Any issuer with a discovery document at `ISSUER/.well-known/openid-configuration`. The trailing slash is left as it is given: copy
 * `issuer` from that document.
 * https://openid.net/specs/openid-connect-discovery-1_0.html#ProviderMetadata
 */
export function generic(given: TrustedIssuer): TrustedIssuer {
  checkIssuer(given.issuer, "issuers.generic");
  return given;
}

/**
 * What OpenID Connect asks of an issuer: https, a host, no query and no fragment. Unresolved tokens pass.
 * @throws ConfigurationError `issuer-shape`
 */
export function checkIssuer(issuer: string, where: string | Place): void {
  if (Token.isUnresolved(issuer)) return;
  const url = parseUrl(issuer);
  const plain =
    url !== undefined &&
    url.username === "" &&
    !url.hostname.includes("*") &&
    !issuer.includes("?") &&
    !issuer.includes("#");
  if (plain && url.protocol === "https:" && !/\s|\/\.well-known\//.test(issuer)) return;
  throw new ConfigurationError(
    "issuer-shape",
    where,
    `"${issuer}" can't be an issuer`,
    "Write https://HOST or https://HOST/PATH, without query, fragment, user or /.well-known/…, exactly as the tokens' iss",
  );
}

/**
 * What RFC 8707, section 2, asks of a resource identifier: an absolute URI without fragment. Unresolved tokens pass.
 * @throws ConfigurationError `resource-identifier`
 */
export function checkResourceIdentifiers(identifiers: readonly string[], where: string | Place): void {
  if (Token.isUnresolved(identifiers)) return;
  for (const identifier of identifiers) {
    if (Token.isUnresolved(identifier)) continue;
    if (/^[a-z][a-z0-9+.-]*:[^\s#]+$/i.test(identifier)) continue;
    throw new ConfigurationError(
      "resource-identifier",
      where,
      `"${identifier}" can't be a resource identifier`,
      "Write an absolute URI without fragment, exactly as clients request it with resource=, e.g. https://api.example.com",
    );
  }
}

function host(domain: string, where: string, example: string): string {
  if (Token.isUnresolved(domain) || /^[A-Za-z0-9.-]+\.[A-Za-z]{2,}$/.test(domain)) return domain;
  throw new ConfigurationError(
    "issuer-shape",
    where,
    `"${domain}" is not a domain`,
    `Write the host alone, e.g. ${example}`,
  );
}
