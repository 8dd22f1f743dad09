import { codeOf, SECRETS, quiet, world } from "./world";

beforeEach(quiet);

afterEach(() => jest.restoreAllMocks());

describe("a call to the API", () => {
  test("carries the session's access token, and neither cookies nor the page's other headers", async () => {
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

  test("hands on binary bodies both ways", async () => {
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

  test.each([403, 404, 429, 500])("hands a %i on as it is, without another try", async (status) => {
    const { browser, signIn, net } = world();
    await signIn();
    net.apiAnswer = () => new Response(null, { status });
    expect((await browser.visit("/api/items")).statusCode).toBe(status);
    expect(net.api()).toHaveLength(1);
    expect(net.tokens()).toHaveLength(1);
  });

  test("follows no redirect with the token, and passes none to another site on", async () => {
    const { browser, signIn, net } = world();
    await signIn();
    net.apiAnswer = () => new Response(null, { status: 302, headers: { location: "https://evil.example.com" } });
    const answer = await browser.visit("/api/items");
    expect(answer.statusCode).toBe(302);
    expect(answer.headers).not.toHaveProperty("location");
    expect(net.api()).toHaveLength(1);
  });

  test("gets the addresses that the API names as the browser reaches them", async () => {
    const { browser, signIn, net } = world();
    await signIn();
    net.apiAnswer = () =>
      new Response(null, {
        status: 201,
        headers: {
          location: "/items/7?x=1",
          "content-location": "https://api.example.com/items/7",
          link: '<?page=2>; rel="next", </items?page=9>; rel=last, <https://docs.example.com/>; rel=help',
        },
      });
    expect((await browser.visit("/api/items", { query: { page: "1" } })).headers).toMatchObject({
      location: "/api/items/7?x=1",
      "content-location": "/api/items/7",
      link: '</api/items?page=2>; rel="next", </api/items?page=9>; rel=last, <https://docs.example.com/>; rel=help',
    });
  });

  test.each([
    ["/prod/items/7#a", "/api/items/7#a"],
    ["https://api.example.com/prod/items", "/api/items"],
    ["/production/items", undefined],
    ["/items", undefined],
    ["https://[", undefined],
  ])("of an API below a path finds %s at %s", async (location, found) => {
    const { browser, signIn, net } = world({ apiUrl: "https://api.example.com/prod/" });
    await signIn();
    net.apiAnswer = () => new Response(null, { status: 201, headers: { location } });
    expect((await browser.visit("/api/items")).headers?.["location"]).toBe(found);
  });

  test.each(["GET", "HEAD", "DELETE"])("that is a %s and has no body hands none on", async (method) => {
    const { browser, signIn, net } = world();
    await signIn();
    const headers = await browser.pageHeaders();
    await browser.visit("/api/items", { method, headers, ...(method !== "DELETE" && { body: "left out" }) });
    expect(net.api()).toMatchObject([{ method, body: undefined }]);
  });

  test("with a token that was renewed just now isn't made again when the API refuses that too", async () => {
    const { browser, signIn, net, clock } = world();
    await signIn();
    clock.now += 290;
    net.accepted.clear();
    expect((await browser.visit("/api/items")).statusCode).toBe(401);
    expect([net.api().length, net.tokens().length]).toEqual([1, 2]);
  });

  test.each([
    [20_000, 7500],
    [1000, 25_000],
    [27_400, 100],
  ])("whose token is refused after %i ms leaves the second try %i ms", async (took, left) => {
    const { browser, signIn, net } = world();
    await signIn();
    const start = Date.now();
    const clock = jest.spyOn(Date, "now").mockReturnValue(start);
    const limits = jest.spyOn(AbortSignal, "timeout");
    net.accepted.has = (token) => {
      clock.mockReturnValue(start + took);
      return token === "access-2";
    };
    expect((await browser.visit("/api/items")).statusCode).toBe(200);
    const [first, ...others] = limits.mock.calls.map(([limit]) => limit);
    expect([first, others.at(-1)]).toEqual([25_000, left]);
  });

  test("hands on what a client has to know, both ways", async () => {
    const { browser, signIn, net } = world();
    await signIn();
    const sent = { range: "bytes=0-1", "if-range": '"1"', "if-modified-since": "Mon, 06 Apr 2026 10:40:00 GMT" };
    const known = {
      allow: "GET, POST",
      "accept-ranges": "bytes",
      "content-range": "bytes 0-1/9",
      "www-authenticate": 'Bearer error="insufficient_scope", scope="notes/write"',
      "retry-after": "3",
      ratelimit: '"burst";r=0;t=3',
      "ratelimit-remaining": "0",
      "x-ratelimit-reset": "3",
      "x-rate-limit-limit": "5",
    };
    net.apiAnswer = () => new Response("ab", { status: 206, headers: { ...known, "x-internal": "no", server: "no" } });
    const answer = await browser.visit("/api/items", { headers: { ...sent, "x-internal": "no" } });
    expect(net.api()[0]?.headers).toEqual({ ...sent, accept: "*/*", authorization: "Bearer access-1" });
    expect(answer.headers).toMatchObject(known);
    expect(Object.keys(answer.headers ?? {})).not.toEqual(expect.arrayContaining(["x-internal"]));
    expect(answer.headers).not.toHaveProperty("server");
  });

  test.each(["Basic realm=x", "Negotiate", 'Bearer error="x", Basic realm=y'])(
    "never hands on a challenge that makes the browser ask for a password: %s",
    async (challenge) => {
      const { browser, signIn, net } = world();
      await signIn();
      net.apiAnswer = () => new Response(null, { status: 403, headers: { "www-authenticate": challenge } });
      expect((await browser.visit("/api/items")).headers).not.toHaveProperty("www-authenticate");
    },
  );

  test.each<[string, number[], encoded: boolean]>([
    ["text/plain; charset=iso-8859-1", [0x63, 0x61, 0x66, 0xe9], true],
    ["text/csv; charset=utf-16le", [0xff, 0xfe, 0x61, 0x00], true],
    ["application/json", [0x22, 0xff, 0x22], true],
    ["text/html; charset=utf-8", [...Buffer.from("\ufeffZoë 🦊")], false],
    ["application/problem+json", [...Buffer.from('{"title":"é"}')], false],
    ["application/vnd.notes-2.x+xml", [...Buffer.from("<a/>")], false],
    ["application/x-text/json", [0x61], true],
    ["application/pdf", [0x25, 0x50, 0x44, 0x46, 0xff], true],
    ["image/png", [], false],
    ["", [1, 2, 3], true],
  ])("gives the browser the very bytes of %s", async (type, bytes, encoded) => {
    const { browser, signIn, net } = world();
    await signIn();
    net.apiAnswer = () => new Response(Buffer.from(bytes), { headers: type === "" ? {} : { "content-type": type } });
    const { body = "", isBase64Encoded } = await browser.visit("/api/items");
    expect(isBase64Encoded).toBe(encoded);
    expect([...Buffer.from(body, isBase64Encoded ? "base64" : "utf8")]).toEqual(bytes);
  });

  test("that breaks off on the way is a 502, and the log says so", async () => {
    const logged = jest.spyOn(console, "error").mockImplementation(() => undefined);
    const { browser, signIn, net } = world();
    await signIn();
    net.apiAnswer = () =>
      new Response(
        new ReadableStream({
          start: (controller) => controller.enqueue(Buffer.from('{"items":[')),
          pull: (controller) =>
            controller.error(Object.assign(new TypeError("terminated"), { cause: { code: "UND_ERR_SOCKET" } })),
        }),
        { headers: { "content-type": "application/json" } },
      );
    const answer = await browser.visit("/api/items");
    expect([answer.statusCode, codeOf(answer)]).toEqual([502, "upstream_unavailable"]);
    expect(String(logged.mock.calls[0]?.[0])).toMatch(/"service":"api","code":"UND_ERR_SOCKET"/);
    logged.mockRestore();
  });

  test("that Lambda can't answer with, because it is too large, is a 502 that says so", async () => {
    const logged = jest.spyOn(console, "error").mockImplementation(() => undefined);
    const { browser, signIn, net } = world();
    await signIn();
    const size = (bytes: number) => {
      net.apiAnswer = () => new Response(Buffer.alloc(bytes), { headers: { "content-type": "image/png" } });
      return browser.visit("/api/items");
    };
    expect((await size(4_700_000)).statusCode).toBe(200);
    expect(codeOf(await size(4_720_000))).toBe("answer_too_large");
    expect(JSON.parse(String(logged.mock.calls[0]?.[0]))).toMatchObject({
      reason: "answer_too_large",
      service: "api",
      status: 200,
      detail: "4720000 bytes",
    });
  });

  test("with the API away is a 502 that names nothing", async () => {
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
