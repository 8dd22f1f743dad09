import type { AppliedRoute } from "../../../tools/local/applied";
import { samplePath } from "../../../tools/local/applied";
import { splitScopes } from "../../../tools/local/callers";
import { readEvent } from "../../../tools/local/apply";
import { curlLine, shellQuote } from "../../../tools/local/paste";
import { randomPassword } from "../../../tools/local/people";
import { grants } from "../../../tools/local/preflight";
import { compare } from "../../../tools/local/probes";
import { answerOf, firstDifference } from "../../../tools/local/samples";
import { hiddenFields } from "../../../tools/local/sign-in";
import { regionOf } from "../../../tools/local/synth";

const route = (key: string): AppliedRoute => {
  const [method = "GET", path = "/"] = key.split(" ");
  return {
    address: "r",
    key,
    method,
    path,
    authorization: "JWT",
    issuer: "i",
    audience: [],
    scopes: [],
    apiId: "abc",
    stage: "$default",
    cors: undefined,
  };
};
const answer = (status: number, json: unknown, headers: Record<string, string> = {}) => ({
  status,
  json,
  text: JSON.stringify(json),
  headers: new Headers(headers),
});

test("an answer must come from the function and name the caller", () => {
  const body = {
    message: "Authenticated profile response",
    user: { sub: "ann", clientId: "web" },
    auth: { tokenUse: "access", scopes: ["b", "a"] },
  };
  const claims = { sub: "ann", client_id: "web", token_use: "access", scope: "a b" };
  expect(answerOf(route("GET /profile"), answer(200, body), claims).wrong).toBeUndefined();
  expect(
    answerOf(route("GET /profile"), answer(200, { ...body, user: { sub: "bob", clientId: "web" } }), claims).wrong,
  ).toBe("body.user.sub differs");
  expect(answerOf(route("GET /profile"), answer(404, { message: "Not Found" }), claims).wrong).toMatch(/status/);
});

test("a route without a sample must be answered by its function, not by the gateway", () => {
  expect(answerOf(route("GET /other"), answer(200, {}), {}).wrong).toBeUndefined();
  expect(answerOf(route("GET /other"), answer(422, { error: "x" }), {}).wrong).toBeUndefined();
  expect(answerOf(route("GET /other"), answer(401, { message: "Unauthorized" }), {}).wrong).toBeDefined();
  expect(answerOf(route("GET /other"), answer(502, {}), {}).wrong).toBeDefined();
});

test("a refusal must be the gateway's own: a function's 403 is not one", () => {
  const expectation = { answer: 403, why: "x" } as const;
  expect(compare(route("GET /items"), { name: "a" }, expectation, answer(403, { message: "Forbidden" })).passed).toBe(
    true,
  );
  expect(compare(route("GET /items"), { name: "a" }, expectation, answer(403, { error: "Forbidden" })).passed).toBe(
    false,
  );
  expect(compare(route("GET /items"), { name: "a" }, expectation, answer(200, {})).passed).toBe(false);
});

test("what isn't proven here never counts as passed", () => {
  const probe = compare(
    route("GET /x"),
    { name: "a" },
    { answer: 403, why: "x", unproven: "y" },
    answer(403, { message: "Forbidden" }),
  );
  expect(probe).toMatchObject({ passed: undefined, proof: "only on AWS" });
});

test("differences are named by their path, order in lists doesn't matter", () => {
  expect(firstDifference({ a: [1, 2] }, { a: [2, 1], b: 0 })).toBeUndefined();
  expect(firstDifference({ a: { b: 1 } }, { a: {} })).toBe("body.a.b");
  expect(firstDifference({ a: 1 }, "text")).toBe("body");
});

test("a preflight grants only what a browser would take as such", () => {
  const headers = { "access-control-allow-origin": "https://a", "access-control-allow-methods": "GET,PUT" };
  expect(grants(answer(204, {}, headers), "https://a", "PUT")).toBe(true);
  expect(grants(answer(204, {}, headers), "https://b", "PUT")).toBe(false);
  expect(grants(answer(204, {}, headers), "https://a", "DELETE")).toBe(false);
  expect(grants(answer(403, {}, headers), "https://a", "GET")).toBe(false);
});

test("scopes of a client are told apart by the route's demand", () => {
  expect(splitScopes(["openid", "r", "w"], ["w"])).toEqual({ with: ["w"], without: ["openid", "r"] });
  expect(splitScopes(["r"], ["admin"])).toEqual({ with: [], without: ["r"] });
});

test("hidden fields of the sign-in form are read and decoded", () => {
  const html = `<input type="hidden" name="state" value="a&amp;b&#x27;"><input type="text" name="username" value="x"><input type="hidden" name="np">`;
  expect(hiddenFields(html)).toEqual({ state: "a&b'", np: "" });
});

test("passwords satisfy every class, are long and never repeat", () => {
  const all = Array.from({ length: 200 }, randomPassword);
  for (const password of all) expect(password).toMatch(/^(?=.*[a-z])(?=.*[A-Z])(?=.*\d)(?=.*[^\w]).{20,99}$/);
  expect(new Set(all).size).toBe(all.length);
});

test("a curl line reads its token from a file and can be pasted", () => {
  const line = curlLine("http://127.0.0.1:1", route("POST /items"), "a b/user.token");
  expect(line).toBe(
    `curl -s -X POST -H "authorization: Bearer $(cat 'a b/user.token')" -H 'content-type: application/json' -d '{"name":"An item"}' http://127.0.0.1:1/_aws/execute-api/abc/%24default/items`,
  );
  expect(shellQuote("it's")).toBe(`'it'\\''s'`);
});

test("path parameters are filled in", () => {
  expect(samplePath("/a/{id}/{proxy+}")).toBe("/a/sample/sample");
});

test("Terraform's events: the summary, errors, and lines that are none", () => {
  expect(
    readEvent(`{"type":"change_summary","@message":"x","changes":{"add":2,"change":0,"remove":1,"operation":"apply"}}`)
      ?.counts,
  ).toEqual({ add: 2, change: 0, destroy: 1 });
  expect(readEvent(`{"@level":"error","@message":"Error","diagnostic":{"summary":"no","detail":"why"}}`)?.error).toBe(
    "no: why",
  );
  expect(readEvent("not JSON")).toBeUndefined();
});

test("the region is the default provider's, if it is a literal", () => {
  expect(regionOf({ provider: { aws: [{ alias: "x", region: "eu-west-1" }, { region: "eu-north-1" }] } })).toBe(
    "eu-north-1",
  );
  expect(regionOf({ provider: { aws: [{ region: "${var.region}" }] } })).toBe("us-east-1");
  expect(regionOf({})).toBe("us-east-1");
});
