import { AwsError } from "../../../functions/shared/aws/aws-error";
import { challengeOf } from "../../../functions/bff/secrets";
import { codeOf, CONFIG, errorOf, NOW, ORIGIN, SECRETS, quiet, world } from "./world";

beforeEach(quiet);

afterEach(() => jest.restoreAllMocks());

const lastLine = (): unknown => JSON.parse(String(jest.mocked(console.info).mock.calls.at(-1)?.[0]));

describe("signing in", () => {
  test("leads to the sign-in page with state, nonce and PKCE", async () => {
    const { begin } = world();
    const { begun, url } = await begin();
    expect(begun.statusCode).toBe(302);
    expect(url.origin + url.pathname).toBe(`${CONFIG.signInUrl}/oauth2/authorize`);
    expect(Object.fromEntries(url.searchParams)).toEqual({
      response_type: "code",
      client_id: CONFIG.clientId,
      redirect_uri: `${ORIGIN}/auth/callback`,
      scope: "openid email notes/read",
      state: expect.stringMatching(/^[\w-]{43}$/),
      nonce: expect.stringMatching(/^[\w-]{43}$/),
      code_challenge: expect.stringMatching(/^[\w-]{43}$/),
      code_challenge_method: "S256",
    });
    expect(begun.cookies).toEqual([
      expect.stringMatching(/^__Host-login-[\w-]{43}=[\w-]{43}; Max-Age=600; Path=\/; Secure; HttpOnly; SameSite=Lax$/),
    ]);
  });

  test("ends in a session behind one cookie, and the browser never sees a token", async () => {
    const { browser, begin, table, net } = world();
    const { begun, code, state, url } = await begin(browser, "/notes?page=2");
    const back = await browser.visit("/auth/callback", { query: { code, state } });
    expect(back).toMatchObject({
      statusCode: 302,
      headers: { location: `${ORIGIN}/notes?page=2`, "cache-control": "no-store" },
    });
    expect(back.cookies).toEqual([
      expect.stringMatching(/^__Host-login-[\w-]{43}=; Max-Age=0; /),
      expect.stringMatching(/^__Host-session=[\w-]{43}; Max-Age=43200; Path=\/; Secure; HttpOnly; SameSite=Lax$/),
    ]);
    const session = await browser.visit("/auth/session");
    expect(JSON.parse(session.body ?? "")).toEqual({
      person: { sub: "user-1", email: "demo@example.com", name: null },
      csrfToken: expect.stringMatching(/^[\w-]{43}$/),
      expiresAt: NOW + CONFIG.sessionSeconds,
    });
    for (const answer of [begun, back, session]) expect(JSON.stringify(answer)).not.toMatch(SECRETS);
    // The verifier was kept from the browser, and fits the challenge.
    const form = new URLSearchParams(net.tokens()[0]?.body);
    expect(challengeOf(form.get("code_verifier") ?? "")).toBe(url.searchParams.get("code_challenge"));
    expect(net.tokens()[0]?.headers["authorization"]).toBe(
      `Basic ${Buffer.from(`${CONFIG.clientId}:client-secret`).toString("base64")}`,
    );
    // Who reads the table learns neither tokens nor ids.
    expect(table.text).not.toMatch(SECRETS);
    for (const id of browser.jar.values()) expect(table.text).not.toContain(id);
  });

  test("gives a new id at each sign-in, and the old one is dead", async () => {
    const { browser, signIn, another } = world();
    await signIn();
    const old = browser.jar.get("__Host-session") ?? "";
    await signIn();
    expect(browser.jar.get("__Host-session")).not.toBe(old);
    const thief = another();
    thief.jar.set("__Host-session", old);
    expect(codeOf(await thief.visit("/auth/session"))).toBe("not_signed_in");
  });

  test("ignores a session id that somebody planted before", async () => {
    const { browser, signIn } = world();
    const planted = "A".repeat(43);
    browser.jar.set("__Host-session", planted);
    await signIn();
    expect(browser.jar.get("__Host-session")).not.toBe(planted);
  });
});

describe("a refresh token that no session holds any more is revoked", () => {
  const revocations = ({ net }: ReturnType<typeof world>) =>
    net.requests.filter(({ url }) => url.endsWith("/oauth2/revoke")).length;

  test("when somebody signs in over a session; none where there was no session", async () => {
    const made = world();
    await made.signIn();
    expect([[...made.net.refreshTokens], revocations(made)]).toEqual([["refresh-1"], 0]);
    await made.signIn();
    expect([[...made.net.refreshTokens], revocations(made)]).toEqual([["refresh-2"], 1]);
    expect((await made.browser.visit("/auth/session")).statusCode).toBe(200);
  });

  test("when the session it was renewed for couldn't be written yet", async () => {
    const { browser, signIn, net, clock, host } = world();
    net.claims = { exp: NOW + 3600 };
    await signIn();
    clock.now += 290;
    jest.spyOn(host.store, "replace").mockRejectedValueOnce(new Error("away"));
    expect((await browser.visit("/api/items")).statusCode).toBe(200);
    await signIn();
    expect([...net.refreshTokens]).toEqual(["refresh-3"]);
  });

  test("when another request renewed the session meanwhile", async () => {
    const { browser, signIn, net, clock, host } = world();
    await signIn();
    clock.now += 290;
    const { take } = host.store;
    let calls = 0;
    jest.spyOn(host.store, "take").mockImplementation(async (id) => {
      // The first takes the login, the second the session.
      if (++calls === 2) expect((await browser.visit("/api/items")).statusCode).toBe(200);
      return take(id);
    });
    await signIn();
    expect([calls, ...net.refreshTokens]).toEqual([2, "refresh-2"]);
  });

  test.each<[string, (made: ReturnType<typeof world>) => unknown, string, string | undefined]>([
    ["the ID token is not for this login", ({ net }) => (net.claims = { nonce: "x" }), "sign_in_failed", undefined],
    [
      "there is no ID token",
      ({ host }) => {
        const { redeem } = host.signIn;
        const without = async (code: string, verifier: string) => ({
          ...(await redeem(code, verifier)),
          idToken: undefined,
        });
        jest.spyOn(host.signIn, "redeem").mockImplementation(without);
      },
      "sign_in_failed",
      "the token response has no ID token",
    ],
  ])("when a sign-in fails because %s", async (_name, spoil, code, detail) => {
    const made = world();
    spoil(made);
    expect(errorOf(await made.signIn())).toBe(code);
    expect(lastLine()).toMatchObject({ reason: code, service: "cognito", ...(detail !== undefined && { detail }) });
    expect([[...made.net.refreshTokens], revocations(made)]).toEqual([[], 1]);
  });

  test("with the old session's, when the new one can't be written", async () => {
    const made = world();
    await made.signIn();
    const { code, state } = await made.begin();
    jest.spyOn(made.host.store, "put").mockRejectedValueOnce(new Error("away"));
    expect(errorOf(await made.browser.visit("/auth/callback", { query: { code, state } }))).toBe("internal_error");
    expect([[...made.net.refreshTokens], revocations(made)]).toEqual([[], 2]);
  });

  test("or is not, where Cognito is away: the person is signed in, and the log says so", async () => {
    const { browser, signIn, host } = world();
    await signIn();
    jest.spyOn(host.signIn, "revoke").mockRejectedValueOnce(new Error("away"));
    expect(errorOf(await signIn())).toBeNull();
    expect((await browser.visit("/auth/session")).statusCode).toBe(200);
    expect(JSON.parse(String(jest.mocked(console.warn).mock.calls[0]?.[0]))).toMatchObject({
      message: "the refresh token could not be revoked",
      reason: "not_revoked",
      route: "GET /auth/callback",
    });
  });

  test("within two seconds: nobody waits longer for it to be signed in", async () => {
    const { signIn, host } = world();
    const waited = jest.spyOn(host, "wait");
    await signIn();
    jest.spyOn(host.signIn, "revoke").mockReturnValue(new Promise(() => undefined));
    expect(errorOf(await signIn())).toBeNull();
    expect(waited.mock.calls).toEqual([[2000]]);
  });
});

describe("two tabs that sign in at once", () => {
  test("both get in, in whatever order they come back", async () => {
    const { browser, begin } = world();
    const tabs = [await begin(browser, "/one"), await begin(browser, "/two"), await begin(browser, "/three")];
    for (const { code, state } of [...tabs].reverse()) {
      const back = await browser.visit("/auth/callback", { query: { code, state } });
      expect(errorOf(back)).toBeNull();
    }
    expect([...browser.jar.keys()]).toEqual(["__Host-session"]);
    expect((await browser.visit("/auth/session")).statusCode).toBe(200);
  });

  test("keep the cookies of at most eight logins: the oldest go", async () => {
    const { browser, begin } = world();
    const logins = [];
    for (let count = 0; count < 12; count++) logins.push(await begin());
    const names = [...browser.jar.keys()];
    expect(names).toEqual(logins.slice(4).map(({ state }) => `__Host-login-${state}`));
    const { code, state } = logins[11] ?? { code: "", state: "" };
    expect(errorOf(await browser.visit("/auth/callback", { query: { code, state } }))).toBeNull();
  });
});

describe("a login that fails leads back into the app", () => {
  test("to where the person wanted to go, when they cancelled, and repeats none of the words that came", async () => {
    const { browser, begin } = world();
    const { state } = await begin(browser, "/notes?page=2#top");
    const query = { state, error: "access_denied", error_description: "<script>alert(1)</script>" };
    const answer = await browser.visit("/auth/callback", { query });
    expect(answer.headers?.["location"]).toBe(`${ORIGIN}/notes?page=2&sign_in_error=sign_in_cancelled#top`);
    expect(JSON.stringify(answer)).not.toContain("script");
    expect(browser.jar.size).toBe(0);
  });

  test.each<[Record<string, string>, string, string]>([
    [{ error: "access_denied" }, "sign_in_cancelled", "access_denied"],
    [{ error: "invalid_scope" }, "sign_in_failed", "invalid_scope"],
    [{ error: "secret-detail" }, "sign_in_failed", "unknown"],
    [{ error: "" }, "sign_in_failed", "unknown"],
    [{}, "sign_in_failed", "unknown"],
    [{ code: "" }, "sign_in_failed", "unknown"],
    [{ code: "good", error: "access_denied" }, "sign_in_cancelled", "access_denied"],
  ])("when the sign-in page sends %j, without asking for tokens, and logs %s", async (given, told, logged) => {
    const { browser, begin, net } = world();
    const { code, state } = await begin();
    const query = { state, ...given, ...(given["code"] === "good" && { code }) };
    expect(errorOf(await browser.visit("/auth/callback", { query }))).toBe(told);
    expect(net.tokens()).toEqual([]);
    expect(lastLine()).toMatchObject({ reason: told, service: "cognito", code: logged });
  });

  test("when Cognito gives no refresh token: there would be no session to keep", async () => {
    const { host, signIn, table } = world();
    const { redeem } = host.signIn;
    jest
      .spyOn(host.signIn, "redeem")
      .mockImplementation(async (code, verifier) => ({ ...(await redeem(code, verifier)), refreshToken: undefined }));
    expect(errorOf(await signIn())).toBe("sign_in_failed");
    expect(lastLine()).toMatchObject({ service: "cognito", detail: "the token response has no refresh token" });
    expect(table.items.size).toBe(0);
  });

  test("when the code is refused, and the log says by whom", async () => {
    const { browser, begin, net } = world();
    const { code, state } = await begin();
    net.codes.clear();
    const answer = await browser.visit("/auth/callback", { query: { code, state } });
    expect(errorOf(answer)).toBe("sign_in_failed");
    expect(lastLine()).toMatchObject({ service: "cognito", status: 400, code: "invalid_grant" });
  });

  test("and may be tried again from there, without the error of the first time", async () => {
    const { browser, begin, signIn } = world();
    const { state } = await begin(browser, "/notes");
    const failed = await browser.visit("/auth/callback", { query: { state, error: "access_denied" } });
    const { pathname, search } = new URL(String(failed.headers?.["location"]));
    const back = await signIn(browser, pathname + search);
    expect(back.headers?.["location"]).toBe(`${ORIGIN}/notes`);
  });

  test("when the table is away, at the beginning and at the end", async () => {
    const { browser, begin, host } = world();
    const { code, state } = await begin(browser, "/notes");
    const away = jest.spyOn(host.store, "put").mockRejectedValue(new AwsError("dynamodb", "ThrottlingException", 400));
    const begun = await browser.visit("/auth/login", { query: { return_to: "/notes" } });
    expect(errorOf(begun)).toBe("upstream_unavailable");
    expect(begun.cookies).toEqual([]);
    expect(errorOf(await browser.visit("/auth/callback", { query: { code, state } }))).toBe("upstream_unavailable");
    away.mockRestore();
  });

  test("unless somebody is signed in already and only opens the way back again", async () => {
    const { browser, begin } = world();
    const { code, state } = await begin();
    await browser.visit("/auth/callback", { query: { code, state } });
    const again = await browser.visit("/auth/callback", { query: { code, state } });
    expect(again.headers?.["location"]).toBe(`${ORIGIN}/`);
    expect((await browser.visit("/auth/session")).statusCode).toBe(200);
  });
});

describe("a hostile way back", () => {
  test("with another state gets nothing, and touches no login", async () => {
    const { browser, begin, net } = world();
    const { code, state } = await begin();
    const forged = await browser.visit("/auth/callback", { query: { code, state: "B".repeat(43) } });
    expect(errorOf(forged)).toBe("login_expired");
    expect(net.tokens()).toEqual([]);
    expect(errorOf(await browser.visit("/auth/callback", { query: { code, state } }))).toBeNull();
  });

  test("with a cookie that was planted under another state gets nothing, and uses that login up", async () => {
    const { browser, begin, another, net } = world();
    const attacker = another();
    const { code, state } = await begin(attacker);
    const other = "B".repeat(43);
    browser.jar.set(`__Host-login-${other}`, attacker.login[1]);
    expect(errorOf(await browser.visit("/auth/callback", { query: { code, state: other } }))).toBe("state_mismatch");
    expect(errorOf(await attacker.visit("/auth/callback", { query: { code, state } }))).toBe("login_expired");
    expect(net.tokens()).toEqual([]);
  });

  test.each<[string, Record<string, string>]>([
    ["no state", { code: "code-1" }],
    ["an empty state", { code: "code-1", state: "" }],
    ["a state that is none", { code: "code-1", state: "x; Path=/" }],
  ])("with %s gets nothing", async (_name, query) => {
    const { browser, begin } = world();
    await begin();
    const answer = await browser.visit("/auth/callback", { query });
    expect(errorOf(answer)).toBe("state_mismatch");
    expect(new URL(String(answer.headers?.["location"])).pathname).toBe("/");
    expect(answer.cookies).toEqual([]);
  });

  test("in a browser that began no login (login CSRF) gets nothing", async () => {
    const { begin, another, net } = world();
    const attacker = another();
    const { code, state } = await begin(attacker);
    const victim = another();
    const answer = await victim.visit("/auth/callback", { query: { code, state } });
    expect(errorOf(answer)).toBe("login_expired");
    expect(victim.jar.size).toBe(0);
    expect(net.tokens()).toEqual([]);
  });

  test("that comes twice works once", async () => {
    const { browser, begin, net } = world();
    const { code, state } = await begin();
    const [name, login] = browser.login;
    const both = await Promise.all(
      [0, 1].map(() => {
        browser.jar.set(name, login);
        return browser.visit("/auth/callback", { query: { code, state } });
      }),
    );
    expect(both.map(errorOf).sort()).toEqual(["login_expired", null]);
    expect(net.tokens()).toHaveLength(1);
  });

  test("with a code of another login (code injection) fails at PKCE", async () => {
    const { browser, begin, another } = world();
    const stolen = await begin(another());
    const own = await begin();
    const answer = await browser.visit("/auth/callback", { query: { code: stolen.code, state: own.state } });
    expect(errorOf(answer)).toBe("sign_in_failed");
    expect(browser.jar.has("__Host-session")).toBe(false);
    expect(JSON.stringify(answer)).not.toMatch(SECRETS);
  });

  test("after ten minutes gets nothing, though the table still holds the login", async () => {
    const { browser, begin, clock, table } = world();
    const { code, state } = await begin();
    clock.now += 601;
    expect(table.items.size).toBe(1);
    expect(errorOf(await browser.visit("/auth/callback", { query: { code, state } }))).toBe("login_expired");
  });

  test.each<[string, Record<string, unknown>]>([
    ["another nonce", { nonce: "C".repeat(43) }],
    ["no nonce", { nonce: undefined }],
    ["another issuer", { iss: "https://evil.example.com" }],
    ["another audience", { aud: "other" }],
    ["a list of audiences", { aud: [CONFIG.clientId, "other"] }],
    ["an access token for an ID token", { token_use: "access" }],
    ["a time that is past", { exp: NOW }],
    ["a time that is no number", { exp: "9999999999" }],
    ["nobody in it", { sub: "" }],
  ])("with an ID token with %s makes no session", async (_name, claims) => {
    const { browser, signIn, net, table } = world();
    net.claims = claims;
    expect(errorOf(await signIn())).toBe("sign_in_failed");
    expect(browser.jar.size).toBe(0);
    expect(table.items.size).toBe(0);
  });

  test("says nothing of why Cognito refused, and tells its outage, throttling and a wrong secret apart", async () => {
    const { signIn, net } = world();
    const codes = [];
    for (const [status, error] of [
      [400, "invalid_grant"],
      [400, "secret-detail"],
      [401, "invalid_client"],
      [429, "secret-detail"],
      [503, "secret-detail"],
    ] as const) {
      Object.assign(net, { tokenStatus: status, tokenError: error });
      const answer = await signIn();
      codes.push(errorOf(answer));
      expect(JSON.stringify(answer)).not.toMatch(SECRETS);
    }
    expect(codes).toEqual(["sign_in_failed", ...Array.from({ length: 4 }, () => "upstream_unavailable")]);
  });
});
