import { caller } from "../../../functions/shared/caller";
import { AwsError } from "../../../functions/shared/aws/aws-error";
import { claims, rsa, seconds, token } from "../authorizer/support/tokens";
import { bound, CLIENT, METADATA, RESOURCE, server, ISSUER } from "./support";

const logged: string[] = [];

beforeEach(() => {
  logged.length = 0;
  for (const level of ["info", "warn", "error"] as const)
    jest
      .spyOn(console, level)
      .mockImplementation((...words: unknown[]) => void logged.push(words.map(String).join(" ")));
});

afterEach(() => jest.restoreAllMocks());

describe("without a token for this resource", () => {
  it("says where to get one, and nothing of an error", async () => {
    const { ask, reached } = server();
    const answer = await ask();
    expect(answer.statusCode).toBe(401);
    expect(answer.headers["www-authenticate"]).toBe(`Bearer resource_metadata="${METADATA}", scope="notes/use"`);
    expect(reached).toEqual([]);
  });

  const now = seconds();
  it.each<[string, string, string]>([
    ["of another resource", bound({ aud: "https://api.example.com/other" }), "audience"],
    ["of a resource whose name begins alike", bound({ aud: `${RESOURCE}/` }), "audience"],
    ["that is bound to nothing", bound({ aud: undefined }), "audience"],
    ["of the client and not of the resource", bound({ aud: CLIENT }), "audience"],
    ["that has expired", bound({ exp: now - 60 }), "expired"],
    ["of another issuer", bound({ iss: "https://evil.example.com" }), "issuer"],
    ["signed by somebody else", token(rsa().privateKey, claims({ aud: RESOURCE })), "signature"],
    ["that is an ID token", bound({ token_use: "id" }), "token_use"],
    ["of alg none", bound({}, { alg: "none" }), "algorithm"],
    ["that is none", "x", "malformed"],
  ])("with one %s: 401 invalid_token, and the server isn't asked", async (_name, bearer, reason) => {
    const { send, reached } = server();
    const answer = await send(bearer);
    expect(answer.statusCode).toBe(401);
    expect(answer.headers["www-authenticate"]).toMatch(
      /^Bearer resource_metadata="https:\/\/api\.example\.com\/\.well-known\/oauth-protected-resource\/mcp", error="invalid_token"/,
    );
    expect(JSON.parse(answer.body)).toMatchObject({ code: reason });
    expect(reached).toEqual([]);
    expect(logged).toHaveLength(1);
    expect(logged[0]).not.toMatch(/eyJ|user-1/);
    expect(JSON.parse(logged[0] ?? "")).toMatchObject({ level: "info", reason });
  });

  it.each([
    ["bare", (bearer: string) => ({ authorization: bearer })],
    ["as Basic", (bearer: string) => ({ authorization: `Basic ${bearer}` })],
    ["in another header", (bearer: string) => ({ "x-token": `Bearer ${bearer}` })],
  ])("with one that comes %s: as without any", async (_name, headers) => {
    const { ask } = server();
    const answer = await ask({ headers: headers(bound()) });
    expect(answer.headers["www-authenticate"]).not.toContain("error");
    expect(answer.statusCode).toBe(401);
  });

  it("in two headers: 400", async () => {
    const { ask } = server();
    const bearer = `Bearer ${bound()}`;
    expect((await ask({ headers: { authorization: bearer, Authorization: bearer } })).statusCode).toBe(400);
  });

  it("with a good one that lacks the scope: 403, and which one", async () => {
    const answer = await server().send(bound({ scope: "openid" }));
    expect(answer.statusCode).toBe(403);
    expect(answer.headers["www-authenticate"]).toBe(
      `Bearer resource_metadata="${METADATA}", error="insufficient_scope", error_description="A scope is missing", scope="notes/use"`,
    );
  });

  it("whose issuer's keys are away is told to come back: another token wouldn't help", async () => {
    const { send, reached } = server({}, undefined, () => Promise.reject(new Error("JWKS broke off")));
    const answer = await send(bound());
    expect([answer.statusCode, answer.headers["retry-after"]]).toEqual([503, "1"]);
    expect(answer.headers).not.toHaveProperty("www-authenticate");
    expect(JSON.parse(logged[0] ?? "")).toMatchObject({ level: "error", reason: "keys_unavailable" });
    expect(reached).toEqual([]);
  });

  it("an event that is none is a 500, not an exception", async () => {
    expect(await server().handler({} as never)).toMatchObject({ statusCode: 500 });
  });
});

describe("with a token for this resource", () => {
  it.each(["GET", "POST", "DELETE"])("%s reaches the server, with who calls and without the token", async (method) => {
    const { send, reached } = server();
    const bearer = bound({ "cognito:groups": ["staff"] });
    const answer = await send(bearer, { method, headers: { Authorization: "", "mcp-session-id": "s" } }).catch(
      () => null,
    );
    // Two spellings of the header are refused; one is what a gateway gives.
    expect(answer?.statusCode).toBe(400);
    expect((await send(bearer, { method, headers: { "mcp-session-id": "s" } })).statusCode).toBe(200);
    const [event] = reached;
    if (event === undefined) throw new Error("the server was not asked");
    expect(JSON.stringify(event)).not.toContain(bearer.slice(0, 20));
    expect(event.headers).toMatchObject({ "mcp-session-id": "s" });
    const { id, scopes, groups } = caller(event);
    expect([id, [...scopes], [...groups]]).toEqual(["user-1", ["notes/use"], ["staff"]]);
  });

  it.each([
    ["PUT", "/mcp", 405],
    ["POST", "/mcp/", 404],
    ["POST", "/other", 404],
    ["POST", "/MCP", 404],
  ])("%s %s is not the server's: %i", async (method, path, status) => {
    const { send, reached } = server();
    expect((await send(bound(), { method, path })).statusCode).toBe(status);
    expect(reached).toEqual([]);
  });

  it("from a page: only of the origins that are listed", async () => {
    const { send, reached } = server({ allowedOrigins: ["https://app.example.com"] });
    const from = (origin: string) => send(bound(), { headers: { origin } });
    expect((await from("https://evil.example.com")).statusCode).toBe(403);
    expect((await from("null")).statusCode).toBe(403);
    expect(reached).toEqual([]);
    expect((await from("https://app.example.com")).statusCode).toBe(200);
  });

  it.each([
    [new AwsError("lambda", "TooManyRequestsException", 429), 503],
    [new AwsError("lambda", "FunctionError", 200), 502],
    [new AwsError("lambda", "ECONNRESET"), 502],
    [new TypeError("secret"), 500],
  ])("whose server fails with %s: %i", async (error, status) => {
    const { send } = server({}, () => Promise.reject(error));
    const answer = await send(bound());
    expect(answer.statusCode).toBe(status);
    expect(JSON.stringify([answer, logged])).not.toContain("secret");
    expect(JSON.parse(logged[0] ?? "")).toMatchObject(
      error instanceof AwsError ? { service: "lambda", code: error.code } : { error: "TypeError" },
    );
  });
});

describe("metadata", () => {
  describe("the metadata", () => {
    const expected = {
      resource: RESOURCE,
      authorization_servers: [ISSUER],
      scopes_supported: ["notes/use", "notes/write"],
      bearer_methods_supported: ["header"],
      resource_name: "Notes",
    };

    it.each(["/.well-known/oauth-protected-resource/mcp", "/.well-known/oauth-protected-resource"])(
      "is at %s, for everybody",
      async (path) => {
        const { ask, reached } = server({ name: "Notes", tools: { "*": [], write: ["notes/write"] } });
        const answer = await ask({ method: "GET", path });
        expect(answer).toMatchObject({ statusCode: 200, headers: { "content-type": "application/json" } });
        expect(JSON.parse(answer.body)).toEqual(expected);
        expect((await ask({ method: "POST", path })).statusCode).toBe(405);
        expect(reached).toEqual([]);
      },
    );

    it("of a resource without a path is at the well-known path itself, and names it as it was written", async () => {
      const { ask } = server({ resource: "https://mcp.example.com" });
      const answer = await ask({ method: "GET", path: "/.well-known/oauth-protected-resource" });
      expect(JSON.parse(answer.body)).toMatchObject({ resource: "https://mcp.example.com" });
      expect((await ask({ path: "/" })).headers["www-authenticate"]).toContain(
        'resource_metadata="https://mcp.example.com/.well-known/oauth-protected-resource"',
      );
    });

    it("of the authorization server leads to the sign-in domain and names PKCE, where there is one", async () => {
      const path = "/.well-known/oauth-authorization-server/mcp";
      const { ask } = server({ signInUrl: "https://auth.example.com" });
      expect(JSON.parse((await ask({ method: "GET", path })).body)).toMatchObject({
        issuer: RESOURCE,
        authorization_endpoint: "https://auth.example.com/oauth2/authorize",
        token_endpoint: "https://auth.example.com/oauth2/token",
        code_challenge_methods_supported: ["S256"],
      });
      const own = await ask({ method: "GET", path: "/.well-known/oauth-protected-resource/mcp" });
      expect(JSON.parse(own.body)).toMatchObject({ authorization_servers: [RESOURCE] });
      expect((await server().ask({ method: "GET", path })).statusCode).toBe(404);
    });
  });
});
