import { AwsError } from "../../../functions/shared/aws/aws-error";
import { backendForFrontend } from "../../../functions/bff/bff";
import { REQUEST_ID } from "../events";
import { Browser, codeOf, CONFIG, quiet, world } from "./world";

beforeEach(quiet);

afterEach(() => jest.restoreAllMocks());

describe("renewing the access token", () => {
  test("happens before it runs out, and the session keeps its id and its end", async () => {
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

  test("happens once for many requests at once, with a rotated refresh token", async () => {
    const { browser, signIn, net, clock } = world();
    await signIn();
    clock.now += 290;
    const answers = await Promise.all(Array.from({ length: 8 }, () => browser.visit("/api/items")));
    expect(answers.map(({ statusCode }) => statusCode)).toEqual(Array.from({ length: 8 }, () => 200));
    expect(net.tokens()).toHaveLength(2);
  });

  test("takes what another instance of the function wrote first", async () => {
    const { host, browser, signIn, net, clock } = world();
    await signIn();
    clock.now += 290;
    const other = new Browser(backendForFrontend(host));
    other.jar.set("__Host-session", browser.jar.get("__Host-session") ?? "");
    const answers = await Promise.all([browser.visit("/api/items"), other.visit("/api/items")]);
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([200, 200]);
    expect(new Set(net.api().map(({ headers }) => headers["authorization"])).size).toBe(1);
  });

  test("happens when the API refuses a token that looked good, and the call is repeated once", async () => {
    const { browser, signIn, net } = world();
    await signIn();
    net.accepted.delete("access-1");
    expect((await browser.visit("/api/items")).statusCode).toBe(200);
    expect(net.api().map(({ headers }) => headers["authorization"])).toEqual(["Bearer access-1", "Bearer access-2"]);
    net.accepted.clear();
    expect((await browser.visit("/api/items")).statusCode).toBe(401);
    expect(net.api()).toHaveLength(4);
  });

  test("that Cognito refuses ends the session", async () => {
    const { browser, signIn, net, clock, table } = world();
    await signIn();
    net.refreshTokens.clear();
    clock.now += 290;
    const answer = await browser.visit("/api/items");
    expect([answer.statusCode, codeOf(answer)]).toEqual([401, "session_expired"]);
    expect(browser.jar.has("__Host-session")).toBe(false);
    expect(table.items.size).toBe(0);
  });

  test.each([
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

  test.each([
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

  test("goes on with a secret that was rotated", async () => {
    const { browser, signIn, net, clock, secret } = world();
    await signIn();
    clock.now += 290;
    jest.spyOn(secret, "renew").mockResolvedValue("new-secret");
    net.tokenAnswers.push(Response.json({ error: "invalid_client" }, { status: 401 }));
    expect((await browser.visit("/api/items")).statusCode).toBe(200);
    const basic = Buffer.from(`${CONFIG.clientId}:new-secret`).toString("base64");
    expect(net.tokens().at(-1)?.headers["authorization"]).toBe(`Basic ${basic}`);
  });

  test("isn't lost when the table can't take the new tokens: the next request writes them", async () => {
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

  test("never brings a session back that was signed out meanwhile", async () => {
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

  test.each([
    [30, 2],
    [31, 1],
  ])("begins %i s before the token's end", async (left, calls) => {
    const { browser, signIn, net, clock } = world();
    await signIn();
    clock.now += 300 - left;
    expect((await browser.visit("/api/items")).statusCode).toBe(200);
    expect(net.tokens()).toHaveLength(calls);
  });

  test("is each session's own", async () => {
    const { browser, signIn, another, net, clock, table } = world();
    await signIn();
    const second = another();
    await signIn(second);
    clock.now += 290;
    await Promise.all([browser.visit("/api/items"), second.visit("/api/items")]);
    expect(new Set(net.api().map(({ headers }) => headers["authorization"])).size).toBe(2);
    expect(table.items.size).toBe(2);
  });

  test("writes what the table couldn't take, or renews that once more when it has run out meanwhile", async () => {
    const logged = jest.mocked(console.error);
    const { browser, signIn, net, clock, host } = world();
    await signIn();
    clock.now += 290;
    jest.spyOn(host.store, "replace").mockRejectedValueOnce(new AwsError("dynamodb", "InternalServerError", 500));
    expect((await browser.visit("/api/items")).statusCode).toBe(200);
    expect(JSON.parse(String(logged.mock.calls[0]?.[0]))).toMatchObject({
      message: "a renewed session could not be written yet",
      reason: "not_written",
      service: "dynamodb",
      status: 500,
    });
    clock.now += 271;
    expect((await browser.visit("/api/items")).statusCode).toBe(200);
    expect(net.tokens().map(({ body }) => new URLSearchParams(body).get("refresh_token"))).toEqual([
      null,
      "refresh-1",
      "refresh-2",
    ]);
    expect(net.api().at(-1)?.headers["authorization"]).toBe("Bearer access-3");
  });

  test("that fails for a reason of its own is a 500", async () => {
    const { browser, signIn, clock, host } = world();
    await signIn();
    clock.now += 290;
    jest.spyOn(host.signIn, "refresh").mockRejectedValueOnce(new Error("access-1"));
    expect((await browser.visit("/api/items")).statusCode).toBe(500);
    expect((await browser.visit("/api/items")).statusCode).toBe(200);
  });

  test.each([new AwsError("dynamodb", "Timeout"), new TypeError("access-2"), new RangeError("stack"), "refresh-2"])(
    "keeps a rotated token whatever kept it from being written: %s",
    async (failure) => {
      const { browser, signIn, net, clock, host } = world();
      await signIn();
      clock.now += 290;
      jest.spyOn(host.store, "replace").mockRejectedValueOnce(failure);
      for (let call = 0; call < 3; call++) expect((await browser.visit("/api/items")).statusCode).toBe(200);
      // Signing in, and one renewal: the second call wrote what the first couldn't.
      expect(net.tokens()).toHaveLength(2);
      expect(JSON.parse(String(jest.mocked(console.error).mock.calls[0]?.[0]))).toMatchObject({
        reason: "not_written",
      });
    },
  );

  test("keeps the newest hundred of those that couldn't be written", async () => {
    const { signIn, another, net, clock, host } = world();
    net.accepted.has = () => true;
    const browsers = Array.from({ length: 102 }, another);
    for (const browser of browsers) await signIn(browser);
    clock.now += 290;
    const away = jest.spyOn(host.store, "replace").mockRejectedValue(new AwsError("dynamodb", "Timeout"));
    for (const browser of browsers) expect((await browser.visit("/api/items")).statusCode).toBe(200);
    away.mockRestore();
    const codes = await Promise.all(browsers.map(async (browser) => (await browser.visit("/api/items")).statusCode));
    // The two oldest made room: their rotated tokens are gone.
    expect(codes).toEqual([401, 401, ...Array.from({ length: 100 }, () => 200)]);
  });

  test("that is refused waits for the instance that got the new token, and takes what it wrote", async () => {
    const { browser, signIn, net, clock, host, table } = world();
    await signIn();
    clock.now += 290;
    net.refreshTokens.clear();
    const wait = jest.spyOn(host, "wait");
    wait.mockImplementation(async (milliseconds) => {
      expect(milliseconds).toBe(150);
      if (wait.mock.calls.length < 3) return;
      const id = browser.jar.get("__Host-session") ?? "";
      const { value } = (await host.store.get(id)) ?? {};
      const newer = { ...(value as object), accessToken: "access-3", accessExpiresAt: clock.now + 300 };
      await host.store.put(id, newer, clock.now + 1000);
    });
    expect((await browser.visit("/api/items")).statusCode).toBe(200);
    expect(net.api().at(-1)?.headers["authorization"]).toBe("Bearer access-3");
    expect([wait.mock.calls.length, table.items.size]).toEqual([3, 1]);
  });

  test("that is refused and written by nobody ends the session after three pauses, and the log says why", async () => {
    const logged = jest.mocked(console.info);
    const { browser, signIn, net, clock, host } = world();
    await signIn();
    clock.now += 290;
    net.refreshTokens.clear();
    const wait = jest.spyOn(host, "wait");
    expect(codeOf(await browser.visit("/api/items"))).toBe("session_expired");
    expect(wait).toHaveBeenCalledTimes(3);
    const line = JSON.parse(String(logged.mock.calls.at(-1)?.[0])) as object;
    expect(line).toMatchObject({ reason: "session_expired", service: "cognito", status: 400, code: "invalid_grant" });
  });

  test("whose session another instance wrote, or somebody ended, waits for nobody", async () => {
    const { browser, signIn, net, clock, host, table } = world();
    await signIn();
    net.rotate = false;
    const id = browser.jar.get("__Host-session") ?? "";
    const wait = jest.spyOn(host, "wait");
    const meanwhile = async (change: () => Promise<unknown>) => {
      clock.now += 290;
      const { refresh } = host.signIn;
      jest.spyOn(host.signIn, "refresh").mockImplementationOnce(async (token) => {
        const tokens = await refresh(token);
        await change();
        return tokens;
      });
      return browser.visit("/api/items");
    };
    const written = await meanwhile(async () => {
      const { value } = (await host.store.get(id)) ?? {};
      await host.store.put(id, { ...(value as object), accessExpiresAt: clock.now + 300 }, clock.now + 1000);
    });
    expect(written.statusCode).toBe(200);
    const info = jest.mocked(console.info);
    info.mockClear();
    const ended = await meanwhile(async () => table.items.clear());
    expect([ended.statusCode, codeOf(ended)]).toEqual([401, "session_expired"]);
    expect(JSON.parse(String(info.mock.calls[0]?.[0]))).not.toHaveProperty("service");
    expect(wait).not.toHaveBeenCalled();
  });
});
