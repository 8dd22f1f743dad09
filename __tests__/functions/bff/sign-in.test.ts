import { challengeOf } from "../../../functions/bff/secrets";
import { codeOf, CONFIG, idToken, NOW, ORIGIN, SECRETS, world } from "./world";

describe("signing in", () => {
  it("leads to the sign-in page with state, nonce and PKCE", async () => {
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
      expect.stringMatching(/^__Host-login=[\w-]{43}; Max-Age=600; Path=\/; Secure; HttpOnly; SameSite=Lax$/),
    ]);
  });

  it("ends in a session behind one cookie, and the browser never sees a token", async () => {
    const { browser, begin, table, net } = world();
    const { begun, code, state, url } = await begin(browser, "/notes?page=2");
    const back = await browser.visit("/auth/callback", { query: { code, state } });
    expect(back).toMatchObject({
      statusCode: 302,
      headers: { location: `${ORIGIN}/notes?page=2`, "cache-control": "no-store" },
    });
    expect(back.cookies).toEqual([
      expect.stringMatching(/^__Host-login=; Max-Age=0; /),
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

  it("gives a new id at each sign-in, and the old one is dead", async () => {
    const { browser, signIn, another } = world();
    await signIn();
    const old = browser.jar.get("__Host-session") ?? "";
    await signIn();
    expect(browser.jar.get("__Host-session")).not.toBe(old);
    const thief = another();
    thief.jar.set("__Host-session", old);
    expect(codeOf(await thief.visit("/auth/session"))).toBe("not_signed_in");
  });

  it("ignores a session id that somebody planted before", async () => {
    const { browser, signIn } = world();
    const planted = "A".repeat(43);
    browser.jar.set("__Host-session", planted);
    await signIn();
    expect(browser.jar.get("__Host-session")).not.toBe(planted);
  });
});

describe("a hostile way back", () => {
  it("with another state gets nothing, and uses the login up", async () => {
    const { browser, begin, net } = world();
    const { code, state } = await begin();
    const login = browser.jar.get("__Host-login") ?? "";
    const forged = await browser.visit("/auth/callback", { query: { code, state: "B".repeat(43) } });
    expect(forged.statusCode).toBe(400);
    expect(codeOf(forged)).toBe("state_mismatch");
    browser.jar.set("__Host-login", login);
    expect(codeOf(await browser.visit("/auth/callback", { query: { code, state } }))).toBe("login_expired");
    expect(net.tokens()).toEqual([]);
  });

  it.each<[string, Record<string, string>]>([
    ["no state", { code: "code-1" }],
    ["an empty state", { code: "code-1", state: "" }],
  ])("with %s gets nothing", async (_name, query) => {
    const { browser, begin } = world();
    await begin();
    expect(codeOf(await browser.visit("/auth/callback", { query }))).toBe("state_mismatch");
  });

  it("in a browser that began no login (login CSRF) gets nothing", async () => {
    const { begin, another, net } = world();
    const attacker = another();
    const { code, state } = await begin(attacker);
    const victim = another();
    const answer = await victim.visit("/auth/callback", { query: { code, state } });
    expect(codeOf(answer)).toBe("login_expired");
    expect(victim.jar.size).toBe(0);
    expect(net.tokens()).toEqual([]);
  });

  it("that comes twice works once", async () => {
    const { browser, begin, net } = world();
    const { code, state } = await begin();
    const login = browser.jar.get("__Host-login") ?? "";
    const both = await Promise.all(
      [0, 1].map(() => {
        browser.jar.set("__Host-login", login);
        return browser.visit("/auth/callback", { query: { code, state } });
      }),
    );
    expect(both.map((answer) => answer.statusCode).sort()).toEqual([302, 400]);
    expect(net.tokens()).toHaveLength(1);
  });

  it("with a code of another login (code injection) fails at PKCE", async () => {
    const { browser, begin, another } = world();
    const stolen = await begin(another());
    const own = await begin();
    const answer = await browser.visit("/auth/callback", { query: { code: stolen.code, state: own.state } });
    expect(answer.statusCode).toBe(401);
    expect(codeOf(answer)).toBe("sign_in_failed");
    expect(browser.jar.has("__Host-session")).toBe(false);
    expect(JSON.stringify(answer)).not.toMatch(SECRETS);
  });

  it("after ten minutes gets nothing, though the table still holds the login", async () => {
    const { browser, begin, clock, table } = world();
    const { code, state } = await begin();
    clock.now += 601;
    expect(table.items.size).toBe(1);
    expect(codeOf(await browser.visit("/auth/callback", { query: { code, state } }))).toBe("login_expired");
  });

  it("that says somebody cancelled repeats none of its words", async () => {
    const { browser, begin } = world();
    const { state } = await begin();
    const query = { state, error: "access_denied", error_description: "<script>alert(1)</script>" };
    const answer = await browser.visit("/auth/callback", { query });
    expect(codeOf(answer)).toBe("sign_in_failed");
    expect(answer.body).not.toContain("script");
  });

  it.each<[string, Record<string, unknown>]>([
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
    expect(codeOf(await signIn())).toBe("sign_in_failed");
    expect(browser.jar.size).toBe(0);
    expect(table.items.size).toBe(0);
  });

  it("says nothing of why Cognito refused, and tells its outage apart", async () => {
    const { signIn, net } = world();
    net.tokenStatus = 400;
    const refused = await signIn();
    expect(refused.statusCode).toBe(401);
    net.tokenStatus = 503;
    const away = await signIn();
    expect([away.statusCode, codeOf(away)]).toEqual([502, "upstream_unavailable"]);
    expect(JSON.stringify([refused, away])).not.toMatch(SECRETS);
  });
});

it("the fakes' ID token is one that the function reads", () => {
  expect(idToken({}).split(".")).toHaveLength(3);
});
