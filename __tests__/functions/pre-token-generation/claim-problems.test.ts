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

const claim = (name: string, rule: unknown) => problemsOf({ claims: { [name]: rule } });

const machine = (name: string, rule: unknown) => problemsOf({ machine: { claims: { [name]: rule } } });

describe("a claim is refused", () => {
  it.each<[string, unknown, string]>([
    ["org", "custom:org", "must be an object that names its source"],
    ["org", { attribute: "a", constant: "b" }, "exactly one source"],
    ["org", { clientMetadata: "a", allowed: ["x"] }, "exactly one source"],
    ["org", { attribute: "" }, '"attribute" must be a name'],
    ["org", { attribute: 7 }, '"attribute" must be a name'],
    ["org", { atribute: "a", constant: "b" }, 'has no "atribute"; it has "constant", "tokens"'],
    ["org", { attribute: "a", split: "" }, '"split" must be'],
    ["org", { attribute: "a", allowed: [] }, '"allowed" must be'],
    ["org", { attribute: "a", allowed: "x" }, '"allowed" must be'],
    ["org", { attribute: "a", allowed: ["x"], default: "y" }, '"default" is not among the allowed values (x)'],
    ["org", { attribute: "a", tokens: [] }, '"tokens" must list'],
    ["org", { attribute: "a", tokens: ["ID"] }, '"tokens" must list'],
    ["org", { constant: { a: 1 } }, '"constant" must be a string'],
    ["org", { constant: null }, '"constant" must be a string'],
    ["org", { constant: [["a"]] }, '"constant" must be a string'],
    ["org", { constant: "x".repeat(1100) }, "at most 1024 fit"],
    ["email_verified", { constant: ["a"] }, "must not be a list"],
    ["address", { attribute: "address", split: "," }, "Cognito takes strings only here"],
    ["__proto__x y", { constant: "x" }, "is not a claim name"],
    ["", { constant: "x" }, "is not a claim name"],
    ["sub\u200b", { constant: "x" }, "is not a claim name"],
  ])("%j from %j", (name, rule, message) => {
    expect(claim(name, rule)).toEqual([expect.stringContaining(`claim "${name}"`)]);
    expect(claim(name, rule)[0]).toContain(message);
  });

  it("named __proto__", () => {
    expect(problemsOf('{"claims":{"__proto__":{"constant":"x"}}}')).toEqual([
      expect.stringContaining("not a claim name"),
    ]);
  });

  it("of a machine that reads an attribute, or takes the client's word for anything", () => {
    expect(machine("org", { attribute: "custom:org" })[0]).toContain("exactly one source: constant or clientMetadata");
    expect(machine("org", { clientMetadata: "org" })[0]).toContain('"allowed" must list the values');
  });
});
