import { literal } from "../../../cli/adopt/literal";

test("what is written reads back as it was", () => {
  const value = {
    "GET /a": { scopes: ["read", 'q"uote'], nested: { list: [{ a: 1, b: null }, true] } },
    class: "x",
    long: "y".repeat(200),
    none: {},
    empty: [],
  };
  // oxlint-disable-next-line no-eval -- What the literal means is what the engine reads.
  expect((0, eval)(`(${literal(value)})`)).toEqual(value);
});

test("what is short stays on one line, without quotes that nobody needs", () => {
  expect(literal({ scopes: ["read"], iam: true })).toBe('{ scopes: ["read"], iam: true }');
});
