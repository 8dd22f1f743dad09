import { formPoster, oauthCode, SignInError } from "../../../functions/bff/token-endpoint";
import { CONFIG } from "./world";

function poster(answers: (() => Response | Promise<Response>)[], renewed = "new") {
  const asked: { url: string; authorization: string | null; body: string }[] = [];
  const fetch = (async (url: string, init: RequestInit) => {
    const headers = new Headers(init.headers);
    asked.push({ url, authorization: headers.get("authorization"), body: String(init.body) });
    expect([init.method, init.redirect, headers.get("content-type")]).toEqual([
      "POST",
      "error",
      "application/x-www-form-urlencoded",
    ]);
    return (answers.shift() ?? (() => Response.json({ ok: 1 })))();
  }) as unknown as typeof globalThis.fetch;
  const secret = { get: async () => "old", renew: jest.fn(async () => renewed) };
  const post = formPoster(CONFIG, secret, { fetch, wait: async () => undefined, random: () => 0 });
  return { post, asked, secret };
}
const failing = (status: number, error: string) => () => Response.json({ error }, { status });
const basic = (secret: string) => `Basic ${Buffer.from(`${CONFIG.clientId}:${secret}`).toString("base64")}`;

test("sends a form as the confidential client", async () => {
  const { post, asked } = poster([]);
  expect(await post("/oauth2/token", { a: "1 2" }, { repeatable: false })).toEqual({ ok: 1 });
  expect(asked).toEqual([{ url: `${CONFIG.signInUrl}/oauth2/token`, authorization: basic("old"), body: "a=1+2" }]);
});

test("a refused client asks once more with the secret read anew, unless it is the same", async () => {
  const rotated = poster([failing(401, "invalid_client")]);
  await rotated.post("/t", {}, { repeatable: false });
  expect(rotated.asked.map(({ authorization }) => authorization)).toEqual([basic("old"), basic("new")]);
  const same = poster([failing(401, "invalid_client")], "old");
  await expect(same.post("/t", {}, { repeatable: false })).rejects.toMatchObject({
    code: "invalid_client",
    status: 401,
  });
  expect(same.asked).toHaveLength(1);
});

test("a throttled call is repeated whatever it does, an uncertain one only where that does no harm", async () => {
  for (const [first, repeatable, times] of [
    [failing(429, "x"), false, 2],
    [failing(503, "x"), true, 2],
    [failing(503, "x"), false, 1],
    [failing(400, "invalid_grant"), true, 1],
  ] as const) {
    const { post, asked } = poster([first]);
    await post("/t", {}, { repeatable }).catch(() => undefined);
    expect(asked).toHaveLength(times);
  }
});

test("an answer that can't be read is a failure, one without a body isn't", async () => {
  for (const text of ["<html>", "null", "7", '"a"', "[1]"]) {
    const failed = poster([() => new Response(text)]).post("/t", {}, { repeatable: false });
    await expect(failed).rejects.toMatchObject({
      name: "SignInError",
      code: "unreadable_answer",
      status: 200,
      message: "the sign-in service answered 200: unreadable_answer",
    });
    const refused = poster([() => new Response(text, { status: 400 })]).post("/t", {}, { repeatable: false });
    await expect(refused).rejects.toMatchObject({ code: "unknown", status: 400 });
  }
  expect(await poster([() => new Response("")]).post("/t", {}, { repeatable: false })).toEqual({});
});

test("no answer at all says why in one word", async () => {
  const reset = () => Promise.reject(Object.assign(new TypeError("fetch failed"), { cause: { code: "ECONNRESET" } }));
  await expect(poster([reset]).post("/t", {}, { repeatable: false })).rejects.toMatchObject({
    code: "ECONNRESET",
    status: undefined,
    message: "the sign-in service answered nothing: ECONNRESET",
  });
});

test("only codes that are known may stand in the log", () => {
  const known = ["invalid_grant", "slow_down", "interaction_required", "consent_required"];
  expect(known.map(oauthCode)).toEqual(known);
  for (const value of ["the token eyJ", ["invalid_grant"], 7, "", undefined]) expect(oauthCode(value)).toBe("unknown");
});

test.each<[SignInError, number, object]>([
  [new SignInError("too_many_requests", 400), 503, { "retry-after": "1" }],
  [new SignInError("slow_down", 400), 503, { "retry-after": "1" }],
  [new SignInError("invalid_client", 401), 502, {}],
])("%s is told as %i", (error, status, headers) => {
  const denied = error.toDenied();
  expect(denied).toMatchObject({ status, code: "upstream_unavailable" });
  expect(denied.options.headers ?? {}).toEqual(headers);
});

test("only a refusal that came as an answer below 500 says that a grant is invalid", () => {
  const statuses = [400, 401, 499, 500, undefined];
  expect(statuses.map((status) => new SignInError("invalid_grant", status).isInvalidGrant)).toEqual([
    true,
    true,
    true,
    false,
    false,
  ]);
  expect(new SignInError("invalid_request", 400).isInvalidGrant).toBe(false);
});
