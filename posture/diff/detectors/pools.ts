import { isConfiguration, type Pool } from "../../model/index";
import { breaking, neutral, type Detector } from "../change";
import type { Comparison } from "../comparison";
import { nameOf } from "../../redact/name";
import { type MatchedPair, isMatched } from "../pairs";
import { lifecycle, mayForce, replacement } from "../replaced";

/** Pools that come, go, or are replaced. Nothing else in a plan loses as much. */
export const pools: Detector = {
  source:
    "aws_cognito_user_pool: arguments that force a new resource https://registry.terraform.io/providers/hashicorp/aws/5.100.0/docs/resources/cognito_user_pool",
  codes: {
    "pool-added": neutral("A new user pool"),
    "pool-removed": breaking("A user pool is removed"),
    "pool-replaced": {
      title: "A user pool is replaced by a new one, without its users",
      kinds: ["breaking", "unknown"],
    },
  },
  compares: {
    aws_cognito_user_pool: "name username_attributes alias_attributes username_configuration.case_sensitive",
  },
  detect(comparison, report) {
    lifecycle(comparison, report, comparison.pools, {
      added: (pool) => pool.managed && { code: "pool-added", summary: `The user pool ${nameOf(pool)} is new.` },
      removed: (pool) =>
        pool.managed && {
          code: "pool-removed",
          summary: `The user pool ${nameOf(pool)} is removed${protectedFromIt(pool) ?? ": every user is lost, and all tokens and clients become invalid."}`,
        },
    });
    for (const pair of comparison.pools) {
      if (!isMatched(pair) || !pair.after.managed || !pair.before.managed) continue;
      const found = lost(comparison, pair);
      if (found)
        report({
          at: pair.after,
          code: "pool-replaced",
          kind: found.sure ? "breaking" : "unknown",
          summary: `${found.sure ? "The" : "It may be that the"} user pool ${nameOf(pair.after)} is replaced${protectedFromIt(pair.before) ?? ": every user is lost, the issuer changes, all tokens and all clients become invalid."}`,
          cause: found.cause,
        });
    }
  },
};

/** DeleteUserPool of a protected pool fails: SOURCES.deletionProtection. */
const protectedFromIt = ({ deletionProtection: mode }: Pool): string | undefined =>
  mode.known && mode.value === "ACTIVE"
    ? ", which AWS refuses while its deletion_protection is ACTIVE: then apply ends with an error, and the users stay."
    : undefined;

/** A synthesized stack doesn't say what the provider will make of a new name or address. */
function lost(comparison: Comparison, pair: MatchedPair<Pool>) {
  const found = replacement(comparison, pair);
  if (found || !isConfiguration(comparison.after.origin)) return found;
  const { before, after } = pair;
  if (before.name.known && after.name.known && before.name.value !== after.name.value)
    return { cause: "name: before provider 6.6.0 another name forces a replacement", sure: false };
  const open = mayForce(pair);
  if (open !== undefined) return { cause: `${open} isn't known: another value forces a replacement`, sure: false };
  if (before.address !== after.address)
    return { cause: `its address changed from ${before.address}: without a moved block it is replaced`, sure: false };
  return undefined;
}
