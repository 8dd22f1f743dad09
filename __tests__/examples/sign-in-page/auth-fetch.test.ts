import { createHash, webcrypto } from "node:crypto";
import { Auth, SignInNeeded } from "../../../examples/sign-in-page/auth-fetch";
import { explainError } from "../../../examples/sign-in-page/explain";

const SIGN_IN = "https://notes-auth.auth.eu-central-1.amazoncognito.com";
const API = "https://abc123.execute-api.eu-central-1.amazonaws.com";
const HERE = "https://example.com/";

/** Signed by nobody: the page looks at what it says, the API here at the whole text. */
function token(claims: object): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString("base64url");
  return `${part({ alg: "RS256" })}.${part(claims)}.x`;
}
const access = (made: number) => token({ made, scope: "openid api/read" });

interface Sent {
  readonly url: string;
  readonly method: string;
  readonly authorization: string | null;
  readonly body: string;
}

/** A page, the sign-in service and the API, all in memory. */
function world() {
  const sent: Sent[] = [];
  const storage = new Map<string, string>();
  const left: string[] = [];
  const state = {
    address: HERE,
    /** The access token the API takes. */
    good: access(1),
    made: 0,
    refreshTokens: new Set<string>(),
    tokenStatus: 200,
    tokenError: "unknown_error",
    /** Answers of the token endpoint that fail before one is as it should be. */
    stumbles: 0,
    apiStatus: 200,
    now: 1_000_000,
    waited: 0,
    person: { sub: "user-1", email: "zoë@example.com" } as Record<string, unknown>,
  };
  const fetching = async (input: string | URL | Request, init: RequestInit = {}): Promise<Response> => {
    const url = String(input);
    const body = String(init.body ?? "");
    const authorization = new Headers(init.headers).get("authorization");
    sent.push({ url, method: init.method ?? "GET", authorization, body });
    await new Promise((done) => setImmediate(done));
    if (!url.startsWith(SIGN_IN)) {
      const known = authorization === `Bearer ${state.good}`;
      return Response.json({ url }, { status: known ? state.apiStatus : 401 });
    }
    const form = new URLSearchParams(body);
    if (url.endsWith("/oauth2/revoke")) {
      if (state.tokenStatus !== 200) throw new TypeError("Failed to fetch");
      state.refreshTokens.delete(form.get("token") ?? "");
      return new Response(null);
    }
    if (state.stumbles-- > 0 || state.tokenStatus !== 200)
      return Response.json(
        { error: state.tokenError },
        { status: state.tokenStatus === 200 ? 429 : state.tokenStatus },
      );
    const old = form.get("refresh_token");
    if (old !== null && !state.refreshTokens.delete(old))
      return Response.json({ error: "invalid_grant" }, { status: 400 });
    state.made++;
    state.good = access(state.made);
    state.refreshTokens.add(`refresh-${state.made}`);
    return Response.json({
      access_token: state.good,
      refresh_token: `refresh-${state.made}`,
      id_token: token(state.person),
      expires_in: 300,
    });
  };
  const auth = new Auth({
    signInUrl: SIGN_IN,
    clientId: "client",
    redirectUri: HERE,
    scopes: ["openid", "api/read"],
    apiOrigin: API,
    fetch: fetching,
    page: {
      address: () => state.address,
      go: (url) => void left.push(url),
      show: (url) => void (state.address = url),
      storage: {
        getItem: (key) => storage.get(key) ?? null,
        setItem: (key, value) => void storage.set(key, value),
        removeItem: (key) => void storage.delete(key),
      },
      crypto: webcrypto,
      now: () => state.now,
      wait: async (milliseconds) => {
        state.waited += milliseconds;
        await new Promise((done) => setTimeout(done, milliseconds > 1500 ? 200 : 0));
      },
    },
  });
  const back = async (change: Record<string, string> = {}) => {
    const asked = new URL(left.at(-1) ?? "").searchParams;
    state.address = `${HERE}?${new URLSearchParams({ code: "code-1", state: asked.get("state") ?? "", ...change }).toString()}`;
    return auth.resume();
  };
  const signedIn = async () => {
    await auth.signIn();
    await back();
    sent.length = 0;
    left.length = 0;
  };
  const api = () => sent.filter(({ url }) => url.startsWith(API));
  const tokens = () => sent.filter(({ url }) => url.startsWith(SIGN_IN));
  return { auth, state, storage, left, sent, back, signedIn, api, tokens };
}

describe("signing in from a page", () => {
  test("asks with state and PKCE, and redeems the code with the verifier", async () => {
    const { auth, left, back, tokens, state, storage } = world();
    await auth.signIn();
    const asked = Object.fromEntries(new URL(left[0] ?? "").searchParams);
    expect(asked).toEqual({
      response_type: "code",
      client_id: "client",
      redirect_uri: HERE,
      scope: "openid api/read",
      state: expect.stringMatching(/^[\w-]{43}$/),
      code_challenge: expect.stringMatching(/^[\w-]{43}$/),
      code_challenge_method: "S256",
    });
    expect(await back()).toBe(true);
    const form = Object.fromEntries(new URLSearchParams(tokens()[0]?.body));
    expect(form).toMatchObject({
      grant_type: "authorization_code",
      code: "code-1",
      client_id: "client",
      redirect_uri: HERE,
    });
    expect(
      createHash("sha256")
        .update(form["code_verifier"] ?? "")
        .digest("base64url"),
    ).toBe(asked["code_challenge"]);
    // Neither the history nor the storage keeps anything.
    expect(state.address).toBe(HERE);
    expect(storage.size).toBe(0);
  });

  test.each([
    ["another state", { state: "x" }],
    ["no state", { state: "" }],
  ])("with %s redeems nothing", async (_name, change) => {
    const { auth, back, tokens } = world();
    await auth.signIn();
    await expect(back(change)).rejects.toMatchObject({ name: "SignInFailed", code: "unexpected" });
    expect([auth.signedIn, tokens()]).toEqual([false, []]);
  });

  test("takes a way back once, and none that this page didn't begin", async () => {
    const { auth, back, tokens, state } = world();
    await auth.signIn();
    await back();
    await expect(back()).rejects.toMatchObject({ code: "unexpected" });
    expect(tokens()).toHaveLength(1);
    const other = world();
    other.state.address = `${HERE}?code=planted&state=`;
    await expect(other.auth.resume()).rejects.toMatchObject({ code: "unexpected" });
    expect([auth.signedIn, other.auth.signedIn, state.address]).toEqual([true, false, HERE]);
  });

  test("is not resumed on an ordinary load", async () => {
    const { auth, tokens } = world();
    expect(await auth.resume()).toBe(false);
    expect(tokens()).toEqual([]);
  });

  test("that the sign-in page refused says why, in its words only for a login of this page", async () => {
    const { auth, back, state, tokens } = world();
    await auth.signIn();
    const change = { code: "", error: "access_denied", error_description: "User is not confirmed" };
    const error = await back(change).catch((problem: unknown) => problem);
    expect(error).toMatchObject({ name: "SignInFailed", code: "access_denied", description: "User is not confirmed" });
    expect(explainError(error)).toBe(
      "You cancelled, or the provider did not let you in. It says: User is not confirmed",
    );
    state.address = `${HERE}?error=access_denied&error_description=${encodeURIComponent("Call 555-0100")}`;
    const planted = await auth.resume().catch((problem: unknown) => problem);
    expect(planted).toMatchObject({ code: "unexpected", description: undefined });
    expect(explainError(planted)).not.toContain("555");
    expect([state.address, tokens()]).toEqual([HERE, []]);
  });

  test("with a code that is over says so; with a busy sign-in service says that", async () => {
    for (const [status, error, code] of [
      [400, "invalid_grant", "invalid_grant"],
      [429, "x y<z>", "unknown"],
    ] as const) {
      const { auth, back, state, tokens } = world();
      await auth.signIn();
      Object.assign(state, { tokenStatus: status, tokenError: error });
      await expect(back()).rejects.toMatchObject({ code });
      // A code is good once: it isn't tried again.
      expect(tokens()).toHaveLength(1);
      expect(auth.signedIn).toBe(false);
    }
  });

  test("tells who signed in, by the ID token, and what the access token may do", async () => {
    const { auth, signedIn } = world();
    expect([auth.person, auth.scopes]).toEqual([undefined, []]);
    await signedIn();
    expect(auth.person).toEqual({ sub: "user-1", email: "zoë@example.com", name: undefined });
    expect(auth.scopes).toEqual(["openid", "api/read"]);
  });
});

describe("a call to the API", () => {
  test("carries the token", async () => {
    const { auth, signedIn, sent } = world();
    await signedIn();
    const answer = await auth.fetch("/items", { method: "POST", body: "{}", headers: { "x-a": "1" } });
    expect(answer.status).toBe(200);
    expect(sent).toEqual([{ url: `${API}/items`, method: "POST", authorization: `Bearer ${access(1)}`, body: "{}" }]);
  });

  test.each(["https://evil.example.com/items", "//evil.example.com/items", `${API}.evil.example.com/`])(
    "to %s carries nothing: it isn't made",
    async (path) => {
      const { auth, signedIn, sent } = world();
      await signedIn();
      await expect(auth.fetch(path)).rejects.toThrow(TypeError);
      expect(sent).toEqual([]);
    },
  );

  test("answered with 401 renews the token and is repeated once", async () => {
    const { auth, signedIn, state, sent } = world();
    await signedIn();
    state.good = "none";
    expect((await auth.fetch("/items")).status).toBe(200);
    expect(sent.map(({ url, authorization }) => [url, authorization])).toEqual([
      [`${API}/items`, `Bearer ${access(1)}`],
      [`${SIGN_IN}/oauth2/token`, null],
      [`${API}/items`, `Bearer ${access(2)}`],
    ]);
  });

  test("of ten at once that get 401, renews once and repeats each once", async () => {
    const { auth, signedIn, state, api, tokens, left } = world();
    await signedIn();
    state.good = "none";
    const answers = await Promise.all(Array.from({ length: 10 }, (_, n) => auth.fetch(`/items/${n}`)));
    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 10 }, () => 200));
    expect(tokens()).toHaveLength(1);
    expect(api()).toHaveLength(20);
    expect(left).toEqual([]);
  });

  test("that gets its 401 after others renewed takes their token", async () => {
    const { auth, signedIn, state, tokens } = world();
    await signedIn();
    state.good = "none";
    const late = auth.fetch("/late");
    await auth.fetch("/items");
    expect((await late).status).toBe(200);
    expect(tokens()).toHaveLength(1);
  });

  test("answered with 403 is handed over: nothing is renewed, nobody leaves", async () => {
    const { auth, signedIn, state, sent, left } = world();
    await signedIn();
    state.apiStatus = 403;
    expect((await auth.fetch("/items")).status).toBe(403);
    expect(sent).toHaveLength(1);
    expect(left).toEqual([]);
    expect(auth.signedIn).toBe(true);
  });

  test("whose token can't be renewed leads to the sign-in page, once however many find out", async () => {
    const { auth, signedIn, state, left, tokens } = world();
    await signedIn();
    state.good = "none";
    state.refreshTokens.clear();
    const outcomes = await Promise.allSettled(Array.from({ length: 5 }, () => auth.fetch("/items")));
    for (const outcome of outcomes)
      expect(outcome).toMatchObject({ status: "rejected", reason: expect.any(SignInNeeded) });
    expect(tokens()).toHaveLength(1);
    expect(left).toEqual([expect.stringContaining(`${SIGN_IN}/oauth2/authorize?`)]);
    expect(auth.signedIn).toBe(false);
  });

  test("refused with a fresh token too leads to the sign-in page instead of going round in circles", async () => {
    const { auth, signedIn, state, api, left } = world();
    await signedIn();
    state.apiStatus = 401;
    await expect(auth.fetch("/items")).rejects.toThrow(SignInNeeded);
    expect(api()).toHaveLength(2);
    expect(left).toHaveLength(1);
  });

  test("with nobody signed in leads to the sign-in page without a call", async () => {
    const { auth, sent, left } = world();
    await expect(auth.fetch("/items")).rejects.toThrow(SignInNeeded);
    expect(sent).toEqual([]);
    expect(left).toHaveLength(1);
  });

  test("renews the token in time, by expires_in, whatever the API would have answered", async () => {
    const { auth, signedIn, state, api, tokens } = world();
    await signedIn();
    state.now += 269_000;
    await auth.fetch("/items");
    expect(tokens()).toHaveLength(0);
    // Behind a Lambda authorizer the expired token would have been a 403.
    state.now += 2_000;
    state.apiStatus = 403;
    await Promise.all([auth.fetch("/a"), auth.fetch("/b"), auth.fetch("/c")]);
    expect(tokens()).toHaveLength(1);
    expect(api().map(({ authorization }) => authorization)).toEqual([
      `Bearer ${access(1)}`,
      ...Array.from({ length: 3 }, () => `Bearer ${access(2)}`),
    ]);
    state.now += 301_000;
    state.refreshTokens.clear();
    await expect(auth.fetch("/items")).rejects.toThrow(SignInNeeded);
    expect(api()).toHaveLength(4);
  });

  test.each([
    [401, "invalid_client"],
    [403, "unknown"],
    [404, "unknown"],
    [408, "unknown"],
    [429, "too_many_requests"],
    [500, "invalid_grant"],
  ])("with a sign-in service that answers %i %s is an error, and nobody is signed out", async (status, error) => {
    const { auth, signedIn, state, left } = world();
    await signedIn();
    state.now += 300_000;
    Object.assign(state, { tokenStatus: status, tokenError: error });
    const problem = await auth.fetch("/items").catch((caught: unknown) => caught);
    expect(problem).toMatchObject({ name: "TokenEndpointError", status, code: error });
    expect(explainError(problem)).toMatch(/still signed in|not signed out/);
    expect([auth.signedIn, left]).toEqual([true, []]);
    state.tokenStatus = 200;
    expect((await auth.fetch("/items")).status).toBe(200);
  });

  test("is tried again once, after a pause, with a token endpoint that stumbles", async () => {
    const { auth, signedIn, state, tokens } = world();
    await signedIn();
    state.now += 300_000;
    state.stumbles = 1;
    expect((await auth.fetch("/items")).status).toBe(200);
    expect(tokens()).toHaveLength(2);
    expect(state.waited).toBeGreaterThanOrEqual(200);
  });

  test("with the sign-in service away is an error, and nobody is signed out", async () => {
    const { auth, signedIn, state, left } = world();
    await signedIn();
    state.good = "none";
    state.tokenStatus = 503;
    await expect(auth.fetch("/items")).rejects.toThrow("503");
    expect([auth.signedIn, left]).toEqual([true, []]);
    state.tokenStatus = 200;
    expect((await auth.fetch("/items")).status).toBe(200);
  });
});

describe("signing out", () => {
  const logout = `${SIGN_IN}/logout?client_id=client&logout_uri=${encodeURIComponent(HERE)}`;

  test("forgets the tokens, revokes the refresh token and ends the sign-in page's session", async () => {
    const { auth, signedIn, left, tokens, state } = world();
    await signedIn();
    expect(await auth.signOut(HERE)).toBe(true);
    expect([auth.signedIn, auth.person]).toEqual([false, undefined]);
    expect(tokens()).toEqual([
      {
        url: `${SIGN_IN}/oauth2/revoke`,
        method: "POST",
        authorization: null,
        body: "token=refresh-1&client_id=client",
      },
    ]);
    expect(state.refreshTokens.size).toBe(0);
    expect(left).toEqual([logout]);
  });

  test("leaves though the refresh token can't be revoked, and says so", async () => {
    const { auth, signedIn, left, state } = world();
    await signedIn();
    state.tokenStatus = 503;
    expect(await auth.signOut(HERE)).toBe(false);
    expect(left).toEqual([logout]);
  });
});
