/**
 * Claims that Cognito keeps for itself: a trigger that names one is ignored or fails the sign-in.
 * Source: "Pre token generation Lambda trigger", Claims and scopes reference, in the Amazon Cognito Developer Guide.
 */
export const PROTECTED_CLAIMS: ReadonlySet<string> = new Set(
  (
    "acr amr at_hash aud auth_time azp client_id device_key event_id exp iat identities iss jti nbf nonce " +
    "origin_jti sub token_use username version"
  ).split(" "),
);

/** Why a claim can't be added or replaced, or null when it can. */
export function refusedToAdd(claim: string): string | null {
  if (claim === "scope") return 'is changed through "scopes"';
  if (claim === "cognito:groups") return "follows the user's groups";
  return refused(claim);
}

/** Why a claim can't be suppressed, or null when it can. */
export function refusedToSuppress(claim: string): string | null {
  if (claim === "scope") return 'is changed through "scopes"';
  if (claim === "cognito:groups") return null;
  if (claim === "cognito:roles" || claim === "cognito:preferred_role")
    return 'goes when "cognito:groups" is suppressed';
  return refused(claim);
}

function refused(claim: string): string | null {
  if (claim.startsWith("cognito:") || claim.startsWith("dev:") || PROTECTED_CLAIMS.has(claim)) {
    return "is set by Cognito alone and can't be changed";
  }
  return null;
}
