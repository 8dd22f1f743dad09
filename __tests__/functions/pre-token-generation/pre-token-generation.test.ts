import type { TokenClaims } from "../../../functions/pre-token-generation/mapping";
import { customizeTokens } from "../../../functions/pre-token-generation/pre-token-generation";
import { ATTRIBUTES, GROUPS, machineEvent, userEvent } from "./token-events";

const answer = (mapping: TokenClaims, ...event: Parameters<typeof userEvent>) =>
  customizeTokens(mapping, userEvent(...event)).response;

describe("groups", () => {
  test.each(["1", "2", "3"])("stay as they are in V%s_0", (version) => {
    for (const groups of [GROUPS, { groupsToOverride: ["admin"] }, { groupsToOverride: [], iamRolesToOverride: [] }]) {
      const details = Object.values(answer({}, version, ATTRIBUTES, groups))[0] as object;
      expect(details).toHaveProperty("groupOverrideDetails", groups);
    }
  });

  test("lose only a role that is null, as Cognito sends it where there is none", () => {
    const groups = { groupsToOverride: ["admin"], iamRolesToOverride: [], preferredRole: null };
    expect(answer({}, "1", ATTRIBUTES, groups)).toMatchObject({
      claimsOverrideDetails: { groupOverrideDetails: { groupsToOverride: ["admin"], iamRolesToOverride: [] } },
    });
    expect(JSON.stringify(answer({}, "1", ATTRIBUTES, groups))).not.toContain("preferredRole");
  });

  test("aren't mentioned when the request has none: an empty answer would take them away", () => {
    for (const groups of [null, {}, { preferredRole: null }]) {
      expect(JSON.stringify(answer({}, "2", ATTRIBUTES, groups))).not.toContain("groupOverrideDetails");
    }
  });
});

describe("a mapping", () => {
  test("that is empty changes nothing", () => {
    const none = { claimsToAddOrOverride: {}, claimsToSuppress: [] };
    expect(answer({}, "2", ATTRIBUTES, null)).toEqual({
      claimsAndScopeOverrideDetails: { idTokenGeneration: none, accessTokenGeneration: none },
    });
  });

  const mapping: TokenClaims = {
    claims: {
      flags: { attribute: "custom:feature_flags", split: ",", tokens: ["access"] },
      mail: { attribute: "email", tokens: ["id"] },
      plan_version: { constant: 3 },
      trial: { constant: false },
      regions: { constant: ["eu", 1] },
    },
    suppress: { id: ["address"], access: ["cognito:groups"] },
    scopes: { add: ["notes-api/read"], suppress: ["aws.cognito.signin.user.admin"] },
  };

  test("says which token gets what, with lists, numbers and scopes", () => {
    expect(answer(mapping, "2", ATTRIBUTES, null)).toEqual({
      claimsAndScopeOverrideDetails: {
        idTokenGeneration: {
          claimsToAddOrOverride: { mail: "demo@example.com", plan_version: 3, trial: false, regions: ["eu", 1] },
          claimsToSuppress: ["address"],
        },
        accessTokenGeneration: {
          claimsToAddOrOverride: { flags: ["beta", "dark-mode"], plan_version: 3, trial: false, regions: ["eu", 1] },
          claimsToSuppress: ["cognito:groups"],
          scopesToAdd: ["notes-api/read"],
          scopesToSuppress: ["aws.cognito.signin.user.admin"],
        },
      },
    });
  });

  test("becomes text in V1_0, which has no access token and no scopes", () => {
    expect(answer(mapping, "1", ATTRIBUTES, null)).toEqual({
      claimsOverrideDetails: {
        claimsToAddOrOverride: { mail: "demo@example.com", plan_version: "3", trial: "false", regions: "eu,1" },
        claimsToSuppress: ["address"],
      },
    });
  });

  test("gives machines constants, what they may say of themselves, and scopes, and nothing of the users'", () => {
    const machine: TokenClaims = {
      ...mapping,
      machine: {
        claims: {
          tenant: { constant: "acme" },
          environment: { clientMetadata: "environment", allowed: ["dev", "prod"], default: "dev" },
        },
        scopes: { add: ["notes-api/write"] },
      },
    };
    const given = (metadata?: Record<string, string>) => customizeTokens(machine, machineEvent(metadata)).response;
    const expected = (environment: string) => ({
      claimsAndScopeOverrideDetails: {
        accessTokenGeneration: {
          claimsToAddOrOverride: { tenant: "acme", environment },
          claimsToSuppress: [],
          scopesToAdd: ["notes-api/write"],
        },
      },
    });
    expect(given({ environment: "prod", tenant: "other" })).toEqual(expected("prod"));
    expect(given({ environment: "root" })).toEqual(expected("dev"));
    expect(given()).toEqual(expected("dev"));
  });
});

test.each(["0", "4", "V2_0", "", undefined])("a trigger version %j that isn't known is an error", (version) => {
  expect(() => customizeTokens({}, userEvent(version as string))).toThrow("unknown trigger version");
});
