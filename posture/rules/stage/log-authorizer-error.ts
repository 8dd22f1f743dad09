import { SOURCES } from "../../aws/sources";
import type { Rule } from "../rule";
import { apiKey } from "../support/apis";
import { eachFormat } from "../support/logs";

/** Only this variable says why a token was refused. */
export const logAuthorizerError: Rule = {
  code: "log-authorizer-error",
  severity: "note",
  title: "An access log format that doesn't say why a token was refused",
  source: SOURCES.logVariables,
  check(model, report) {
    const guarded = new Set(model.authorizers.map(({ api }) => apiKey(api)));
    eachFormat(model, report, (stage, format) => {
      if (!guarded.has(apiKey(stage.api)) || format.includes("$context.authorizer.error")) return;
      report({
        at: stage,
        message: "The access log doesn't say why a caller got 401 or 403.",
        remedy: 'Add a field like "authorizerError": "$context.authorizer.error".',
      });
    });
  },
};
