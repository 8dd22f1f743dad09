import { dig } from "../../../../posture/terraform/hcl/dig";
import { Fails, asKind } from "../../../../posture/terraform/hcl/kinds";
import { Unresolved, Untyped } from "../../../../posture/terraform/value-node";

describe("a path into a value", () => {
  it("goes by name and index", () => {
    expect(dig({ a: asKind("tuple", ["x", { b: 1 }]) }, ["a", 1, "b"])).toBe(1);
  });

  it.each([
    [{ a: 1 }, "b"],
    [asKind("tuple", ["x"]), 1],
    [asKind("set", ["x"]), 0],
    ["text", "a"],
  ])("fails as Terraform does: %j at %s", (value, step) => {
    expect(() => dig(value, [step])).toThrow(Fails);
  });

  it("isn't known behind what isn't, nor where an argument isn't written", () => {
    const unknown = new Unresolved("no");
    expect(dig(unknown, ["a"])).toBe(unknown);
    expect(dig(new Untyped({}), ["a"])).toBeInstanceOf(Unresolved);
  });

  it("takes a single block for its list", () => {
    expect(dig(new Untyped({ block: { a: "x" } }), ["block", 0, "a"])).toEqual(new Untyped("x"));
  });
});
