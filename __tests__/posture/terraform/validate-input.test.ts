import { InputError, readAny } from "../../../posture/model/read";
import { misfitOf } from "../../../posture/terraform/validate-input";
import { fixture } from "../fixtures";

type Path = readonly (string | number)[];

const WRONG = [null, 7, "x", [null], { a: 1 }];

/** One path of each kind, list items by their first: values of resources left out, which may be anything. */
function paths(value: unknown, at: Path = [], seen = new Set<string>()): Path[] {
  const kind = at.map((step) => (typeof step === "number" ? "#" : step)).join(".");
  if (seen.has(kind) || /\.(values|before|after|after_unknown|\w+_sensitive|constant_value)\./.test(kind)) return [];
  seen.add(kind);
  const inside =
    typeof value === "object" && value !== null
      ? Object.entries(value).flatMap(([key, one]) =>
          paths(one, [...at, Array.isArray(value) ? Number(key) : key], seen),
        )
      : [];
  return at.length === 0 ? inside : [at, ...inside];
}

function changed(document: unknown, path: Path, value: unknown): unknown {
  const copy = structuredClone(document);
  const last = path.at(-1);
  let here = copy as Record<string | number, unknown>;
  for (const step of path.slice(0, -1)) here = here[step] as Record<string | number, unknown>;
  if (last !== undefined) here[last] = value;
  return copy;
}

function problem(document: unknown): string | undefined {
  try {
    const reading = readAny(document);
    if (reading.format === "plan") void reading.before.resources.length;
    return undefined;
  } catch (error) {
    if (error instanceof InputError) return error.message;
    throw error;
  }
}

test.each(["one-by-one", "update"])(
  "never answers a misfitOf plan (%s) with an error of the program's own",
  (name) => {
    const plan = fixture(name);
    let refused = 0;
    for (const path of paths(plan))
      for (const value of WRONG) {
        const said = problem(changed(plan, path, value));
        if (said === undefined) continue;
        refused += 1;
        expect({ path, value, said }).toMatchObject({
          said: expect.not.stringMatching(/Cannot |undefined|not iterable|not a function|Symbol/),
        });
      }
    expect(refused).toBeGreaterThan(50);
  },
  120_000,
);

const shown = (...resources: readonly unknown[]) => ({
  format_version: "1.2",
  planned_values: { root_module: { resources } },
  resource_changes: [],
});
const api = { address: "aws_apigatewayv2_api.a", type: "aws_apigatewayv2_api", name: "a", values: {} };

test.each([
  [
    "an address that is a list",
    shown(api, { ...api, address: ["a"] }),
    "planned_values.root_module.resources[1].address is a list; expected a text",
  ],
  [
    "a name that is missing",
    shown({ address: api.address, type: api.type }),
    "aws_apigatewayv2_api.a (planned_values.root_module.resources[0]): name is missing; expected a text",
  ],
  [
    "actions that are a text",
    { ...shown(api), resource_changes: [{ ...api, change: { actions: "create" } }] },
    "aws_apigatewayv2_api.a (resource_changes[0]): change.actions is a text; expected a list of texts",
  ],
  [
    "expressions that are null",
    {
      ...shown(api),
      configuration: {
        root_module: { resources: [{ ...api, expressions: null }] },
      },
    },
    "aws_apigatewayv2_api.a (configuration.root_module.resources[0]): expressions is null; expected an object with one expression for each attribute",
  ],
])("says of %s which resource and attribute it is, and what was expected", (_, document, text) => {
  expect(problem(document)).toBe(
    `The plan has a part of another shape than Terraform writes: ${text}. Write it again with: terraform show -json`,
  );
});

test("shows no value, which may be a secret", () =>
  expect(problem(shown({ ...api, name: { password: "hunter2" } }))).not.toContain("hunter2"));

test("looks at references beside a constant too, as plans of Terraform JSON have them", () => {
  const expressions = { name: { constant_value: "a", references: [null] } };
  const document = { ...shown(api), configuration: { root_module: { resources: [{ ...api, expressions }] } } };
  expect(misfitOf(document)).toContain("expressions.name.references[0] is null; expected a text");
});
