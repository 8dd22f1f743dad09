import { caller } from "../../../functions/shared/caller";
import { AwsError } from "../../../functions/shared/aws/aws-error";
import { claims, jwk, rsa, seconds, token } from "../authorizer/support/tokens";
import { startJwksServer } from "../authorizer/support/jwks-server";
import { publicEvent, REQUEST_ID } from "../events";
import { bound, CLIENT, METADATA, publicKey, RESOURCE, server, ISSUER, type Asked, type Reply } from "./support";

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
  test("says where to get one, and nothing of an error", async () => {
    const { ask, reached } = server();
    const answer = await ask();
    expect(answer.statusCode).toBe(401);
    expect(answer.headers["www-authenticate"]).toBe(`Bearer resource_metadata="${METADATA}", scope="notes/use"`);
    expect(reached).toEqual([]);
  });

  const now = seconds();
  test.each<[string, string, string]>([
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

  test.each([
    ["bare", (bearer: string) => ({ authorization: bearer })],
    ["as Basic", (bearer: string) => ({ authorization: `Basic ${bearer}` })],
    ["in another header", (bearer: string) => ({ "x-token": `Bearer ${bearer}` })],
  ])("with one that comes %s: as without any", async (_name, headers) => {
    const { ask } = server();
    const answer = await ask({ headers: headers(bound()) });
    expect(answer.headers["www-authenticate"]).not.toContain("error");
    expect(answer.statusCode).toBe(401);
  });

  const good = `Bearer ${bound()}`;
  const oneHeader = "The authorization header must be one string";
  const oneToken = "More than one token in the authorization header";
  const inQuery = "An access token in the query beside the authorization header";
  test.each<[string, Record<string, unknown>, string]>([
    ["in two headers", { headers: { authorization: good, Authorization: good } }, oneHeader],
    ["in a list", { headers: { authorization: [good] } }, oneHeader],
    [
      "beside another in one header, as API Gateway joins two",
      { headers: { authorization: `${good},${good}` } },
      oneToken,
    ],
    ["with words behind it", { headers: { authorization: `${good} x` } }, oneToken],
    ["with one in the query too", { rawQueryString: "a=1&access_token=x" }, inQuery],
    ["with an empty one in the query too, its name encoded", { rawQueryString: "access%5Ftoken" }, inQuery],
  ])("%s: 400, which no other token would mend (RFC 6750, 3.1)", async (_name, change, text) => {
    const { handler, reached } = server({ tools: {} });
    const event = publicEvent({ method: "POST", path: "/mcp", body: "{", headers: { authorization: good } });
    const answer = (await handler({ ...event, ...change } as never)) as Reply;
    expect([answer.statusCode, JSON.parse(answer.body)]).toEqual([
      400,
      { code: "bad_request", error: text, requestId: REQUEST_ID },
    ]);
    expect(answer.headers["www-authenticate"]).toBe(
      `Bearer resource_metadata="${METADATA}", error="invalid_request", error_description="${text}"`,
    );
    expect(reached).toEqual([]);
    expect(logged.map((line) => (JSON.parse(line) as { reason: string }).reason)).toEqual(["bad_request"]);
    expect(logged.join()).not.toMatch(/eyJ/);
  });

  test("in the query alone: as without any", async () => {
    const event = publicEvent({ method: "POST", path: "/mcp" });
    const answer = (await server().handler({ ...event, rawQueryString: "access_token=x" } as never)) as Reply;
    expect(answer.statusCode).toBe(401);
    expect(answer.headers["www-authenticate"]).not.toContain("error");
  });

  const broken = { method: "POST", path: "/mcp", body: "{" } as const;
  const foreign = { origin: "https://evil.example.com" };
  const utf7 = { "content-type": "application/json; charset=utf-7" };
  test.each<[string, Asked, number, string]>([
    ["its path", { ...broken, path: "/other", headers: foreign }, 404, "not_found"],
    ["its method", { ...broken, method: "PUT", headers: foreign }, 405, "method_not_allowed"],
    ["its origin", { ...broken, headers: { ...foreign, authorization: "Bearer x y" } }, 403, "foreign_origin"],
    ["how the token is sent", { ...broken, headers: { authorization: "Bearer x y" } }, 400, "bad_request"],
    ["that it has none", broken, 401, "identity_source"],
    ["what the token is", { ...broken, headers: { authorization: "Bearer x" } }, 401, "malformed"],
    ["its scopes", { ...broken, headers: { authorization: `Bearer ${bound({ scope: "a" })}` } }, 403, "scope"],
    ["its charset", { ...broken, headers: { authorization: good, ...utf7 } }, 415, "unsupported_media_type"],
    ["its body, last", { ...broken, headers: { authorization: good } }, 400, "invalid_json"],
  ])("a request with everything wrong from there on is judged by %s", async (_name, call, status, code) => {
    const answer = await server({ tools: {} }).ask(call);
    expect([answer.statusCode, (JSON.parse(answer.body) as { code: string }).code]).toEqual([status, code]);
  });

  test("with a good one that lacks the scope: 403, and which one", async () => {
    const answer = await server().send(bound({ scope: "openid" }));
    expect(answer.statusCode).toBe(403);
    expect(answer.headers["www-authenticate"]).toBe(
      `Bearer resource_metadata="${METADATA}", error="insufficient_scope", error_description="A required scope is missing", scope="notes/use"`,
    );
  });

  test("whose issuer's keys are away is told to come back: another token wouldn't help", async () => {
    const { send, reached } = server({}, undefined, () => Promise.reject(new Error("JWKS broke off")));
    const answer = await send(bound());
    expect([answer.statusCode, answer.headers["retry-after"]]).toEqual([503, "1"]);
    expect(answer.headers).not.toHaveProperty("www-authenticate");
    expect(JSON.parse(logged[0] ?? "")).toMatchObject({ level: "error", reason: "keys_unavailable" });
    expect(reached).toEqual([]);
  });

  test("an event that is none is a 500, not an exception", async () => {
    expect(await server().handler({} as never)).toMatchObject({ statusCode: 500 });
  });
});

describe("with a token for this resource", () => {
  test.each(["GET", "POST", "DELETE"])(
    "%s reaches the server, with who calls and without the token",
    async (method) => {
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
    },
  );

  test.each([
    ["PUT", "/mcp", 405],
    ["POST", "/mcp/", 404],
    ["POST", "/other", 404],
    ["POST", "/MCP", 404],
  ])("%s %s is not the server's: %i", async (method, path, status) => {
    const { send, reached } = server();
    expect((await send(bound(), { method, path })).statusCode).toBe(status);
    expect(reached).toEqual([]);
  });

  test("from a page: only of the origins that are listed", async () => {
    const { send, reached } = server({ allowedOrigins: ["https://app.example.com"] });
    const from = (origin: string) => send(bound(), { headers: { origin } });
    expect((await from("https://evil.example.com")).statusCode).toBe(403);
    expect((await from("null")).statusCode).toBe(403);
    const both = { origin: "https://app.example.com", Origin: "https://evil.example.com" };
    expect((await send(bound(), { headers: both })).statusCode).toBe(403);
    expect((await from("https://app.example.com,https://evil.example.com")).statusCode).toBe(403);
    expect(reached).toEqual([]);
    expect((await from("https://app.example.com")).statusCode).toBe(200);
  });

  test.each([
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

    test.each(["/.well-known/oauth-protected-resource/mcp", "/.well-known/oauth-protected-resource"])(
      "is at %s, for everybody",
      async (path) => {
        const { ask, reached } = server({ name: "Notes", tools: { "*": [], write: ["notes/write"] } });
        const answer = await ask({ method: "GET", path });
        expect(answer.statusCode).toBe(200);
        expect(answer.headers).toEqual({
          "content-type": "application/json",
          "cache-control": "public, max-age=3600",
          "access-control-allow-origin": "*",
        });
        expect(JSON.parse(answer.body)).toEqual(expected);
        const refused = await ask({ method: "POST", path });
        expect([refused.statusCode, refused.headers["allow"]]).toEqual([405, "GET"]);
        expect(JSON.parse(refused.body)).toMatchObject({ code: "method_not_allowed", error: "Method not allowed" });
        expect(reached).toEqual([]);
      },
    );

    test("of a resource without a path is at the well-known path itself, and names it as it was written", async () => {
      const { ask } = server({ resource: "https://mcp.example.com" });
      const answer = await ask({ method: "GET", path: "/.well-known/oauth-protected-resource" });
      expect(JSON.parse(answer.body)).toMatchObject({ resource: "https://mcp.example.com" });
      expect((await ask({ path: "/" })).headers["www-authenticate"]).toContain(
        'resource_metadata="https://mcp.example.com/.well-known/oauth-protected-resource"',
      );
    });

    test("of the authorization server leads to the sign-in domain and names PKCE, where there is one", async () => {
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

describe("a refusal", () => {
  const away = (error: Error) => () => Promise.reject(error);
  const bearer = { authorization: `Bearer ${bound()}` };
  const text = "The MCP server can't be reached or failed";
  test.each<[string, Asked, (() => Promise<unknown>) | undefined, number, string, string, Record<string, string>]>([
    ["of a path", { path: "/other" }, undefined, 404, "not_found", "Not found", {}],
    [
      "of a method",
      { method: "PUT" },
      undefined,
      405,
      "method_not_allowed",
      "Method not allowed",
      { allow: "GET, POST, DELETE" },
    ],
    [
      "of an origin",
      { headers: { origin: "https://evil.example.com" } },
      undefined,
      403,
      "foreign_origin",
      "This origin is not allowed",
      {},
    ],
    [
      "for a throttled server",
      { headers: bearer },
      away(new AwsError("lambda", "TooManyRequestsException", 429)),
      503,
      "upstream_unavailable",
      text,
      { "retry-after": "1" },
    ],
    [
      "for a failing server",
      { headers: bearer },
      away(new AwsError("lambda", "FunctionError", 200)),
      502,
      "upstream_unavailable",
      text,
      {},
    ],
    [
      "for a mistake of its own",
      { headers: bearer },
      away(new TypeError("x")),
      500,
      "internal_error",
      "Internal server error",
      {},
    ],
  ])("%s is told whole, kept by no cache, and logged", async (_name, call, invoke, status, code, error, headers) => {
    const answer = await server({}, invoke).ask(call);
    expect(answer).toEqual({
      statusCode: status,
      headers: { "content-type": "application/json", "cache-control": "no-store", ...headers },
      body: JSON.stringify({ error, code, requestId: REQUEST_ID }),
    });
    const level = status >= 500 ? "error" : "info";
    expect(JSON.parse(logged[0] ?? "")).toMatchObject({ level, message: "request denied", reason: code });
  });

  test.each(["xBearer ", "Bearer", "Bearer x\n"])("is the answer to the authorization %j", async (start) => {
    const answer = await server().ask({ headers: { authorization: start + bound() } });
    expect(JSON.parse(answer.body)).toMatchObject({ code: "identity_source" });
  });

  test("isn't the answer to a scheme in lower case and two blanks", async () => {
    const answer = await server().ask({ headers: { authorization: `bearer  ${bound()}` } });
    expect(answer.statusCode).toBe(200);
  });

  test("of a tool names, of the scopes that are needed anyway, those that the token has", async () => {
    const { call } = server({ tools: { write: ["notes/write"] }, issuers: [{ issuer: ISSUER, scopes: ["a", "b"] }] });
    const answer = await call("write", bound({ scope: "b" }));
    expect(answer.headers["www-authenticate"]).toContain('scope="b notes/write"');
  });

  test.each(["GET", "DELETE"])(
    "a tool's scopes are asked of a body that comes with %s: servers may not look at the method",
    async (method) => {
      const { send, reached } = server({ tools: { write: ["notes/write"] } });
      const body = JSON.stringify({ jsonrpc: "2.0", id: 1, method: "tools/call", params: { name: "write" } });
      expect((await send(bound(), { method, body })).statusCode).toBe(403);
      expect(reached).toEqual([]);
    },
  );

  test("is not what a GET gets that has no body", async () => {
    const { send } = server({ tools: {} });
    expect((await send(bound(), { method: "GET", body: "" })).statusCode).toBe(200);
  });
});

describe("loaded as a function", () => {
  const load = (config: string | undefined) => {
    let handler: ((event: unknown) => Promise<unknown>) | undefined;
    const before = { ...process.env };
    try {
      if (config !== undefined) process.env["MCP_CONFIG"] = config;
      jest.isolateModules(() => {
        // oxlint-disable-next-line typescript/no-require-imports
        handler = (require("../../../functions/mcp/index") as { handler: typeof handler }).handler;
      });
    } finally {
      process.env = before;
    }
    return handler;
  };

  test("without a configuration it lets nobody in, and says so at start and at each call", async () => {
    const answer = await load(undefined)?.(publicEvent({ path: "/mcp" }));
    const headers = { "content-type": "application/json" };
    expect(answer).toEqual({ statusCode: 500, headers, body: '{"code":"internal_error"}' });
    const line = { level: "error", message: "MCP_CONFIG can't be used", reason: "configuration" };
    const detail = expect.stringContaining("MCP_CONFIG");
    expect(logged.map((text) => JSON.parse(text) as object)).toMatchObject([
      { ...line, detail },
      { ...line, detail, requestId: REQUEST_ID },
    ]);
  });

  test("with one it hands on what has a token, to Lambda", async () => {
    const keys = await startJwksServer();
    keys.serve("/keys", { keys: [jwk(publicKey)] });
    try {
      const issuers = [{ issuer: ISSUER, jwksUri: `${keys.origin}/keys`, scopes: ["notes/use"] }];
      const config = { resource: RESOURCE, target: "notes-mcp", allowHttpLoopback: true, issuers };
      const asked = jest.spyOn(globalThis, "fetch").mockImplementation(async () => Response.json({ statusCode: 202 }));
      const handler = load(JSON.stringify(config));
      const headers = { authorization: `Bearer ${bound()}` };
      const answer = await handler?.(publicEvent({ method: "POST", path: "/mcp", headers }));
      expect([answer, logged]).toEqual([{ statusCode: 202 }, []]);
      expect(String(asked.mock.calls[0]?.[0])).toMatch(
        /^https:\/\/lambda\.[\w-]+\.amazonaws\.com\/2015-03-31\/functions\/notes-mcp\//,
      );
    } finally {
      await keys.stop();
    }
  });
});
