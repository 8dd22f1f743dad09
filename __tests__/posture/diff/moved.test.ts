import { otherAddress } from "../../../posture/diff/moved";

test.each<["before" | "after", string, string]>([
  ["after", "new.b", "old.a"],
  ["before", "old.a", "new.b"],
  // What stands at an address that something left, or is moved to the address that another one left.
  ["after", "old.a", "old.a"],
  ["before", "old.b", "old.a"],
  ["before", "new.b", "new.b"],
])("%s: what stands at %s is at %s on the other side", (side, address, other) => {
  const moved = new Map([["new.b", "old.a"], ...(address === "old.b" ? ([["old.a", "old.b"]] as const) : [])]);
  expect(otherAddress({ moved }, address, side)).toBe(other);
});
