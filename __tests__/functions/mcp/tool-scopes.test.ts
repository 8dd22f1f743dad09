import * as fc from "fast-check";
import { checkToolScopes } from "../../../functions/mcp/tool-scopes";
import { bound, server } from "./support";

beforeEach(() => void jest.spyOn(console, "info").mockImplementation(() => undefined));
afterEach(() => jest.restoreAllMocks());

const TOOLS = { read: [], write: ["notes/write", "notes/admin"] };
const may = (scope: string) => bound({ scope: `notes/use ${scope}`.trim() });

describe("a tool", () => {
  test.each([
    ["read", "", 200],
    ["write", "notes/write", 200],
    ["write", "notes/admin", 200],
    ["write", "", 403],
    ["write", "notes/writer", 403],
    ["delete", "notes/admin", 403],
    ["constructor", "", 403],
    ["Write", "notes/write", 403],
  ])("%s with %j: %i", async (tool, scope, status) => {
    const { call, reached } = server({ tools: TOOLS });
    expect((await call(tool, may(scope))).statusCode).toBe(status);
    expect(reached).toHaveLength(status === 200 ? 1 : 0);
  });

  test("that isn't named needs what * needs", async () => {
    const { call } = server({ tools: { ...TOOLS, "*": ["notes/any"] } });
    expect((await call("delete", may(""))).statusCode).toBe(403);
    expect((await call("delete", may("notes/any"))).statusCode).toBe(200);
    expect((await call("write", may("notes/any"))).statusCode).toBe(403);
  });

  test("asks for its scopes in the challenge", async () => {
    const { headers } = await server({ tools: TOOLS }).call("write", may(""));
    expect(headers["www-authenticate"]).toContain('error="insufficient_scope"');
    expect(headers["www-authenticate"]).toContain('scope="notes/use notes/write notes/admin"');
  });

  test("may be any where none is named", async () => {
    expect((await server().call("delete", may(""))).statusCode).toBe(200);
  });
});

const tools = new Map(Object.entries({ "*": [], write: ["w"] }));
const CALL = '{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"write"}}';

describe("a body that is meant to be read in two ways", () => {
  test.each([
    ["a name twice", CALL.replace('"name":"write"', '"name":"write","name":"read"')],
    ["a name twice, once escaped", CALL.replace('"name":"write"', '"n\\u0061me":"write","name":"read"')],
    ["a method twice", CALL.replace('"method":', '"method":"tools/list","method":')],
    ["a method in another case", CALL.replace('"method":"tools/call"', '"method":"ping","Method":"tools/call"')],
    ["a name in another case", CALL.replace('"name":"write"', '"name":"read","NAME":"write"')],
    ["params in another case", CALL.replace('"params":', '"params":{"name":"read"},"Params":')],
    ["params twice", CALL.replace('"params":', '"params":{"name":"read"},"params":')],
    ["a prototype", CALL.replace('"id":1', '"__proto__":{"method":"ping"}')],
    ["two messages", `${CALL}${CALL}`],
    ["a byte order mark", `\ufeff${CALL}`],
    ["a list in a list", `[[${CALL}]]`],
    ["no object", '"tools/call"'],
    ["null", "null"],
    ["nothing", ""],
    ["no name", CALL.replace('{"name":"write"}', "{}")],
    ["a name that is none", CALL.replace('"write"', '["write"]')],
    ["params in a list", CALL.replace('{"name":"write"}', '[{"name":"write"}]')],
  ])("%s: 400", (_name, body) => {
    expect(() => checkToolScopes(body, tools, new Set())).toThrow("invalid_json");
  });

  test.each([
    ["x", "The body is not valid JSON"],
    ["null", "The body is not a JSON-RPC message"],
    ["7", "The body is not a JSON-RPC message"],
    [`[${CALL},7]`, "The body is not a JSON-RPC message"],
    [`[${CALL},null]`, "The body is not a JSON-RPC message"],
    [CALL.replace('"id":1', '"ID":1'), "The body is not a JSON-RPC message"],
    [CALL.replace('"jsonrpc"', '"JSONRPC"'), "The body is not a JSON-RPC message"],
    [CALL.replace('"id":1', '"id":1,"id":2'), "The body names a member twice, or is nested too deeply"],
    [CALL.replace('{"name":"write"}', "null"), "A tools/call has no params.name"],
    [CALL.replace('{"name":"write"}', '"write"'), "A tools/call has no params.name"],
  ])("%s: says that %s", (body, text) => {
    expect(() => checkToolScopes(body, tools, new Set())).toThrow(
      expect.objectContaining({ status: 400, code: "invalid_json", text }),
    );
  });

  test("a tool that isn't open is told by its own reason", () => {
    const message = CALL.replace('"write"', '"other"');
    const closed = new Map([["write", []]]);
    expect(() => checkToolScopes(message, closed, new Set())).toThrow(
      expect.objectContaining({ status: 403, code: "tool", text: "The tool is not available" }),
    );
    const lacking = expect.objectContaining({ claim: "scope", challenge: expect.objectContaining({ scope: "w" }) });
    expect(() => checkToolScopes(CALL, tools, new Set())).toThrow(lacking);
  });

  test("in base64, as a gateway gives it, it is read", async () => {
    const { send } = server({ tools: TOOLS });
    const body = Buffer.from(CALL.replace("write", "read")).toString("base64");
    expect((await send(may(""), { body, base64: true })).statusCode).toBe(200);
    expect((await send(may(""), { body })).statusCode).toBe(400);
    expect((await send(may(""), { body: "" })).statusCode).toBe(400);
  });

  test("in bytes that are no UTF-8: 400", async () => {
    const { send, reached } = server({ tools: TOOLS });
    const bytes = Buffer.concat([Buffer.from('{"method":"tools/call","params":{"name":"wri'), Buffer.from([0xff])]);
    const body = Buffer.concat([bytes, Buffer.from('te"}}')]).toString("base64");
    const answer = await send(may(""), { body, base64: true });
    expect(answer.statusCode).toBe(400);
    expect(JSON.parse(answer.body)).toMatchObject({ code: "invalid_json", error: "The body is not valid UTF-8" });
    expect(reached).toEqual([]);
  });

  test("in a batch: every message counts", () => {
    const ping = '{"jsonrpc":"2.0","method":"ping"}';
    expect(() => checkToolScopes(`[${ping},${CALL}]`, tools, new Set())).toThrow("scope");
    expect(() => checkToolScopes(`[${ping},${CALL}]`, tools, new Set(["w"]))).not.toThrow();
  });
});

test("no text whatever calls a tool whose scope is missing", () => {
  const text = fc.oneof(
    fc.json(),
    fc.string(),
    fc.record({ method: fc.constant("tools/call"), params: fc.anything() }).map((value) => JSON.stringify(value)),
  );
  fc.assert(
    fc.property(text, (body) => {
      const outcome = (() => {
        try {
          checkToolScopes(body, tools, new Set());
          return "passed";
        } catch {
          return "denied";
        }
      })();
      const calls = (value: unknown): boolean =>
        Array.isArray(value)
          ? value.some(calls)
          : (value as { method?: unknown; params?: { name?: unknown } } | null)?.method === "tools/call" &&
            (value as { params?: { name?: unknown } }).params?.name === "write";
      if (outcome === "passed") expect(calls(JSON.parse(body))).toBe(false);
    }),
    { numRuns: 500 },
  );
});
