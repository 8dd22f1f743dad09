import type {
  BasePreTokenGenerationTriggerEvent,
  BasePreTokenGenerationV2TriggerEvent,
  BasePreTokenGenerationV3TriggerEvent,
} from "aws-lambda";
import type { ClaimValue } from "./mapping";

/** What Cognito sends: trigger version "1", "2" or "3". A machine's event (V3_0) has no user attributes and no groups. */
export type TokenEvent =
  | BasePreTokenGenerationTriggerEvent<string>
  | BasePreTokenGenerationV2TriggerEvent<string>
  | BasePreTokenGenerationV3TriggerEvent<string>;

/** The groups and roles as they stood in the request; Cognito takes them away when an answer has an empty one. */
export interface GroupOverrides {
  readonly groupsToOverride?: readonly string[];
  readonly iamRolesToOverride?: readonly string[];
  readonly preferredRole?: string;
}

/** Changes to one token. `@types/aws-lambda` knows text values only; V2 and V3 take numbers, booleans and lists as well. */
interface TokenChanges {
  readonly claimsToAddOrOverride: Readonly<Record<string, ClaimValue>>;
  readonly claimsToSuppress: readonly string[];
  readonly scopesToAdd?: readonly string[];
  readonly scopesToSuppress?: readonly string[];
}

/** The answer to a V1_0 event: the ID token's claims, text only. */
export interface V1Response {
  readonly claimsOverrideDetails: {
    readonly claimsToAddOrOverride: Readonly<Record<string, string>>;
    readonly claimsToSuppress: readonly string[];
    readonly groupOverrideDetails?: GroupOverrides;
  };
}

/** The answer to a V2_0 or V3_0 event. A machine has no ID token. */
export interface V2Response {
  readonly claimsAndScopeOverrideDetails: {
    readonly idTokenGeneration?: TokenChanges;
    readonly accessTokenGeneration: TokenChanges;
    readonly groupOverrideDetails?: GroupOverrides;
  };
}

export type TokenResponse = V1Response | V2Response;
