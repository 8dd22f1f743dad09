import { conditional, Fn, Token } from "cdktf";
import { ConfigurationError } from "../../errors/configuration-error";

/** `REGION_ID`, e.g. `eu-central-1_AbCdEfGhI`. */
const POOL_ID = /^[a-z]{2}(-[a-z]+)+-\d_[0-9A-Za-z]+$/;

/**
 * The issuer of a user pool's tokens, from its id: the region is part of the id, so an API in one region can trust a pool in another.
 * It has no trailing slash.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-tokens-verifying-a-jwt.html
 * @param where the construct path, for the error
 * @throws ConfigurationError `pool-id` when the id is known and isn't one
 */
export function cognitoIssuer(poolId: string, where: string): string {
  if (Token.isUnresolved(poolId)) {
    const region = Fn.element(Fn.split("_", poolId), 0);
    const suffix = conditional(Fn.startswith(poolId, "cn-"), "amazonaws.com.cn", "amazonaws.com");
    return `https://cognito-idp.${region}.${suffix}/${poolId}`;
  }
  if (!POOL_ID.test(poolId)) {
    throw new ConfigurationError(
      "pool-id",
      where,
      `"${poolId}" is not a user pool id`,
      "Write it as AWS shows it: REGION_ID, e.g. eu-central-1_AbCdEfGhI",
    );
  }
  const region = poolId.slice(0, poolId.indexOf("_"));
  const suffix = region.startsWith("cn-") ? "amazonaws.com.cn" : "amazonaws.com";
  return `https://cognito-idp.${region}.${suffix}/${poolId}`;
}
