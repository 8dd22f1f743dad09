import { SOURCES } from "../../aws/sources";
import { nearestOf } from "../../nearest";
import type { Rule } from "../rule";
import { ofHttp } from "../support/apis";
import { itemsOf } from "../support/known";

const FORM = /^\$request\.(header|querystring)\.[^\s.]+$|^\$(context|stageVariables)\.\w[\w.]*$/;
const BEGINNINGS = ["$request.header", "$request.querystring", "$context", "$stageVariables"];

/** Where an authorizer looks for the token. A JWT authorizer has exactly one source: a header or a query parameter. */
export const authorizerIdentitySource: Rule = {
  code: "authorizer-identity-source",
  severity: "error",
  title: "An identity source that AWS refuses, or not exactly one on a JWT authorizer",
  source: SOURCES.authorizerReference,
  check(model, report) {
    for (const authorizer of ofHttp(model.authorizers)) {
      const sources = itemsOf(report, authorizer, authorizer.identitySources, "the identity sources");
      for (const source of sources) {
        if (FORM.test(source)) continue;
        const meant = source.startsWith("method.request.")
          ? source.replace(/^method\.request\./, "$request.")
          : corrected(source);
        report({
          at: authorizer,
          message: `"${source}" is no identity source of an HTTP API.`,
          remedy: `Write "${meant}".`,
          nearest: meant,
        });
      }
      const whole = authorizer.identitySources.missing.length === 0;
      if (authorizer.jwt && (sources.length > 1 || (whole && sources.length === 0)))
        report({
          at: authorizer,
          message: `A JWT authorizer has one identity source; this one has ${sources.length}.`,
          remedy: 'Write identity_sources = ["$request.header.Authorization"].',
        });
    }
  },
};

function corrected(source: string): string {
  const [, head = "", name = "Authorization"] = /^(.*)\.([^.]+)$/.exec(source) ?? [];
  return `${nearestOf(head, BEGINNINGS) ?? "$request.header"}.${name}`;
}
