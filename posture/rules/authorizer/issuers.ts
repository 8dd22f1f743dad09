import { targetOf, type Authorizer, type Pool, type JwtAuthorizer } from "../../model/index";
import { ISSUER_HOSTS, homeOf, suffixOf } from "../../aws/issuers";
import { parseUrl } from "../../claims/parse-url";
import { notPublic } from "../support/public-host";
import { SOURCES } from "../../aws/sources";
import type { Rule } from "../rule";
import { each } from "../support/each";

/** What can be seen of a Cognito issuer, also where its pool's id comes from an expression. */
interface IssuerRegions {
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
  check: each("authorizers", (authorizer, report) => {
    const { jwt } = authorizer;
    if (!jwt) return;
    const pool = targetOf(jwt.pool);
    const seen = regionsIn(
      jwt.issuer.known ? jwt.issuer.value : authorizer.resource.attributes.written("jwt_configuration", 0, "issuer"),
    );
    if (seen === undefined) {
      if (!jwt.issuer.known && !fromEndpoint(authorizer)) report.unknown(authorizer, `the issuer (${jwt.issuer.why})`);
      return;
    }
    const id = pool?.id.known ? pool.id.value : undefined;
    const home = seen.home ?? (id === undefined ? regionOf(pool) : homeOf(id));
    if (home === undefined) report.unknown(authorizer, "the region of the issuer's pool");
    else if (home === seen.region) return;
    else if (seen.host === ISSUER_HOSTS.value.UPDATED)
      report({
        message: `The issuer names the region ${seen.region}, but its pool is in ${home}: an UPDATED issuer names the pool's own region, so no token can match.`,
        remedy: `Write ${seen.host}.${home}.${suffixOf(home)} in it.`,
        nearest: home,
      });
    else if (pool?.tier.known && pool.tier.value === "LITE")
      report({
        message: `The issuer names the region ${seen.region}, but its pool is in ${home} and has no replica (tier LITE): no token can match.`,
        remedy: `Write ${seen.host}.${home}.${suffixOf(home)}, or "https://\${aws_cognito_user_pool.NAME.endpoint}".`,
        nearest: home,
      });
    else
      report.unknown(
        authorizer,
        `whether the pool, which is in ${home}, has a replica in ${seen.region}: only that would issue tokens of this issuer`,
      );
  }),
};

function regionsIn(text: string | undefined): IssuerRegions | undefined {
  const [, host, region, home] =
    /((?:issuer-)?cognito-idp)\.([\w-]+)\.amazonaws\.com(?:\.cn)?\/(?:([a-z0-9-]+)_)?/.exec(text ?? "") ?? [];
  if (host === undefined || region === undefined) return undefined;
  return { host, region, ...(home !== undefined && { home }) };
}

/** A pool's endpoint names its own region. */
function fromEndpoint({ resource: { attributes } }: Authorizer): boolean {
  const path = ["jwt_configuration", 0, "issuer"] as const;
  const parts = attributes.pieces(...path)?.filter((piece) => typeof piece !== "string");
  const references = parts ?? attributes.references(...path);
  return references.length > 0 && references.every(({ attribute }) => attribute[0] === "endpoint");
}

function regionOf(pool: Pool | undefined): string | undefined {
  const region = pool?.resource.region;
  return region?.known ? region.value : undefined;
}

/** An issuer's address as far as it can be seen: whole, or with `…` where AWS fills something in. */
interface VisibleIssuer {
  readonly text: string;
  readonly cognito: boolean;
}

/**
 * The issuer must equal the tokens' `iss` to the letter: https, Cognito's without a slash at the end, Auth0's with one.
 * API Gateway fetches the issuer's discovery document when the authorizer is made, and fails if it can't.
 */
export const issuerShape: Rule = {
  code: "issuer-shape",
  severity: "error",
  title: "An issuer that no token can have (scheme, trailing slash, query), or that API Gateway can't reach",
  source: `${SOURCES.jwt}; ${SOURCES.auth0Issuer}; ${SOURCES.entraIssuer}`,
  check: each("authorizers", (authorizer, report) => {
    const { jwt } = authorizer;
    if (!jwt) return;
    if (jwt.issuer.known && jwt.issuer.value === undefined) {
      report({
        message: "The JWT authorizer has no issuer.",
        remedy: 'Set issuer = "https://${aws_cognito_user_pool.NAME.endpoint}".',
      });
      return;
    }
    const seen = visibleIssuer(jwt, authorizer.resource.attributes.written("jwt_configuration", 0, "issuer"));
    if (!seen) {
      report.unknown(authorizer, `the issuer (${jwt.issuer.known ? "" : jwt.issuer.why})`);
      return;
    }
    const right = corrected(seen);
    const host = seen.text.includes("${") ? undefined : parseUrl(seen.text)?.hostname;
    const hidden = host === undefined ? undefined : notPublic(host);
    if (hidden !== undefined)
      report({
        message: `The issuer's host, ${host ?? ""}, ${hidden}: API Gateway fetches the keys from there over the internet, and makes no authorizer without them.`,
        remedy: "Write an issuer that the internet reaches, or check these tokens in a Lambda authorizer.",
      });
    else if (SEVERAL_TENANTS.test(seen.text))
      report({
        message: `The issuer "${seen.text}" stands for several tenants, and tokens carry the id of their own in iss: every call gets 401.`,
        remedy: "Write https://login.microsoftonline.com/TENANT_ID/v2.0.",
      });
    else if (right !== seen.text)
      report({
        message: `The issuer "${seen.text}" can't be what tokens carry as iss: every call gets 401.`,
        remedy: `Write "${right}".`,
        nearest: right,
      });
  }),
};

/** Addresses of Microsoft where users of several tenants sign in. */
const SEVERAL_TENANTS = /^https:\/\/login\.microsoftonline\.(com|us)\/(common|organizations|consumers)(\/|$)/i;

function visibleIssuer(jwt: JwtAuthorizer, written: string | undefined): VisibleIssuer | undefined {
  const pool = targetOf(jwt.pool);
  if (jwt.issuer.known && jwt.issuer.value !== undefined) {
    const text = jwt.issuer.value;
    return { text, cognito: pool !== undefined || text.includes("cognito-idp.") };
  }
  // What stands before and after the reference decides: "https://${…}/". A reference to a whole issuer shows nothing.
  const visible = written !== undefined && /^(?!\$\{)|^\$\{[^{}()]*\.endpoint\}/.test(written);
  return visible && pool ? { text: written, cognito: true } : undefined;
}

function corrected({ text, cognito }: VisibleIssuer): string {
  // An endpoint holds no scheme; a literal may have the wrong one.
  const https = text.replace(/^(?:[a-z]+:\/\/)?/i, "https://").replace(/[?#].*$/, "");
  if (cognito) return https.replace(/\/+$/, "");
  if (/^https:\/\/[\w.-]+\.auth0\.com\/*$/i.test(https)) return `${https.replace(/\/+$/, "")}/`;
  return https.replace(/\/{2,}$/, "/");
}
