import type { Answer } from "../../../functions/bff/answer";
import { publicEvent, REQUEST_ID } from "../events";
import { codeOf, CONFIG, errorOf, ORIGIN, SECRETS, quiet, world } from "./world";

beforeEach(quiet);

afterEach(() => jest.restoreAllMocks());

describe("the rest", () => {
  const proxied = "GET, HEAD, POST, PUT, PATCH, DELETE";
  test.each([
    ["POST", "/auth/login", 405, "GET"],
    ["POST", "/auth/callback", 405, "GET"],
    ["GET", "/auth/logout", 405, "POST"],
    ["DELETE", "/auth/session", 405, "GET"],
    ["TRACE", "/api/items", 405, proxied],
    ["OPTIONS", "/api/items", 405, proxied],
    ["GET", "/", 404, undefined],
    ["GET", "/api", 404, undefined],
    ["GET", "/AUTH/login", 404, undefined],
  ])("%s %s is answered with %i", async (method, path, status, allow) => {
    const logged = jest.mocked(console.info);
    const answer = await world().browser.visit(path, { method });
    expect((JSON.parse(answer.body ?? "") as { requestId: string }).requestId).toBe(REQUEST_ID);
    const reason = status === 405 ? "method_not_allowed" : "not_found";
    expect([answer.statusCode, answer.headers?.["allow"], codeOf(answer)]).toEqual([status, allow, reason]);
    expect(logged.mock.calls.map(([line]) => JSON.parse(String(line)) as object)).toMatchObject([
      { level: "info", message: "request denied", reason },
    ]);
  });

  test("HEAD is handed on to the API", async () => {
    const { browser, signIn, net } = world();
    await signIn();
    expect((await browser.visit("/api/items", { method: "HEAD" })).statusCode).toBe(200);
    expect(net.api()).toMatchObject([{ method: "HEAD" }]);
  });

  test("a request without an id is answered too, and says so", async () => {
    const { handler } = world();
    const event = publicEvent({ path: "/auth/session" });
    const answer = await handler({ ...event, requestContext: { http: event.requestContext.http } as never });
    expect(JSON.parse(answer.body ?? "")).toMatchObject({ code: "not_signed_in", requestId: "unknown" });
  });

  test("loaded as a function it asks AWS for what it keeps, signed, and the sign-in page by its settings", async () => {
    const environment = {
      ...{ APP_ORIGIN: ORIGIN, API_URL: CONFIG.apiUrl, SIGN_IN_URL: CONFIG.signInUrl, ISSUER: CONFIG.issuer },
      ...{ CLIENT_ID: CONFIG.clientId, CLIENT_SECRET_ARN: CONFIG.secretArn, SESSION_TABLE: CONFIG.table },
      ...{ SCOPES: CONFIG.scopes, SESSION_SECONDS: "3600", AWS_REGION: "eu-central-1" },
      ...{ AWS_ACCESS_KEY_ID: "AKIDEXAMPLE", AWS_SECRET_ACCESS_KEY: "example" },
    };
    const asked = jest.spyOn(globalThis, "fetch").mockImplementation(async () => Response.json({}));
    const before = { ...process.env };
    Object.assign(process.env, environment);
    let handler: ((event: unknown) => Promise<Answer>) | undefined;
    try {
      jest.isolateModules(() => {
        // oxlint-disable-next-line typescript/no-require-imports
        handler = (require("../../../functions/bff/index") as { handler: typeof handler }).handler;
      });
      const answer = await handler?.(publicEvent({ path: "/auth/login" }));
      expect(new URL(String(answer?.headers?.["location"])).origin).toBe(CONFIG.signInUrl);
    } finally {
      process.env = before;
    }
    expect(asked.mock.calls.map(([url]) => String(url))).toEqual(["https://dynamodb.eu-central-1.amazonaws.com/"]);
    const { headers, body } = asked.mock.calls[0]?.[1] ?? {};
    expect(new Headers(headers).get("authorization")).toContain("Credential=AKIDEXAMPLE/");
    const { Item } = JSON.parse(String(body)) as { Item: { expires_at: { N: string } } };
    const seconds = Math.floor(Date.now() / 1000);
    expect(Number(Item.expires_at.N)).toBeGreaterThan(seconds + 500);
    expect(Number(Item.expires_at.N)).toBeLessThanOrEqual(seconds + 600);
  });

  test("an unforeseen exception is a 500 that tells nothing, and the log holds no token", async () => {
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

describe("a call whose partners are slow together", () => {
  /** A signed-in browser's call with 50 ms left, while `slow` waits until it is released. */
  async function call(path: string, slow: (made: ReturnType<typeof world>, wait: Promise<void>) => void) {
    const made = world();
    await made.signIn();
    const cookies = [...made.browser.jar].map(([name, value]) => `${name}=${value}`);
    let release: () => void = () => undefined;
    slow(made, new Promise((done) => (release = done)));
    const event = publicEvent({ path });
    const left = { getRemainingTimeInMillis: () => 50 };
    const answer = await made.handler({ ...event, cookies }, left);
    release();
    for (let turn = 0; turn < 20; turn++) await new Promise((done) => setImmediate(done));
    return { ...made, answer };
  }
  const slowTable = ({ host: { store } }: ReturnType<typeof world>, wait: Promise<void>) => {
    const { get } = store;
    jest.spyOn(store, "get").mockImplementationOnce((id) => wait.then(() => get(id)));
  };
  const slowSignIn = ({ clock, net }: ReturnType<typeof world>, wait: Promise<void>) => {
    clock.now += 290;
    net.tokenAnswers.push(wait as never);
  };

  test.each([
    ["the table", slowTable],
    ["the sign-in service", slowSignIn],
  ])("is answered before Lambda ends it, and the API isn't called behind its back: %s", async (_, slow) => {
    const logged = jest.mocked(console.error);
    const { answer, net } = await call("/api/items", slow);
    expect([answer.statusCode, codeOf(answer)]).toEqual([502, "upstream_unavailable"]);
    expect(net.api()).toEqual([]);
    expect(JSON.parse(String(logged.mock.calls[0]?.[0]))).toMatchObject({
      code: "TimeoutError",
      detail: "what it calls took too long together",
    });
  });

  test("leads a person who signs in back into the app", async () => {
    const { answer } = await call("/auth/login", ({ host }, wait) => {
      jest.spyOn(host.store, "put").mockImplementationOnce(() => wait);
    });
    expect(errorOf(answer)).toBe("upstream_unavailable");
  });

  describe("by the clock", () => {
    beforeEach(() => jest.useFakeTimers({ doNotFake: ["nextTick", "setImmediate"] }));
    afterEach(() => jest.useRealTimers());

    test.each([
      ["/auth/callback", 10_000, 9500],
      ["/auth/login", 10_000, 9500],
      ["/auth/session", 10_000, 9500],
      ["/auth/session", 900_000, 27_500],
      ["/auth/session", undefined, 27_500],
    ])("%s with %s ms left is answered after %i ms, and no timer stays", async (path, remaining, after) => {
      const { host, handler } = world();
      for (const method of ["get", "put", "take"] as const)
        jest.spyOn(host.store, method).mockReturnValue(new Promise(() => undefined));
      const id = "A".repeat(43);
      const event = {
        ...publicEvent({ path }),
        queryStringParameters: { state: id, code: "x" },
        cookies: [`__Host-login-${id}=${id}`, `__Host-session=${id}`],
      };
      let answer: Answer | undefined;
      const context = remaining === undefined ? {} : { getRemainingTimeInMillis: () => remaining };
      void handler(event, context).then((given) => (answer = given));
      await jest.advanceTimersByTimeAsync(after - 1);
      expect(answer).toBeUndefined();
      await jest.advanceTimersByTimeAsync(1);
      if (answer === undefined) throw new Error("it wasn't answered in time");
      if (path === "/auth/session") expect([answer.statusCode, codeOf(answer)]).toEqual([502, "upstream_unavailable"]);
      else expect([answer.statusCode, errorOf(answer)]).toEqual([302, "upstream_unavailable"]);
      expect(jest.getTimerCount()).toBe(0);
    });

    test("no timer stays of a call that was answered at once", async () => {
      await world().handler(publicEvent({ path: "/auth/session" }));
      expect(jest.getTimerCount()).toBe(0);
    });
  });
});
