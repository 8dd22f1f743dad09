import type { TokenClaims } from "./mapping";

/** Organisation, tier and feature flags (comma-separated text) in both tokens; without `TOKEN_CLAIMS` this applies. */
export const DEFAULT_MAPPING: TokenClaims = {
  claims: {
    org_id: { attribute: "custom:org_id" },
    org_tier: { attribute: "custom:org_tier", allowed: ["free", "pro", "enterprise"], default: "free" },
    feature_flags: { attribute: "custom:feature_flags" },
  },
  suppress: { id: ["phone_number_verified"] },
};
