import type { McpSettings } from "./mcp-config";

/** RFC 9728, section 3. */
export const RESOURCE_METADATA = "/.well-known/oauth-protected-resource";

/** RFC 8414, section 3. */
export const SERVER_METADATA = "/.well-known/oauth-authorization-server";

/** Where metadata of a resource is: the well-known path stands between host and path (RFC 9728 and RFC 8414, section 3.1). */
export function metadataPath({ pathname }: URL, wellKnown = RESOURCE_METADATA): string {
  return pathname === "/" ? wellKnown : wellKnown + pathname;
}

export const metadataUrl = (resource: URL): string => resource.origin + metadataPath(resource);

/** The document at a path, for everybody; clients that find nothing at a resource's own path ask at the root. */
export function documentAt(path: string, config: McpSettings): object | undefined {
  const is = (wellKnown: string): boolean => path === wellKnown || path === metadataPath(config.resource, wellKnown);
  if (is(RESOURCE_METADATA)) return metadataOf(config);
  return is(SERVER_METADATA) ? serverMetadataOf(config) : undefined;
}

/** The resource identifier as it was written: without a path it has no slash at the end. */
const identifierOf = (resource: URL): string => (resource.pathname === "/" ? resource.origin : resource.href);

/** RFC 9728, section 2. */
function metadataOf({ resource, authorizationServers, scopesSupported, name, documentation }: McpSettings): object {
  return {
    resource: identifierOf(resource),
    authorization_servers: authorizationServers,
    ...(scopesSupported.length > 0 && { scopes_supported: scopesSupported }),
    bearer_methods_supported: ["header"],
    ...(name !== undefined && { resource_name: name }),
    ...(documentation !== undefined && { resource_documentation: documentation }),
  };
}

/**
 * RFC 8414, section 2, of a sign-in domain; undefined where none is configured. Cognito's endpoints: authorize, token and revocation
 * https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-userpools-server-contract-reference.html
 */
function serverMetadataOf({ resource, signInUrl, scopesSupported }: McpSettings): object | undefined {
  if (signInUrl === undefined) return undefined;
  return {
    issuer: identifierOf(resource),
    authorization_endpoint: `${signInUrl}/oauth2/authorize`,
    token_endpoint: `${signInUrl}/oauth2/token`,
    revocation_endpoint: `${signInUrl}/oauth2/revoke`,
    response_types_supported: ["code"],
    grant_types_supported: ["authorization_code", "refresh_token"],
    code_challenge_methods_supported: ["S256"],
    token_endpoint_auth_methods_supported: ["none", "client_secret_basic", "client_secret_post"],
    ...(scopesSupported.length > 0 && { scopes_supported: scopesSupported }),
  };
}
