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

  test.each<[string, Parameters<typeof selectPath>[0], Parameters<typeof selectPath>[1]]>([
    ["var.api is null", null, ["id"]],
    ["var.api.host is null", { host: null }, ["host", "name"]],
    ["var.api has no attribute id", { name: "x" }, ["id"]],
    ["var.api has no element 2", asKind("list", ["x"]), [2]],
    ["var.api is a set, which has no indexes", asKind("set", ["x"]), [0]],
    ["var.api is a string, which has no attributes", "x", ["id"]],
  ])("says what it is that has nothing there: %s", (words, value, steps) => {
    expect(() => selectPath(value, steps, "var.api")).toThrow(words);
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
