import { USER_POOL } from "../../aws/cognito";
import { SOURCES } from "../../aws/sources";
import type { Rule } from "../rule";
import { each } from "../support/each";
import { when } from "../support/known";
import { is, isEmpty, leadsTo, targetOf } from "../../model/index";
import { belongsTo } from "../../iam/references";
import { clientsOf, redirects, SIGN_IN } from "../support/clients";

const RESERVED = new RegExp(USER_POOL.domainReserved.value.join("|"));

const { least: LEAST, most: MOST } = USER_POOL.domainPrefix.value;

/** What stands before .auth.REGION.amazoncognito.com. A domain of one's own has a certificate and other rules. */
export const domainPrefix: Rule = {
  code: "domain-prefix",
  severity: "error",
  title: "A domain prefix that Cognito refuses",
  source: SOURCES.domain,
  check: each("poolDomains", (domain, report) => {
    if (domain.certificateArn.known ? domain.certificateArn.value !== undefined : true) return;
    when(report, domain, domain.domain, "the domain prefix", (prefix = "") => {
      const fault = faultOf(prefix);
      if (fault === undefined) return;
      const right = corrected(prefix);
      report({
        message: `The domain prefix "${prefix}" ${fault}.`,
        remedy: `Write ${LEAST} to ${MOST} of a-z, 0-9 and hyphens inside, e.g. "${right}".`,
        nearest: right,
      });
    });
  }),
};

function faultOf(prefix: string): string | undefined {
  if (prefix.includes(".")) return "has a dot: a domain of your own needs certificate_arn";
  if (RESERVED.test(prefix.toLowerCase())) return "holds aws, amazon or cognito, which are reserved";
  if (prefix.length < LEAST || prefix.length > MOST)
    return `has ${prefix.length} characters; ${LEAST} to ${MOST} are allowed`;
  return /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/.test(prefix) ? undefined : "holds other characters, or a hyphen at an end";
}

function corrected(prefix: string): string {
  const clean = prefix
    .toLowerCase()
    .replaceAll(new RegExp(RESERVED, "g"), "")
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, MOST)
    .replace(/^-+|-+$/g, "");
  return clean === "" ? "my-app" : clean;
}

/** Cognito serves a domain of one's own through CloudFront, which takes certificates of us-east-1 only. */
export const domainCertificateRegion: Rule = {
  code: "domain-certificate-region",
  severity: "error",
  title: "A sign-in domain whose certificate isn't in us-east-1",
  source: SOURCES.ownDomain,
  check: each("poolDomains", (domain, report) => {
    const { certificateArn: arn } = domain;
    if (!arn.known) {
      report.unknown(domain, `the certificate's region (${arn.why})`);
      return;
    }
    const region = /^arn:aws:acm:([\w-]+):/.exec(arn.value ?? "")?.[1];
    if (region === undefined || region === "us-east-1") return;
    report({
      message: `The certificate is in ${region}; Cognito accepts certificates of us-east-1 only, whatever the pool's region.`,
      remedy: "Request the certificate with a provider for us-east-1, and name that one.",
      nearest: "us-east-1",
    });
  }),
};

/** Authorization codes and client credentials are given at the token endpoint, which a pool has on its domain only. */
export const signInDomainMissing: Rule = {
  code: "sign-in-domain-missing",
  severity: "error",
  title: "A client that needs the token endpoint of a user pool without a domain",
  source: SOURCES.domain,
  check: each("clients", (client, report, model) => {
    const pool = targetOf(client.pool);
    // A pool that is managed elsewhere has its domain there.
    if (!client.managed || pool?.managed !== true || isEmpty(client.flows) !== false) return;
    if (is(client.oauth, true) === false) return;
    const domains = model.poolDomains.map((domain) => leadsTo(domain.pool, pool));
    if (domains.includes(true)) return;
    if (domains.includes("unknown")) {
      report.unknown(client, `whether a domain belongs to ${pool.address}`);
      return;
    }
    if (!client.oauth.known) {
      report.unknown(client, `allowed_oauth_flows_user_pool_client (${client.oauth.why})`);
      return;
    }
    const flows = [...client.flows.items].sort().join(" and ");
    report({
      message: `The client uses ${flows}, but ${pool.address} has no domain, and so no token endpoint: it can't get a token.`,
      remedy: `Add an aws_cognito_user_pool_domain with user_pool_id = \${${pool.address}.id}, or remove the OAuth flows from the client.`,
    });
  }),
};

/** Managed login shows "Login pages unavailable" for a client without a style; the console makes one, Terraform and the API don't. */
export const managedLoginBranding: Rule = {
  code: "managed-login-branding-missing",
  severity: "warning",
  title: "A client of managed login without a branding style",
  source: SOURCES.managedLoginBranding,
  check(model, report) {
    const styles = model.ofType("aws_cognito_managed_login_branding");
    for (const domain of model.poolDomains) {
      const pool = targetOf(domain.pool);
      if (pool === undefined || !domain.managedLogin.known || domain.managedLogin.value < 2) continue;
      for (const client of clientsOf(model, pool)) {
        const redirected = redirects(client);
        if (!client.managed || redirected === false) continue;
        const answers = styles.map((style) => belongsTo(model, style, "client_id", client.resource));
        if (answers.includes(true)) continue;
        if (answers.includes("unknown")) report.unknown(client, "whether a branding style is the client's");
        else if (redirected === "unknown") report.unknown(client, SIGN_IN);
        else
          report({
            at: client,
            message: `${domain.address} serves managed login, and no branding style here is the client's: unless one was made elsewhere, its sign-in pages are unavailable.`,
            remedy: `Add an aws_cognito_managed_login_branding with client_id = \${${client.address}.id} and use_cognito_provided_values = true (AWS provider 6.25), or set managed_login_version = 1.`,
          });
      }
    }
  },
};
