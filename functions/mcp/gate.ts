import { isUtf8 } from "node:buffer";
import { denialOf, type AuthorizerContext, type McpSettings } from "../../posture/claims";
import { encodingProblem } from "../shared/body";
import type { ApiEvent } from "../shared/event";
import type { Verify } from "../shared/tokens/verifier";
import { Denied, deniedBy, invalidRequest, tokenMissing } from "./denied";
import { checkToolScopes } from "./tool-scopes";

/** RFC 6750, section 2.1; the only way a token may come here. */
const BEARER = /^bearer +([^ ].*)$/i;

/** Methods of MCP's streamable HTTP transport. */
const METHODS: ReadonlySet<string> = new Set(["GET", "POST", "DELETE"]);

/**
 * Lets a request through to the MCP server, or doesn't: the route is open at the gateway, and this is who decides.
 * @returns the event as the server gets it
 * @throws Denied
 */
export function createGate(config: McpSettings, verify: Verify): (event: ApiEvent) => Promise<ApiEvent> {
  const scopes = [
    ...new Set([...config.settings.issuers.values()].flatMap(({ required }) => [...(required.scopes ?? [])])),
  ];
  return async (event) => {
    const { method } = event.requestContext.http;
    if (event.rawPath !== config.resource.pathname) throw new Denied(404, "not_found", "Not found");
    if (!METHODS.has(method)) throw new Denied(405, "method_not_allowed", "Method not allowed");
    // DNS rebinding: a page of another site must not reach the server through somebody's browser (MCP, Transports: 403).
    if (!valuesOf(event, "origin").every((origin) => config.allowedOrigins.has(origin as string)))
      throw new Denied(403, "foreign_origin", "This origin is not allowed");
    const token = tokenOf(event);
    if (token === undefined) throw tokenMissing(scopes);
    const context = await verified(verify, token, event.routeKey, scopes);
    const held = new Set(context.scopes?.split(" "));
    // A server may read a body without looking at the method.
    if (config.tools !== undefined && (method === "POST" || (event.body ?? "") !== ""))
      checkToolScopes(
        bodyOf(event),
        config.tools,
        held,
        scopes.filter((scope) => held.has(scope)),
      );
    return withoutToken(event, context);
  };
}

async function verified(
  verify: Verify,
  token: string,
  routeKey: unknown,
  scopes: readonly string[],
): Promise<AuthorizerContext> {
  try {
    return (await verify(token, routeKey)).context;
  } catch (error) {
    throw deniedBy(denialOf(error), scopes);
  }
}

/**
 * Undefined where none is sent, or in another way only: the client is then told where to get one.
 * @throws Denied 400 `bad_request` where more than one is sent: another token would be refused again (RFC 6750, section 3.1; MCP, Error Handling)
 */
function tokenOf(event: ApiEvent): string | undefined {
  const [value = "", ...others] = valuesOf(event, "authorization");
  if (others.length > 0 || typeof value !== "string")
    throw invalidRequest("The authorization header must be one string");
  const token = BEARER.exec(value)?.[1];
  // API Gateway joins repeated headers: `Bearer a,Bearer b`.
  if (token?.includes(" ")) throw invalidRequest("More than one token in the authorization header");
  if (token !== undefined && new URLSearchParams(event.rawQueryString).has("access_token"))
    throw invalidRequest("An access token in the query beside the authorization header");
  return token;
}

/** HTTP APIs give header names in lower case and join repeated ones; other ways to call a function don't. */
function valuesOf({ headers }: ApiEvent, name: string): readonly unknown[] {
  return Object.entries(headers ?? {}).flatMap(([key, value]) => (key.toLowerCase() === name ? [value] : []));
}

/**
 * Bytes that are no UTF-8 would be other text to other decoders, and so would UTF-8 that says to be UTF-7 or compressed: MCP's own SDK decodes
 * a body by the charset of its content-type. JSON-RPC messages must be UTF-8 (MCP, Transports).
 */
function bodyOf(event: ApiEvent): string {
  const problem = encodingProblem(event);
  if (problem !== undefined) throw new Denied(415, "unsupported_media_type", problem);
  const { body = "", isBase64Encoded } = event;
  if (!isBase64Encoded) return body;
  const bytes = Buffer.from(body, "base64");
  if (!isUtf8(bytes)) throw new Denied(400, "invalid_json", "The body is not valid UTF-8");
  return bytes.toString("utf8");
}

/**
 * The token was made for this resource and goes nowhere else (MCP, "Token passthrough"). The server learns who calls as behind a
 * Lambda authorizer, at `requestContext.authorizer.lambda`.
 */
function withoutToken(event: ApiEvent, context: AuthorizerContext): ApiEvent {
  const headers = Object.entries(event.headers ?? {}).filter(([name]) => name.toLowerCase() !== "authorization");
  return {
    ...event,
    headers: Object.fromEntries(headers),
    requestContext: { ...event.requestContext, authorizer: { lambda: context } },
  };
}
