import { HTTP_API } from "../../aws/api-gateway";
import { SOURCES } from "../../aws/sources";
import type { Rule } from "../rule";

const MOST = HTTP_API.audiences.value;

export const quotaAudience: Rule = {
  code: "quota-audience",
  severity: "error",
  title: "More than 50 audiences in one JWT authorizer",
  source: SOURCES.quotas,
  check(model, report) {
    for (const authorizer of model.authorizers) {
      const audience = authorizer.jwt?.audience;
      if (!audience) continue;
      const count = audience.items.length + audience.missing.length;
      if (count > MOST)
        report({
          at: authorizer,
          message: `The audience has ${count} entries: AWS takes ${MOST}.`,
          remedy: "Put the rest into a second authorizer for the same issuer.",
        });
    }
  },
};
