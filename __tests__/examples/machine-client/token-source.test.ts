import { machineFetch, TokenSource, type Credentials } from "../../../examples/machine-client/token-source";

/** The token endpoint with live clients, a clock, and a secret that can be changed. */
function world(expiresIn = 900) {
  const clock = { now: 0 };
  const live = new Map([["client-a", "secret-a"]]);
  const secret: { current: Credentials } = { current: { client_id: "client-a", client_secret: "secret-a" } };
  const asked: { readonly authorization: string; readonly form: Record<string, string> }[] = [];
  const reply = { status: 200, body: undefined as unknown };
  const fetching = async (_url: string | URL | Request, init: RequestInit = {}): Promise<Response> => {
    const authorization = new Headers(init.headers).get("authorization") ?? "";
    asked.push({ authorization, form: Object.fromEntries(new URLSearchParams(String(init.body))) });
    await new Promise((done) => setImmediate(done));
    if (reply.status !== 200 || reply.body !== undefined)
      return Response.json(reply.body ?? {}, { status: reply.status });
    const [id = "", password] = Buffer.from(authorization.replace("Basic ", ""), "base64").toString().split(":");
    if (live.get(id) !== password) return Response.json({ error: "invalid_client" }, { status: 400 });
    return Response.json({ access_token: `token-${asked.length}-${id}`, expires_in: expiresIn });
  };
  const credentials = jest.fn(async () => secret.current);
  const source = new TokenSource({
    signInUrl: "https://auth.example.com",
    scopes: ["api/read", "api/write"],
    credentials,
    clientMetadata: { environment: "live" },
    fetch: fetching,
    now: () => clock.now,
  });
  return { source, clock, live, secret, asked, credentials, reply };
}

describe("a machine's token", () => {
  test("is asked for with client credentials, scopes and metadata", async () => {
    const { source, asked } = world();
    expect(await source.token()).toBe("token-1-client-a");
    expect(asked).toEqual([
      {
        authorization: `Basic ${Buffer.from("client-a:secret-a").toString("base64")}`,
        form: {
          grant_type: "client_credentials",
          scope: "api/read api/write",
          aws_client_metadata: '{"environment":"live"}',
        },
      },
    ]);
  });

  test("is used until shortly before its end", async () => {
    const { source, clock, asked } = world();
    await source.token();
    clock.now = 839_999;
    await source.token();
    expect(asked).toHaveLength(1);
    clock.now = 840_000;
    expect(await source.token()).toBe("token-2-client-a");
  });

  test("that is shorter than the margin is used for half its life", async () => {
    const { source, clock, asked } = world(60);
    await source.token();
    clock.now = 29_999;
    await source.token();
    expect(asked).toHaveLength(1);
    clock.now = 30_000;
    await source.token();
    expect(asked).toHaveLength(2);
  });

  test("is asked for once by many at once", async () => {
    const { source, asked } = world();
    expect(new Set(await Promise.all(Array.from({ length: 10 }, () => source.token()))).size).toBe(1);
    expect(asked).toHaveLength(1);
  });

  test("goes on through the change of the client, a retired one included", async () => {
    const { source, clock, live, secret } = world();
    await source.token();
    live.set("client-b", "secret-b");
    secret.current = { client_id: "client-b", client_secret: "secret-b" };
    expect(await source.token()).toBe("token-1-client-a");
    live.delete("client-a");
    clock.now = 900_000;
    expect(await source.token()).toBe("token-2-client-b");
  });

  test("is asked for again when the client was retired between reading its secret and using it", async () => {
    const { source, live, secret, credentials } = world();
    live.clear();
    live.set("client-b", "secret-b");
    credentials.mockResolvedValueOnce(secret.current);
    secret.current = { client_id: "client-b", client_secret: "secret-b" };
    expect(await source.token()).toBe("token-2-client-b");
  });

  test.each<[number, unknown, string]>([
    [400, { error: "invalid_scope" }, "invalid_scope"],
    [500, "not an object", "unknown"],
    [200, { access_token: 1, expires_in: 900 }, "malformed"],
    [200, { access_token: "token" }, "malformed"],
  ])("answered with %i %j is an error without secrets, and the next try is free", async (status, body, code) => {
    const { source, reply } = world();
    Object.assign(reply, { status, body });
    const error = await source.token().catch((e: unknown) => e);
    expect(error).toMatchObject({ name: "TokenError", status, code });
    expect(String(error)).not.toMatch(/secret-|token-/);
    Object.assign(reply, { status: 200, body: undefined });
    expect(await source.token()).toMatch(/^token-/);
  });

  test("is not lost when the secret can't be read for once", async () => {
    const { source, credentials } = world();
    credentials.mockRejectedValueOnce(new Error("throttled"));
    await expect(source.token()).rejects.toThrow("throttled");
    expect(await source.token()).toBe("token-1-client-a");
  });
});

describe("a call with it", () => {
  const calling = (statuses: number[]) => {
    const seen: { readonly authorization: string | null; readonly body: string }[] = [];
    const api = async (input: string | URL | Request) => {
      const request = input as Request;
      seen.push({ authorization: request.headers.get("authorization"), body: await request.text() });
      return new Response(null, { status: statuses[seen.length - 1] ?? 200 });
    };
    const given = world();
    return { seen, call: machineFetch(given.source, api), ...given };
  };

  test("is repeated once with a new token after a 401, the body included", async () => {
    const { call, seen } = calling([401, 200]);
    const request = new Request("https://api.example.com/items", { method: "POST", body: "{}" });
    expect((await call(request)).status).toBe(200);
    expect(seen).toEqual([
      { authorization: "Bearer token-1-client-a", body: "{}" },
      { authorization: "Bearer token-2-client-a", body: "{}" },
    ]);
  });

  test("gives up after the second 401", async () => {
    const { call, seen } = calling([401, 401, 200]);
    expect((await call("https://api.example.com/items")).status).toBe(401);
    expect(seen).toHaveLength(2);
  });

  test("is not repeated after a 403", async () => {
    const { call, seen, asked } = calling([403]);
    expect((await call("https://api.example.com/items")).status).toBe(403);
    expect([seen.length, asked.length]).toEqual([1, 1]);
  });

  test("of many at once that get 401 asks for one new token", async () => {
    const { call, asked } = calling([401, 401, 401]);
    await Promise.all([1, 2, 3].map((n) => call(`https://api.example.com/items/${n}`)));
    expect(asked).toHaveLength(2);
  });
});
