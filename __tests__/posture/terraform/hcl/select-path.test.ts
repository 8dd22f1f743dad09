import { selectPath } from "../../../../posture/terraform/hcl/select-path";
import { EvaluationError, asKind } from "../../../../posture/terraform/hcl/kinds";
import { Unresolved, Untyped } from "../../../../posture/terraform/value-node";

describe("a path into a value", () => {
  test("goes by name and index", () => {
    expect(selectPath({ a: asKind("tuple", ["x", { b: 1 }]) }, ["a", 1, "b"])).toBe(1);
  });

  test.each([
    [{ a: 1 }, "b"],
    [asKind("tuple", ["x"]), 1],
    [asKind("set", ["x"]), 0],
    ["text", "a"],
  ])("fails as Terraform does: %j at %s", (value, step) => {
    expect(() => selectPath(value, [step])).toThrow(EvaluationError);
  });

  test("isn't known behind what isn't, nor where an argument isn't written", () => {
    const unknown = new Unresolved("no");
    expect(selectPath(unknown, ["a"])).toMatchObject({ why: "no" });
    expect(selectPath(new Untyped({}), ["a"])).toBeInstanceOf(Unresolved);
  });

  test("takes a single block for its list", () => {
    expect(selectPath(new Untyped({ block: { a: "x" } }), ["block", 0, "a"])).toEqual(new Untyped("x"));
  });
});
