import { readFileSync } from "node:fs";
import { BEHAVIOUR_GAPS } from "../../../local/emulator/emulator-gaps";
import { isAbout, PROMISES, promiseTable } from "../../../tools/docs/promises";

test("the document holds the table", () => {
  expect(readFileSync("docs/conformance.md", "utf8")).toContain(promiseTable());
});

test("every gap of the AWS emulator stands beside a promise, and what only AWS shows names its gap", () => {
  const named = new Set(PROMISES.flatMap(({ gaps = [] }) => gaps));
  expect(Object.keys(BEHAVIOUR_GAPS).filter((gap) => !named.has(gap as keyof typeof BEHAVIOUR_GAPS))).toEqual([]);
  expect(PROMISES.filter(({ proof, gaps = [] }) => proof === "only on AWS" && gaps.length === 0)).toEqual([]);
});

test("a probe is about a promise by its caller and by what it expects", () => {
  const [first] = PROMISES;
  expect(first && isAbout(first, { caller: "nobody", expected: "401 Unauthorized" })).toBe(true);
  expect(first && isAbout(first, { caller: "nobody", expected: "200 from the function" })).toBe(false);
  expect(first && isAbout(first, { caller: "machine", expected: "401 Unauthorized" })).toBe(false);
});
