import fc from "fast-check";
import { readEstate } from "../../cli/adopt/estate";
import { literal } from "../../cli/adopt/literal";
import { Names, projectName } from "../../cli/adopt/names";
import { hclLiteral } from "../../cli/hcl/literal";
import { readOrRefused } from "../support/untrusted";
import { evaluateText } from "../../posture/terraform/hcl/evaluate";

/** What `adopt` reads out of a state and writes down: it means the same, whatever stands in it. The seed is fixed. */
const SEED = { seed: 20261122, numRuns: 70 };
const text = fc.oneof(
  fc.string(),
  fc.constantFrom("${a}", "%{if", "$${", "\u2028", '"', "\\", "\b", "__proto__", "a b"),
);
/** What JSON holds, numbers as Terraform has them too. */
const readable = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: "small" },
    text,
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
    tie("list"),
    tie("object"),
  ),
  list: fc.array(tie("value"), { maxLength: 4 }),
  object: fc.dictionary(text, tie("value"), { maxKeys: 4 }),
})).value;

test("a value that is written as TypeScript reads back as it was", () => {
  fc.assert(
    fc.property(readable, (value) => {
      // oxlint-disable-next-line no-eval -- What the literal means is what the engine reads.
      const back: unknown = (0, eval)(`(${literal(value as never)})`);
      expect(JSON.stringify(back)).toBe(JSON.stringify(value));
    }),
    SEED,
  );
});

test("a value that is written as HCL reads back as it was", () => {
  const nothing = () => {
    throw new Error("a value refers to nothing");
  };
  fc.assert(
    fc.property(readable, (value) => {
      const back = evaluateText(`\${${hclLiteral([value] as never)}}`, nothing);
      expect(sorted(back)).toBe(sorted([value]));
    }),
    SEED,
  );
});

/** Terraform sorts the members of an object. */
const sorted = (value: unknown): string =>
  JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === "object" && inner !== null && !Array.isArray(inner)
      ? Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1))
      : inner,
  );

test("names of any texts are Terraform's, and each is given once", () => {
  fc.assert(
    fc.property(
      fc.array(fc.oneof(fc.string(), fc.constantFrom("a", "A", "constructor", "1", "__proto__"))),
      (wishes) => {
        const names = new Names();
        const given = wishes.map((wish) => names.give(wish));
        expect(new Set(given).size).toBe(given.length);
        for (const name of given) expect(name).toMatch(/^[a-z][a-z0-9_]*$/);
        for (const wish of wishes) expect(projectName(wish)).toMatch(/^[a-z][a-z0-9-]*$/);
      },
    ),
    SEED,
  );
});

test("a state of any bytes or JSON is an estate, or refused by a coded error", () => {
  const state = fc
    .dictionary(fc.constantFrom("format_version", "values", "planned_values", "resource", "version"), fc.jsonValue())
    .map((json) => Buffer.from(JSON.stringify({ format_version: "1.0", ...json })));
  fc.assert(
    fc.property(fc.oneof(state, fc.uint8Array()), (bytes) => void readOrRefused(() => readEstate(bytes))),
    SEED,
  );
});
