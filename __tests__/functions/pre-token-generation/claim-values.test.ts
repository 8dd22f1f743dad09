import { resolve } from "../../../functions/pre-token-generation/claim-values";
import type { UserClaim } from "../../../functions/pre-token-generation/mapping";

const one = (rule: UserClaim, value?: unknown) =>
  resolve({ claim: rule }, value === undefined ? {} : { a: value }).claims["claim"];

describe("a claim's value", () => {
  test("is the attribute as it stands, else the default, else absent", () => {
    expect(one({ attribute: "a" }, " x,y ")).toBe(" x,y ");
    expect(one({ attribute: "a", default: "d" })).toBe("d");
    expect(one({ attribute: "a", default: [] }, " ")).toEqual([]);
    expect(resolve({ claim: { attribute: "a" } }, {}).claims).toEqual({});
    expect(resolve({ claim: { attribute: "a" } }, { a: 7 }).claims).toEqual({});
  });

  test("is split into trimmed parts, each once", () => {
    expect(one({ attribute: "a", split: "," }, " x, y ,,x")).toEqual(["x", "y"]);
    expect(one({ attribute: "a", split: ",", default: "none" }, " , ")).toBe("none");
  });

  test("is one of the allowed, whole; of a list the allowed parts", () => {
    expect(one({ attribute: "a", allowed: ["pro"], default: "free" }, "pro")).toBe("pro");
    expect(one({ attribute: "a", allowed: ["pro"], default: "free" }, "professional")).toBe("free");
    expect(one({ attribute: "a", allowed: ["pro"] }, "PRO")).toBeUndefined();
    expect(one({ attribute: "a", split: " ", allowed: ["x", "y"] }, "x z y")).toEqual(["x", "y"]);
  });

  test("is never inherited", () => {
    for (const name of ["constructor", "__proto__", "toString"]) {
      expect(resolve({ claim: { attribute: name } }, {}).claims).toEqual({});
    }
    expect(resolve({ claim: { attribute: "a" } }, Object.create({ a: "x" }) as object as never).claims).toEqual({});
  });
});
