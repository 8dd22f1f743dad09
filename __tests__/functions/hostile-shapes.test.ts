import { createHash } from "node:crypto";
import type { handler as ApiKeyHandler } from "../../functions/api-key";
import { createAuthorizer } from "../../functions/authorizer/authorizer";
import { logDenial } from "../../functions/authorizer/log";
import { readOriginHeader } from "../../functions/authorizer/origin-header";
import { handler as createNote } from "../../functions/create-note";
import { handler as hello } from "../../functions/hello";
import { handler as items } from "../../functions/items";
import { handler as profile } from "../../functions/profile";
import { readConfig } from "../../posture/claims";
import { claims, CLIENT, header, ISSUER, jwk, rsa, token } from "./authorizer/support/tokens";
import { SECRETS, world } from "./bff/world";
import { jwtEvent, publicEvent, sending } from "./events";
import { bound, server } from "./mcp/support";

/**
 * One good call of each function, and each with one thing missing, doubled, or of another type. A cell is the status, and for whoever logs denials
 * their reason; `yes` and `no` are an authorizer's answers.
 */

type Json = Record<string, unknown>;
type Event = Json & { readonly headers: Json; readonly requestContext: Json; readonly body?: string };

const CANARY = "c4n4ry";
const ARN = "arn:aws:execute-api:eu-central-1:123456789012:abc123/$default/GET/hello";
const hash = (text: string) => createHash("sha256").update(text).digest("hex");
const { privateKey, publicKey } = rsa();

const lines: string[] = [];
beforeEach(() => {
  lines.length = 0;
  for (const level of ["debug", "log", "info", "warn", "error"] as const)
    jest
      .spyOn(console, level)
      .mockImplementation((...words: unknown[]) => void lines.push(words.map(String).join(" ")));
});
afterEach(() => jest.restoreAllMocks());

/** hello, profile, create-note, items, mcp, bff, authorizer, api-key: each function with a call that it takes, and a text that stands in no line: what only that call holds. */
async function functions() {
  const bff = world();
  await bff.signIn();
  const page = await bff.browser.pageHeaders();
  const session = bff.browser.jar.get("__Host-session") ?? "";
  const good = token(privateKey, claims(), header());
  const authorize = createAuthorizer(
    readConfig(
      JSON.stringify({ issuers: [{ issuer: ISSUER, clientIds: [CLIENT], routes: { "GET /x": { groups: ["a"] } } }] }),
    ),
    {
      read: async () => Buffer.from(JSON.stringify({ keys: [jwk(publicKey)] })),
      log: logDenial,
      originHeader: readOriginHeader(JSON.stringify({ name: "x-origin", sha256: [hash(CANARY)] })),
    },
  );
  let keys: { handler: typeof ApiKeyHandler } | undefined;
  process.env["API_KEYS"] = JSON.stringify({ acme: [hash(CANARY)] });
  jest.isolateModules(() => (keys = jest.requireActual("../../functions/api-key")));
  delete process.env["API_KEYS"];
  if (keys === undefined) throw new Error("the function was not loaded");
  const mcp = { body: '{"jsonrpc":"2.0","id":1,"method":"ping"}', headers: { authorization: `Bearer ${bound()}` } };
  const calls: readonly (readonly [(event: never) => Promise<unknown>, object])[] = [
    [hello, publicEvent()],
    [profile, jwtEvent()],
    [createNote, jwtEvent(sending({ title: CANARY }))],
    [items, jwtEvent(sending({ name: CANARY }, { path: "/items" }))],
    [server({ tools: {} }).handler, publicEvent({ method: "POST", path: "/mcp", ...mcp })],
    [
      bff.handler,
      {
        ...publicEvent({ method: "POST", path: "/api/items", headers: page, body: CANARY }),
        cookies: [`__Host-session=${session}`],
      },
    ],
    [
      authorize,
      { ...publicEvent({ headers: { authorization: `Bearer ${good}`, "x-origin": CANARY } }), routeArn: ARN },
    ],
    [keys.handler, { ...publicEvent(), identitySource: [CANARY] }],
  ];
  return { calls, untold: new RegExp(`eyJ|${CANARY}|${session}|${page["x-csrf-token"]}|${hash(CANARY)}`) };
}

async function outcome([handler, good]: Awaited<ReturnType<typeof functions>>["calls"][number], change: Change) {
  lines.length = 0;
  const answer = (await handler(change(good as Event) as never)) as { statusCode?: number; isAuthorized?: boolean };
  const logged = lines.map((line) => JSON.parse(line) as { reason?: string; message: string });
  const state = answer.statusCode ?? (answer.isAuthorized ? "yes" : "no");
  // A function fails with one line, which says why; an answer that it meant to give may have none.
  if (state === 500) expect(logged).toHaveLength(1);
  return [state, ...logged.map(({ reason, message }) => reason ?? message.replaceAll(" ", "_"))].join(":");
}

type Change = (event: Event) => unknown;
const context =
  (change: Json): Change =>
  (event) => ({ ...event, requestContext: { ...event.requestContext, ...change } });
const values =
  (change: (value: unknown) => unknown): Change =>
  (event) => ({
    ...event,
    headers: Object.fromEntries(Object.entries(event.headers).map(([name, value]) => [name, change(value)])),
  });
const names =
  (change: (name: string) => string, keep: boolean): Change =>
  (event) => ({
    ...event,
    headers: {
      ...(keep && event.headers),
      ...Object.fromEntries(Object.entries(event.headers).map(([name, value]) => [change(name), value])),
    },
  });
const set =
  (change: Json): Change =>
  (event) => ({ ...event, ...change });
const upper = (name: string) => name.toUpperCase();

const FAILS = "500:unforeseen_error";
const BROKEN = "500:internal_error";
const table: readonly (readonly [string, Change, string])[] = [
  ["as it should be", set({}), "200 200 201 201 200 200 yes yes"],
  ["null", () => null, "FAILS FAILS FAILS FAILS BROKEN BROKEN no:origin_header no:identity_source"],
  ["a list", () => [], "FAILS 401 401 FAILS BROKEN BROKEN no:origin_header no:identity_source"],
  ["an empty object", () => ({}), "FAILS 401 401 FAILS BROKEN BROKEN no:origin_header no:identity_source"],
  ["no request context", set({ requestContext: undefined }), "FAILS 401 401 FAILS BROKEN BROKEN yes yes"],
  ["a request context that is text", set({ requestContext: CANARY }), "FAILS 401 401 FAILS BROKEN BROKEN yes yes"],
  ["no requestContext.http", context({ http: undefined }), "FAILS 200 201 FAILS BROKEN BROKEN yes yes"],
  [
    "an empty requestContext.http",
    context({ http: {} }),
    "200 200 201 405 405:method_not_allowed 405:method_not_allowed yes yes",
  ],
  [
    "a method named like a prototype",
    context({ http: { method: "__proto__" } }),
    "200 200 201 405 405:method_not_allowed 405:method_not_allowed yes yes",
  ],
  [
    "a method in lower case",
    context({ http: { method: "post" } }),
    "200 200 201 405 405:method_not_allowed 405:method_not_allowed yes yes",
  ],
  ["a request id that is an object", context({ requestId: { [CANARY]: CANARY } }), "200 200 201 201 200 200 yes yes"],
  ["authorizer: null", context({ authorizer: null }), "200 401 401 401 200 200 yes yes"],
  ["an authorizer of no kind", context({ authorizer: {} }), "401 401 401 401 200 200 yes yes"],
  ["an authorizer that is text", context({ authorizer: CANARY }), "401 401 401 401 200 200 yes yes"],
  ["jwt: null", context({ authorizer: { jwt: null } }), "401 401 401 401 200 200 yes yes"],
  [
    "claims in a list",
    context({ authorizer: { jwt: { claims: [["sub", CANARY]] } } }),
    "401 401 401 401 200 200 yes yes",
  ],
  [
    "claims that are inherited",
    context({ authorizer: { jwt: { claims: Object.create({ sub: CANARY }) as object } } }),
    "401 401 401 401 200 200 yes yes",
  ],
  [
    "a sub that is a list",
    context({ authorizer: { jwt: { claims: { sub: [CANARY] } } } }),
    "401 401 401 401 200 200 yes yes",
  ],
  ["an empty sub", context({ authorizer: { jwt: { claims: { sub: "" } } } }), "401 401 401 401 200 200 yes yes"],
  ["headers: null", set({ headers: null }), "200 200 201 201 401:identity_source BROKEN no:origin_header yes"],
  [
    "headers that are text",
    set({ headers: CANARY }),
    "200 200 201 201 401:identity_source 403:foreign_origin no:origin_header yes",
  ],
  [
    "headers in a list",
    (event) => ({ ...event, headers: Object.entries(event.headers) }),
    "200 200 201 201 401:identity_source 403:foreign_origin no:origin_header yes",
  ],
  [
    "header values that are numbers",
    values(() => 1),
    "200 200 201 415 400:bad_request 403:foreign_origin no:origin_header yes",
  ],
  [
    "header values in lists",
    values((value) => [value]),
    "200 200 201 201 400:bad_request 403:foreign_origin no:origin_header yes",
  ],
  [
    "header values that are null",
    values(() => null),
    "200 200 201 201 400:bad_request 403:foreign_origin no:origin_header yes",
  ],
  [
    "empty header values",
    values(() => ""),
    "200 200 201 201 401:identity_source 403:foreign_origin no:origin_header yes",
  ],
  [
    "huge header values",
    values((value) => String(value).repeat(1000)),
    "200 200 201 415 400:bad_request 403:foreign_origin no:origin_header yes",
  ],
  [
    "header values with a control character",
    values((value) => `${String(value)}\u0000`),
    "200 200 201 415 401:malformed 403:foreign_origin no:origin_header yes",
  ],
  [
    "each header twice, joined",
    values((value) => `${String(value)},${String(value)}`),
    "200 200 201 415 400:bad_request 403:foreign_origin no:origin_header yes",
  ],
  ["header names in upper case", names(upper, false), "200 200 201 201 200 403:foreign_origin yes yes"],
  ["each header in two spellings", names(upper, true), "200 200 201 415 400:bad_request 200 no:identity_source yes"],
  ["an empty body", set({ body: "" }), "200 200 201 400 400:invalid_json 200 yes yes"],
  ["text that is said to be base64", set({ isBase64Encoded: true }), "200 200 400 400 400:invalid_json 200 yes yes"],
  [
    "base64 that is said to be text",
    (event) => ({ ...event, body: Buffer.from(event.body ?? "").toString("base64") }),
    "200 200 400 400 400:invalid_json 200 yes yes",
  ],
  ["a huge body", set({ body: "x".repeat(7_000_000) }), "200 200 413 413 400:invalid_json 200 yes yes"],
  ["a body nested without an end", set({ body: "[".repeat(50_000) }), "200 200 400 400 400:invalid_json 200 yes yes"],
  ["a body of NUL", set({ body: "\u0000" }), "200 200 400 400 400:invalid_json 200 yes yes"],
  ["no path", set({ rawPath: undefined }), "200 200 201 201 404:not_found BROKEN yes yes"],
  [
    "a path in a list",
    (event) => ({ ...event, rawPath: [event["rawPath"]] }),
    "200 200 201 201 404:not_found BROKEN yes yes",
  ],
  [
    "a path with its slash encoded",
    (event) => ({ ...event, rawPath: String(event["rawPath"]).replace("/", "%2f") }),
    "200 200 201 201 404:not_found 404:not_found yes yes",
  ],
  ["no route key", set({ routeKey: undefined }), "200 200 201 201 200 200 no:route_key yes"],
  ["a route key in a list", set({ routeKey: ["GET /hello"] }), "200 200 201 201 200 200 no:route_key yes"],
  ["a route key named like a prototype", set({ routeKey: "__proto__" }), "200 200 201 201 200 200 yes yes"],
  ["another route's key", set({ routeKey: "GET /x" }), "200 200 201 201 200 200 no:group yes"],
  [
    "query parameters: null",
    set({ queryStringParameters: null, rawQueryString: null }),
    "200 200 201 201 200 200 yes yes",
  ],
  [
    "a query that came twice",
    set({ queryStringParameters: { a: "1,2" }, rawQueryString: "a=1&a=2" }),
    "200 200 201 201 200 200 yes yes",
  ],
  ["cookies: null", set({ cookies: null }), "200 200 201 201 200 401:not_signed_in yes yes"],
  ["cookies that are numbers", set({ cookies: [1] }), "200 200 201 201 200 BROKEN yes yes"],
  [
    "each cookie twice",
    (event) => ({ ...event, cookies: [event["cookies"], event["cookies"]].flat() }),
    "200 200 201 201 200 401:not_signed_in yes yes",
  ],
  [
    "cookies named like prototypes",
    set({ cookies: ["__proto__=x", "constructor=x"] }),
    "200 200 201 201 200 401:not_signed_in yes yes",
  ],
  ["identity sources that are text", set({ identitySource: CANARY }), "200 200 201 201 200 200 yes no:identity_source"],
  [
    "identity sources in an object",
    set({ identitySource: { 0: CANARY } }),
    "200 200 201 201 200 200 yes no:identity_source",
  ],
  [
    "an identity source in a list of lists",
    set({ identitySource: [[CANARY]] }),
    "200 200 201 201 200 200 yes no:identity_source",
  ],
  [
    "an identity source named like a prototype",
    set({ identitySource: ["__proto__"] }),
    "200 200 201 201 200 200 yes no:unknown_key",
  ],
];

test.each(table)("%s", async (_name, change, expected) => {
  const { calls, untold } = await functions();
  const found: string[] = [];
  for (const call of calls) {
    found.push(await outcome(call, change));
    expect(lines.join("\n")).not.toMatch(untold);
    expect(lines.join("\n")).not.toMatch(SECRETS);
  }
  expect(found.join(" ")).toBe(expected.replaceAll("FAILS", FAILS).replaceAll("BROKEN", BROKEN));
});
