import { lookupKey, randomId, equalInConstantTime, seal, unseal } from "../../../functions/bff/secrets";

describe("what is kept on the server", () => {
  test("opens under its id only, unchanged only", () => {
    const id = randomId();
    const sealed = seal(id, { a: 1 });
    expect(unseal(id, sealed)).toEqual({ a: 1 });
    expect(unseal(randomId(), sealed)).toBeUndefined();
    expect(unseal(id, `${sealed.slice(0, -4)}AAAA`)).toBeUndefined();
    expect(unseal(id, "")).toBeUndefined();
    expect(unseal(id, sealed.slice(0, 20))).toBeUndefined();
    expect(seal(id, { a: 1 })).not.toBe(sealed);
  });

  test("is found by a key that doesn't tell the id", () => {
    const id = randomId();
    expect(lookupKey(id)).toMatch(/^[\w-]{43}$/);
    expect(lookupKey(id)).not.toBe(id);
  });

  test("compares texts of any length", () => {
    expect([
      equalInConstantTime("", ""),
      equalInConstantTime("a", "a"),
      equalInConstantTime("a", "b"),
      equalInConstantTime("a", "aa"),
    ]).toEqual([true, true, false, false]);
  });
});
