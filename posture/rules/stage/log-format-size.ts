import { HTTP_API } from "../../aws/api-gateway";
import { SOURCES } from "../../aws/sources";
import type { Rule } from "../rule";
import { eachFormat } from "../support/logs";

const MOST = HTTP_API.logFormat.value;

export const logFormatSize: Rule = {
  code: "log-format-size",
  severity: "error",
  title: "An access log format over 3 KB, or of more than one line",
  source: SOURCES.logging,
  check(model, report) {
    eachFormat(model, report, (stage, format) => {
      const size = new TextEncoder().encode(format).length;
      if (size > MOST)
        report({
          at: stage,
          message: `The access log format has ${size} bytes: AWS takes ${MOST}.`,
          remedy: "Leave out fields, or shorten their names.",
        });
      if (/[\r\n]/.test(format.trim()))
        report({
          at: stage,
          message: "The access log format has more than one line; each entry is one line.",
          remedy: "Make it with jsonencode({ … }), which writes one line.",
        });
    });
  },
};
