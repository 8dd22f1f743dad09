import { append, groupBy } from "../../posture/group-by";

test("items are grouped by key, both in order of appearance", () => {
  const found = groupBy(["b1", "a1", "b2", "1"], (text) => /[a-z]/.exec(text)?.[0]);
  expect([...found]).toEqual([
    ["b", ["b1", "b2"]],
    ["a", ["a1"]],
    [undefined, ["1"]],
  ]);
});

test("an item goes to the end of its key's list", () => {
  const lists = new Map([["a", [1]]]);
  append(lists, "a", 2);
  append(lists, "b", 3);
  expect(Object.fromEntries(lists)).toEqual({ a: [1, 2], b: [3] });
});
