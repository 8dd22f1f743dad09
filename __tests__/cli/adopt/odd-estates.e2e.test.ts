import { readEstate } from "../../../cli/adopt/estate";
import { planAdoption } from "../../../cli/adopt/plan";
import { ODD_ESTATES } from "./odd";
import { stateOf } from "./state";

/** Whatever the constructs refuse, the rest is taken over, and each resource is told of once. */

test.each(ODD_ESTATES)("%s", (_, written) => {
  const { taken, left, added, descriptions } = planAdoption(readEstate(stateOf(written)));
  const told = [...taken.map(({ held }) => held.address), ...left.keys()].sort();
  expect(told).toEqual(written.map(({ address }) => address).sort());
  for (const why of left.values()) expect(why).toMatch(/\S/);
  expect(added).toEqual([]);
  expect(descriptions).toHaveLength(1);
  expect(taken.length).toBeGreaterThanOrEqual(4);
});
