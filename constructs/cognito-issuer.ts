import { conditional, Fn, Token } from "cdktf";
import { USER_POOL } from "../posture/aws/cognito";
import { ISSUER_HOSTS, issuerOfPool, suffixOf, type IssuerType } from "../posture/aws/issuers";
import { ConfigurationError } from "./errors/configuration-error";

/**
 * The issuer of a user pool's tokens, from its id: the region is part of the id, so an API in one region can trust a pool in another.
 * It has no trailing slash. `UPDATED` is the form that all regions of a replicated pool share; a pool has one form or the other.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-tokens-verifying-a-jwt.html
 * @param where the construct path, for the error
 * @param replicaRegion of the replica that issues the tokens, whose ORIGINAL issuer names its own region
 * @throws ConfigurationError `pool-id` when the id is known and isn't one; `issuer-shape` for a replica's region with UPDATED, which names none
 */
export function cognitoIssuer(
  poolId: string,
  where: string,
  type: IssuerType = "ORIGINAL",
  replicaRegion?: string,
): string {
  if (replicaRegion !== undefined && type === "UPDATED")
    throw new ConfigurationError(
      "issuer-shape",
      where,
      "an UPDATED issuer is the same in all regions of a replicated pool",
      "Leave replicaRegion out, or issuerType",
    );
  if (Token.isUnresolved(poolId)) {
    if (replicaRegion !== undefined)
      return `https://${ISSUER_HOSTS.value[type]}.${replicaRegion}.${suffixOf(replicaRegion)}/${poolId}`;
    const region = Fn.element(Fn.split("_", poolId), 0);
    const european = conditional(Fn.startswith(poolId, "eusc-"), "amazonaws.eu", "amazonaws.com");
    const suffix = conditional(Fn.startswith(poolId, "cn-"), "amazonaws.com.cn", european);
    return `https://${ISSUER_HOSTS.value[type]}.${region}.${suffix}/${poolId}`;
  }
  const { pattern, words } = USER_POOL.poolId.value;
  if (!pattern.test(poolId)) {
    throw new ConfigurationError(
      "pool-id",
      { path: where, prop: "poolId" },
      `"${poolId}" is not a user pool id`,
      `Write it as AWS shows it: ${words}`,
    );
  }
  return issuerOfPool(poolId, { type, ...(replicaRegion !== undefined && { region: replicaRegion }) });
}
