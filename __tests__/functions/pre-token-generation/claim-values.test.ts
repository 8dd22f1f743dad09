import * as fc from "fast-check";
import { resolve } from "../../../functions/pre-token-generation/claim-values";
import { MAX_ADDED_BYTES, MAX_CLAIM_BYTES } from "../../../functions/pre-token-generation/limits";
import type { UserClaim } from "../../../functions/pre-token-generation/mapping";

const one = (rule: UserClaim, value?: unknown) =>
  resolve({ claim: rule }, value === undefined ? {} : { a: value }).claims["claim"];

describe("a claim's value", () => {
  it("is the attribute as it stands, else the default, else absent", () => {
    expect(one({ attribute: "a" }, " x,y ")).toBe(" x,y ");
    expect(one({ attribute: "a", default: "d" })).toBe("d");
    expect(one({ attribute: "a", default: [] }, " ")).toEqual([]);
    expect(resolve({ claim: { attribute: "a" } }, {}).claims).toEqual({});
    expect(resolve({ claim: { attribute: "a" } }, { a: 7 }).claims).toEqual({});
  });

  it("is split into trimmed parts, each once", () => {
    expect(one({ attribute: "a", split: "," }, " x, y ,,x")).toEqual(["x", "y"]);
    expect(one({ attribute: "a", split: ",", default: "none" }, " , ")).toBe("none");
  });

  it("is one of the allowed, whole; of a list the allowed parts", () => {
    expect(one({ attribute: "a", allowed: ["pro"], default: "free" }, "pro")).toBe("pro");
    expect(one({ attribute: "a", allowed: ["pro"], default: "free" }, "professional")).toBe("free");
    expect(one({ attribute: "a", allowed: ["pro"] }, "PRO")).toBeUndefined();
    expect(one({ attribute: "a", split: " ", allowed: ["x", "y"] }, "x z y")).toEqual(["x", "y"]);
  });

  it("is never inherited", () => {
    for (const name of ["constructor", "__proto__", "toString"]) {
      expect(resolve({ claim: { attribute: name } }, {}).claims).toEqual({});
    }
    expect(resolve({ claim: { attribute: "a" } }, Object.create({ a: "x" }) as object as never).claims).toEqual({});
  });
});

describe("long values", () => {
  it("are left out whole and named", () => {
    const fits = "x".repeat(MAX_CLAIM_BYTES - '"claim":"",'.length);
    expect(resolve({ claim: { attribute: "a" } }, { a: fits })).toEqual({ claims: { claim: fits }, tooLong: [] });
    expect(resolve({ claim: { attribute: "a" } }, { a: `${fits}x` })).toEqual({ claims: {}, tooLong: ["claim"] });
  });

  it("are left out as soon as all together would be too long; shorter ones after them still fit", () => {
    const names = ["a", "b", "c", "d", "e"];
    const rules = Object.fromEntries([...names, "f"].map((name) => [name, { attribute: name }]));
    const values = { ...Object.fromEntries(names.map((name) => [name, "x".repeat(1000)])), f: "short" };
    const { claims, tooLong } = resolve(rules, values);
    expect(Object.keys(claims)).toEqual(["a", "b", "c", "d", "f"]);
    expect(tooLong).toEqual(["e"]);
  });

  it("are counted in bytes", () => {
    expect(resolve({ claim: { attribute: "a" } }, { a: "ä".repeat(MAX_CLAIM_BYTES / 2) }).tooLong).toEqual(["claim"]);
  });

  it("never make a token longer than the limit, and every claim is either there or named", () => {
    const values = fc.dictionary(fc.stringMatching(/^[a-z]{1,8}$/), fc.string({ minLength: 1, maxLength: 1500 }), {
      minKeys: 1,
      maxKeys: 12,
    });
    fc.assert(
      fc.property(values, (attributes) => {
        const names = Object.keys(attributes);
        const rules = Object.fromEntries(names.map((name) => [`c_${name}`, { attribute: name, default: "d" }]));
        const { claims, tooLong } = resolve(rules, attributes);
        expect(Buffer.byteLength(JSON.stringify(claims))).toBeLessThanOrEqual(MAX_ADDED_BYTES + 2);
        expect([...Object.keys(claims), ...tooLong].sort()).toEqual(Object.keys(rules).sort());
      }),
    );
  });
});
