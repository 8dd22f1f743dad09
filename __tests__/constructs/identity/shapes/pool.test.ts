import { GROUP, POOL } from "../../../../constructs/identity/shapes/pool";
import { checkProps } from "../../../../constructs/props/shape";
import { expectRefusal } from "../../../support/expect-error";

test.each([false, {}, { poolId: "eu-central-1_AbCdEfGhI" }, { customAttributes: { plan: { type: "String" } } }])(
  "%j passes",
  (pool) => expect(() => checkProps(POOL, pool, "api")).not.toThrow(),
);

test.each([
  [{ teir: "PLUS" }, "input-unknown", "Did you mean tier?"],
  [{ tier: "plus" }, "input-value", 'Did you mean "PLUS"?'],
  [{ customAttributes: { seats: { type: "Number", min: 1 } } }, "schema-unconstrained", "customAttributes.seats.max"],
  [{ customAttributes: { seats: { min: 1 } } }, "input-missing", "customAttributes.seats.type"],
  [{ poolId: "" }, "input-value", "poolId"],
])("%j is refused", (pool, code, text) => expectRefusal(() => checkProps(POOL, pool, "api"), code, text));

test("a group's precedence is a number", () =>
  expectRefusal(() => checkProps(GROUP, { description: "Staff", precedence: "1" }, "api"), "input-type", "precedence"));
