import { SOURCES } from "../../aws/sources";
import type { Rule } from "../rule";
import { bypassText, eachOpen } from "../support/entry-points";

/** The key ships with every client, so whoever opens the page has it. */
export const graphqlApiKey: Rule = {
  code: "graphql-api-key",
  severity: "warning",
  title: "An AppSync API key in the place of authorization",
  source: SOURCES.graphql,
  check(model, report) {
    eachOpen(model, report, ["graphql-field"], (entryPoint) => {
      if (entryPoint.authorization.kind !== "api-key") return;
      report({
        at: entryPoint,
        message: `${entryPoint.name} of ${entryPoint.group} requires only an API key, which every client contains${bypassText(model, entryPoint)}.`,
        remedy: "Set authentication_type to AMAZON_COGNITO_USER_POOLS, OPENID_CONNECT, AWS_IAM or AWS_LAMBDA.",
      });
    });
  },
};
