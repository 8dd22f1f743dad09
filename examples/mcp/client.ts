import { UnauthorizedError, type OAuthClientProvider } from "@modelcontextprotocol/sdk/client/auth.js";
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StreamableHTTPClientTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";
import type { OAuthTokens } from "@modelcontextprotocol/sdk/shared/auth.js";

export interface NotesClientOptions {
  /** The server's address: `https://api.example.com/mcp` */
  readonly server: string;
  /** The id of the registered client: the output `assistant_client_id`. */
  readonly clientId: string;
  /** One of that client's callback URLs. */
  readonly redirectUrl: string;
  /** Lets a person sign in at this address. @returns the code that the callback gets */
  readonly signIn: (address: URL) => Promise<string>;
  readonly fetch?: typeof fetch;
}

/**
 * A client of the MCP server that finds out by itself where to sign in: 401, metadata of the resource, metadata of the authorization server, code
 * with PKCE. Where a tool asks for more rights (403 `insufficient_scope`), the person signs in once more.
 */
export class NotesClient {
  private readonly client = new Client({ name: "notes-client", version: "1.0.0" });
  private readonly provider: OAuthClientProvider;
  private transport: StreamableHTTPClientTransport;
  private verifier = "";
  private tokens: OAuthTokens | undefined;
  /** Where the person was last asked to sign in. */
  private address: URL | undefined;

  constructor(private readonly options: NotesClientOptions) {
    const { clientId, redirectUrl } = options;
    this.provider = {
      redirectUrl,
      clientMetadata: { redirect_uris: [redirectUrl], token_endpoint_auth_method: "none" },
      clientInformation: () => ({ client_id: clientId }),
      tokens: () => this.tokens,
      // Without the refresh token: the library would refresh rather than ask a person, and a token that was refreshed has no scope more.
      saveTokens: (tokens) => void (this.tokens = { ...tokens, refresh_token: undefined }),
      redirectToAuthorization: (address) => void (this.address = address),
      saveCodeVerifier: (verifier) => void (this.verifier = verifier),
      codeVerifier: () => this.verifier,
    };
    this.transport = this.newTransport();
  }

  /** What the tool answers, after as many sign-ins as it takes: one for a token, one more for a scope. */
  async call(name: string, args: Record<string, unknown> = {}): Promise<string> {
    for (let signIns = 0; ; signIns++) {
      try {
        if (this.client.transport === undefined) await this.client.connect(this.transport);
        const { content } = await this.client.callTool({ name, arguments: args });
        return (content as readonly { text?: string }[]).map(({ text = "" }) => text).join("\n");
      } catch (error) {
        if (!(error instanceof UnauthorizedError) || this.address === undefined || signIns === 2) throw error;
        await this.transport.finishAuth(await this.options.signIn(this.address));
        await this.client.close();
        this.transport = this.newTransport();
      }
    }
  }

  close(): Promise<void> {
    return this.client.close();
  }

  private newTransport(): StreamableHTTPClientTransport {
    const { server, fetch } = this.options;
    return new StreamableHTTPClientTransport(new URL(server), { authProvider: this.provider, ...(fetch && { fetch }) });
  }
}
