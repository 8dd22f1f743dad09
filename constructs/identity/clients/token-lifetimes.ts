import { Token } from "cdktf";
import type { CognitoUserPoolClientConfig } from "../../bindings";
import { ConfigurationError, type Place } from "../../errors/configuration-error";

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
export function tokenValidity(lifetimes: TokenLifetimes = {}, path = "lifetimes"): Validity {
  checkLifetime(lifetimes.accessTokenMinutes, 5, 1440, "minutes", { path, prop: "lifetimes.accessTokenMinutes" });
  checkLifetime(lifetimes.idTokenMinutes, 5, 1440, "minutes", { path, prop: "lifetimes.idTokenMinutes" });
  checkLifetime(lifetimes.refreshTokenDays, 1, 3650, "days", { path, prop: "lifetimes.refreshTokenDays" });
  return {
    accessTokenValidity: lifetimes.accessTokenMinutes ?? 60,
    idTokenValidity: lifetimes.idTokenMinutes ?? 60,
    refreshTokenValidity: lifetimes.refreshTokenDays ?? 30,
    tokenValidityUnits: [{ accessToken: "minutes", idToken: "minutes", refreshToken: "days" }],
  };
}

/**
 * https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_CreateUserPoolClient.html
 * @throws ConfigurationError `client-token-lifetime`
 */
export function checkLifetime(
  value: number | undefined,
  least: number,
  most: number,
  unit: string,
  place: Place,
): void {
  if (value === undefined || Token.isUnresolved(value)) return;
  if (Number.isInteger(value) && value >= least && value <= most) return;
  throw new ConfigurationError(
    "client-token-lifetime",
    place,
    `it is ${String(value)}`,
    `Write whole ${unit}, ${String(least)} to ${String(most)}`,
  );
}
