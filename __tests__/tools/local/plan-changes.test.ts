import { PLAN_DEFECTS } from "../../../tools/local/defects";
import { differences, sortSecondPlan } from "../../../tools/local/plan-changes";

const change = (type: string, before: unknown, after: unknown, actions = ["update"], after_unknown: unknown = {}) => ({
  address: `${type}.one`,
  type,
  change: { actions, before, after, after_unknown },
});
const sort = (...resource_changes: unknown[]) => sortSecondPlan({ resource_changes });
const AUTHORIZER = "aws_apigatewayv2_authorizer";

test("nothing to change", () => {
  expect(sort(change(AUTHORIZER, { a: 1 }, { a: 1 }, ["no-op"]), change("data", {}, {}, ["read"]))).toEqual({
    changes: [],
    emulatorDefects: [],
  });
});

test("every known defect is excused, with its reason and where to look instead", () => {
  for (const defect of PLAN_DEFECTS) {
    const before = Object.fromEntries(defect.attributes.map((name) => [name, "2.0"]));
    const after = Object.fromEntries(defect.attributes.map((name) => [name, null]));
    const { changes, emulatorDefects } = sort(change(defect.type, before, after));
    expect(changes).toEqual([]);
    expect(emulatorDefects).toEqual([
      expect.objectContaining({ reason: defect.reason, checkedInstead: defect.checkedInstead }),
    ]);
  }
});

test("a known defect excuses nothing beside it", () => {
  const before = { authorizer_payload_format_version: "2.0", name: "jwt", identity_sources: ["a"] };
  const { changes, emulatorDefects } = sort(
    change(AUTHORIZER, before, { ...before, authorizer_payload_format_version: null, name: "other" }),
  );
  expect(emulatorDefects).toEqual([]);
  expect(changes[0]?.attributes).toEqual(["authorizer_payload_format_version", "name"]);
});

test("the same attribute of another type is a change", () => {
  const { changes } = sort(change("aws_apigatewayv2_api", { authorizer_payload_format_version: "2.0" }, {}));
  expect(changes).toHaveLength(1);
});

test.each([[["create"]], [["delete"]], [["delete", "create"]]])("%p is never excused", (actions) => {
  const { changes } = sort(change(AUTHORIZER, { authorizer_payload_format_version: "2.0" }, {}, actions));
  expect(changes).toEqual([expect.objectContaining({ action: actions.join(", ") })]);
});

test("an update that shows no difference is not excused", () => {
  expect(sort(change(AUTHORIZER, { a: 1 }, { a: 1 })).changes).toHaveLength(1);
});

test("an output that would change is a change", () => {
  expect(
    sortSecondPlan({ output_changes: { issuer: { actions: ["update"] }, url: { actions: ["no-op"] } } }).changes,
  ).toEqual([{ address: "output.issuer", action: "update", attributes: [] }]);
});

test("differences go into blocks, leave indexes out, and count what isn't known yet", () => {
  expect(differences({ a: [{ b: 1 }] }, { a: [{ b: 2 }] })).toEqual(["a.b"]);
  expect(differences({ a: [1] }, { a: [1, 2] })).toEqual(["a"]);
  expect(differences({ a: 1, b: null }, { a: 1 }, { c: true })).toEqual(["c"]);
});

test("something that is no plan is refused", () => {
  expect(() => sortSecondPlan("x")).toThrow(/terraform show -json/);
});
