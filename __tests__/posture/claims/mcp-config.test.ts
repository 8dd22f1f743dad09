import { readMcpConfig } from "../../../posture/claims/mcp-config";
import { CONFIG, ISSUER, RESOURCE } from "../../functions/mcp/support";

const read = (changes: object) => readMcpConfig(JSON.stringify({ ...CONFIG, ...changes }));

test("the audience is the resource, of access tokens, and nothing else can be said", () => {
  expect(read({}).settings.issuers.get(ISSUER)).toMatchObject({ audience: new Set([RESOURCE]), tokenUse: "access" });
  for (const more of [{ audience: ["x"] }, { routes: { "GET /x": { scopes: ["a"] } } }, { tokenUse: "id" }])
    expect(() => read({ issuers: [{ issuer: ISSUER, ...more }] })).toThrow("the audience is the resource");
});

test("defaults: the issuers give the tokens, and the scopes are those that are asked for", () => {
  expect(read({ tools: { b: ["y"], a: ["x", "y"] } })).toMatchObject({
    authorizationServers: [ISSUER],
    scopesSupported: ["notes/use", "x", "y"],
    allowedOrigins: new Set(),
  });
});

test.each([
  [{ resource: "http://api.example.com/mcp" }, "MCP_CONFIG.resource"],
  [{ resource: "https://api.example.com/mcp#x" }, "MCP_CONFIG.resource"],
  [{ resource: "https://api.example.com/mcp?x" }, "MCP_CONFIG.resource"],
  [{ resource: "https://API.example.com/mcp" }, "as clients write it: https://api.example.com/mcp"],
  [{ resource: "mcp" }, "MCP_CONFIG.resource"],
  [{ resource: undefined }, "MCP_CONFIG.resource"],
  [{ target: "arn:aws:lambda:eu-central-1:123456789012:function:x" }, "MCP_CONFIG.target"],
  [{ target: "../x" }, "MCP_CONFIG.target"],
  [{ target: undefined }, "MCP_CONFIG.target"],
  [{ issuers: [] }, "MCP_CONFIG.issuers"],
  [{ issuers: [{ issuer: ISSUER, scope: ["a"] }] }, "MCP_CONFIG.issuers[0].scope is unknown"],
  [{ tools: { a: "x" } }, "MCP_CONFIG.tools.a"],
  [{ tools: { a: ["x y"] } }, "MCP_CONFIG.tools.a"],
  [{ tools: { a: ["x", "y z"] } }, "MCP_CONFIG.tools.a"],
  [{ tools: { a: ["x", 7] } }, "MCP_CONFIG.tools.a"],
  [{ allowedOrigins: [] }, "MCP_CONFIG.allowedOrigins"],
  [{ signInUrl: "https://auth.example.com/login" }, "MCP_CONFIG.signInUrl"],
  [{ tool: {} }, "MCP_CONFIG.tool is unknown"],
])("%j is refused, by its place", (changes, message) => {
  expect(() => read(changes)).toThrow(message);
  expect(() => read(changes)).toThrowErrorMatchingSnapshot();
});

test("a resource at the root may be written without its slash", () => {
  const bare = "https://api.example.com";
  for (const resource of [bare, `${bare}/`]) expect(read({ resource }).resource.origin).toBe(bare);
});

test.each([undefined, "", "{"])("%j is no configuration", (text) =>
  expect(() => readMcpConfig(text)).toThrow("MCP_CONFIG is not"),
);
