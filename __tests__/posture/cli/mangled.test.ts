import fc from "fast-check";
import { fixture } from "../fixtures";
import { posture } from "./support";
import { runs } from "../../support/runs";

/**
 * Plans with something in them replaced, taken out or doubled: whatever is read, the command ends with an answer, or says what is wrong with the
 * input.
 */
const numRuns = runs(6);

const COMMANDS = [
  ["check", "plan"],
  ["show", "plan", "--from", "nobody"],
  ["show", "plan", "--format", "access"],
  ["diff", "plan"],
  ["diff", "before", "plan"],
  ["report", "plan"],
  ["paths", "plan", "--from", "nobody"],
  ["explain", "plan", "--route", "GET /items"],
] as const;

const other = fc.oneof(
  fc.constantFrom<unknown>(null, true, 0, -1, 1e308, "", "${", "${aws_x.y.z}", "arn:aws:", "*", [], {}, [null], [[]]),
  fc.constantFrom<unknown>(
    { references: ["a", null] },
    { constant_value: 7 },
    { "": "" },
    "__proto__",
    "ANY /{proxy+}",
  ),
  fc.string(),
  fc.jsonValue({ maxDepth: 2 }),
);
type Path = readonly string[];
const WAYS = ["replace", "delete", "double"] as const;

/** Every place below a value, the version of the format left out: another is refused before anything is read. */
function placesIn(value: unknown, at: Path = []): Path[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    key === "format_version" ? [] : [[...at, key], ...placesIn(inner, [...at, key])],
  );
}

/** The value with what stands at a place replaced, deleted or, in a list, doubled. */
function mangled(value: unknown, [key = "", ...rest]: Path, way: (typeof WAYS)[number], by: unknown): unknown {
  // An earlier change may have taken the place away.
  if (typeof value !== "object" || value === null || !(key in value)) return value;
  const copy: Record<string, unknown> | unknown[] = Array.isArray(value) ? [...(value as unknown[])] : { ...value };
  const inner = (copy as Record<string, unknown>)[key];
  if (rest.length > 0) (copy as Record<string, unknown>)[key] = mangled(inner, rest, way, by);
  else if (way === "double" && Array.isArray(copy)) copy.push(inner);
  else if (way === "delete" && Array.isArray(copy)) copy.splice(Number(key), 1);
  else if (way === "delete") delete (copy as Record<string, unknown>)[key];
  else (copy as Record<string, unknown>)[key] = by;
  return copy;
}

const PLANS = new Map(
  ["review", "every-entry-point", "raw-json", "nested-modules"].map((name) => {
    const plan = fixture(name);
    return [name, { plan, places: placesIn(plan) }];
  }),
);
const changed = fc.constantFrom(...PLANS.entries()).chain(([name, { places }]) => {
  const place = fc.noBias(fc.nat(places.length - 1)).map((index) => places[index] ?? []);
  const change = fc.record({ place, way: fc.constantFrom(...WAYS), by: other });
  return fc.tuple(fc.constant(name), fc.array(change, { minLength: 1, maxLength: 3 }));
});

test.each(COMMANDS.map((args) => [args.join(" "), args] as const))("posture %s", async (_, args) => {
  await fc.assert(
    fc.asyncProperty(changed, async ([name, changes]) => {
      const before = PLANS.get(name)?.plan;
      const plan = changes.reduce<unknown>((value, { place, way, by }) => mangled(value, place, way, by), before);
      const { code, err } = await posture(args, { plan, before, "-": "a.b.c" });
      expect(err).not.toMatch(/Please report this|is not a function|is not iterable|Cannot read prop|^\s+at /m);
      expect(code).toBeLessThan(7);
      // What can't be read is said with its code.
      if (code === 1) expect(err).toMatch(/\[[\w-]+\]\n|--help says/);
    }),
    { numRuns },
  );
});
