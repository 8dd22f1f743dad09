import { DEFAULT_MAPPING } from "../../../functions/pre-token-generation/default-mapping";
import type { TokenClaims } from "../../../functions/pre-token-generation/mapping";
import { customizeTokens } from "../../../functions/pre-token-generation/pre-token-generation";
import { ATTRIBUTES, GROUPS, machineEvent, USER_SOURCES, userEvent } from "./token-events";

const CLAIMS = { org_id: "org-42", org_tier: "pro", feature_flags: "beta,dark-mode" };

const ID = { claimsToAddOrOverride: CLAIMS, claimsToSuppress: ["phone_number_verified"] };

const ACCESS = { claimsToAddOrOverride: CLAIMS, claimsToSuppress: [] };

const answer = (mapping: TokenClaims, ...event: Parameters<typeof userEvent>) =>
  customizeTokens(mapping, userEvent(...event)).response;

describe("the default mapping", () => {
  test("adds organisation, tier and flags to the ID token in V1_0", () => {
    expect(answer(DEFAULT_MAPPING, "1")).toEqual({ claimsOverrideDetails: { ...ID, groupOverrideDetails: GROUPS } });
  });

  test.each(["2", "3"])("adds them to both tokens in V%s_0", (version) => {
    expect(answer(DEFAULT_MAPPING, version)).toEqual({
      claimsAndScopeOverrideDetails: {
        idTokenGeneration: ID,
        accessTokenGeneration: ACCESS,
        groupOverrideDetails: GROUPS,
      },
    });
  });

  test("answers every way a user gets tokens alike", () => {
    const answers = USER_SOURCES.map((source) => answer(DEFAULT_MAPPING, "2", ATTRIBUTES, GROUPS, source));
    expect(new Set(answers.map((each) => JSON.stringify(each))).size).toBe(1);
  });

  test("gives a user without attributes the lowest tier and no other claim", () => {
    const blank: Record<string, string>[] = [
      {},
      { "custom:org_id": "", "custom:org_tier": " ", "custom:feature_flags": "" },
    ];
    for (const attributes of blank) {
      expect(answer(DEFAULT_MAPPING, "1", attributes)).toMatchObject({
        claimsOverrideDetails: { claimsToAddOrOverride: { org_tier: "free" } },
      });
      expect(JSON.stringify(answer(DEFAULT_MAPPING, "2", attributes))).not.toMatch(/org_id|feature_flags/);
    }
  });

  test("takes an unknown tier for none", () => {
    expect(answer(DEFAULT_MAPPING, "1", { "custom:org_tier": "ENTERPRISE" })).toMatchObject({
      claimsOverrideDetails: { claimsToAddOrOverride: { org_tier: "free" } },
    });
  });

  test("leaves a machine's token as it is", () => {
    expect(customizeTokens(DEFAULT_MAPPING, machineEvent()).response).toEqual({
      claimsAndScopeOverrideDetails: { accessTokenGeneration: { claimsToAddOrOverride: {}, claimsToSuppress: [] } },
    });
  });
});
