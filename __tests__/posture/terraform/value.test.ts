import fc from "fast-check";
import {
  every,
  everyItem,
  isEmpty,
  known,
  listing,
  not,
  some,
  someItem,
  unknown,
  chain,
  map,
  is,
} from "../../../posture/model/index";
import type { Answer } from "../../../posture/model/index";

const answers = fc.array(fc.constantFrom<Answer>(true, false, "unknown"));

describe("three-valued logic", () => {
  it("agrees with itself: every is not some not", () => {
    fc.assert(fc.property(answers, (list) => every(list) === not(some(list.map(not)))));
  });

  it("says yes or no only if every way of filling in the unknown says so", () => {
    const fill = (list: readonly Answer[], value: boolean) => list.map((a) => (a === "unknown" ? value : a));
    fc.assert(
      fc.property(answers, (list) => {
        const outcomes = new Set([fill(list, true), fill(list, false)].map((l) => l.every(Boolean)));
        return every(list) === (outcomes.size === 1 ? [...outcomes][0] : "unknown");
      }),
    );
  });

  it("keeps the reason of what isn't known", () => {
    const value = unknown("after apply");
    expect(map(value, () => 1)).toBe(value);
    expect(chain(known(1), () => value)).toBe(value);
    expect(is<number>(value, 1)).toBe("unknown");
  });

  it("doesn't take a partly known list for a whole one", () => {
    const part = listing([1], ["another"]);
    expect(someItem(part, (n) => n === 1)).toBe(true);
    expect(someItem(part, (n) => n === 2)).toBe("unknown");
    expect(everyItem(part, (n) => n === 1)).toBe("unknown");
    expect(everyItem(part, (n) => n === 2)).toBe(false);
    expect([isEmpty(listing([])), isEmpty(listing([], ["x"])), isEmpty(part)]).toEqual([true, "unknown", false]);
  });
});
