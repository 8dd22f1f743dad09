import { Unresolved, firstUnresolved, type ValueBranch, type ValueNode } from "../value-node";
import type { Operator } from "./ast";
import { InexactError, exact, flagOf, numberOf, typeOf } from "./kinds";

/** `!x`, `-x`. */
export function negated(operator: "-" | "!", of: ValueNode): ValueNode {
  if (of instanceof Unresolved) return of;
  return operator === "!" ? !flagOf(of) : exact(-numberOf(of));
}

/** May throw InexactError. `&&` and `||` need no right side where the left decides, but Terraform looks at both. */
export function binary(operator: Operator, left: ValueNode, rightOf: () => ValueNode): ValueNode {
  const right = rightOf();
  const missing = [left, right].find((side) => side instanceof Unresolved);
  if (operator === "&&" || operator === "||") return logical(operator, left, right);
  if (missing instanceof Unresolved) return missing;
  if (operator === "==" || operator === "!=") return equal(left, right) === (operator === "==");
  return counted(operator, numberOf(left), numberOf(right));
}

/** Terraform says so too when one side is unknown: `false && unknown` is known from 1.? on, so only known sides count. */
function logical(operator: "&&" | "||", left: ValueNode, right: ValueNode): ValueNode {
  if (left instanceof Unresolved) return left;
  if (right instanceof Unresolved) return right;
  const [a, b] = [flagOf(left), flagOf(right)];
  return operator === "&&" ? a && b : a || b;
}

/** Equal in type and value: `1 == "1"` and `tolist([]) == []` are false. Nothing but null equals null. */
function equal(a: ValueNode, b: ValueNode): boolean {
  if (a === null || b === null) return a === b;
  if (typeof a !== "object" && typeof b !== "object") return typeOf(a) === typeOf(b) && a === b;
  if (firstUnresolved([a, b])) throw new InexactError("a part of a collection that is compared isn't known");
  const [kind, other] = [typeOf(a), typeOf(b)];
  if (kind === "unmarked" || other === "unmarked") throw new InexactError("collections of unknown types are compared");
  if (kind !== other) return false;
  const [left, right] = [a as ValueBranch, b as ValueBranch];
  const keys = Object.keys(left);
  const isFixed = kind === "tuple" || kind === "object";
  // An empty list has a type, which nothing in it tells; and so has a null.
  if (!isFixed && (keys.length === 0 || Object.keys(right).length === 0))
    throw new InexactError("collections of unknown types are compared");
  if (keys.some((key) => left[key] === null && right[key] === null))
    throw new InexactError("nulls in collections are compared");
  return (
    keys.length === Object.keys(right).length &&
    keys.every((key) => Object.hasOwn(right, key) && equal(left[key], right[key]))
  );
}

/** Terraform counts with 512 bits; whole numbers that fit are the same. */
function counted(operator: Exclude<Operator, "||" | "&&" | "==" | "!=">, a: number, b: number): ValueNode {
  switch (operator) {
    case "<":
      return a < b;
    case ">":
      return a > b;
    case "<=":
      return a <= b;
    case ">=":
      return a >= b;
  }
  if (!Number.isSafeInteger(a) || !Number.isSafeInteger(b)) throw new InexactError("a sum of fractions");
  switch (operator) {
    case "+":
      return whole(a + b);
    case "-":
      return whole(a - b);
    case "*":
      return whole(a * b);
    case "/":
      if (b === 0) throw new InexactError("a division by zero");
      return whole(a / b);
    case "%":
      if (a < 0 || b <= 0) throw new InexactError("a remainder of negative numbers");
      return a % b;
  }
}

function whole(value: number): number {
  if (!Number.isSafeInteger(value)) throw new InexactError("the result is not a whole number that fits");
  return exact(value);
}
