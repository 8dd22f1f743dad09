import { AwsError } from "../../../functions/shared/aws/aws-error";
import { backendForFrontend } from "../../../functions/bff/bff";
import { REQUEST_ID } from "../events";
import { Browser, codeOf, CONFIG, quiet, world } from "./world";

beforeEach(quiet);

afterEach(() => jest.restoreAllMocks());

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
    const { host, browser, signIn, net, clock } = world();
    await signIn();
    clock.now += 290;
    const other = new Browser(backendForFrontend(host));
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

  it.each([
    [400, "invalid_client", 502],
    [400, "unauthorized_client", 502],
    [400, "secret-detail", 502],
    [401, "invalid_client", 502],
    [403, "secret-detail", 502],
    [404, "secret-detail", 502],
    [408, "secret-detail", 502],
    [429, "secret-detail", 503],
    [500, "invalid_grant", 502],
    [503, "secret-detail", 502],
  ])("that Cognito answers with %i %s signs nobody out, and is logged", async (status, error, told) => {
    const logged = jest.spyOn(console, "error").mockImplementation(() => undefined);
    const { browser, signIn, net, clock } = world();
    await signIn();
    clock.now += 290;
    Object.assign(net, { tokenStatus: status, tokenError: error });
    const answer = await browser.visit("/api/items");
    expect([answer.statusCode, codeOf(answer)]).toEqual([told, "upstream_unavailable"]);
    const line = JSON.parse(String(logged.mock.calls[0]?.[0])) as object;
    expect(line).toMatchObject({
      level: "error",
      reason: "upstream_unavailable",
      service: "cognito",
      status,
      code: error === "secret-detail" ? "unknown" : error,
      requestId: REQUEST_ID,
      route: "GET /api/items",
    });
    logged.mockRestore();
    net.tokenStatus = 200;
    expect((await browser.visit("/api/items")).statusCode).toBe(200);
  });

  it.each([
    ["throttled", () => Response.json({}, { status: 429 })],
    ["failing", () => Response.json({}, { status: 500 })],
    ["breaking off", () => new Response('{"access_token":"acc')],
    ["hanging up", () => new TypeError("fetch failed")],
  ])("is tried again with a token endpoint that is %s for a moment", async (_name, fault) => {
    const { browser, signIn, net, clock } = world();
    await signIn();
    clock.now += 290;
    net.tokenAnswers.push(fault(), fault());
    expect((await browser.visit("/api/items")).statusCode).toBe(200);
    expect(net.tokens()).toHaveLength(4);
  });

  it("goes on with a secret that was rotated", async () => {
    const { browser, signIn, net, clock, secret } = world();
    await signIn();
    clock.now += 290;
    jest.spyOn(secret, "renew").mockResolvedValue("new-secret");
    net.tokenAnswers.push(Response.json({ error: "invalid_client" }, { status: 401 }));
    expect((await browser.visit("/api/items")).statusCode).toBe(200);
    const basic = Buffer.from(`${CONFIG.clientId}:new-secret`).toString("base64");
    expect(net.tokens().at(-1)?.headers["authorization"]).toBe(`Basic ${basic}`);
  });

  it("isn't lost when the table can't take the new tokens: the next request writes them", async () => {
    const logged = jest.spyOn(console, "error").mockImplementation(() => undefined);
    const { browser, signIn, net, clock, host } = world();
    await signIn();
    clock.now += 290;
    const away = jest
      .spyOn(host.store, "replace")
      .mockRejectedValueOnce(new AwsError("dynamodb", "ProvisionedThroughputExceededException", 400));
    expect((await browser.visit("/api/items")).statusCode).toBe(200);
    expect(String(logged.mock.calls[0]?.[0])).toContain('"code":"ProvisionedThroughputExceededException"');
    expect((await browser.visit("/api/items")).statusCode).toBe(200);
    expect((await browser.visit("/api/items")).statusCode).toBe(200);
    expect(away).toHaveBeenCalledTimes(2);
    // Signing in, and one renewal.
    expect(net.tokens()).toHaveLength(2);
    logged.mockRestore();
  });

  it("never brings a session back that was signed out meanwhile", async () => {
    const { browser, signIn, clock, host, table } = world();
    await signIn();
    clock.now += 290;
    const refresh = host.signIn.refresh;
    jest.spyOn(host.signIn, "refresh").mockImplementation(async (token) => {
      table.items.clear();
      return refresh(token);
    });
    expect(codeOf(await browser.visit("/api/items"))).toBe("session_expired");
    expect(table.items.size).toBe(0);
  });
});
