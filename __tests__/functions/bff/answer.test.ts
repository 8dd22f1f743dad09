import { answer, denialAnswer, json, redirect } from "../../../functions/bff/answer";
import { Denied } from "../../../functions/bff/denied";

const ALWAYS = {
  "cache-control": "no-store",
  "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
  "referrer-policy": "no-referrer",
  "x-content-type-options": "nosniff",
};

test("what protects every answer can't be overwritten by the API's headers", () => {
  expect(answer(200, { "cache-control": "public", etag: "1" }, "x", ["a=1"], true)).toEqual({
    statusCode: 200,
    headers: { etag: "1", ...ALWAYS },
    cookies: ["a=1"],
    body: "x",
    isBase64Encoded: true,
  });
});

test("JSON says so, a redirect names the place", () => {
  expect(json(201, { a: 1 })).toMatchObject({
    statusCode: 201,
    headers: { "content-type": "application/json", ...ALWAYS },
    body: '{"a":1}',
    cookies: [],
    isBase64Encoded: false,
  });
  expect(redirect("https://a.example", ["a=1"])).toMatchObject({
    statusCode: 302,
    headers: { location: "https://a.example", ...ALWAYS },
    body: "",
    cookies: ["a=1"],
  });
});

test("a denial tells its code and the request's id; a person is led to a page instead", () => {
  const denied = new Denied(405, "method_not_allowed", { headers: { allow: "GET" }, cookies: ["a="] });
  expect(denialAnswer(denied, "r1")).toMatchObject({
    statusCode: 405,
    headers: { allow: "GET", "content-type": "application/json", ...ALWAYS },
    cookies: ["a="],
    body: '{"code":"method_not_allowed","requestId":"r1"}',
  });
  const led = denialAnswer(denied.with({ redirectTo: "https://app.example/" }), "r1");
  expect(led).toMatchObject({
    statusCode: 302,
    headers: { location: "https://app.example/" },
    cookies: ["a="],
    body: "",
  });
  expect(led.headers).not.toHaveProperty("allow");
});
