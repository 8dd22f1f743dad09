import { createMcp } from "../../../functions/mcp/mcp";
import { readMcpConfig, type McpConfig } from "../../../posture/claims";
import type { ApiEvent } from "../../../functions/shared/event";
import { claims, CLIENT, header, ISSUER, jwk, rsa, token } from "../authorizer/support/tokens";
import { publicEvent } from "../events";

export const RESOURCE = "https://api.example.com/mcp";
export const METADATA = "https://api.example.com/.well-known/oauth-protected-resource/mcp";

export const CONFIG: McpConfig = {
  resource: RESOURCE,
  target: "notes-mcp",
  issuers: [{ issuer: ISSUER, scopes: ["notes/use"] }],
};

const { privateKey, publicKey } = rsa();
export { publicKey };

/** A token that Cognito binds to the resource. */
export const bound = (changes: object = {}, head: object = {}): string =>
  token(privateKey, claims({ aud: RESOURCE, scope: "notes/use", ...changes }), header(head));

export interface Asked {
  readonly method?: string;
  readonly path?: string;
  readonly body?: string;
  readonly base64?: boolean;
  readonly headers?: Record<string, string>;
}

export interface Reply {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** The function with this configuration, and what its server was asked. */
export function server(
  changes: Partial<McpConfig> = {},
  invoke?: () => Promise<unknown>,
  read = async (): Promise<Uint8Array> => Buffer.from(JSON.stringify({ keys: [jwk(publicKey)] })),
) {
  const reached: ApiEvent[] = [];
  const handler = createMcp(readMcpConfig(JSON.stringify({ ...CONFIG, ...changes })), {
    read,
    invoke: async (event) => {
      reached.push(event as ApiEvent);
      return invoke === undefined ? { statusCode: 200, body: "{}" } : invoke();
    },
  });
  const ask = async (call: Asked = {}): Promise<Reply> =>
    (await handler(publicEvent({ method: "POST", path: "/mcp", ...call }))) as Reply;
  const send = (bearer: string, call: Asked = {}): Promise<Reply> =>
    ask({ ...call, headers: { authorization: `Bearer ${bearer}`, ...call.headers } });
  const call = (tool: string, bearer: string): Promise<Reply> =>
    send(bearer, {
      body: JSON.stringify({ jsonrpc: "2.0", id: 1, method: "tools/call", params: { name: tool, arguments: {} } }),
    });
  return { handler, reached, ask, send, call };
}

export { CLIENT, ISSUER };
