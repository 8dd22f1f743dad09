import { withCors } from "../../../local/front-end/cors";

const ORIGIN = "http://localhost:3000";
const answer = (status: number, headers: Record<string, string> = {}) => ({ status, headers: new Headers(headers) });
const allowed = (...args: Parameters<typeof withCors>): string | undefined =>
  withCors(...args)["access-control-allow-origin"];

test("a page of an allowed origin can read why it was refused", () => {
  expect(allowed(answer(401), ORIGIN, [ORIGIN])).toBe(ORIGIN);
  expect(allowed(answer(403), ORIGIN, [ORIGIN])).toBe(ORIGIN);
  expect(allowed(answer(403), ORIGIN, ["*"])).toBe("*");
  expect(withCors(answer(401, { "x-own": "1" }), ORIGIN, [ORIGIN])).toEqual({
    "access-control-allow-origin": ORIGIN,
    vary: "origin",
    "x-own": "1",
  });
});

test.each([
  ["a foreign origin", answer(401), "https://foreign.invalid", [ORIGIN]],
  ["no origin", answer(401), undefined, [ORIGIN]],
  ["an API without CORS", answer(403), ORIGIN, []],
  ["an answer of the function", answer(200), ORIGIN, [ORIGIN]],
  ["an error of the API", answer(500), ORIGIN, [ORIGIN]],
] as const)("nothing is added for %s", (_name, given, origin, origins) => {
  expect(allowed(given, origin, origins)).toBeUndefined();
});

test("an answer that has its headers keeps them, less those of the connection", () => {
  const headers = { "access-control-allow-origin": "https://own", "content-encoding": "gzip", "x-own": "1" };
  expect(withCors(answer(401, headers), ORIGIN, [ORIGIN])).toEqual({
    "access-control-allow-origin": "https://own",
    "x-own": "1",
  });
});
