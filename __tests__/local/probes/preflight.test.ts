import { corsAllows } from "../../../local/probes/preflight";

const answer = (status: number, json: unknown, headers: Record<string, string> = {}) => ({
  status,
  json,
  text: JSON.stringify(json),
  headers: new Headers(headers),
});

test("a preflight grants only what a browser would take as such", () => {
  const headers = { "access-control-allow-origin": "https://a", "access-control-allow-methods": "GET,PUT" };
  expect(corsAllows(answer(204, {}, headers), "https://a", "PUT")).toBe(true);
  expect(corsAllows(answer(204, {}, headers), "https://b", "PUT")).toBe(false);
  expect(corsAllows(answer(204, {}, headers), "https://a", "DELETE")).toBe(false);
  expect(corsAllows(answer(403, {}, headers), "https://a", "GET")).toBe(false);
  expect(corsAllows(answer(204, {}, headers), "https://a", "GET", ["authorization"])).toBe(false);
  const allowed = { ...headers, "access-control-allow-headers": "Content-Type, Authorization" };
  expect(corsAllows(answer(204, {}, allowed), "https://a", "GET", ["authorization"])).toBe(true);
});
