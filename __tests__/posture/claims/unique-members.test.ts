import { hasUniqueMembers } from "../../../posture/claims/unique-members";

const unique = (text: string): boolean => hasUniqueMembers(text, JSON.parse(text) as object);

test.each(['{"a":1,"b":":","c":"\\":"}', '{"a" : 1, "b"\n:2}', "{}", '{"":{"":[{"":1}]}}', '{"a":"{\\"b\\":1}"}'])(
  "unique: %s",
  (text) => expect(unique(text)).toBe(true),
);

test.each([
  '{"a":1,"a":2}',
  '{"a" :1,"a":2}',
  '{"a"\t:1,"a"\n:2}',
  '{"a":1,"\\u0061":2}',
  '{"a":":","a":1}',
  '{"b":[{"a":1,"a":1}]}',
  '{"__proto__":1}',
])("in doubt: %s", (text) => expect(unique(text)).toBe(false));

test("nesting is bounded", () => {
  const nested = (depth: number) => `{"a":${"[".repeat(depth)}${"]".repeat(depth)}}`;
  expect(unique(nested(15))).toBe(true);
  expect(unique(nested(16))).toBe(false);
});
