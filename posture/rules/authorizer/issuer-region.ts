import { targetOf } from "../../model/index";
import type { Authorizer, Pool } from "../../model/index";
import { SOURCES } from "../../aws/sources";
import type { Rule } from "../rule";

/** A pool's id begins with its region, and its issuer names the same one, wherever the API is. */
export const issuerRegion: Rule = {
  code: "issuer-region",
  severity: "error",
  title: "A Cognito issuer whose region isn't the pool's",
  source: SOURCES.verifyTokens,
  check(model, report) {
    for (const authorizer of model.authorizers) {
      const { jwt } = authorizer;
      if (!jwt) continue;
      const pool = targetOf(jwt.pool);
      const text = jwt.issuer.known
        ? jwt.issuer.value
        : authorizer.resource.attributes.written("jwt_configuration", 0, "issuer");
      const parts = /cognito-idp\.([\w-]+)\.amazonaws\.com(\.cn)?\/(?:([a-z0-9-]+)_)?/.exec(text ?? "");
      const [, named, , fromId] = parts ?? [];
      if (named === undefined) {
        if (!jwt.issuer.known && !fromEndpoint(authorizer))
          report.unknown(authorizer, `the issuer (${jwt.issuer.why})`);
        continue;
      }
      const id = pool?.id.known ? pool.id.value : undefined;
      const home = fromId ?? /^([a-z0-9-]+)_/.exec(id ?? "")?.[1] ?? regionOf(pool);
      if (home === undefined) report.unknown(authorizer, "the region of the issuer's pool");
      else if (home !== named)
        report({
          at: authorizer,
          message: `The issuer names the region ${named}, but its pool lives in ${home}: no token can match.`,
          remedy: `Write cognito-idp.${home}.amazonaws.com${parts?.[2] ?? ""}, or "https://\${aws_cognito_user_pool.NAME.endpoint}".`,
          nearest: home,
        });
    }
  },
};

/** A pool's endpoint names its own region. */
function fromEndpoint({ resource: { attributes } }: Authorizer): boolean {
  const references = attributes.references("jwt_configuration", 0, "issuer");
  return references.length > 0 && references.every(({ attribute }) => attribute[0] === "endpoint");
}

function regionOf(pool: Pool | undefined): string | undefined {
  const region = pool?.resource.region;
  return region?.known ? region.value : undefined;
}
