import type { CognitoUserPoolClientConfig } from "@cdktf/provider-aws/lib/cognito-user-pool-client";

export interface TokenLifetimes {
  /** 5 to 1440 minutes. @default 60 */
  readonly accessTokenMinutes?: number;
  /** 5 to 1440 minutes. @default 60 */
  readonly idTokenMinutes?: number;
  /** 1 to 3650 days. @default 30 */
  readonly refreshTokenDays?: number;
}

type Validity = Pick<
  CognitoUserPoolClientConfig,
  "accessTokenValidity" | "idTokenValidity" | "refreshTokenValidity" | "tokenValidityUnits"
>;

/** Lifetimes together with their units: without units Cognito reads access and ID lifetimes as hours, and 60 means two and a half days. */
export function tokenValidity(lifetimes: TokenLifetimes = {}): Validity {
  return {
    accessTokenValidity: lifetimes.accessTokenMinutes ?? 60,
    idTokenValidity: lifetimes.idTokenMinutes ?? 60,
    refreshTokenValidity: lifetimes.refreshTokenDays ?? 30,
    tokenValidityUnits: [{ accessToken: "minutes", idToken: "minutes", refreshToken: "days" }],
  };
}
