import { atomsOf } from "../../../posture/iam/atoms";
import { globOf } from "../../../posture/iam/glob";

const all = [globOf("*")];
const globs = (count: number, pattern: (i: number) => string) =>
  Array.from({ length: count }, (_, i) => globOf(pattern(i)));

test("texts are divided by which patterns match them", () => {
  const found = atomsOf(all, [globOf("a*"), globOf("*b")]);
  expect(found?.map(({ in: numbers }) => [...numbers].join(" ")).sort()).toEqual(["", "0", "0 1", "1"]);
});

test("300 routes of any stage are told apart", () => {
  expect(
    atomsOf(
      all,
      globs(300, (i) => `arn:aws:execute-api:eu-west-1:1:a/*/GET/items${i}`),
    ),
  ).toHaveLength(301);
});

test.each<[string, (i: number) => string]>([
  ["crossing", (i) => `*a${i}*b${i}*`],
  ["long", (i) => `arn:aws:execute-api:*:*:abc/*/GET/items${i}/*`],
])("many %s wildcards are given up before they cost more than a second or two", (_, pattern) => {
  const start = process.cpuUsage().user;
  expect(atomsOf(all, globs(100, pattern))).toBeUndefined();
  expect(process.cpuUsage().user - start).toBeLessThan(3_000_000);
});
