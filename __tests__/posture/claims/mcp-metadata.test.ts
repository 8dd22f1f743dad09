import type { McpSettings } from "../../../posture/claims/mcp-config";
import { documentAt, metadataPath, metadataUrl } from "../../../posture/claims/mcp-metadata";

const settings = (more: Partial<McpSettings> = {}): McpSettings =>
  ({
    resource: new URL("https://mcp.example/"),
    authorizationServers: ["https://issuer.example"],
    scopesSupported: [],
    ...more,
  }) as McpSettings;
const WHOLE = settings({
  resource: new URL("https://mcp.example/tools"),
  scopesSupported: ["api/read", "api/write"],
  signInUrl: "https://auth.example",
  name: "Tools",
  documentation: "https://docs.example",
} as Partial<McpSettings>);
const RESOURCE = "/.well-known/oauth-protected-resource";
const SERVER = "/.well-known/oauth-authorization-server";

test("metadata stands between host and path", () => {
  const [root, deep] = [new URL("https://mcp.example/"), new URL("https://mcp.example:8443/a/b")];
  expect([metadataPath(root), metadataPath(deep), metadataPath(deep, "/x")]).toEqual([
    RESOURCE,
    `${RESOURCE}/a/b`,
    "/x/a/b",
  ]);
  expect(metadataUrl(deep)).toBe(`https://mcp.example:8443${RESOURCE}/a/b`);
});

test("a resource is described at its own path and at the root, with what is configured of it", () => {
  const whole = {
    resource: "https://mcp.example/tools",
    authorization_servers: ["https://issuer.example"],
    scopes_supported: ["api/read", "api/write"],
    bearer_methods_supported: ["header"],
    resource_name: "Tools",
    resource_documentation: "https://docs.example",
  };
  expect([RESOURCE, `${RESOURCE}/tools`].map((path) => documentAt(path, WHOLE))).toEqual([whole, whole]);
  expect(documentAt(RESOURCE, settings())).toEqual({
    resource: "https://mcp.example",
    authorization_servers: ["https://issuer.example"],
    bearer_methods_supported: ["header"],
  });
});

test("the sign-in domain is described by Cognito's endpoints, where one is configured", () => {
  const whole = {
    issuer: "https://mcp.example/tools",
    authorization_endpoint: "https://auth.example/oauth2/authorize",
    token_endpoint: "https://auth.example/oauth2/token",
    revocation_endpoint: "https://auth.example/oauth2/revoke",
    response_types_supported: ["code"],
    grant_types_supported: ["authorization_code", "refresh_token"],
    code_challenge_methods_supported: ["S256"],
    token_endpoint_auth_methods_supported: ["none", "client_secret_basic", "client_secret_post"],
    scopes_supported: ["api/read", "api/write"],
  };
  expect([SERVER, `${SERVER}/tools`].map((path) => documentAt(path, WHOLE))).toEqual([whole, whole]);
  const { scopes_supported: _, ...without } = whole;
  expect(documentAt(SERVER, settings({ ...WHOLE, scopesSupported: [] }))).toEqual(without);
  expect(documentAt(SERVER, settings())).toBeUndefined();
});

test.each(["/", "/tools", `${RESOURCE}/other`, `${SERVER}/`, `${RESOURCE}x`])("nothing is at %s", (path) =>
  expect(documentAt(path, WHOLE)).toBeUndefined(),
);
