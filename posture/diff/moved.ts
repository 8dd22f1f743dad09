import type { Comparison } from "./comparison";

/** The address on the other side of what stands at an address of `side`: the one that a `moved` block brought it from or to, else the same. */
export function otherAddress({ moved }: Pick<Comparison, "moved">, address: string, side: "before" | "after"): string {
  const other = side === "after" ? moved.get(address) : [...moved.keys()].find((now) => moved.get(now) === address);
  return other ?? address;
}
