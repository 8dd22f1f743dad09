import { targetOf } from "../../model/index";
import { LOG_GROUP } from "../../aws/logs";
import { SOURCES } from "../../aws/sources";
import type { Rule } from "../rule";
import { when } from "../support/known";

/** Names of the log groups of stages and functions. */
export const logGroupName: Rule = {
  code: "log-group-name",
  severity: "error",
  title: "A log group name that CloudWatch refuses",
  source: SOURCES.logGroupReference,
  check(model, report) {
    const used = new Set(
      model.stages.flatMap(({ accessLog }) =>
        accessLog.known && accessLog.value ? [targetOf(accessLog.value.group)] : [],
      ),
    );
    for (const group of model.logGroups) {
      if (!group.managed) continue;
      const about =
        used.has(group) ||
        model.functions.some(
          (fn) => fn.name.known && group.name.known && group.name.value === `/aws/lambda/${fn.name.value}`,
        );
      if (!about) continue;
      when(report, group, group.name, "the log group's name", (name) => {
        if (name === undefined || LOG_GROUP.name.value.pattern.test(name)) return;
        const right = name
          .replace(/^aws\//, "/aws/")
          .replace(/[^.\-_/#A-Za-z0-9]+/g, "-")
          .slice(0, 512);
        report({
          at: group,
          message: `"${name}" can't name a log group: ${LOG_GROUP.name.value.words}.`,
          remedy: `Write "${right}".`,
          nearest: right,
        });
      });
    }
  },
};
