import { SOURCES } from "../../aws/sources";
import type { Rule } from "../rule";
import { ofHttp } from "../support/apis";
import { when } from "../support/known";

export const accessLogOff: Rule = {
  code: "access-log-off",
  severity: "warning",
  title: "A stage without an access log",
  source: `aws-cdk #29220 https://github.com/aws/aws-cdk/issues/29220; ${SOURCES.logging}`,
  check(model, report) {
    for (const stage of ofHttp(model.stages)) {
      when(report, stage, stage.accessLog, "access_log_settings", (log) => {
        if (log) return;
        report({
          at: stage,
          message: "Nobody can tell later who called, who was refused and why: the stage writes no access log.",
          remedy:
            "Add access_log_settings with a log group under /aws/vendedlogs/ and a format that holds $context.requestId and $context.authorizer.error.",
        });
      });
    }
  },
};
