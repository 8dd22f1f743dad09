import { answerHeaders, requestHeaders } from "../../../functions/bff/upstream-headers";

const answered = (headers: Record<string, string>, place: (address: string) => string | undefined = () => undefined) =>
  answerHeaders(new Headers(headers), place);

test("of the browser's headers only those of the list reach the API", () => {
  const kept = { accept: "a", "if-match": '"1"', "idempotency-key": "k", traceparent: "t" };
  expect(
    requestHeaders({ ...kept, cookie: "c", authorization: "b", host: "h", "x-forwarded-for": "1", range: undefined }),
  ).toEqual(kept);
});

test("a body that came packed says so to the API, and a header beyond Latin-1 goes as the bytes that came", () => {
  const sent = { "content-encoding": "gzip", "content-language": "de", prefer: "name=Zoë", "if-match": '"日本"' };
  const headers = requestHeaders(sent);
  expect(headers).toEqual({ ...sent, "if-match": Buffer.from('"日本"').toString("latin1") });
  // What fetch makes of them; it throws a TypeError at a character above 255.
  expect(Buffer.from(new Headers(headers).get("if-match") ?? "", "latin1").toString()).toBe('"日本"');
});

test("of the API's headers cookies, CORS and its own policies stay behind, rate limits come along", () => {
  const kept = {
    etag: '"1"',
    "retry-after": "3",
    "x-ratelimit-remaining": "9",
    ratelimit: "l",
    "rate-limit-policy": "p",
  };
  expect(
    answered({
      ...kept,
      "set-cookie": "a=1",
      "access-control-allow-origin": "*",
      "x-rate": "1",
      "x-x-ratelimit": "1",
      "ratelimit-9": "1",
      server: "s",
    }),
  ).toEqual(kept);
});

test.each([
  ['Bearer error="invalid_token"', true],
  ["DPoP", true],
  ["Basic realm=x", false],
  ["Bearer, Basic realm=x", false],
  ["Bearerx", false],
  ["Basic bearer", false],
  ["Xyz bearer", false],
])("the challenge %s passes: %s", (challenge, passes) => {
  expect(answered({ "www-authenticate": challenge })).toEqual(passes ? { "www-authenticate": challenge } : {});
});

test("addresses of the API are told as the browser reaches them, others aren't told", () => {
  const place = (address: string) => (address.startsWith("/v1/") ? `/api/${address.slice(4)}` : undefined);
  expect(answered({ location: "/v1/a", "content-location": "https://evil.example" }, place)).toEqual({
    location: "/api/a",
  });
  expect(answered({ link: "</v1/a>; rel=next, <https://b.example>; rel=x, <../c>; rel=y" }, place)).toEqual({
    link: "</api/a>; rel=next, <https://b.example>; rel=x, <about:blank>; rel=y",
  });
});
