import { SOURCES } from "../../aws/sources";
import type { Rule } from "../rule";
import { bypassText, secondPermissionText, eachOpen } from "../support/entry-points";

/** Whoever has the URL invokes the function; an API in front of it, with its authorizer, is gone around. */
export const functionUrlOpen: Rule = {
  code: "function-url-open",
  severity: "error",
  title: "A function URL without authorization",
  source: SOURCES.functionUrl,
  check(model, report) {
    eachOpen(model, report, ["function-url"], (entryPoint) => {
      if (entryPoint.authorization.kind !== "none") return;
      report({
        at: entryPoint,
        message: `Anyone can invoke the function by its URL (authorization_type is NONE)${bypassText(model, entryPoint)}${secondPermissionText(model, entryPoint)}.`,
        remedy:
          'Set authorization_type = "AWS_IAM", and let those who may call lambda:InvokeFunctionUrl; or acknowledge it as public with a reason.',
      });
    });
  },
};
