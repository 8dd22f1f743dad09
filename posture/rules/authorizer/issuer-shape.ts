import type { JwtAuthorizer } from "../../model/index";
import { targetOf } from "../../model/index";
import { SOURCES } from "../../aws/sources";
import type { Rule } from "../rule";

/** An issuer's address as far as it can be seen: whole, or with `…` where AWS fills something in. */
interface Seen {
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
  title: "An issuer that no token can have: scheme, trailing slash, query",
  source: `${SOURCES.jwt}; ${SOURCES.auth0Issuer}`,
  check(model, report) {
    for (const authorizer of model.authorizers) {
      const { jwt } = authorizer;
      if (!jwt) continue;
      if (jwt.issuer.known && jwt.issuer.value === undefined) {
        report({
          at: authorizer,
          message: "The JWT authorizer has no issuer.",
          remedy: 'Set issuer = "https://${aws_cognito_user_pool.NAME.endpoint}".',
        });
        continue;
      }
      const seen = see(jwt, authorizer.resource.attributes.written("jwt_configuration", 0, "issuer"));
      if (!seen) {
        report.unknown(authorizer, `the issuer (${jwt.issuer.known ? "" : jwt.issuer.why})`);
        continue;
      }
      const right = corrected(seen);
      if (right === seen.text) continue;
      report({
        at: authorizer,
        message: `The issuer "${seen.text}" can't be what tokens carry as iss: every call gets 401.`,
        remedy: `Write "${right}".`,
        nearest: right,
      });
    }
  },
};

function see(jwt: JwtAuthorizer, written: string | undefined): Seen | undefined {
  const pool = targetOf(jwt.pool);
  if (jwt.issuer.known && jwt.issuer.value !== undefined) {
    const text = jwt.issuer.value;
    return { text, cognito: pool !== undefined || text.includes("cognito-idp.") };
  }
  // What stands before and after the reference decides: "https://${…}/". A reference to a whole issuer shows nothing.
  const visible = written !== undefined && /^(?!\$\{)|^\$\{[^{}()]*\.endpoint\}/.test(written);
  return visible && pool ? { text: written, cognito: true } : undefined;
}

function corrected({ text, cognito }: Seen): string {
  // An endpoint holds no scheme; a literal may have the wrong one.
  const https = text.replace(/^(?:[a-z]+:\/\/)?/i, "https://").replace(/[?#].*$/, "");
  if (cognito) return https.replace(/\/+$/, "");
  if (/^https:\/\/[\w.-]+\.auth0\.com\/*$/i.test(https)) return `${https.replace(/\/+$/, "")}/`;
  return https.replace(/\/{2,}$/, "/");
}
