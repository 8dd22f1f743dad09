import { DEFAULT_MAPPING } from "../../../functions/pre-token-generation/default-mapping";
import { MappingError, parseMapping } from "../../../functions/pre-token-generation/parse-mapping";
import * as fc from "fast-check";
import { PROTECTED_CLAIMS } from "../../../functions/pre-token-generation/protected-claims";

function problemsOf(mapping: unknown): readonly string[] {
  try {
    parseMapping(typeof mapping === "string" ? mapping : JSON.stringify(mapping));
  } catch (error) {
    if (error instanceof MappingError) return error.problems;
    throw error;
  }
  return [];
}

describe("TOKEN_CLAIMS", () => {
  test("that is not set means the default mapping, which is itself valid", () => {
    expect(parseMapping(undefined)).toBe(DEFAULT_MAPPING);
    expect(problemsOf(DEFAULT_MAPPING)).toEqual([]);
  });

  test("comes back as it was written", () => {
    const mapping = {
      claims: {
        "https://example.com/org": { attribute: "custom:org", default: "none", allowed: ["a", "none"] },
        flags: { attribute: "custom:flags", split: ",", tokens: ["access"], default: [] },
        "custom:level": { constant: 3, tokens: ["id", "access"] },
      },
      suppress: { id: ["email_verified", "custom:org"], access: ["cognito:groups"] },
      scopes: { add: ["https://api.example.com/read"], suppress: ["openid"] },
      machine: {
        claims: { env: { clientMetadata: "env", allowed: ["dev"], default: "dev" }, tenant: { constant: "acme" } },
        scopes: { add: ["https://api.example.com/write"] },
      },
    };
    expect(parseMapping(JSON.stringify(mapping))).toEqual(mapping);
    expect(parseMapping("{}")).toEqual({});
  });

  test.each(["", "{", "not json"])("%j is refused: not JSON", (text) => {
    expect(problemsOf(text)).toEqual([expect.stringContaining("it is not valid JSON")]);
    expect(JSON.stringify(problemsOf('{"hunter2'))).not.toContain("hunter2");
  });

  test.each(["[]", "null", "7", '"text"'])("%s is refused: not an object", (text) => {
    expect(problemsOf(text)).toEqual(["it must be a JSON object"]);
  });

  test("names everything that is wrong, at once", () => {
    const mapping = { claims: { sub: { constant: "x" }, org: {} }, scope: {}, suppress: { id: ["iss"] } };
    expect(() => parseMapping(JSON.stringify(mapping))).toThrow(
      [
        "TOKEN_CLAIMS can't be used:",
        `- the mapping has no "scope"; it has "claims", "suppress", "scopes", "machine"`,
        `- claim "sub" is set by Cognito and can't be changed`,
        `- claim "org" must name exactly one source: attribute or constant`,
        `- "suppress.id": claim "iss" is set by Cognito and can't be changed`,
      ].join("\n"),
    );
  });
});

describe("claim-problems", () => {
  const claim = (name: string, rule: unknown) => problemsOf({ claims: { [name]: rule } });

  const machine = (name: string, rule: unknown) => problemsOf({ machine: { claims: { [name]: rule } } });

  describe("a claim is refused", () => {
    test.each<[string, unknown, string]>([
      ["org", "custom:org", "must be an object that names its source"],
      ["org", { attribute: "a", constant: "b" }, "exactly one source"],
      ["org", { clientMetadata: "a", allowed: ["x"] }, "exactly one source"],
      ["org", { attribute: "" }, '"attribute" must be a name'],
      ["org", { attribute: 7 }, '"attribute" must be a name'],
      ["org", { atribute: "a", constant: "b" }, 'has no "atribute"; it has "constant", "tokens"'],
      ["org", { attribute: "a", split: "" }, '"split" must be'],
      ["org", { attribute: "a", split: 5 }, '"split" must be'],
      ["org", { attribute: " " }, '"attribute" must be a name'],
      ["org", { constant: "a", default: "b" }, 'has no "default"'],
      ["org", { attribute: "a", default: { b: 1 } }, '"default" must be a string'],
      ["org", { attribute: "a", default: NaN }, '"default" must be a string'],
      ["org", { attribute: "a", split: ",", allowed: ["x", "z"], default: ["x", "y"] }, "allowed values (x, z)"],
      ["org", { attribute: "a", tokens: ["id", "ID"] }, '"tokens" must list'],
      ["scope", { constant: "a" }, 'is changed through "scopes"'],
      ["SCOPE", { constant: "a" }, 'is changed through "scopes"'],
      ["cognito:groups", { constant: "a" }, "follows the user's groups"],
      ["Cognito:Groups", { constant: "a" }, "follows the user's groups"],
      ["cognito:roles", { constant: "a" }, "set by Cognito and can't be changed"],
      ["phone_number_verified", { constant: ["a"] }, "must not be a list"],
      ["updated_at", { constant: ["a"] }, "must not be a list"],
      ["org", { attribute: "a", allowed: [] }, '"allowed" must be'],
      ["org", { attribute: "a", allowed: "x" }, '"allowed" must be'],
      ["org", { attribute: "a", allowed: ["x"], default: "y" }, '"default" is not among the allowed values (x)'],
      ["org", { attribute: "a", tokens: [] }, '"tokens" must list'],
      ["org", { attribute: "a", tokens: ["ID"] }, '"tokens" must list'],
      ["org", { constant: { a: 1 } }, '"constant" must be a string'],
      ["org", { constant: null }, '"constant" must be a string'],
      ["org", { constant: [["a"]] }, '"constant" must be a string'],
      ["org", { constant: "x".repeat(1100) }, "the maximum is 1024"],
      ["email_verified", { constant: ["a"] }, "must not be a list"],
      ["address", { attribute: "address", split: "," }, "Cognito accepts only strings here"],
      ["__proto__x y", { constant: "x" }, "is not a claim name"],
      ["", { constant: "x" }, "is not a claim name"],
      ["sub\u200b", { constant: "x" }, "is not a claim name"],
    ])("%j from %j", (name, rule, message) => {
      expect(claim(name, rule)).toEqual([expect.stringContaining(`claim "${name}"`)]);
      expect(claim(name, rule)[0]).toContain(message);
    });

    test("named __proto__", () => {
      expect(problemsOf('{"claims":{"__proto__":{"constant":"x"}}}')).toEqual([
        expect.stringContaining("not a claim name"),
      ]);
    });

    test("of a machine that reads an attribute, or takes the client's word for anything", () => {
      expect(machine("org", { attribute: "custom:org" })[0]).toContain(
        "exactly one source: constant or clientMetadata",
      );
      expect(machine("org", { clientMetadata: "org" })[0]).toContain('"allowed" must list the values');
    });
  });
});

describe("mapping-problems", () => {
  describe("the rest is refused", () => {
    test.each<[unknown, string]>([
      [{ claims: [] }, '"claims" must be an object'],
      [{ suppress: ["email"] }, '"suppress" must be an object'],
      [{ suppress: { id: ["scope"] } }, 'is changed through "scopes"'],
      [{ suppress: { access: ["cognito:roles"] } }, 'is suppressed with "cognito:groups"'],
      [{ suppress: { access: ["cognito:preferred_role"] } }, 'is suppressed with "cognito:groups"'],
      [{ suppress: { access: ["Cognito:groups"] } }, "is set by Cognito and can't be changed"],
      [{ machine: { claims: [] } }, '"machine.claims" must be an object'],
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

    test("a claim both added and suppressed in the same token, but not in different ones", () => {
      const claims = { org: { constant: "x", tokens: ["access"] } };
      expect(problemsOf({ claims, suppress: { access: ["org"] } })).toEqual([
        expect.stringContaining("in the access token"),
      ]);
      expect(problemsOf({ claims, suppress: { id: ["org"] } })).toEqual([]);
      expect(problemsOf({ claims: { org: { constant: "x" } }, suppress: { id: ["org"] } })).toHaveLength(1);
    });

    test("anything else gives a list of problems, never another exception", () => {
      const keys = fc.constantFrom(
        "claims",
        "suppress",
        "scopes",
        "machine",
        "id",
        "add",
        "org",
        "attribute",
        "allowed",
      );
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
});

describe("protected-claims", () => {
  const claim = (name: string, rule: unknown) => problemsOf({ claims: { [name]: rule } });

  const machine = (name: string, rule: unknown) => problemsOf({ machine: { claims: { [name]: rule } } });

  describe("protected claims", () => {
    const documented =
      "acr amr aud at_hash auth_time azp cognito:username exp iat identities iss jti nbf nonce origin_jti sub token_use";
    const names = [
      ...documented.split(" "),
      ...PROTECTED_CLAIMS,
      "dev:org",
      "dev:custom:org",
      "cognito:anything",
      "scope",
    ];

    const otherwise = [
      "Cognito:groups",
      "COGNITO:USERNAME",
      "SUB",
      "Sub",
      "Client_Id",
      "Scope",
      "DEV:x",
      "Cognito:Roles",
    ];

    test.each([...new Set([...names, ...otherwise])])("%s can be neither added nor suppressed", (name) => {
      const refusal = [expect.stringContaining(`claim "${name}"`)];
      expect(claim(name, { constant: "x" })).toEqual(refusal);
      expect(machine(name, { constant: "x" })).toEqual(refusal);
      expect(problemsOf({ suppress: { id: [name] } })).toEqual(refusal);
      expect(problemsOf({ suppress: { access: [name] } })).toEqual(refusal);
    });

    test("groups can be suppressed but not made up; roles go with them", () => {
      expect(claim("cognito:groups", { constant: ["admin"] })).toHaveLength(1);
      expect(problemsOf({ suppress: { access: ["cognito:groups"] } })).toEqual([]);
      expect(problemsOf({ suppress: { id: ["cognito:roles"] } })[0]).toContain('"cognito:groups"');
      // Cognito would suppress nothing.
      expect(problemsOf({ suppress: { access: ["Cognito:groups"] } })).toHaveLength(1);
    });
  });
});
