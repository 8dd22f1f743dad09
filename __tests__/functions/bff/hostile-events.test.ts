import type { Answer } from "../../../functions/bff/answer";
import { AwsError } from "../../../functions/shared/aws/aws-error";
import { publicEvent } from "../events";
import { CONFIG, ORIGIN, quiet, SECRETS, world } from "./world";

/** Events as AWS really sends them, or as nobody should: each row names the document that decides what is right. */

beforeEach(quiet);
afterEach(() => jest.restoreAllMocks());

const PAYLOAD = "API Gateway: Lambda proxy integrations for HTTP APIs, payload format";
const URI = "RFC 3986 3.4";
const FIELD = "RFC 9110 5.5";
const COOKIE = "RFC 6265 5.4";

type Change = Readonly<Record<string, unknown>>;

/** A signed-in browser's call of the API, changed as the row says, and what became of it. */
async function call(change: Change, method = "POST", path = "/api/items") {
  const made = world();
  await made.signIn();
  const session = made.browser.jar.get("__Host-session") ?? "";
  const page = await made.browser.pageHeaders();
  const id = `__Host-session=${session}`;
  const full = { ...publicEvent({ method, path, headers: page }), cookies: [id], ...change };
  const { headers, cookies } = change as { headers?: object; cookies?: (id: string) => unknown };
  const answer = await made.handler({
    ...full,
    headers: { ...full.headers, ...page, ...headers },
    cookies: cookies === undefined ? [id] : cookies(id),
  } as never);
  expect(JSON.stringify(answer)).not.toMatch(SECRETS);
  return { ...made, answer, sent: made.net.api() };
}
const codeOf = ({ body = "" }: Answer): unknown => (JSON.parse(body || "null") as { code?: unknown } | null)?.code;

describe("the backend for frontend hands on", () => {
  test.each<[string, string, unknown, string]>([
    ["a query that begins with a question mark", URI, "?x=1", "??x=1"],
    ["two question marks", URI, "??", "???"],
    ["one value after the other", PAYLOAD, "a=1&a=2&a=", "?a=1&a=2&a="],
    ["what is no encoding", "WHATWG URL, query state", "a=%zz&b=%", "?a=%zz&b=%"],
    ["raw bytes beyond ASCII", "WHATWG URL, query percent-encode set", "a=é", "?a=%C3%A9"],
    ["a number sign", URI, "a=#b", "?a=%23b"],
    ["an address", URI, "to=https://evil.example/../x?y", "?to=https://evil.example/../x?y"],
    ["names of prototypes", PAYLOAD, "__proto__=1&constructor=2", "?__proto__=1&constructor=2"],
    ["an empty query", PAYLOAD, "", ""],
    ["no query at all, as test events have none", PAYLOAD, undefined, ""],
  ])("%s (%s): %j as %s", async (_name, _document, rawQueryString, expected) => {
    const { sent, answer } = await call({ rawQueryString });
    expect([answer.statusCode, sent.map(({ url }) => url)]).toEqual([200, [`${CONFIG.apiUrl}/items${expected}`]]);
  });

  test.each<[string, string, Record<string, string>, Record<string, string>]>([
    [
      "no header with a control character",
      FIELD,
      { accept: "a\u0001b", prefer: "x\u007f" },
      { accept: "-", prefer: "-" },
    ],
    ["a tab and bytes of Latin-1", FIELD, { prefer: "a\tb", "if-match": '"é"' }, { prefer: "a\tb", "if-match": '"é"' }],
    ["nothing about hops", "RFC 9110 7.6.1", { te: "trailers", upgrade: "h2c", "proxy-authorization": "x" }, {}],
    ["no other method", "no standard", { "x-http-method-override": "DELETE" }, {}],
    ["nobody's word for where it came from", "RFC 7239 8.1", { forwarded: "for=1.1.1.1", "x-forwarded-host": "e" }, {}],
    ["no header named like a prototype", PAYLOAD, { constructor: "x", toString: "y" }, {}],
    ["a very long header", PAYLOAD, { prefer: "x".repeat(9000) }, { prefer: "x".repeat(9000) }],
  ])("%s (%s)", async (_name, _document, headers, expected) => {
    const { sent, answer } = await call({ headers });
    expect(answer.statusCode).toBe(200);
    const base = { "content-type": "application/json", authorization: "Bearer access-1" };
    const all = Object.entries({ ...base, ...expected }).filter(([, value]) => value !== "-");
    expect(sent[0]?.headers).toEqual(Object.fromEntries(all));
  });

  test.each<[string, string, Change, string | undefined]>([
    ["no body", PAYLOAD, {}, undefined],
    ["an empty body", PAYLOAD, { body: "" }, ""],
    ["an empty body in base64", PAYLOAD, { body: "", isBase64Encoded: true }, ""],
    ["text that looks like base64", PAYLOAD, { body: "aGk=", isBase64Encoded: false }, "aGk="],
    ["bytes", PAYLOAD, { body: Buffer.from("a\u0000b").toString("base64"), isBase64Encoded: true }, "a\u0000b"],
    ["a large body", PAYLOAD, { body: "x".repeat(200_000) }, "x".repeat(200_000)],
  ])("%s (%s)", async (_name, _document, change, expected) => {
    expect((await call(change)).sent[0]?.body).toBe(expected);
  });
});

describe("the backend for frontend knows a session", () => {
  test.each<[string, string, (id: string) => unknown, number]>([
    ["beside cookies of odd bytes", COOKIE, (id) => ["\u0001=\u00ff", "a", "=b", id, "€=1; é"], 200],
    ["of several cookies in one text", PAYLOAD, (id) => [`a=1; ${id};b=2`], 200],
    ["not under a name in another case", "RFC 6265 4.1.1", (id) => [id.replace("Host", "host")], 401],
    ["not under a name with a blank", COOKIE, (id) => [id.replace("=", " =")], 401],
    ["not in a cookie without a name", "RFC 6265bis 5.7", (id) => [`=${id}`], 401],
    ["not in quotes", "RFC 6265 4.1.1", (id) => [id.replace("=", '="') + '"'], 401],
    ["not sent twice, equal or not", "RFC 6265 8.6", (id) => [id, id], 401],
    ["not with more behind it", COOKIE, (id) => [`${id}x`], 401],
    ["not joined by commas, as headers are", "RFC 6265 3", (id) => [`${id},a=1`], 401],
    ["not in an empty list", PAYLOAD, () => [], 401],
  ])("%s (%s)", async (_name, _document, cookies, status) => {
    const { answer, sent } = await call({ cookies });
    expect([answer.statusCode, sent.length]).toEqual([status, status === 200 ? 1 : 0]);
  });
});

describe("the backend for frontend refuses", () => {
  test.each<[string, string, Change, string, string, number, string]>([
    ["an opaque origin", "RFC 6454 7.3", { headers: { origin: "null" } }, "POST", "/api/items", 403, "foreign_origin"],
    ["another port", "RFC 6454 5", { headers: { origin: `${ORIGIN}:8443` } }, "POST", "/api/x", 403, "foreign_origin"],
    ["two origins", PAYLOAD, { headers: { origin: `${ORIGIN},${ORIGIN}` } }, "POST", "/api/x", 403, "foreign_origin"],
    ["two CSRF tokens", PAYLOAD, { headers: { "x-csrf-token": "a,a" } }, "POST", "/api/x", 403, "csrf_token"],
    ["TRACE", "RFC 9110 9.3.8", {}, "TRACE", "/api/items", 405, "method_not_allowed"],
    ["a method in lower case", "RFC 9110 9.1", {}, "post", "/api/items", 405, "method_not_allowed"],
    ["signing out by a link", "RFC 9110 9.2.1", {}, "GET", "/auth/logout", 405, "method_not_allowed"],
    ["two slashes in front", "RFC 3986 3.3", {}, "GET", "//api/items", 404, "not_found"],
    ["an event of payload format 1.0", PAYLOAD, { rawPath: undefined }, "POST", "/api/x", 500, "internal_error"],
    ["an event without headers", PAYLOAD, { requestContext: {} }, "POST", "/api/x", 500, "internal_error"],
  ])("%s (%s)", async (_name, _document, change, method, path, status, code) => {
    const { answer, sent } = await call(change, method, path);
    expect([answer.statusCode, codeOf(answer), sent.length]).toEqual([status, code, 0]);
  });

  test.each<[string, string, (state: string) => Record<string, string>, string]>([
    ["a state that came twice", PAYLOAD, (state) => ({ state: `${state},${state}`, code: "code-1" }), "state_mismatch"],
    ["a code that came twice", "RFC 6749 3.1", (state) => ({ state, code: "code-1,code-1" }), "sign_in_failed"],
    [
      "a code beside an error",
      "RFC 6749 4.1.2.1",
      (state) => ({ state, code: "code-1", error: "x" }),
      "sign_in_failed",
    ],
    ["an empty code", "RFC 6749 4.1.2", (state) => ({ state, code: "" }), "sign_in_failed"],
    ["an empty error", "RFC 6749 4.1.2.1", (state) => ({ state, code: "code-1", error: "" }), "sign_in_failed"],
    ["a state named like a prototype", PAYLOAD, () => ({ state: "__proto__", code: "code-1" }), "state_mismatch"],
  ])("the way back with %s (%s)", async (_name, _document, query, code) => {
    const { begin, browser } = world();
    const { state } = await begin();
    const { headers } = await browser.visit("/auth/callback", { query: query(state) });
    expect(new URL(String(headers?.["location"])).searchParams.get("sign_in_error")).toBe(code);
    expect(browser.jar.has("__Host-session")).toBe(false);
  });
});

describe("renewing a session", () => {
  const TOKENS = { access_token: "access-2", refresh_token: "refresh-2", token_type: "Bearer", expires_in: 300 };
  const answer =
    (change: object, status = 200) =>
    () =>
      Response.json({ ...TOKENS, ...change }, { status });
  const refusal = (error: unknown, status: number) => answer({ access_token: undefined, error }, status);

  test.each<[string, string, () => Response, number]>([
    ["an answer without an ID token", "OpenID Connect Core 12.2", answer({}), 200],
    ["no new refresh token", "RFC 6749 6", answer({ refresh_token: undefined }), 200],
    ["a type in lower case", "RFC 6749 5.1", answer({ token_type: "bearer" }), 200],
    ["a type that isn't understood", "RFC 6749 7.1", answer({ token_type: "DPoP" }), 502],
    ["no type", "RFC 6749 5.1", answer({ token_type: undefined }), 502],
    ["an end in the past", "RFC 6749 5.1", answer({ expires_in: -1 }), 502],
    ["an end that is text", "RFC 6749 5.1", answer({ expires_in: "300" }), 502],
    ["a throttled endpoint", "Cognito: quotas, 429", refusal("too_many_requests", 429), 503],
    ["a firewall's page", "AWS WAF: 403", () => new Response("<html>", { status: 403 }), 502],
    ["a request that timed out", "RFC 9110 15.5.9", refusal("x", 408), 502],
    ["a client that may not refresh", "RFC 6749 5.2", refusal("unauthorized_client", 400), 502],
    ["an error that is no text", "RFC 6749 5.2", refusal(["invalid_grant"], 400), 502],
    ["a revoked token said by a failing server", "RFC 6749 5.2", refusal("invalid_grant", 500), 502],
    ["an empty answer", "RFC 6749 5.1", () => new Response(""), 502],
  ])("takes %s (%s), and nobody is signed out", async (_name, _document, made, status) => {
    const { browser, signIn, net, clock } = world();
    await signIn();
    clock.now += 290;
    net.tokenAnswers.push(made(), made(), made());
    const first = await browser.visit("/api/items");
    expect([first.statusCode, first.cookies]).toEqual([status, []]);
    net.tokenAnswers.length = 0;
    expect((await browser.visit("/api/items")).statusCode).toBe(200);
  });

  test.each<[string, string, AwsError, number]>([
    [
      "a KMS key that is denied",
      "DynamoDB: encryption at rest",
      new AwsError("dynamodb", "AccessDeniedException", 400),
      500,
    ],
    ["a throttled table", "DynamoDB: error handling", new AwsError("dynamodb", "ThrottlingException", 400), 503],
    ["a throttled KMS key", "KMS: throttling", new AwsError("dynamodb", "KMSThrottlingException", 400), 503],
    [
      "a secret that can't be decrypted",
      "GetSecretValue: errors",
      new AwsError("secretsmanager", "DecryptionFailure", 400),
      500,
    ],
    ["credentials that ran out", "AWS: common errors", new AwsError("dynamodb", "ExpiredTokenException", 400), 500],
    [
      "a clock that is wrong",
      "Signature Version 4: clock",
      new AwsError("dynamodb", "InvalidSignatureException", 400),
      500,
    ],
  ])("with %s (%s) fails for now, and nobody is signed out", async (_name, _document, error, status) => {
    for (const place of ["table", "secret"] as const) {
      const { browser, signIn, clock, host, secret } = world();
      await signIn();
      clock.now += 290;
      const away =
        place === "table"
          ? jest.spyOn(host.store, "get").mockRejectedValueOnce(error)
          : jest.spyOn(secret, "get").mockRejectedValueOnce(error);
      const answer = await browser.visit("/api/items");
      expect([answer.statusCode, answer.headers?.["retry-after"], answer.cookies]).toEqual([
        status,
        status === 503 ? "1" : undefined,
        [],
      ]);
      expect(String(jest.mocked(console.error).mock.calls.at(-1)?.[0])).toContain(`"code":"${error.code}"`);
      away.mockRestore();
      expect((await browser.visit("/api/items")).statusCode).toBe(200);
    }
  });

  test("beside signing out leaves no refresh token alive, whichever comes first (RFC 7009 2.1)", async () => {
    for (const first of ["renewal", "sign-out"] as const) {
      const { browser, signIn, net, clock, host, another } = world();
      await signIn();
      const headers = await browser.pageHeaders();
      const other = another();
      other.jar.set("__Host-session", browser.jar.get("__Host-session") ?? "");
      clock.now += 290;
      const signOut = () => other.visit("/auth/logout", { method: "POST", headers });
      if (first === "renewal") {
        // The session was read for signing out, and renewed before it is taken away.
        const { take } = host.store;
        jest.spyOn(host.store, "take").mockImplementationOnce(async (id) => {
          expect((await browser.visit("/api/items")).statusCode).toBe(200);
          return take(id);
        });
        expect((await signOut()).statusCode).toBe(200);
      } else {
        const { refresh } = host.signIn;
        jest.spyOn(host.signIn, "refresh").mockImplementationOnce(async (old) => {
          const tokens = await refresh(old);
          expect((await signOut()).statusCode).toBe(200);
          return tokens;
        });
        expect(codeOf(await browser.visit("/api/items"))).toBe("session_expired");
      }
      expect([first, ...net.refreshTokens]).toEqual([first]);
    }
  });
});
