/**
 * Claims that Cognito keeps for itself: a trigger that names one is ignored or fails the sign-in.
 * Source: "Pre token generation Lambda trigger", Claims and scopes reference, in the Amazon Cognito Developer Guide.
 * Compared without case: handlers and gateways that read claims so would take `SUB` for `sub`.
 */
export const PROTECTED_CLAIMS: ReadonlySet<string> = new Set(
  (
    "acr amr at_hash aud auth_time azp client_id device_key event_id exp iat identities iss jti nbf nonce " +
    "origin_jti sub token_use username version"
  ).split(" "),
);

/** Why a claim can't be added or replaced, or null when it can. */
export function addingProblem(claim: string): string | null {
  const name = claim.toLowerCase();
  if (name === "scope") return 'is changed through "scopes"';
  if (name === "cognito:groups") return "follows the user's groups";
  return protection(name);
}

/** Why a claim can't be suppressed, or null when it can. */
export function suppressingProblem(claim: string): string | null {
  const name = claim.toLowerCase();
  if (name === "scope") return 'is changed through "scopes"';
  if (claim === "cognito:groups") return null;
  if (name === "cognito:roles" || name === "cognito:preferred_role") return 'is suppressed with "cognito:groups"';
  return protection(name);
}

function protection(name: string): string | null {
  if (name.startsWith("cognito:") || name.startsWith("dev:") || PROTECTED_CLAIMS.has(name)) {
    return "is set by Cognito and can't be changed";
  }
  return null;
}
