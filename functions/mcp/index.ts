import { setTimeout as wait } from "node:timers/promises";
import { readMcpConfig } from "../../posture/claims";
import { lambdaSettings } from "../shared/aws/settings";
import type { ApiEvent } from "../shared/event";
import { callOf, log } from "../shared/log";
import { fetchJwks } from "../shared/tokens/jwks-fetch";
import { lambdaInvoke } from "./invoke";
import { createMcp } from "./mcp";

type Handler = (event: ApiEvent) => Promise<unknown>;

/** A wrong configuration lets nobody in, and says so at start and at each call. */
function start(text: string | undefined): Handler {
  try {
    const config = readMcpConfig(text);
    const outside = { fetch, wait: (milliseconds: number) => wait(milliseconds), random: Math.random };
    const invoke = lambdaInvoke(config.target, { ...outside, ...lambdaSettings(process.env) });
    return createMcp(config, { read: fetchJwks, invoke });
  } catch (error) {
    const detail = error instanceof Error ? error.message : undefined;
    const line = { level: "error", message: "MCP_CONFIG can't be used", reason: "configuration", detail } as const;
    log(line);
    return async (event) => {
      log({ ...line, ...callOf(event) });
      return { statusCode: 500, headers: { "content-type": "application/json" }, body: '{"code":"internal_error"}' };
    };
  }
}

/** Behind public routes of an HTTP API, payload 2.0: it verifies tokens by itself. Configured by MCP_CONFIG: see config.ts. */
export const handler: Handler = start(process.env["MCP_CONFIG"]);
