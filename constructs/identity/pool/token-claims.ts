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
  const missing = customAttributesOf(claims ?? DEFAULT_MAPPING).filter((attribute) => !attributeNames.has(attribute));
  if (missing.length > 0) {
    const meant = missing.flatMap((attribute) => nearest(attribute, attributeNames) ?? []);
    const add = `Add ${missing.join(", ")} to the pool's customAttributes`;
    throw new ConfigurationError(
      "trigger-attribute",
      where,
      `${claims === undefined ? "the default claims" : "claims"} are made from ${named(missing)}, which the pool doesn't have: no token would carry them`,
      claims === undefined
        ? `${add}, or name your claims: claims: { claims: { plan: { attribute: "custom:plan" } } }`
        : meant.length === missing.length
          ? `Did you mean ${named(meant)}?`
          : add,
    );
  }
  return claims === undefined ? {} : { TOKEN_CLAIMS: Fn.jsonencode(claims) };
}

const named = (attributes: readonly string[]): string => attributes.map((one) => `custom:${one}`).join(", ");

/** The custom attributes, without `custom:`, that claims are made from. */
function customAttributesOf(claims: TokenClaims): string[] {
  return Object.values(claims.claims ?? {})
    .flatMap((claim) => ("attribute" in claim ? [claim.attribute] : []))
    .filter((attribute) => attribute.startsWith("custom:"))
    .map((attribute) => attribute.slice("custom:".length));
}
