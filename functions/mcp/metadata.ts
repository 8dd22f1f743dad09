import type { McpSettings } from "./config";

/** RFC 9728, section 3. */
const WELL_KNOWN = "/.well-known/oauth-protected-resource";

/** Where the metadata of a resource is: the well-known path stands between host and path (RFC 9728, section 3.1). */
export function metadataPath({ pathname }: URL): string {
  return pathname === "/" ? WELL_KNOWN : WELL_KNOWN + pathname;
}

export const metadataUrl = (resource: URL): string => resource.origin + metadataPath(resource);

/** Clients that find nothing there ask at the root; one resource is all that this function knows. */
export const isMetadataPath = (path: string, resource: URL): boolean =>
  path === metadataPath(resource) || path === WELL_KNOWN;

/** The resource identifier as it was written: without a path it has no slash at the end. */
const identifierOf = (resource: URL): string => (resource.pathname === "/" ? resource.origin : resource.href);

/** RFC 9728, section 2. */
export function metadataOf({
  resource,
  authorizationServers,
  scopesSupported,
  name,
  documentation,
}: McpSettings): object {
  return {
    resource: identifierOf(resource),
    authorization_servers: authorizationServers,
    ...(scopesSupported.length > 0 && { scopes_supported: scopesSupported }),
    bearer_methods_supported: ["header"],
    ...(name !== undefined && { resource_name: name }),
    ...(documentation !== undefined && { resource_documentation: documentation }),
  };
}
