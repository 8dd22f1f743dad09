import { CONTEXT_VARIABLES, isContextVariable } from "../../aws/context-variables";
import { SOURCES } from "../../aws/sources";
import { nearestOf } from "../../nearest";
import type { Rule } from "../rule";
import { eachFormat } from "../support/logs";

/** AWS accepts any name and logs `-` for those it doesn't know. */
export const logVariableUnknown: Rule = {
  code: "log-variable-unknown",
  severity: "warning",
  title: "An access log format with a variable that HTTP APIs don't have",
  source: SOURCES.logVariables,
  check(model, report) {
    eachFormat(model, report, (stage, format) => {
      for (const [, name = ""] of format.matchAll(/\$context\.([A-Za-z0-9_]+(?:[.:-][A-Za-z0-9_]+)*)/g)) {
        if (isContextVariable(name)) continue;
        const nearest = nearestOf(name, CONTEXT_VARIABLES);
        report({
          at: stage,
          message: `HTTP APIs have no variable $context.${name}: it would log "-".`,
          remedy:
            nearest === undefined ? "Remove the field, or see the page for the names." : `Write $context.${nearest}.`,
          ...(nearest !== undefined && { nearest: `$context.${nearest}` }),
        });
      }
    });
  },
};
