import { createHash, webcrypto } from "node:crypto";
import { Auth, SignInNeeded } from "../../../examples/sign-in-page/auth-fetch";

const SIGN_IN = "https://notes-auth.auth.eu-central-1.amazoncognito.com";
const API = "https://abc123.execute-api.eu-central-1.amazonaws.com";
const HERE = "https://example.com/";

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
    good: "access-1",
    made: 0,
    refreshTokens: new Set<string>(),
    tokenStatus: 200,
    apiStatus: 200,
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
    if (state.tokenStatus !== 200) return new Response(null, { status: state.tokenStatus });
    const old = form.get("refresh_token");
    if (old !== null && !state.refreshTokens.delete(old))
      return Response.json({ error: "invalid_grant" }, { status: 400 });
    state.made++;
    state.good = `access-${state.made}`;
    state.refreshTokens.add(`refresh-${state.made}`);
    return Response.json({ access_token: state.good, refresh_token: `refresh-${state.made}`, expires_in: 300 });
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
  it("asks with state and PKCE, and redeems the code with the verifier", async () => {
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

  it.each([
    ["another state", { state: "x" }],
    ["no state", { state: "" }],
  ])("with %s redeems nothing", async (_name, change) => {
    const { auth, back, tokens } = world();
    await auth.signIn();
    expect(await back(change)).toBe(false);
    expect([auth.signedIn, tokens()]).toEqual([false, []]);
  });

  it("takes a way back once, and none that this page didn't begin", async () => {
    const { auth, back, tokens, state } = world();
    await auth.signIn();
    await back();
    await back();
    expect(tokens()).toHaveLength(1);
    state.address = `${HERE}?code=planted&state=`;
    expect(await world().auth.resume()).toBe(false);
    expect(auth.signedIn).toBe(true);
  });

  it("is not resumed on an ordinary load, nor when somebody cancelled", async () => {
    const { auth, state, tokens } = world();
    expect(await auth.resume()).toBe(false);
    state.address = `${HERE}?error=access_denied`;
    expect(await auth.resume()).toBe(false);
    expect(state.address).toBe(HERE);
    expect(tokens()).toEqual([]);
  });
});

describe("a call to the API", () => {
  it("carries the token", async () => {
    const { auth, signedIn, sent } = world();
    await signedIn();
    const answer = await auth.fetch("/items", { method: "POST", body: "{}", headers: { "x-a": "1" } });
    expect(answer.status).toBe(200);
    expect(sent).toEqual([{ url: `${API}/items`, method: "POST", authorization: "Bearer access-1", body: "{}" }]);
  });

  it.each(["https://evil.example.com/items", "//evil.example.com/items", `${API}.evil.example.com/`])(
    "to %s carries nothing: it isn't made",
    async (path) => {
      const { auth, signedIn, sent } = world();
      await signedIn();
      await expect(auth.fetch(path)).rejects.toThrow(TypeError);
      expect(sent).toEqual([]);
    },
  );

  it("answered with 401 renews the token and is repeated once", async () => {
    const { auth, signedIn, state, sent } = world();
    await signedIn();
    state.good = "none";
    expect((await auth.fetch("/items")).status).toBe(200);
    expect(sent.map(({ url, authorization }) => [url, authorization])).toEqual([
      [`${API}/items`, "Bearer access-1"],
      [`${SIGN_IN}/oauth2/token`, null],
      [`${API}/items`, "Bearer access-2"],
    ]);
  });

  it("of ten at once that get 401, renews once and repeats each once", async () => {
    const { auth, signedIn, state, api, tokens, left } = world();
    await signedIn();
    state.good = "none";
    const answers = await Promise.all(Array.from({ length: 10 }, (_, n) => auth.fetch(`/items/${n}`)));
    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 10 }, () => 200));
    expect(tokens()).toHaveLength(1);
    expect(api()).toHaveLength(20);
    expect(left).toEqual([]);
  });

  it("that gets its 401 after others renewed takes their token", async () => {
    const { auth, signedIn, state, tokens } = world();
    await signedIn();
    state.good = "none";
    const late = auth.fetch("/late");
    await auth.fetch("/items");
    expect((await late).status).toBe(200);
    expect(tokens()).toHaveLength(1);
  });

  it("answered with 403 is handed over: nothing is renewed, nobody leaves", async () => {
    const { auth, signedIn, state, sent, left } = world();
    await signedIn();
    state.apiStatus = 403;
    expect((await auth.fetch("/items")).status).toBe(403);
    expect(sent).toHaveLength(1);
    expect(left).toEqual([]);
    expect(auth.signedIn).toBe(true);
  });

  it("whose token can't be renewed leads to the sign-in page, once however many find out", async () => {
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

  it("refused with a fresh token too leads to the sign-in page instead of going round in circles", async () => {
    const { auth, signedIn, state, api, left } = world();
    await signedIn();
    state.apiStatus = 401;
    await expect(auth.fetch("/items")).rejects.toThrow(SignInNeeded);
    expect(api()).toHaveLength(2);
    expect(left).toHaveLength(1);
  });

  it("with nobody signed in leads to the sign-in page without a call", async () => {
    const { auth, sent, left } = world();
    await expect(auth.fetch("/items")).rejects.toThrow(SignInNeeded);
    expect(sent).toEqual([]);
    expect(left).toHaveLength(1);
  });

  it("with the sign-in service away is an error, and nobody is signed out", async () => {
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

it("signing out forgets the tokens and ends the sign-in page's session", async () => {
  const { auth, signedIn, left } = world();
  await signedIn();
  auth.signOut(HERE);
  expect(auth.signedIn).toBe(false);
  expect(left).toEqual([`${SIGN_IN}/logout?client_id=client&logout_uri=${encodeURIComponent(HERE)}`]);
});
