import { differences, classifySecondPlan } from "../../../local/terraform/plan-changes";

const change = (type: string, before: unknown, after: unknown, actions = ["update"], after_unknown: unknown = {}) => ({
  address: `${type}.one`,
  type,
  change: { actions, before, after, after_unknown },
});

const sort = (...resource_changes: unknown[]) => classifySecondPlan({ resource_changes });

const AUTHORIZER = "aws_apigatewayv2_authorizer";

test("nothing to change", () => {
  expect(sort(change(AUTHORIZER, { a: 1 }, { a: 1 }, ["no-op"]), change("data", {}, {}, ["read"]))).toEqual({
    changes: [],
    emulatorDefects: [],
  });
});

const [JWT, REQUEST] = [{ authorizer_type: "JWT" }, { authorizer_type: "REQUEST" }];

test.each([
  [
    "another kind of authorizer",
    { ...REQUEST, authorizer_payload_format_version: "2.0" },
    { ...REQUEST, authorizer_payload_format_version: "1.0" },
  ],
  [
    "a format that is set",
    { ...JWT, authorizer_payload_format_version: "2.0" },
    { ...JWT, authorizer_payload_format_version: "1.0" },
  ],
  [
    "an audience that is lost",
    { ...REQUEST, jwt_configuration: [{ audience: ["a"] }] },
    { ...REQUEST, jwt_configuration: [] },
  ],
  [
    "a JWT authorizer that loses its configuration",
    { ...JWT, jwt_configuration: [{ audience: [] }] },
    { ...JWT, jwt_configuration: [] },
  ],
])("%s is a change", (_name, before, after) => {
  expect(sort(change(AUTHORIZER, before, after))).toMatchObject({ changes: [expect.anything()], emulatorDefects: [] });
});

test("a known defect excuses nothing beside it", () => {
  const before = { ...JWT, authorizer_payload_format_version: "2.0", name: "jwt", identity_sources: ["a"] };
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
    classifySecondPlan({ output_changes: { issuer: { actions: ["update"] }, url: { actions: ["no-op"] } } }).changes,
  ).toEqual([{ address: "output.issuer", action: "update", attributes: [] }]);
});

test("differences go into blocks, leave indexes out, and count what isn't known yet", () => {
  expect(differences({ a: [{ b: 1 }] }, { a: [{ b: 2 }] })).toEqual(["a.b"]);
  expect(differences({ a: [1] }, { a: [1, 2] })).toEqual(["a"]);
  expect(differences({ a: 1, b: null }, { a: 1 }, { c: true })).toEqual(["c"]);
  expect(differences({ a: null }, { a: { b: 1 } })).toEqual(["a"]);
  expect(differences({ a: { b: 1 } }, { a: "b" })).toEqual(["a"]);
});

test("something that is no plan is refused", () => {
  expect(() => classifySecondPlan("x")).toThrow(/terraform show -json/);
});
