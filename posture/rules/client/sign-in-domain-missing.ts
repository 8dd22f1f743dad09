import { isEmpty, leadsTo, targetOf } from "../../model";
import { SOURCES } from "../../aws/sources";
import type { Rule } from "../rule";

/** Authorization codes and client credentials are given at the token endpoint, which a pool has on its domain only. */
export const signInDomainMissing: Rule = {
  code: "sign-in-domain-missing",
  severity: "error",
  title: "A client that needs the token endpoint of a user pool without a domain",
  source: SOURCES.domain,
  check(model, report) {
    for (const client of model.clients) {
      const pool = targetOf(client.pool);
      // A pool that is managed elsewhere has its domain there.
      if (!client.managed || pool?.managed !== true || isEmpty(client.flows) !== false) continue;
      if (client.oauth.known && !client.oauth.value) continue;
      const domains = model.poolDomains.map((domain) => leadsTo(domain.pool, pool));
      if (domains.includes(true)) continue;
      if (domains.includes("unknown")) {
        report.unknown(client, `whether a domain belongs to ${pool.address}`);
        continue;
      }
      const flows = [...client.flows.items].sort().join(" and ");
      report({
        at: client,
        message: `The client uses ${flows}, but ${pool.address} has no domain, and so no token endpoint: it can't get a token.`,
        remedy: `Add an aws_cognito_user_pool_domain with user_pool_id = \${${pool.address}.id}, or take the OAuth flows from the client.`,
      });
    }
  },
};
