import {
  asKind,
  byBytes,
  fitTogether,
  flagOf,
  integerOf,
  keysOf,
  kindOf,
  numberOf,
  sameShape,
  setOf,
  textOf,
  typeOf,
  unified,
} from "../../../../posture/terraform/hcl/kinds";
import type { ValueNode } from "../../../../posture/terraform/value-node";

const tuple = (...items: ValueNode[]) => asKind("tuple", items);
const object = (branch: Record<string, ValueNode>) => asKind("object", branch);
const told = (evaluate: () => unknown): unknown => {
  try {
    return evaluate();
  } catch (error) {
    return `! ${(error as Error).message}`;
  }
};

describe("one value", () => {
  test.each<[ValueNode, unknown, unknown, unknown, unknown]>([
    ["a", "a", "! it is not a plain number", "! it is not a plain number", "! it is neither true nor false"],
    ["1", "1", 1, 1, true],
    ["0", "0", 0, 0, false],
    ["-1.25", "-1.25", -1.25, "! it is not a whole number", "! it is neither true nor false"],
    ["01", "01", "! it is not a plain number", "! it is not a plain number", "! it is neither true nor false"],
    ["1e3", "1e3", "! it is not a plain number", "! it is not a plain number", "! it is neither true nor false"],
    ["x1", "x1", "! it is not a plain number", "! it is not a plain number", "! it is neither true nor false"],
    ["1x", "1x", "! it is not a plain number", "! it is not a plain number", "! it is neither true nor false"],
    ["true", "true", "! it is not a plain number", "! it is not a plain number", true],
    ["false", "false", "! it is not a plain number", "! it is not a plain number", false],
    [false, "false", "! it is not a plain number", "! it is not a plain number", false],
    [7, "7", 7, 7, "! it is neither true nor false"],
    [0.5, "0.5", 0.5, "! it is not a whole number", "! it is neither true nor false"],
    [1e15 + 0.5, "! a number is too large or too fine", "! a number is too large or too fine", "! a number is too large or too fine", "! it is neither true nor false"], // prettier-ignore
    [1e-7, "! a number is too large or too fine", "! a number is too large or too fine", "! a number is too large or too fine", "! it is neither true nor false"], // prettier-ignore
    [-0, "! a negative zero", "! a negative zero", "! a negative zero", "! it is neither true nor false"],
    [null, "! a null has no text", "! it is not a plain number", "! it is not a plain number", "! it is neither true nor false"], // prettier-ignore
    [[], "! it is not a single value", "! it is not a plain number", "! it is not a plain number", "! it is neither true nor false"], // prettier-ignore
  ])("%j as text, number, whole number, flag", (value, ...expected) =>
    expect([textOf, numberOf, integerOf, flagOf].map((of) => told(() => of(value)))).toEqual(expected),
  );

  test.each<[ValueNode, string, string | undefined]>([
    [null, "null", undefined],
    [undefined, "null", undefined],
    ["a", "string", undefined],
    [1, "number", undefined],
    [true, "boolean", undefined],
    [[], "unmarked", undefined],
    [tuple(), "tuple", "tuple"],
    [object({}), "object", "object"],
  ])("%j has a type: %s", (value, type, kind) => expect([typeOf(value), kindOf(value)]).toEqual([type, kind]));
});

test("texts stand by their code points", () => {
  const texts = ["b", "", "a", "ab", "\u{1F600}", "\uFFFD", "B"];
  const sorted = ["", "B", "a", "ab", "b", "\uFFFD", "\u{1F600}"];
  expect([...texts].sort(byBytes)).toEqual(sorted);
  expect(keysOf(Object.fromEntries(texts.map((text) => [text, 1])))).toEqual(sorted);
  expect([byBytes("a", "a"), byBytes("a", "b") < 0, byBytes("b", "a") > 0]).toEqual([0, true, true]);
});

test.each<[readonly ValueNode[], unknown]>([
  [
    ["b", "a", "b"],
    ["a", "b"],
  ],
  [
    [10, 9, 10],
    [9, 10],
  ],
  [
    [1, "a"],
    ["1", "a"],
  ],
  [[true], [true]],
  [[], []],
  [[true, false], "! a set of other things than texts or numbers"],
  [["a", null], "! a set with a null"],
])("the set of %j", (items, expected) => {
  const set = told(() => setOf(items));
  expect(set).toEqual(expected);
  if (Array.isArray(expected)) expect(kindOf(set as ValueNode)).toBe("set");
});

test.each<[readonly ValueNode[], unknown]>([
  [["a", null], ["a", null]], // prettier-ignore
  [[1, true, null, "a"], ["1", "true", null, "a"]], // prettier-ignore
  [[1, true], "! items of several types"],
  [[1, "a", tuple()], "! items of several types"],
  [[tuple(1), tuple(2)], [tuple(1), tuple(2)]], // prettier-ignore
  [[tuple(1), tuple("a")], "! items of several types"],
  [[tuple(1), tuple(1, 2)], "! items of several types"],
  [[object({ a: 1 }), object({ b: 1 })], "! items of several types"],
  [[object({ a: 1 })], [object({ a: 1 })]],
])("%j as items of a list", (items, expected) => expect(told(() => unified(items))).toEqual(expected));

test.each<[ValueNode, ValueNode, boolean, boolean]>([
  [1, 2, true, true],
  [1, "1", false, false],
  [null, null, false, true],
  [null, 1, false, true],
  [tuple(1), tuple(2), true, true],
  [tuple(1), tuple("a"), false, false],
  [tuple(1), tuple(1, 2), false, false],
  [[1], [1], true, false],
  [object({ a: 1 }), object({ a: 2 }), true, true],
  [object({ a: 1 }), object({ b: 1 }), false, false],
  [object({ a: 1 }), object({ a: 1, b: 2 }), false, false],
  [object({ a: null }), object({ a: 1 }), false, true],
  [object({ a: "x" }), object({ a: 1 }), false, false],
])("%j and %j: of one shape %s, fit together %s", (a, b, same, fit) => {
  expect([sameShape(a, b), sameShape(b, a)]).toEqual([same, same]);
  expect([fitTogether([a, b]), fitTogether([b, a]), fitTogether([a])]).toEqual([fit, fit, true]);
});
