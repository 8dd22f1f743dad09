import { isUtf8 } from "node:buffer";
import { denialOf, type AuthorizerContext, type McpSettings } from "../../posture/claims";
import { encodingProblem } from "../shared/body";
import type { ApiEvent } from "../shared/event";
import type { Verify } from "../shared/tokens/verifier";
import { Denied, deniedBy, tokenMissing } from "./denied";
import { checkToolScopes } from "./tool-scopes";

/** RFC 6750, section 2.1; the only way a token may come here. */
const BEARER = /^bearer +([^ ]+)$/i;

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
    // DNS rebinding: a page of another site must not reach the server through somebody's browser.
    const origin = headerOf(event, "origin");
    if (origin !== undefined && !config.allowedOrigins.has(origin))
      throw new Denied(403, "foreign_origin", "This origin is not allowed");
    const token = BEARER.exec(headerOf(event, "authorization") ?? "")?.[1];
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

/** HTTP APIs give header names in lower case and join repeated ones; other ways to call a function don't. */
function headerOf({ headers }: ApiEvent, name: string): string | undefined {
  const found = Object.entries(headers ?? {}).filter(([key]) => key.toLowerCase() === name);
  if (found.length > 1) throw new Denied(400, "bad_request", `More than one ${name} header`);
  return found[0]?.[1];
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
