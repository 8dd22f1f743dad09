import { SOURCES } from "../../aws/sources";
import type { Rule } from "../rule";
import { bypassText, requiresApiKey, eachOpen } from "../support/entry-points";

/** A method with NONE, without an API key, that the API's own policy doesn't close. Preflights (OPTIONS) are meant to be open. */
export const restMethodOpen: Rule = {
  code: "rest-method-open",
  severity: "error",
  title: "A REST API's method without authorization",
  source: SOURCES.restAccess,
  check(model, report) {
    eachOpen(model, report, ["rest-api-method"], (entryPoint) => {
      if (entryPoint.name.startsWith("OPTIONS ") || requiresApiKey(entryPoint)) return;
      report({
        at: entryPoint,
        message: `${entryPoint.name} of ${entryPoint.group} has no authorization: anyone can call it${bypassText(model, entryPoint)}.`,
        remedy:
          "Set authorization to AWS_IAM, COGNITO_USER_POOLS or CUSTOM, or acknowledge it as public with a reason.",
      });
    });
  },
};
