import type { APIGatewayProxyStructuredResultV2 } from "aws-lambda";
import { documentAt, metadataUrl, type McpSettings } from "../../posture/claims";
import { AwsError } from "../shared/aws/aws-error";
import type { ApiEvent } from "../shared/event";
import { callOf, formatOf, log, type LogLine } from "../shared/log";
import { traceOf } from "../shared/trace";
import { createVerifier } from "../shared/tokens/verifier";
import { Denied } from "./denied";
import { createGate } from "./gate";
import type { Invoke } from "./invoke";

/** What the function needs of its host; tests bring their own. */
export interface Host {
  /** Reads a JWKS document within the limits of jwks-fetch.ts. */
  readonly read: (uri: string) => Promise<Uint8Array>;
  readonly invoke: Invoke;
}

type Answer = APIGatewayProxyStructuredResultV2;

/**
 * An MCP server's door: metadata for whoever asks, 401 with the way to it for whoever has no token, and the server for whoever has one that is
 * for it. Never throws.
 */
export function createMcp(config: McpSettings, { read, invoke }: Host): (event: ApiEvent) => Promise<unknown> {
  const gate = createGate(config, createVerifier(config.settings, read));
  return async (event) => {
    try {
      const document = documentAt(event.rawPath, config);
      if (document !== undefined) {
        if (event.requestContext.http.method !== "GET")
          throw new Denied(405, "method_not_allowed", "Method not allowed");
        return { statusCode: 200, headers: METADATA_HEADERS, body: JSON.stringify(document) };
      }
      return await invoke(await gate(event));
    } catch (error) {
      return denied(error, event, config);
    }
  };
}

/** Public, the same for everybody, and read by clients in browsers too. */
const METADATA_HEADERS = {
  "content-type": "application/json",
  "cache-control": "public, max-age=3600",
  "access-control-allow-origin": "*",
};

function denied(error: unknown, event: ApiEvent, config: McpSettings): Answer {
  const { requestId, route } = callOf(event);
  const told = toDenied(error);
  const level = told.status >= 500 ? "error" : "info";
  const { reason, claim, detail } = told;
  log({
    level,
    message: "request denied",
    requestId,
    route,
    reason,
    claim,
    detail,
    ...causeOf(error),
    ...formatOf(event),
  });
  const headers: Record<string, string> = { "content-type": "application/json", "cache-control": "no-store" };
  if (told.challenge !== undefined) headers["www-authenticate"] = challenge(told.challenge, config.resource);
  if (told.status === 405)
    headers["allow"] = documentAt(event.rawPath, config) === undefined ? "GET, POST, DELETE" : "GET";
  if (told.status === 503) headers["retry-after"] = "1";
  return { statusCode: told.status, headers, body: JSON.stringify({ error: told.text, code: reason, requestId }) };
}

/** RFC 9728, section 5.1. The values are words of this function and of its configuration, never of a caller. */
function challenge(parameters: Readonly<Record<string, string>>, resource: URL): string {
  const all = Object.entries({ resource_metadata: metadataUrl(resource), ...parameters });
  return `Bearer ${all.map(([name, value]) => `${name}="${value.replace(/["\\]/g, "")}"`).join(", ")}`;
}

function toDenied(error: unknown): Denied {
  if (error instanceof Denied) return error;
  if (!(error instanceof AwsError)) return new Denied(500, "internal_error", "Internal server error");
  const status = error.status === 429 ? 503 : 502;
  return new Denied(status, "upstream_unavailable", "The MCP server can't be reached or failed");
}

function causeOf(error: unknown): Partial<LogLine> {
  if (error instanceof Denied) return {};
  if (error instanceof AwsError) return { service: error.service, status: error.status, code: error.code };
  return traceOf(error);
}
