import { Server } from "@modelcontextprotocol/sdk/server/index.js";
import { WebStandardStreamableHTTPServerTransport } from "@modelcontextprotocol/sdk/server/webStandardStreamableHttp.js";
import { CallToolRequestSchema, ListToolsRequestSchema } from "@modelcontextprotocol/sdk/types.js";
import type { APIGatewayProxyStructuredResultV2 } from "aws-lambda";

/** As the function in front hands it on: no token, and who calls as behind a Lambda authorizer. */
interface McpEvent {
  readonly rawPath: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly isBase64Encoded?: boolean;
  readonly requestContext: {
    readonly domainName: string;
    readonly http: { readonly method: string };
    readonly authorizer: { readonly lambda: { readonly userId?: string; readonly scopes?: string } };
  };
}

const TOOLS = [
  { name: "who_am_i", description: "Says who calls", inputSchema: { type: "object" as const } },
  {
    name: "add_note",
    description: "Keeps a note",
    inputSchema: { type: "object" as const, properties: { text: { type: "string" } }, required: ["text"] },
  },
];

/** The tools for one caller. Scopes are looked at in front, by tool. */
function notesOf(userId: string): Server {
  const server = new Server({ name: "notes", version: "1.0.0" }, { capabilities: { tools: {} } });
  server.setRequestHandler(ListToolsRequestSchema, () => ({ tools: TOOLS }));
  server.setRequestHandler(CallToolRequestSchema, ({ params }) => {
    const text =
      params.name === "who_am_i" ? `You are ${userId}` : `Noted for ${userId}: ${String(params.arguments?.["text"])}`;
    return { content: [{ type: "text", text }] };
  });
  return server;
}

/** Stateless: each call has a server of its own, and answers are JSON. A Lambda function holds no stream open, so there is none to GET. */
export const handler = async (event: McpEvent): Promise<APIGatewayProxyStructuredResultV2> => {
  const { http, domainName, authorizer } = event.requestContext;
  if (http.method !== "POST") return { statusCode: 405, headers: { allow: "POST" } };
  const transport = new WebStandardStreamableHTTPServerTransport({ enableJsonResponse: true });
  await notesOf(authorizer.lambda.userId ?? "nobody").connect(transport);
  const body = Buffer.from(event.body ?? "", event.isBase64Encoded === true ? "base64" : "utf8");
  const request = new Request(`https://${domainName}${event.rawPath}`, {
    method: "POST",
    headers: event.headers,
    body,
  });
  const answer = await transport.handleRequest(request);
  return { statusCode: answer.status, headers: Object.fromEntries(answer.headers), body: await answer.text() };
};
