import { readOn } from "./fact";
import { SOURCES } from "./sources";

const fact = readOn("2026-11-21");

/**
 * The two forms of a user pool's issuer. `ORIGINAL` names the region that issued the token: the pool's own, or that of
 * a replica, which has the same id. `UPDATED` always names the pool's own region, whichever region issued the token.
 */
export const ISSUER_HOSTS = fact(
  { ORIGINAL: "cognito-idp", UPDATED: "issuer-cognito-idp" } as const,
  SOURCES.issuerConfiguration,
);

/** What the names of hosts in a region end with, by the beginning of the region's name. */
const SUFFIXES = fact(
  [
    { region: /^cn-/, suffix: "amazonaws.com.cn" },
    { region: /^eusc-/, suffix: "amazonaws.eu" },
    { region: /^/, suffix: "amazonaws.com" },
  ] as const,
  SOURCES.partitions,
);

export type IssuerType = keyof typeof ISSUER_HOSTS.value;

/** An issuer of Amazon Cognito, taken apart. */
export interface PoolIssuer {
  readonly type: IssuerType;
  readonly region: string;
  readonly poolId: string;
  /** The pool's own region, which its id begins with. */
  readonly home: string;
  /** `ORIGINAL` in another region than the pool's own: only a replica of the pool issues such tokens. */
  readonly replica: boolean;
}

/** What the name of a region's hosts ends with: `amazonaws.com`, in China `amazonaws.com.cn`, in the European Sovereign Cloud `amazonaws.eu`. */
export function suffixOf(region: string): string {
  return SUFFIXES.value.find((one) => one.region.test(region))?.suffix ?? "amazonaws.com";
}

/**
 * The issuer of a pool's tokens, without a slash at the end.
 * @param options `type`: what the pool is set to, ORIGINAL where nothing is said; `region`: of the replica that issues
 * the tokens, where it isn't the pool's own; an UPDATED issuer is the same for all
 */
export function issuerOfPool(
  poolId: string,
  { type = "ORIGINAL", region }: { readonly type?: IssuerType; readonly region?: string } = {},
): string {
  const home = homeOf(poolId);
  const named = type === "UPDATED" ? home : (region ?? home);
  return `https://${ISSUER_HOSTS.value[type]}.${named}.${suffixOf(named)}/${poolId}`;
}

/**
 * Takes an issuer apart; a slash at the end doesn't count here (to API Gateway it does). Undefined for an address that
 * isn't a user pool's, or that no region has: an UPDATED issuer of a region that isn't the pool's own.
 */
export function parseIssuer(issuer: string): PoolIssuer | undefined {
  const [, host, region = "", suffix, poolId = ""] =
    /^https:\/\/((?:issuer-)?cognito-idp)\.([a-z0-9-]+)\.(amazonaws\.(?:com(?:\.cn)?|eu))\/([\w-]+_[0-9A-Za-z]+)\/?$/.exec(
      issuer,
    ) ?? [];
  if (host === undefined || suffix !== suffixOf(region)) return undefined;
  const type = host === ISSUER_HOSTS.value.UPDATED ? "UPDATED" : "ORIGINAL";
  const home = homeOf(poolId);
  if (type === "UPDATED" && region !== home) return undefined;
  return { type, region, poolId, home, replica: region !== home };
}

/** The region that a pool's id begins with: `eu-central-1_AbCdEfGhI` is a pool of `eu-central-1`. */
export const homeOf = (poolId: string): string => poolId.slice(0, poolId.lastIndexOf("_"));

/** The partitions, by the beginning of the region's name; the isolated ones have names of their own. */
const PARTITIONS = fact(
  [
    { region: /^cn-/, partition: "aws-cn" },
    { region: /^us-gov-/, partition: "aws-us-gov" },
    { region: /^us-iso-/, partition: "aws-iso" },
    { region: /^us-isob-/, partition: "aws-iso-b" },
    { region: /^eu-isoe-/, partition: "aws-iso-e" },
    { region: /^us-isof-/, partition: "aws-iso-f" },
    { region: /^eusc-/, partition: "aws-eusc" },
    { region: /^/, partition: "aws" },
  ] as const,
  SOURCES.partitions,
);

/** What ARNs of a region begin with after `arn:`. */
export function partitionOf(region: string): string {
  return PARTITIONS.value.find((one) => one.region.test(region))?.partition ?? "aws";
}
