import { codeOf, CONFIG, ORIGIN, quiet, world } from "./world";

beforeEach(quiet);

afterEach(() => jest.restoreAllMocks());

describe("signing out", () => {
  test("ends the session, the refresh token and, by its link, the sign-in page's session", async () => {
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

  test("ends the refresh token of a renewal that the table couldn't take, not the one used up by it", async () => {
    const { browser, signIn, net, clock, host, table } = world();
    await signIn();
    const headers = await browser.pageHeaders();
    clock.now += 290;
    jest.spyOn(host.store, "replace").mockRejectedValueOnce(new Error("away"));
    expect((await browser.visit("/api/items")).statusCode).toBe(200);
    expect([...net.refreshTokens]).toEqual(["refresh-2"]);
    const answer = await browser.visit("/auth/logout", { method: "POST", headers });
    expect(JSON.parse(answer.body ?? "")).toMatchObject({ revoked: true });
    expect([...net.refreshTokens]).toEqual([]);
    expect(table.items.size).toBe(0);
  });

  test("works with Cognito away, and says that the token wasn't revoked", async () => {
    const { signIn, browser, host, table } = world();
    await signIn();
    const headers = await browser.pageHeaders();
    jest.spyOn(host.signIn, "revoke").mockRejectedValue(new Error("away"));
    const answer = await browser.visit("/auth/logout", { method: "POST", headers });
    expect(JSON.parse(answer.body ?? "")).toMatchObject({ revoked: false });
    expect(JSON.parse(String(jest.mocked(console.warn).mock.calls[0]?.[0]))).toMatchObject({
      message: "the refresh token could not be revoked",
      reason: "not_revoked",
      route: "POST /auth/logout",
    });
    expect(table.items.size).toBe(0);
  });
});
