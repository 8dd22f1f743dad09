import { SOURCES } from "../../aws/sources";
import type { Rule } from "../rule";
import { eachFormat } from "../support/logs";

export const logRequestId: Rule = {
  code: "log-request-id",
  severity: "error",
  title: "An access log format without $context.requestId",
  source: SOURCES.logging,
  check(model, report) {
    eachFormat(model, report, (stage, format) => {
      if (/\$context\.(requestId|extendedRequestId)\b/.test(format)) return;
      report({
        at: stage,
        message: "The access log format lacks $context.requestId: AWS refuses it.",
        remedy: 'Add a field like "requestId": "$context.requestId".',
      });
    });
  },
};
