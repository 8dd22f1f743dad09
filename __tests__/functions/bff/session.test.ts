import { publicEvent } from "../events";
import { codeOf, CONFIG, ORIGIN, SECRETS, quiet, world } from "./world";

beforeEach(quiet);
afterEach(() => jest.restoreAllMocks());

describe("a session cookie", () => {
  it.each(["", "short", "A".repeat(42), "A".repeat(44), `${"A".repeat(42)}/`, "A".repeat(43), "../../etc/passwd"])(
    "forged as %j opens nothing and is cleared",
    async (value) => {
      const { browser, signIn, another } = world();
      await signIn();
      expect(browser.jar.has("__Host-session")).toBe(true);
      const forger = another();
      forger.jar.set("__Host-session", value);
      for (const path of ["/auth/session", "/api/items"]) {
        const answer = await forger.visit(path);
        expect([answer.statusCode, codeOf(answer)]).toEqual([401, "not_signed_in"]);
        expect(answer.cookies).toEqual([expect.stringMatching(/^__Host-session=; Max-Age=0/)]);
      }
    },
  );

  it("sent twice opens nothing: one of them was planted", async () => {
    const { browser, signIn, handler } = world();
    await signIn();
    const event = {
      cookies: [`__Host-session=${"A".repeat(43)}`, `__Host-session=${browser.jar.get("__Host-session")}`],
    };
    expect(codeOf(await handler({ ...publicEvent({ path: "/auth/session" }), ...event }))).toBe("not_signed_in");
  });

  it("can't be the cookie of a login in progress", async () => {
    const { browser, begin } = world();
    await begin();
    browser.jar.set("__Host-session", browser.login[1]);
    expect(codeOf(await browser.visit("/auth/session"))).toBe("not_signed_in");
  });

  it("is worth nothing once the session is past its time, used or not, though the table still holds it", async () => {
    const { browser, signIn, clock, table } = world();
    await signIn();
    clock.now += CONFIG.sessionSeconds;
    expect(table.items.size).toBe(1);
    expect(codeOf(await browser.visit("/api/items"))).toBe("not_signed_in");
  });

  it("opens nothing when the table's row was changed", async () => {
    const { browser, signIn, table } = world();
    await signIn();
    const [item] = table.items.values();
    const sealed = item?.["sealed"];
    if (sealed?.S === undefined) throw new Error("there is no session");
    const bytes = Buffer.from(sealed.S, "base64");
    bytes[bytes.length - 1] = (bytes[bytes.length - 1] ?? 0) ^ 1;
    sealed.S = bytes.toString("base64");
    expect(codeOf(await browser.visit("/auth/session"))).toBe("not_signed_in");
  });
});

describe("a changing request", () => {
  const foreign: [string, Record<string, string | undefined>, string][] = [
    ["without Origin", { origin: undefined }, "foreign_origin"],
    ["of another site", { origin: "https://evil.example.com" }, "foreign_origin"],
    ["of a sibling host", { origin: "https://x.app.example.com" }, "foreign_origin"],
    ["of the same host without TLS", { origin: "http://app.example.com" }, "foreign_origin"],
    ["of the same host on another port", { origin: `${ORIGIN}:8443` }, "foreign_origin"],
    ["of a sandboxed frame", { origin: "null" }, "foreign_origin"],
    ["that the browser calls cross-site", { "sec-fetch-site": "cross-site" }, "foreign_origin"],
    ["that the browser calls same-site", { "sec-fetch-site": "same-site" }, "foreign_origin"],
    ["without the token", { "x-csrf-token": undefined }, "csrf_token"],
    ["with another token", { "x-csrf-token": "D".repeat(43) }, "csrf_token"],
    ["with an empty token", { "x-csrf-token": "" }, "csrf_token"],
  ];
  const calls = [
    ["POST", "/api/items"],
    ["PUT", "/api/items"],
    ["PATCH", "/api/items"],
    ["DELETE", "/api/items"],
    ["POST", "/auth/logout"],
  ] as const;

  it.each(foreign)("%s is refused everywhere and reaches no API", async (_name, change, code) => {
    const { browser, signIn, net, table } = world();
    await signIn();
    const given: Record<string, string | undefined> = { ...(await browser.pageHeaders()), ...change };
    const headers = Object.fromEntries(
      Object.entries(given).filter((pair): pair is [string, string] => pair[1] !== undefined),
    );
    for (const [method, path] of calls) {
      const answer = await browser.visit(path, { method, headers, body: "{}" });
      expect([method, path, answer.statusCode, codeOf(answer)]).toEqual([method, path, 403, code]);
    }
    expect(net.api()).toEqual([]);
    expect(table.items.size).toBe(1);
  });

  it("with the token of another session is refused", async () => {
    const { browser, signIn, another } = world();
    await signIn();
    const attacker = another();
    await signIn(attacker);
    const headers = await attacker.pageHeaders();
    expect(codeOf(await browser.visit("/api/items", { method: "POST", headers, body: "{}" }))).toBe("csrf_token");
  });

  it("of the site's own page passes", async () => {
    const { browser, signIn } = world();
    await signIn();
    const headers = await browser.pageHeaders();
    for (const [method, path] of calls.slice(0, 4)) {
      expect((await browser.visit(path, { method, headers, body: "{}" })).statusCode).toBe(200);
    }
  });
});

it("a link of another site can't make the browser read", async () => {
  const { browser, signIn, net } = world();
  await signIn();
  const headers = { "sec-fetch-site": "cross-site" };
  for (const path of ["/api/items", "/auth/session"])
    expect(codeOf(await browser.visit(path, { headers }))).toBe("foreign_origin");
  expect(net.api()).toEqual([]);
});

describe("signing out", () => {
  it("ends the session, the refresh token and, by its link, the sign-in page's session", async () => {
    const { browser, signIn, net, table, another } = world();
    await signIn();
    const id = browser.jar.get("__Host-session") ?? "";
    const answer = await browser.visit("/auth/logout", { method: "POST", headers: await browser.pageHeaders() });
    expect(JSON.parse(answer.body ?? "")).toEqual({
      revoked: true,
      signOutUrl: `${CONFIG.signInUrl}/logout?client_id=${CONFIG.clientId}&logout_uri=${encodeURIComponent(`${ORIGIN}/`)}`,
    });
    expect(answer.cookies).toEqual([expect.stringMatching(/^__Host-session=; Max-Age=0/)]);
    expect(net.refreshTokens.has("refresh-1")).toBe(false);
    expect(table.items.size).toBe(0);
    const thief = another();
    thief.jar.set("__Host-session", id);
    expect(codeOf(await thief.visit("/auth/session"))).toBe("not_signed_in");
  });

  it("works with Cognito away, and says that the token wasn't revoked", async () => {
    const { signIn, browser, host, table } = world();
    await signIn();
    const headers = await browser.pageHeaders();
    jest.spyOn(host.signIn, "revoke").mockRejectedValue(new Error("away"));
    const answer = await browser.visit("/auth/logout", { method: "POST", headers });
    expect(JSON.parse(answer.body ?? "")).toMatchObject({ revoked: false });
    expect(table.items.size).toBe(0);
  });
});

describe("the rest", () => {
  it.each([
    ["POST", "/auth/login", 405],
    ["POST", "/auth/callback", 405],
    ["GET", "/auth/logout", 405],
    ["DELETE", "/auth/session", 405],
    ["TRACE", "/api/items", 405],
    ["OPTIONS", "/api/items", 405],
    ["GET", "/", 404],
    ["GET", "/api", 404],
    ["GET", "/AUTH/login", 404],
  ])("%s %s is answered with %i", async (method, path, status) => {
    expect((await world().browser.visit(path, { method })).statusCode).toBe(status);
  });

  it("an unforeseen exception is a 500 that tells nothing, and the log holds no token", async () => {
    const logged = jest.spyOn(console, "error").mockImplementation(() => undefined);
    const { browser, signIn, host } = world();
    await signIn();
    jest.spyOn(host.store, "get").mockRejectedValue(new Error("the table said access-1 refresh-1 client-secret"));
    const answer = await browser.visit("/auth/session");
    expect([answer.statusCode, codeOf(answer)]).toEqual([500, "internal_error"]);
    expect(JSON.stringify(answer)).not.toMatch(SECRETS);
    expect(logged).toHaveBeenCalledTimes(1);
    expect(String(logged.mock.calls[0]?.[0])).not.toMatch(SECRETS);
    logged.mockRestore();
  });
});
