import { checkCsrf } from "../../../functions/bff/csrf";
import { codeOf, ORIGIN, quiet, world } from "./world";

beforeEach(quiet);

afterEach(() => jest.restoreAllMocks());

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
    ["that the browser says nobody's page made", { "sec-fetch-site": "none" }, "foreign_origin"],
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

  test.each(foreign)("%s is refused everywhere and reaches no API", async (_name, change, code) => {
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

  test("with the token of another session is refused", async () => {
    const { browser, signIn, another } = world();
    await signIn();
    const attacker = another();
    await signIn(attacker);
    const headers = await attacker.pageHeaders();
    expect(codeOf(await browser.visit("/api/items", { method: "POST", headers, body: "{}" }))).toBe("csrf_token");
  });

  test("of the site's own page passes", async () => {
    const { browser, signIn } = world();
    await signIn();
    const headers = await browser.pageHeaders();
    for (const [method, path] of calls.slice(0, 4)) {
      expect((await browser.visit(path, { method, headers, body: "{}" })).statusCode).toBe(200);
    }
  });

  test("of a browser that doesn't say where it comes from passes with Origin and token", async () => {
    const { browser, signIn } = world();
    await signIn();
    const headers = await browser.pageHeaders();
    delete headers["sec-fetch-site"];
    expect((await browser.visit("/api/items", { method: "POST", headers, body: "{}" })).statusCode).toBe(200);
  });

  test.each(["GET", "HEAD", "OPTIONS"])("isn't a %s", (method) =>
    expect(() => checkCsrf({ method, headers: {} }, ORIGIN, "token")).not.toThrow(),
  );
});

test("a link of another site can't make the browser read", async () => {
  const { browser, signIn, net } = world();
  await signIn();
  const headers = { "sec-fetch-site": "cross-site" };
  for (const path of ["/api/items", "/auth/session"])
    expect(codeOf(await browser.visit(path, { headers }))).toBe("foreign_origin");
  expect(net.api()).toEqual([]);
});

test("an address that somebody types may", async () => {
  const { browser, signIn } = world();
  await signIn();
  expect((await browser.visit("/api/items", { headers: { "sec-fetch-site": "none" } })).statusCode).toBe(200);
});
