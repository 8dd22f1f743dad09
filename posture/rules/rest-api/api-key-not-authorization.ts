import { SOURCES } from "../../aws/sources";
import type { Rule } from "../rule";
import { bypassText, requiresApiKey, eachOpen } from "../support/entry-points";

/** A key tells usage plans apart. It is the same for all who have it, and AWS says not to use it for authorization. */
export const apiKeyNotAuthorization: Rule = {
  code: "api-key-not-authorization",
  severity: "error",
  title: "An API key in the place of authorization",
  source: SOURCES.apiKeys,
  check(model, report) {
    eachOpen(model, report, ["rest-api-method"], (entryPoint) => {
      if (!requiresApiKey(entryPoint)) return;
      report({
        at: entryPoint,
        message: `${entryPoint.name} of ${entryPoint.group} requires only an API key: everyone who has one gets in, and it doesn't identify the caller${bypassText(model, entryPoint)}.`,
        remedy: "Keep the key for the quota, and set authorization to AWS_IAM, COGNITO_USER_POOLS or CUSTOM beside it.",
      });
    });
  },
};
