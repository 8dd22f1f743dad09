import { exact, integerOf, numberOf, InexactError } from "../kinds";
import type { ValueNode } from "../../value-node";
import { listOf, of, type Table } from "./table";

export const NUMBERS: Table = {
  abs: of(1, 1, ([value]) => Math.abs(numberOf(value))),
  ceil: of(1, 1, ([value]) => exact(Math.ceil(numberOf(value)))),
  floor: of(1, 1, ([value]) => exact(Math.floor(numberOf(value)))),
  signum: of(1, 1, ([value]) => exact(Math.sign(integerOf(value)))),
  max: of(1, Infinity, (args) => Math.max(...args.map(numberOf))),
  min: of(1, Infinity, (args) => Math.min(...args.map(numberOf))),
  sum: of(1, 1, ([list]) => total(listOf(list))),
  parseint: of(2, 2, ([text, base]) => {
    if (typeof text !== "string" || base !== 10 || !/^-?(?:0|[1-9]\d{0,14})$/.test(text))
      throw new InexactError("only plain decimal texts are read");
    return exact(Number(text));
  }),
};

function total(items: readonly ValueNode[]): number {
  if (items.length === 0) throw new InexactError("an empty list");
  const sum = items.map(integerOf).reduce((a, b) => a + b, 0);
  if (!Number.isSafeInteger(sum)) throw new InexactError("the sum doesn't fit");
  return sum;
}
