import * as fc from "fast-check";
import { runs } from "../../support/runs";
import { atomsOf } from "../../../posture/iam/atoms";
import { arnGlobOf, globOf, globOfTemplate, matches, overlap, type Template } from "../../../posture/iam/glob";

/** How a pattern meets the texts of a template: all of them, some, or none. */
function meets(pattern: string, template: Template): "all" | "some" | "none" {
  const atoms = atomsOf([globOfTemplate(template)], [globOf(pattern)]);
  const met = (atoms ?? []).filter((one) => one.in.size > 0).length;
  return met === 0 ? "none" : met === atoms?.length ? "all" : "some";
}

const SEGMENT = { gap: "segment" } as const;
const REST = { gap: "rest" } as const;

test.each([
  ["execute-api:*", ["execute-api:invoke"], "all"],
  ["*", ["arn:", SEGMENT, "/x"], "all"],
  ["a.c", ["abc"], "none"],
  ["a?c", ["abc"], "all"],
  ["a?c", ["ac"], "none"],
  ["*/prod/GET/*", ["arn:x/prod/GET/items/7"], "all"],
  ["/$default/GET/x", ["/$default/GET/x/y"], "none"],
  ["/items/*", ["/items/", SEGMENT], "all"],
  ["/items/7", ["/items/", SEGMENT], "some"],
  ["/items/", ["/items/", SEGMENT], "none"],
  ["/items/7/x", ["/items/", SEGMENT], "none"],
  ["/items/?/x", ["/items/", SEGMENT, "/x"], "some"],
  ["/items/7/x", ["/items/", REST], "some"],
  ["/items/", ["/items/", REST], "some"],
  ["/other/*", ["/items/", REST], "none"],
  [
    "arn:aws:execute-api:eu-west-1:*:*/GET/x",
    ["arn:aws:execute-api:eu-west-1:", SEGMENT, ":", SEGMENT, "/p/GET/x"],
    "all",
  ],
  ["arn:aws:execute-api:us-east-1:*", ["arn:aws:execute-api:eu-west-1:", SEGMENT, ":", SEGMENT, "/p/GET/x"], "none"],
] as const)("%s against %j: %s", (pattern, template, expected) => {
  expect(meets(pattern, template)).toBe(expected);
});

const letters = (words: readonly string[]) =>
  fc.array(fc.constantFrom(...words), { maxLength: 6 }).map((all) => all.join(""));
const pattern = letters(["a", "b", "/", "*", "?"]);

test("a text without gaps is met as a regular expression would", () => {
  fc.assert(
    fc.property(pattern, letters(["a", "b", "/"]), (glob, text) => {
      const same = new RegExp(`^${glob.replace(/\*/g, ".*").replace(/\?/g, ".")}$`).test(text);
      return meets(glob, [text]) === (same ? "all" : "none");
    }),
    { numRuns: 1000 },
  );
});

test("what is said of a gap holds for whatever stands there", () => {
  const fillings = { segment: letters(["a", "b"]).filter((text) => text !== ""), rest: letters(["a", "b", "/"]) };
  const gap = fc.constantFrom("segment" as const, "rest" as const);
  fc.assert(
    fc.property(
      pattern,
      letters(["a", "/"]),
      letters(["b", "/"]),
      gap.chain((one) => fc.tuple(fc.constant(one), fillings[one])),
      (glob, before, after, [kind, text]) => {
        const template: Template = [before, { gap: kind }, after];
        const whole = meets(glob, template);
        const one = meets(glob, [before + text + after]);
        return whole === "some" || whole === one;
      },
    ),
    { numRuns: 2000 },
  );
});

test.each([
  ["arn:aws:execute-api:*", "arn:aws:execute-api:eu-west-1:1:abc/prod/GET/x", true],
  ["arn:aws:execute-api:*:*:*", "arn:aws:execute-api:eu-west-1:1:abc/prod/GET/x", true],
  ["arn:aws:execute-api:eu-*-1:1:abc/*", "arn:aws:execute-api:eu-west-1:1:abc/prod/GET/x", true],
  ["arn:aws:execute-api:e*1:abc/*", "arn:aws:execute-api:eu-west-1:1:abc/prod/GET/x", false],
  ["arn:aws:lambda:eu-west-1:1:function:a*z", "arn:aws:lambda:eu-west-1:1:function:a:z", true],
])("a star that ends a segment of an ARN goes past colons: %s against %s", (pattern, arn, expected) => {
  expect(matches(arnGlobOf(globOf(pattern)), arn)).toBe(expected);
});

test("atoms divide the texts of a universe by the patterns that match them", () => {
  const word = fc.array(fc.constantFrom("a", "b", "/", "*", "?"), { maxLength: 5 }).map((all) => all.join(""));
  const plain = fc.array(fc.constantFrom("a", "b", "/"), { maxLength: 6 }).map((all) => all.join(""));
  fc.assert(
    fc.property(fc.array(word, { maxLength: 4 }), word, plain, (patterns, universe, text) => {
      const globs = patterns.map(globOf);
      const atoms = atomsOf([globOf(universe)], globs) ?? [];
      const signature = (one: string) => globs.flatMap((glob, i) => (matches(glob, one) ? [i] : [])).join();
      const all = new Set(atoms.map((one) => [...one.in].sort().join()));
      // Each atom's example is in the universe and of that atom, and no text of the universe is left out.
      return (
        atoms.every((one) => matches(globOf(universe), one.example) && all.has(signature(one.example))) &&
        (!matches(globOf(universe), text) || all.has(signature(text)))
      );
    }),
    { numRuns: 2000 },
  );
});

test("a pattern of many stars takes no long time", () => {
  const started = process.cpuUsage();
  expect(meets(`${"*a".repeat(200)}b`, ["a".repeat(3000)])).toBe("none");
  // The processor's time, in microseconds: others may share the machine.
  expect(process.cpuUsage(started).user).toBeLessThan(2_000_000);
});

test("two patterns overlap where a text is divided off that both match", () => {
  const element = fc.constantFrom(
    "a",
    "b",
    ":",
    { not: "", many: true },
    { not: ":", many: true },
    { not: "a:", many: false },
  );
  const glob = fc.array(element, { maxLength: 7 });
  fc.assert(
    fc.property(glob, glob, (one, other) => {
      const atoms = atomsOf([one], [other]);
      expect([overlap(one, other), overlap(other, one)]).toEqual([
        atoms?.some((atom) => atom.in.size > 0),
        atoms?.some((atom) => atom.in.size > 0),
      ]);
    }),
    { numRuns: runs(300) },
  );
});
