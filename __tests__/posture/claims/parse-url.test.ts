import { parseUrl } from "../../../posture/claims/parse-url";

test.each<[text: string, base: string | undefined, found: string | undefined]>([
  ["https://a.example/b?c#d", undefined, "https://a.example/b?c#d"],
  ["https://bücher.example", undefined, "https://xn--bcher-kva.example/"],
  ["../b", "https://a.example/c/d", "https://a.example/b"],
  ["b", undefined, undefined],
  ["https://a..%", undefined, undefined],
  ["https://", "https://a.example", undefined],
])("%j seen from %j is %j", (text, base, found) => expect(parseUrl(text, base)?.href).toBe(found));

test("asked often, the answer stays the same", () => {
  const answers = new Set(Array.from({ length: 50_000 }, () => parseUrl("https://bücher.example")?.host));
  expect([...answers]).toEqual(["xn--bcher-kva.example"]);
});
