import { backendForFrontend } from "../../../functions/bff/bff";
import { Browser, codeOf, SECRETS, world } from "./world";

describe("a call to the API", () => {
  it("carries the session's access token, and neither cookies nor the page's other headers", async () => {
    const { browser, signIn, net } = world();
    await signIn();
    const headers = {
      ...(await browser.pageHeaders()),
      cookie: "x=1",
      "x-forwarded-for": "192.0.2.9",
      authorization: "Bearer own",
    };
    const answer = await browser.visit("/api/items", { method: "POST", headers, body: '{"a":1}', query: { q: "a b" } });
    expect(net.api()).toEqual([
      {
        url: "https://api.example.com/items?q=a+b",
        method: "POST",
        headers: { authorization: "Bearer access-1", accept: "*/*", "content-type": "application/json" },
        body: '{"a":1}',
      },
    ]);
    expect(answer).toMatchObject({ statusCode: 200, body: '{"items":[]}', isBase64Encoded: false });
    expect(answer.headers).toEqual({
      "content-type": "application/json",
      etag: '"1"',
      "cache-control": "no-store",
      "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
      "referrer-policy": "no-referrer",
      "x-content-type-options": "nosniff",
    });
    expect(answer.cookies).toEqual([]);
    expect(JSON.stringify(answer)).not.toMatch(SECRETS);
  });

  it("hands on binary bodies both ways", async () => {
    const { browser, signIn, net } = world();
    await signIn();
    net.apiAnswer = () => new Response(Buffer.from([0, 255, 1]), { headers: { "content-type": "image/png" } });
    const headers = await browser.pageHeaders();
    const answer = await browser.visit("/api/items", {
      method: "PUT",
      headers,
      body: Buffer.from("hi").toString("base64"),
      base64: true,
    });
    expect(net.api()[0]?.body).toBe("hi");
    expect(answer).toMatchObject({ body: Buffer.from([0, 255, 1]).toString("base64"), isBase64Encoded: true });
  });

  it.each([403, 404, 429, 500])("hands a %i on as it is, without another try", async (status) => {
    const { browser, signIn, net } = world();
    await signIn();
    net.apiAnswer = () => new Response(null, { status });
    expect((await browser.visit("/api/items")).statusCode).toBe(status);
    expect(net.api()).toHaveLength(1);
    expect(net.tokens()).toHaveLength(1);
  });

  it("follows no redirect with the token, and passes none on", async () => {
    const { browser, signIn, net } = world();
    await signIn();
    net.apiAnswer = () => new Response(null, { status: 302, headers: { location: "https://evil.example.com" } });
    const answer = await browser.visit("/api/items");
    expect(answer.statusCode).toBe(302);
    expect(answer.headers).not.toHaveProperty("location");
    expect(net.api()).toHaveLength(1);
  });

  it("with the API away is a 502 that names nothing", async () => {
    const { browser, signIn, net } = world();
    await signIn();
    net.apiAnswer = () => {
      throw new Error("connect to https://api.example.com with Bearer access-1");
    };
    const answer = await browser.visit("/api/items");
    expect([answer.statusCode, codeOf(answer)]).toEqual([502, "upstream_unavailable"]);
    expect(answer.body).not.toMatch(/access-1|api\.example/);
  });
});

describe("renewing the access token", () => {
  it("happens before it runs out, and the session keeps its id and its end", async () => {
    const { browser, signIn, net, clock } = world();
    await signIn();
    const before = { id: browser.jar.get("__Host-session"), session: (await browser.visit("/auth/session")).body };
    clock.now += 271;
    expect((await browser.visit("/api/items")).statusCode).toBe(200);
    expect(net.api().map(({ headers }) => headers["authorization"])).toEqual(["Bearer access-2"]);
    expect({ id: browser.jar.get("__Host-session"), session: (await browser.visit("/auth/session")).body }).toEqual(
      before,
    );
  });

  it("happens once for many requests at once, with a rotated refresh token", async () => {
    const { browser, signIn, net, clock } = world();
    await signIn();
    clock.now += 290;
    const answers = await Promise.all(Array.from({ length: 8 }, () => browser.visit("/api/items")));
    expect(answers.map(({ statusCode }) => statusCode)).toEqual(Array.from({ length: 8 }, () => 200));
    expect(net.tokens()).toHaveLength(2);
  });

  it("takes what another instance of the function wrote first", async () => {
    const { around, browser, signIn, net, clock } = world();
    await signIn();
    clock.now += 290;
    const other = new Browser(backendForFrontend(around));
    other.jar.set("__Host-session", browser.jar.get("__Host-session") ?? "");
    const answers = await Promise.all([browser.visit("/api/items"), other.visit("/api/items")]);
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([200, 200]);
    expect(new Set(net.api().map(({ headers }) => headers["authorization"])).size).toBe(1);
  });

  it("happens when the API refuses a token that looked good, and the call is repeated once", async () => {
    const { browser, signIn, net } = world();
    await signIn();
    net.accepted.delete("access-1");
    expect((await browser.visit("/api/items")).statusCode).toBe(200);
    expect(net.api().map(({ headers }) => headers["authorization"])).toEqual(["Bearer access-1", "Bearer access-2"]);
    net.accepted.clear();
    expect((await browser.visit("/api/items")).statusCode).toBe(401);
    expect(net.api()).toHaveLength(4);
  });

  it("that Cognito refuses ends the session", async () => {
    const { browser, signIn, net, clock, table } = world();
    await signIn();
    net.refreshTokens.clear();
    clock.now += 290;
    const answer = await browser.visit("/api/items");
    expect([answer.statusCode, codeOf(answer)]).toEqual([401, "session_expired"]);
    expect(browser.jar.has("__Host-session")).toBe(false);
    expect(table.items.size).toBe(0);
  });

  it("with Cognito away signs nobody out", async () => {
    const { browser, signIn, net, clock } = world();
    await signIn();
    clock.now += 290;
    net.tokenStatus = 503;
    expect((await browser.visit("/api/items")).statusCode).toBe(502);
    net.tokenStatus = 200;
    expect((await browser.visit("/api/items")).statusCode).toBe(200);
  });

  it("never brings a session back that was signed out meanwhile", async () => {
    const { browser, signIn, clock, around, table } = world();
    await signIn();
    clock.now += 290;
    const refresh = around.signIn.refresh;
    jest.spyOn(around.signIn, "refresh").mockImplementation(async (token) => {
      table.items.clear();
      return refresh(token);
    });
    expect(codeOf(await browser.visit("/api/items"))).toBe("session_expired");
    expect(table.items.size).toBe(0);
  });
});
