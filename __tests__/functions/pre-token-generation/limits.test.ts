import * as fc from "fast-check";
import { resolve } from "../../../functions/pre-token-generation/claim-values";
import { MAX_ADDED_BYTES, MAX_CLAIM_BYTES } from "../../../functions/pre-token-generation/limits";

describe("long values", () => {
  test("are left out whole and named", () => {
    const fits = "x".repeat(MAX_CLAIM_BYTES - '"claim":"",'.length);
    expect(resolve({ claim: { attribute: "a" } }, { a: fits })).toEqual({ claims: { claim: fits }, tooLong: [] });
    expect(resolve({ claim: { attribute: "a" } }, { a: `${fits}x` })).toEqual({ claims: {}, tooLong: ["claim"] });
  });

  test("are left out as soon as all together would be too long; shorter ones after them still fit", () => {
    const names = ["a", "b", "c", "d", "e"];
    const rules = Object.fromEntries([...names, "f"].map((name) => [name, { attribute: name }]));
    const values = { ...Object.fromEntries(names.map((name) => [name, "x".repeat(1000)])), f: "short" };
    const { claims, tooLong } = resolve(rules, values);
    expect(Object.keys(claims)).toEqual(["a", "b", "c", "d", "f"]);
    expect(tooLong).toEqual(["e"]);
  });

  test("are counted in bytes", () => {
    expect(resolve({ claim: { attribute: "a" } }, { a: "ä".repeat(MAX_CLAIM_BYTES / 2) }).tooLong).toEqual(["claim"]);
  });

  test("never make a token longer than the limit, and every claim is either there or named", () => {
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
