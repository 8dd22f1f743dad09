import { Fn } from "cdktf";
import { DEFAULT_MAPPING } from "../../../functions/pre-token-generation/default-mapping";
import type { TokenClaims } from "../../../functions/pre-token-generation/mapping";
import { mappingProblems } from "../../../functions/pre-token-generation/mapping-problems";
import { ConfigurationError } from "../../errors/configuration-error";
import { nearest } from "../../nearest";

/**
 * What the token trigger is told by its environment; without claims of its own it adds organisation, tier and feature flags.
 * The function refuses a wrong mapping too, but then nobody can sign in: so the same check is made here first.
 * @param attributeNames the pool's custom attributes, without `custom:`
 * @param where the construct path, for the error
 * @throws ConfigurationError `trigger-claims` with everything that is wrong, `trigger-attribute` for an attribute that no user can have
 */
export function tokenClaimsEnvironment(
  claims: TokenClaims | undefined,
  attributeNames: ReadonlySet<string>,
  where: string,
): Record<string, string> {
  const problems = claims === undefined ? [] : mappingProblems(claims);
  if (problems.length > 0) {
    throw new ConfigurationError("trigger-claims", where, `the claims can't be: ${problems.join("; ")}`, "Fix them");
  }
  for (const attribute of customAttributesOf(claims ?? DEFAULT_MAPPING)) {
    if (attributeNames.has(attribute)) continue;
    const meant = nearest(attribute, attributeNames);
    throw new ConfigurationError(
      "trigger-attribute",
      where,
      `a claim is made from custom:${attribute}, which the pool doesn't have: no token would carry it`,
      meant === undefined ? `Add ${attribute} to the pool's attributes` : `Did you mean custom:${meant}?`,
    );
  }
  return claims === undefined ? {} : { TOKEN_CLAIMS: Fn.jsonencode(claims) };
}

/** The custom attributes, without `custom:`, that claims are made from. */
function customAttributesOf(claims: TokenClaims): string[] {
  return Object.values(claims.claims ?? {})
    .flatMap((claim) => ("attribute" in claim ? [claim.attribute] : []))
    .filter((attribute) => attribute.startsWith("custom:"))
    .map((attribute) => attribute.slice("custom:".length));
}
