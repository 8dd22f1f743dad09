import type { CognitoUserPoolLambdaConfig } from "../../bindings";

/** Feature plans: https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-sign-in-feature-plans.html */
export type Tier = "LITE" | "ESSENTIALS" | "PLUS";

/**
 * Versions of the pre-token-generation event: `V1_0` reaches the ID token only, `V2_0` users' access tokens too, `V3_0` also those of
 * machine clients. V2_0 and V3_0 need the Essentials or Plus tier.
 */
export type TokenTriggerVersion = "V1_0" | "V2_0" | "V3_0";

/** A user pool as the rest of the API sees it, whether it is managed here or elsewhere. */
export interface Pool {
  /** `REGION_ID` */
  readonly poolId: string;
  /** `arn:PARTITION:cognito-idp:REGION:ACCOUNT:userpool/POOL_ID` */
  readonly arn: string;
  /** `https://cognito-idp.REGION.amazonaws.com/POOL_ID`, without a trailing slash: it must equal the tokens' `iss`. */
  readonly issuer: string;
}

/** A pool whose triggers can be set: one that is managed here. */
export interface TriggeredPool extends Pool {
  /** The names of its custom attributes, without `custom:`. */
  readonly attributeNames: ReadonlySet<string>;
  /** Adds to the functions that the pool calls. */
  useTriggers(triggers: CognitoUserPoolLambdaConfig): void;
  usePreTokenGeneration(functionArn: string, version: TokenTriggerVersion): void;
}
