import type { Operator } from "../../../../posture/terraform/hcl/ast";
import { asKind } from "../../../../posture/terraform/hcl/kinds";
import { binary, negated } from "../../../../posture/terraform/hcl/operators";
import { Unresolved, type ValueNode } from "../../../../posture/terraform/value-node";

const unknown = new Unresolved("later");
const list = (...items: ValueNode[]) => asKind("list", items);
const tuple = (...items: ValueNode[]) => asKind("tuple", items);
const map = (branch: Record<string, ValueNode>) => asKind("map", branch);

/** What it gives, or why it can't be told. */
function told(evaluate: () => ValueNode): unknown {
  try {
    const value = evaluate();
    return value instanceof Unresolved ? `? ${value.why}` : value;
  } catch (error) {
    return `${(error as Error).constructor.name}: ${(error as Error).message}`;
  }
}

test.each<["-" | "!", ValueNode, unknown]>([
  ["!", true, false],
  ["!", "false", true],
  ["!", unknown, "? later"],
  ["!", "yes", "InexactError: it is neither true nor false"],
  ["-", 2, -2],
  ["-", "1.5", -1.5],
  ["-", 0, "InexactError: a negative zero"],
  ["-", unknown, "? later"],
])("%s%j", (operator, of, expected) => expect(told(() => negated(operator, of))).toEqual(expected));

test.each<[ValueNode, Operator, ValueNode, unknown]>([
  [true, "&&", "true", true],
  [true, "&&", false, false],
  [false, "||", "1", true],
  [false, "||", "0", false],
  [false, "&&", unknown, "? later"],
  [unknown, "||", true, "? later"],
  [true, "&&", "x", "InexactError: it is neither true nor false"],
  [1, "==", 1, true],
  [1, "==", "1", false],
  [1, "!=", "1", true],
  [null, "==", null, true],
  [null, "!=", 1, true],
  [list(), "==", null, false],
  ["a", "==", unknown, "? later"],
  [unknown, "+", 1, "? later"],
  [1, "<", unknown, "? later"],
  [list(1), "==", list(1), true],
  [list(1), "==", list(2), false],
  [list(1), "==", list(1, 2), false],
  [list(1, 2), "==", list(1), false],
  [list(1), "==", tuple(1), false],
  [tuple(), "==", tuple(), true],
  [tuple(1, tuple("a")), "==", tuple(1, tuple("a")), true],
  [tuple(1, tuple("a")), "==", tuple(1, tuple("b")), false],
  [map({ a: 1 }), "==", map({ a: 1 }), true],
  [map({ a: 1 }), "==", map({ b: 1 }), false],
  [map({ a: 1 }), "!=", map({ a: 1, b: 1 }), true],
  [list(), "==", list(1), "InexactError: collections of unknown types are compared"],
  [list(1), "==", list(), "InexactError: collections of unknown types are compared"],
  [[1], "==", list(1), "InexactError: collections of unknown types are compared"],
  [list(1), "==", [1], "InexactError: collections of unknown types are compared"],
  [tuple(null), "==", tuple(null), "InexactError: nulls in collections are compared"],
  [tuple(null), "==", tuple(1), false],
  [tuple(unknown), "==", tuple(1), "InexactError: a part of a collection that is compared isn't known"],
  [1, "<", "2", true],
  [2, "<", 2, false],
  [2, ">", 2, false],
  [3, ">", 2, true],
  [2, "<=", 2, true],
  [3, "<=", 2, false],
  [2, ">=", 2, true],
  [1, ">=", 2, false],
  [1, "+", "2", 3],
  [1, "-", 2, -1],
  [3, "*", 4, 12],
  [8, "/", 2, 4],
  [7, "%", 4, 3],
  [0, "%", 4, 0],
  [1.5, "+", 1, "InexactError: a sum of fractions"],
  [1, "+", 1.5, "InexactError: a sum of fractions"],
  [1, "/", 2, "InexactError: the result is not a whole number that fits"],
  [1, "/", 0, "InexactError: a division by zero"],
  [-7, "%", 4, "InexactError: a remainder of negative numbers"],
  [7, "%", -4, "InexactError: a remainder of negative numbers"],
  [7, "%", 0, "InexactError: a remainder of negative numbers"],
  [2 ** 52, "*", 4, "InexactError: the result is not a whole number that fits"],
  ["x", "+", 1, "InexactError: it is not a plain number"],
])("%j %s %j", (left, operator, right, expected) =>
  expect(told(() => binary(operator, left, () => right))).toEqual(expected),
);
