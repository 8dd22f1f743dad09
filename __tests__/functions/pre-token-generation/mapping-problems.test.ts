import * as fc from "fast-check";
import { MappingError, parseMapping } from "../../../functions/pre-token-generation/parse-mapping";

function problemsOf(mapping: unknown): readonly string[] {
  try {
    parseMapping(typeof mapping === "string" ? mapping : JSON.stringify(mapping));
  } catch (error) {
    if (error instanceof MappingError) return error.problems;
    throw error;
  }
  return [];
}

describe("the rest is refused", () => {
  it.each<[unknown, string]>([
    [{ claims: [] }, '"claims" must be an object'],
    [{ suppress: ["email"] }, '"suppress" must be an object'],
    [{ suppress: { refresh: ["email"] } }, '"suppress" has no "refresh"; it has "id", "access"'],
    [{ suppress: { id: "email" } }, '"suppress.id" must be a list'],
    [{ scopes: ["a"] }, '"scopes" must be an object'],
    [{ scopes: { add: "a" } }, '"scopes.add" must be a list'],
    [{ scopes: { add: ["a b"] } }, '"a b" is not a scope'],
    [{ scopes: { add: ["a"], suppress: ["a"] } }, 'scope "a" is both added and suppressed'],
    [{ machine: [] }, '"machine" must be an object'],
    [{ machine: { suppress: {} } }, '"machine" has no "suppress"'],
    [{ machine: { scopes: { remove: [] } } }, '"machine.scopes" has no "remove"'],
  ])("%j", (mapping, message) => {
    expect(problemsOf(mapping)).toEqual([expect.stringContaining(message)]);
  });

  it("a claim both added and suppressed in the same token, but not in different ones", () => {
    const claims = { org: { constant: "x", tokens: ["access"] } };
    expect(problemsOf({ claims, suppress: { access: ["org"] } })).toEqual([
      expect.stringContaining("in the access token"),
    ]);
    expect(problemsOf({ claims, suppress: { id: ["org"] } })).toEqual([]);
    expect(problemsOf({ claims: { org: { constant: "x" } }, suppress: { id: ["org"] } })).toHaveLength(1);
  });

  it("anything else gives a list of problems, never another exception", () => {
    const keys = fc.constantFrom("claims", "suppress", "scopes", "machine", "id", "add", "org", "attribute", "allowed");
    const nested = fc.dictionary(
      keys,
      fc.oneof(fc.jsonValue(), fc.dictionary(keys, fc.dictionary(keys, fc.jsonValue()))),
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.json(),
          nested.map((v) => JSON.stringify(v)),
          fc.string(),
        ),
        (text) => {
          for (const problem of problemsOf(text)) expect(problem).not.toBe("");
        },
      ),
    );
  });
});
