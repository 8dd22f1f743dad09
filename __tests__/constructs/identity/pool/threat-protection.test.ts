import { identity, only, refusal } from "../synth";
import type { UserPoolOptions } from "../../../../constructs";

const pool = (options: UserPoolOptions) => {
  const emitted = identity({ pool: options, signInDomain: false });
  return { emitted, values: only(emitted.resource("aws_cognito_user_pool")) };
};

const code = (options: UserPoolOptions) => refusal({ pool: options, signInDomain: false }).code;

describe("threat protection", () => {
  test.each([
    ["audit", "AUDIT"],
    ["enforced", "ENFORCED"],
  ] as const)("%s is emitted on the Plus tier", (threatProtection, mode) => {
    expect(pool({ tier: "PLUS", threatProtection }).values["user_pool_add_ons"]).toEqual({
      advanced_security_mode: mode,
    });
  });

  test.each([undefined, "LITE", "ESSENTIALS"] as const)("is refused on the tier %s", (tier) => {
    expect(code({ tier, threatProtection: "enforced" })).toBe("threat-protection-tier");
  });
});
