import { DEFAULT_MAPPING } from "../../../functions/pre-token-generation/default-mapping";
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

describe("TOKEN_CLAIMS", () => {
  it("that is not set means the default mapping, which is itself valid", () => {
    expect(parseMapping(undefined)).toBe(DEFAULT_MAPPING);
    expect(problemsOf(DEFAULT_MAPPING)).toEqual([]);
  });

  it("comes back as it was written", () => {
    const mapping = {
      claims: {
        "https://example.com/org": { attribute: "custom:org", default: "none", allowed: ["a", "none"] },
        flags: { attribute: "custom:flags", split: ",", tokens: ["access"], default: [] },
        "custom:level": { constant: 3, tokens: ["id", "access"] },
      },
      suppress: { id: ["email_verified", "custom:org"], access: ["cognito:groups"] },
      scopes: { add: ["https://api.example.com/read"], suppress: ["openid"] },
      machine: {
        claims: { env: { clientMetadata: "env", allowed: ["dev"] }, tenant: { constant: "acme" } },
        scopes: { add: ["https://api.example.com/write"] },
      },
    };
    expect(parseMapping(JSON.stringify(mapping))).toEqual(mapping);
    expect(parseMapping("{}")).toEqual({});
  });

  it.each(["", "{", "not json"])("%j is refused: not JSON", (text) => {
    expect(problemsOf(text)).toEqual([expect.stringContaining("it is not valid JSON")]);
    expect(JSON.stringify(problemsOf('{"hunter2'))).not.toContain("hunter2");
  });

  it.each(["[]", "null", "7", '"text"'])("%s is refused: not an object", (text) => {
    expect(problemsOf(text)).toEqual(["it must be a JSON object"]);
  });

  it("names everything that is wrong, at once", () => {
    const mapping = { claims: { sub: { constant: "x" }, org: {} }, scope: {}, suppress: { id: ["iss"] } };
    expect(() => parseMapping(JSON.stringify(mapping))).toThrow(
      [
        "TOKEN_CLAIMS can't be used:",
        `- the mapping has no "scope"; it has "claims", "suppress", "scopes", "machine"`,
        `- claim "sub" is set by Cognito alone and can't be changed`,
        `- claim "org" must name exactly one source: attribute or constant`,
        `- "suppress.id": claim "iss" is set by Cognito alone and can't be changed`,
      ].join("\n"),
    );
  });
});
