import { isRecord, isScalar, isStrings, unknownKeys } from "../../../functions/pre-token-generation/checks";

const VALUES = [{}, [], null, "", "a", 0, NaN, Infinity, true, undefined, ["a"], ["a", ""], [1]];

test("each check takes what it names and nothing else", () => {
  expect(VALUES.filter(isRecord)).toEqual([{}]);
  expect(VALUES.filter(isStrings)).toEqual([[], ["a"]]);
  expect(VALUES.filter(isScalar)).toEqual(["", "a", 0, true]);
});

test("each key that isn't known is named, with the known ones", () => {
  expect(unknownKeys("the mapping", { a: 1, b: 2, c: 3 }, ["a", "d"])).toEqual([
    'the mapping has no "b"; it has "a", "d"',
    'the mapping has no "c"; it has "a", "d"',
  ]);
});
