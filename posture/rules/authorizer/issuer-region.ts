import { targetOf } from "../../model/index";
import type { Authorizer, Pool } from "../../model/index";
import { ISSUER_HOSTS, homeOf, suffixOf } from "../../aws/issuers";
import { SOURCES } from "../../aws/sources";
import type { Rule } from "../rule";

/** What can be seen of a Cognito issuer, also where its pool's id comes from an expression. */
interface Seen {
  readonly host: string;
  readonly region: string;
  /** The region that the pool's id begins with, where it is written down. */
  readonly home?: string;
}

/**
 * A pool's id begins with its region. An UPDATED issuer names that region, wherever the API is and whichever region
 * issued the token; an ORIGINAL one may also name the region of a replica, which pools of the tier LITE can't have.
 */
export const issuerRegion: Rule = {
  code: "issuer-region",
  severity: "error",
  title: "A Cognito issuer of a region that is neither the pool's nor, as far as one can tell, a replica's",
  source: `${SOURCES.issuerConfiguration}; ${SOURCES.replicas}`,
  check(model, report) {
    for (const authorizer of model.authorizers) {
      const { jwt } = authorizer;
      if (!jwt) continue;
      const pool = targetOf(jwt.pool);
      const seen = see(
        jwt.issuer.known ? jwt.issuer.value : authorizer.resource.attributes.written("jwt_configuration", 0, "issuer"),
      );
      if (seen === undefined) {
        if (!jwt.issuer.known && !fromEndpoint(authorizer))
          report.unknown(authorizer, `the issuer (${jwt.issuer.why})`);
        continue;
      }
      const id = pool?.id.known ? pool.id.value : undefined;
      const home = seen.home ?? (id === undefined ? regionOf(pool) : homeOf(id));
      if (home === undefined) report.unknown(authorizer, "the region of the issuer's pool");
      else if (home === seen.region) continue;
      else if (seen.host === ISSUER_HOSTS.value.UPDATED)
        report({
          at: authorizer,
          message: `The issuer names the region ${seen.region}, but its pool lives in ${home}: an UPDATED issuer names the pool's own region, so no token can match.`,
          remedy: `Write ${seen.host}.${home}.${suffixOf(home)} in it.`,
          nearest: home,
        });
      else if (pool?.tier.known && pool.tier.value === "LITE")
        report({
          at: authorizer,
          message: `The issuer names the region ${seen.region}, but its pool lives in ${home} and, being of the tier LITE, has no replica: no token can match.`,
          remedy: `Write ${seen.host}.${home}.${suffixOf(home)}, or "https://\${aws_cognito_user_pool.NAME.endpoint}".`,
          nearest: home,
        });
      else
        report.unknown(
          authorizer,
          `whether the pool, which lives in ${home}, has a replica in ${seen.region}: only that would issue tokens of this issuer`,
        );
    }
  },
};

function see(text: string | undefined): Seen | undefined {
  const [, host, region, home] =
    /((?:issuer-)?cognito-idp)\.([\w-]+)\.amazonaws\.com(?:\.cn)?\/(?:([a-z0-9-]+)_)?/.exec(text ?? "") ?? [];
  if (host === undefined || region === undefined) return undefined;
  return { host, region, ...(home !== undefined && { home }) };
}

/** A pool's endpoint names its own region. */
function fromEndpoint({ resource: { attributes } }: Authorizer): boolean {
  const references = attributes.references("jwt_configuration", 0, "issuer");
  return references.length > 0 && references.every(({ attribute }) => attribute[0] === "endpoint");
}

function regionOf(pool: Pool | undefined): string | undefined {
  const region = pool?.resource.region;
  return region?.known ? region.value : undefined;
}
