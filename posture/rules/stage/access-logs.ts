import { SOURCES } from "../../aws/sources";
import type { Rule } from "../rule";
import { each, type EachReporter } from "../support/each";
import { apiKey, httpStages } from "../support/apis";
import { when } from "../support/known";
import type { Model, Stage } from "../../model/index";
import { HTTP_API } from "../../aws/api-gateway";
import { CONTEXT_VARIABLES, isContextVariable } from "../../aws/context-variables";
import { nearestOf } from "../../nearest";

export const accessLogOff: Rule = {
  code: "access-log-off",
  severity: "warning",
  title: "A stage without an access log",
  source: `aws-cdk #29220 https://github.com/aws/aws-cdk/issues/29220; ${SOURCES.logging}`,
  check: each(httpStages, (stage, report) => {
    when(report, stage, stage.accessLog, "access_log_settings", (log) => {
      if (log) return;
      report({
        message: "Nobody can tell later who called, who was refused and why: the stage writes no access log.",
        remedy:
          "Add access_log_settings with a log group under /aws/vendedlogs/ and a format that holds $context.requestId and $context.authorizer.error.",
      });
    });
  }),
};

/** Only this variable says why a token was refused. */
export const logAuthorizerError: Rule = {
  code: "log-authorizer-error",
  severity: "note",
  title: "An access log format that doesn't say why a token was refused",
  source: SOURCES.logVariables,
  check: eachFormat((stage, format, report, model) => {
    const guarded = model.authorizers.some(({ api }) => apiKey(api) === apiKey(stage.api));
    if (!guarded || format.includes("$context.authorizer.error")) return;
    report({
      message: "The access log doesn't say why a caller got 401 or 403.",
      remedy: 'Add a field like "authorizerError": "$context.authorizer.error".',
    });
  }),
};

const MOST = HTTP_API.logFormat.value;

export const logFormatSize: Rule = {
  code: "log-format-size",
  severity: "error",
  title: "An access log format over 3 KB, or of more than one line",
  source: SOURCES.logging,
  check: eachFormat((_, format, report) => {
    const size = new TextEncoder().encode(format).length;
    if (size > MOST)
      report({
        message: `The access log format has ${size} bytes: AWS accepts ${MOST}.`,
        remedy: "Leave out fields, or shorten their names.",
      });
    if (/[\r\n]/.test(format.trim()))
      report({
        message: "The access log format has more than one line; each entry is one line.",
        remedy: "Write it with jsonencode({ … }), which gives one line.",
      });
  }),
};

export const logRequestId: Rule = {
  code: "log-request-id",
  severity: "error",
  title: "An access log format without $context.requestId",
  source: SOURCES.logging,
  check: eachFormat((_, format, report) => {
    if (/\$context\.(requestId|extendedRequestId)\b/.test(format)) return;
    report({
      message: "The access log format lacks $context.requestId: AWS refuses it.",
      remedy: 'Add a field like "requestId": "$context.requestId".',
    });
  }),
};

/** AWS accepts any name and logs `-` for those it doesn't know. */
export const logVariableUnknown: Rule = {
  code: "log-variable-unknown",
  severity: "warning",
  title: "An access log format with a variable that HTTP APIs don't have",
  source: SOURCES.logVariables,
  check: eachFormat((_, format, report) => {
    for (const [, name = ""] of format.matchAll(/\$context\.([A-Za-z0-9_]+(?:[.:-][A-Za-z0-9_]+)*)/g)) {
      if (isContextVariable(name)) continue;
      const nearest = nearestOf(name, CONTEXT_VARIABLES);
      report({
        message: `HTTP APIs have no variable $context.${name}: it would log "-".`,
        remedy:
          nearest === undefined ? "Remove the field, or see the page for the names." : `Write $context.${nearest}.`,
        ...(nearest !== undefined && { nearest: `$context.${nearest}` }),
      });
    }
  }),
};

/** Looks at every access log format of an HTTP API; one that isn't known is reported. */
function eachFormat(look: (stage: Stage, format: string, report: EachReporter, model: Model) => void): Rule["check"] {
  return each(httpStages, (stage, report, model) =>
    when(report, stage, stage.accessLog, "access_log_settings", (log) => {
      if (log)
        when(report, stage, log.format, "the access log format", (format = "") => look(stage, format, report, model));
    }),
  );
}
