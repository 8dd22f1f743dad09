import type { TokenEvent } from "../../../functions/pre-token-generation/token-event";

/** The user sources of "Pre token generation Lambda trigger", Amazon Cognito Developer Guide. */
export const USER_SOURCES = [
  "TokenGeneration_HostedAuth",
  "TokenGeneration_Authentication",
  "TokenGeneration_NewPasswordChallenge",
  "TokenGeneration_AuthenticateDevice",
  "TokenGeneration_RefreshTokens",
];

export const ATTRIBUTES = {
  sub: "aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee",
  email: "demo@example.com",
  email_verified: "true",
  phone_number_verified: "false",
  "cognito:user_status": "CONFIRMED",
  "custom:org_id": "org-42",
  "custom:org_tier": "pro",
  "custom:feature_flags": "beta,dark-mode",
};

const common = {
  region: "eu-central-1",
  userPoolId: "eu-central-1_AbCdEfGhI",
  callerContext: { awsSdkVersion: "aws-sdk-unknown-unknown", clientId: "4exampleclientid123456789" },
};

export const GROUPS = {
  groupsToOverride: ["admin", "user"],
  iamRolesToOverride: ["arn:aws:iam::123456789012:role/admin"],
  preferredRole: "arn:aws:iam::123456789012:role/admin",
};

/** An event for a user's tokens; `version` is "1", "2" or "3". */
export function userEvent(
  version: string,
  attributes: Record<string, string> = ATTRIBUTES,
  groupConfiguration: object | null = GROUPS,
  triggerSource = "TokenGeneration_HostedAuth",
): TokenEvent {
  const request = {
    userAttributes: attributes,
    groupConfiguration,
    ...(version === "1" ? {} : { scopes: ["openid", "email"] }),
  };
  const response = version === "1" ? { claimsOverrideDetails: null } : { claimsAndScopeOverrideDetails: null };
  return { ...common, version, triggerSource, userName: "demo", request, response } as unknown as TokenEvent;
}

/** An event for a machine's token: no user, no groups. */
export function machineEvent(clientMetadata?: Record<string, string>): TokenEvent {
  return {
    ...common,
    version: "3",
    triggerSource: "TokenGeneration_ClientCredentials",
    userName: "ClientCredentials",
    request: { scopes: ["notes-api/read"], ...(clientMetadata === undefined ? {} : { clientMetadata }) },
    response: { claimsAndScopeOverrideDetails: null },
  } as unknown as TokenEvent;
}
