import { MappingError, parseMapping } from "../../../functions/pre-token-generation/parse-mapping";
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

  it.each([...new Set([...names, ...otherwise])])("%s can be neither added nor suppressed", (name) => {
    const refusal = [expect.stringContaining(`claim "${name}"`)];
    expect(claim(name, { constant: "x" })).toEqual(refusal);
    expect(machine(name, { constant: "x" })).toEqual(refusal);
    expect(problemsOf({ suppress: { id: [name] } })).toEqual(refusal);
    expect(problemsOf({ suppress: { access: [name] } })).toEqual(refusal);
  });

  it("groups can be suppressed but not made up; roles go with them", () => {
    expect(claim("cognito:groups", { constant: ["admin"] })).toHaveLength(1);
    expect(problemsOf({ suppress: { access: ["cognito:groups"] } })).toEqual([]);
    expect(problemsOf({ suppress: { id: ["cognito:roles"] } })[0]).toContain('"cognito:groups"');
    // Cognito would suppress nothing.
    expect(problemsOf({ suppress: { access: ["Cognito:groups"] } })).toHaveLength(1);
  });
});
