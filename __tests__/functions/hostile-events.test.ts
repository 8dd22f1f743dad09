import { createHash } from "node:crypto";
import { answerOf, checkKey, readKeys } from "../../functions/api-key/api-key";
import { createAuthorizer } from "../../functions/authorizer/authorizer";
import { handler as createNote } from "../../functions/create-note";
import { handler as items } from "../../functions/items";
import { customizeTokens } from "../../functions/pre-token-generation/pre-token-generation";
import { handler as profile } from "../../functions/profile";
import { readConfig } from "../../posture/claims";
import { claims, CLIENT, event, header, ISSUER, jwk, rsa, token } from "./authorizer/support/tokens";
import { quiet, world } from "./bff/world";
import { eventWith, jwtEvent, sending } from "./events";
import { bound, server } from "./mcp/support";
import { ATTRIBUTES, machineEvent, userEvent } from "./pre-token-generation/token-events";

/** Events as AWS really sends them, or as nobody should: each row names the document that decides what is right. */

beforeEach(quiet);
afterEach(() => jest.restoreAllMocks());

const PAYLOAD = "API Gateway: Lambda proxy integrations for HTTP APIs, payload format";
const FIELD = "RFC 9110 5.5";

type Change = Readonly<Record<string, unknown>>;

describe("the MCP gate refuses", () => {
  const CALL = '{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"write"}}';
  const PING = '{"jsonrpc":"2.0","id":1,"method":"ping"}';
  // As UTF-7 this calls the tool "write"; as UTF-8 it is a ping with an odd note.
  const HIDDEN = PING.replace("}", ',"note":"+ACI-,+ACI-method+ACI-:+ACI-tools/call+ACI-,+ACI-x+ACI-:+ACI-"}');
  const json = (type: string) => ({ "content-type": type });
  test.each<[string, string, string, Record<string, string>, number]>([
    ["UTF-7", "MCP: Transports", HIDDEN, json("application/json; charset=utf-7"), 415],
    ["UTF-16", "MCP: Transports", PING, json("application/json;charset=UTF-16LE"), 415],
    ["a charset with blanks", "RFC 9110 5.6.6", PING, json("application/json; charset = utf-7"), 415],
    ["a second charset", "RFC 9110 8.3.1", PING, json("application/json; charset=utf-8; charset=utf-7"), 415],
    ["a charset in quotes", "RFC 9110 5.6.4", PING, json('application/json; charset="ut\\f-7"'), 415],
    ["a charset of RFC 2231", "RFC 2231 4", PING, json("application/json; charset*=us-ascii'en'utf-7"), 415],
    ["a second header", PAYLOAD, PING, json("application/json; charset=utf-8,text/x; charset=utf-7"), 415],
    [
      "a second header in another spelling",
      "RFC 9110 5.1",
      HIDDEN,
      { ...json("application/json"), "Content-Type": "application/json; charset=utf-7" },
      415,
    ],
    ["Brotli", "RFC 9110 8.4", PING, { "content-encoding": "br" }, 415],
    ["two codings", "RFC 9110 8.4", PING, { "content-encoding": "identity, deflate" }, 415],
    [
      "a name that folds to params",
      "Unicode: case folding",
      CALL.replace('"params":', '"params":{"name":"read"},"param\u017f":'),
      {},
      400,
    ],
    ["a name that folds to id", "Unicode: case folding", CALL.replace('"id"', '"\u0131d"'), {}, 400],
    ["a tool in a batch", "MCP 2025-03-26: batching", `[${PING},${CALL}]`, {}, 403],
    [
      "a tool whatever version is said",
      "MCP: protocol version header",
      CALL,
      { "mcp-protocol-version": "1999-01-01" },
      403,
    ],
    ["a tool asked for by a notification", "JSON-RPC 4.1", CALL.replace('"id":1,', ""), {}, 403],
    ["a tool named like a prototype", "MCP: tools", CALL.replace("write", "__proto__"), {}, 403],
  ])("%s (%s)", async (_name, _document, body, headers, status) => {
    const { send, reached } = server({ tools: { read: [], write: ["notes/write"] } });
    const answer = await send(bound(), { body, headers });
    expect([answer.statusCode, reached.length]).toEqual([status, 0]);
  });

  test.each<[string, string, string, Record<string, string>]>([
    ["a response", "JSON-RPC 5", '{"jsonrpc":"2.0","id":1,"result":{}}', {}],
    [
      "a tool that asks for nothing",
      "MCP: tools",
      CALL.replace("write", "read"),
      json("application/json; charset=UTF-8"),
    ],
    ["a method written with escapes", "RFC 8259 7", PING.replace("ping", "p\\u0069ng"), json("application/json")],
  ])("and lets %s pass (%s)", async (_name, _document, body, headers) => {
    const { send, reached } = server({ tools: { read: [], write: ["notes/write"] } });
    expect([(await send(bound(), { body, headers })).statusCode, reached.length]).toEqual([200, 1]);
  });
});

describe("the authorizer answers", () => {
  const { privateKey, publicKey } = rsa();
  const good = token(privateKey, claims({ "cognito:groups": ["[admin]", "a,b", "équipe", "user"] }), header());
  const issuer = {
    issuer: ISSUER,
    clientIds: [CLIENT],
    routes: { "GET /admin": { groups: ["admin", "e\u0301quipe"] } },
  };
  const authorize = createAuthorizer(readConfig(JSON.stringify({ issuers: [issuer] })), {
    read: async () => Buffer.from(JSON.stringify({ keys: [jwk(publicKey)] })),
    log: () => undefined,
  });
  const bearer = `Bearer ${good}`;
  test.each<[string, string, Change, boolean]>([
    ["a header in another case", "RFC 9110 5.1", { headers: { AUTHORIZATION: bearer } }, true],
    [
      "a scheme in another case",
      "RFC 9110 11.1",
      { headers: { authorization: bearer.replace("Bearer", "bEARER") } },
      true,
    ],
    ["two headers in one", PAYLOAD, { headers: { authorization: `${bearer},${bearer}` } }, false],
    ["two spellings of a header", PAYLOAD, { headers: { authorization: bearer, Authorization: bearer } }, false],
    ["a list of headers, as payload 1.0 has beside", PAYLOAD, { headers: { authorization: [bearer] } }, false],
    ["no headers", PAYLOAD, { headers: null }, false],
    [
      "a token in the query alone",
      "RFC 6750 2.3",
      { headers: {}, queryStringParameters: { authorization: good } },
      false,
    ],
    ["a token in a cookie alone", "RFC 6750 2", { headers: {}, cookies: [`authorization=${good}`] }, false],
    ["a tab behind the scheme", "RFC 9110 11.4", { headers: { authorization: `Bearer\t${good}` } }, false],
    ["a line break behind the token", FIELD, { headers: { authorization: `${bearer}\n` } }, false],
    ["payload format 1.0, which names no route", PAYLOAD, { routeKey: undefined, version: "1.0" }, false],
    ["a group in brackets that another route asks for", "Cognito: groups", { routeKey: "GET /admin" }, false],
    ["a route named like a prototype", PAYLOAD, { routeKey: "constructor" }, true],
    ["an identity source that differs", PAYLOAD, { identitySource: ["Bearer other"] }, true],
  ])("%s (%s)", async (_name, _document, change, isAuthorized) => {
    const answer = (await authorize(event(good, change) as never)) as { isAuthorized: boolean; context?: object };
    expect(answer.isAuthorized).toBe(isAuthorized);
    if (isAuthorized) expect(answer.context).toMatchObject({ userId: "user-1", roles: "équipe,user" });
  });
});

describe("the API key function knows nobody by", () => {
  const hash = (key: string) => createHash("sha256").update(key).digest("hex");
  const keys = readKeys(JSON.stringify({ acme: [hash("key")], one: [hash("k")] }));
  test.each<[string, string, unknown]>([
    ["the text of payload 1.0", PAYLOAD, "key"],
    ["a list in the list", PAYLOAD, [["key"]]],
    ["the second identity source", PAYLOAD, ["", "key"]],
    ["a key with a blank behind it", FIELD, ["key "]],
    ["two keys in one header", PAYLOAD, ["key,key"]],
    ["a key with NUL behind it", FIELD, ["key\u0000"]],
    ["a key in letters that look alike", "Unicode: confusables", ["k\u0435y"]],
    ["null", PAYLOAD, null],
  ])("%s (%s)", (_name, _document, identitySource) => {
    expect(answerOf(checkKey(keys, { identitySource } as never))).toEqual({ isAuthorized: false, context: {} });
  });
});

describe("the token trigger", () => {
  const mapping = { claims: { org: { attribute: "custom:org_id" } }, machine: { claims: { m: { constant: 1 } } } };
  const added = (made: ReturnType<typeof customizeTokens>) => JSON.stringify(made.response);
  const TRIGGER = "Cognito: pre token generation";
  test.each<[string, string, Change, string]>([
    ["null for a user's attributes", TRIGGER, { userAttributes: null }, "{}"],
    [
      "no group configuration",
      TRIGGER,
      { userAttributes: ATTRIBUTES, groupConfiguration: undefined },
      '"org":"org-42"',
    ],
    ["an attribute that is no text", TRIGGER, { userAttributes: { "custom:org_id": 7 } }, "{}"],
    ["an attribute of blanks", TRIGGER, { userAttributes: { "custom:org_id": "  " } }, "{}"],
    [
      "attributes named like prototypes",
      TRIGGER,
      { userAttributes: JSON.parse('{"__proto__":{"custom:org_id":"x"}}') },
      "{}",
    ],
    [
      "characters beyond ASCII",
      TRIGGER,
      { userAttributes: { "custom:org_id": "Zoë 🦊 [a,b]" } },
      '"org":"Zoë 🦊 [a,b]"',
    ],
  ])("takes %s (%s) in each version and on a refresh", (_name, _document, request, expected) => {
    for (const version of ["1", "2", "3"])
      for (const source of ["TokenGeneration_HostedAuth", "TokenGeneration_RefreshTokens", "TokenGeneration_Later"]) {
        const given = userEvent(version, ATTRIBUTES, null, source);
        const made = customizeTokens(mapping, { ...given, request } as never);
        expect(added(made)).toContain(
          `"claimsToAddOrOverride":${expected.startsWith("{") ? expected : `{${expected}`}`,
        );
        expect(added(made)).not.toContain('"m":1');
      }
  });

  test.each<[string, string, Change]>([
    ["a version that is a number", TRIGGER, { version: 2 }],
    ["a version of its own", TRIGGER, { version: "V2_0" }],
    ["no request", TRIGGER, { request: undefined }],
  ])("throws at %s (%s): Cognito issues nothing", (_name, _document, change) => {
    expect(() => customizeTokens(mapping, { ...userEvent("2"), ...change } as never)).toThrow();
  });

  test("gives a machine nothing of a user's, whatever its event holds (Cognito: client credentials)", () => {
    const given = machineEvent({ tenant: "x" });
    const both = { ...given, request: { ...given.request, userAttributes: ATTRIBUTES, groupConfiguration: { a: [] } } };
    const { claimsAndScopeOverrideDetails: details } = customizeTokens(mapping, both as never).response as never;
    expect(details).toEqual({ accessTokenGeneration: { claimsToAddOrOverride: { m: 1 }, claimsToSuppress: [] } });
  });
});

describe("the handlers answer", () => {
  const note = (type: string) => createNote(jwtEvent(sending({}, { headers: { "content-type": type } })));
  test.each<[string, string, () => Promise<{ statusCode?: number }>, number]>([
    ["a charset with blanks", "RFC 9110 5.6.6", () => note("application/json; charset =latin1"), 415],
    ["a second charset", "RFC 9110 8.3.1", () => note("application/json; charset=utf-8; charset=utf-7"), 415],
    [
      "payload format 1.0 of a JWT authorizer",
      PAYLOAD,
      () => profile(eventWith({ claims: { sub: "x" }, scopes: null })),
      401,
    ],
    [
      "two authorizers",
      PAYLOAD,
      () => profile(eventWith({ jwt: { claims: { sub: "x" } }, iam: { userArn: "y" } })),
      401,
    ],
    [
      "a name inherited from a prototype",
      PAYLOAD,
      () => profile(eventWith({ jwt: { claims: Object.create({ sub: "x" }) } })),
      401,
    ],
    ["a name that is no text", PAYLOAD, () => profile(eventWith({ jwt: { claims: { sub: ["x"] } } })), 401],
    ["a method named like a prototype", PAYLOAD, () => items(jwtEvent({ method: "constructor", path: "/items" })), 405],
    ["a body of the wrong kind", PAYLOAD, () => items({ ...jwtEvent(sending({})), body: { name: "x" } } as never), 400],
    [
      "a name of lone surrogates",
      "RFC 8259 8.2",
      () => items(jwtEvent(sending(0, { body: '{"name":"\\ud800"}' }))),
      201,
    ],
  ])("%s (%s)", async (_name, _document, run, status) => {
    expect((await run()).statusCode).toBe(status);
  });
});

describe("the log names payload format 1.0 where it is why a function fails", () => {
  const http = { version: "1.0", resource: "/x", path: "/x", httpMethod: "GET", requestContext: { requestId: "r" } };
  const { version: _, ...rest } = http;
  const { handler: mcp } = server();
  const { handler: bff } = world();
  test.each<[string, (event: never) => Promise<unknown>]>([
    ["profile", profile],
    ["items", items],
    ["MCP", mcp],
    ["backend for frontend", bff],
  ])("%s (%#)", async (_name, handler) => {
    for (const sent of [http, rest]) {
      const logged = jest.mocked(console.error).mockClear();
      await handler({ headers: {}, body: null, isBase64Encoded: false, ...sent } as never);
      const [line] = logged.mock.calls.map(([text]) => JSON.parse(String(text)) as Record<string, unknown>);
      expect(line?.["detail"]).toMatch(/payload format 1\.0.*payload_format_version = "2\.0"/);
    }
  });

  test("and says nothing of it where the format is right", async () => {
    await profile(eventWith({}) as never);
    await items({ ...eventWith({}), requestContext: null } as never);
    const said = jest.mocked(console.error).mock.calls.join();
    expect(said).toContain("unforeseen error");
    expect(said).not.toContain("payload");
  });
});
