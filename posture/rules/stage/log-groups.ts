import { targetOf, type LogGroup, type Model } from "../../model/index";
import { LOG_GROUP } from "../../aws/logs";
import { SOURCES } from "../../aws/sources";
import type { Rule } from "../rule";
import { when } from "../support/known";
import { ofHttp } from "../support/apis";

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

/** CloudWatch's resource policy, which all log groups of an account and region share, and what an entry takes beside the name. */
const LIMIT = LOG_GROUP.resourcePolicy.value;

const FRAME = 300;

const ENTRY = "arn:aws:logs:eu-central-1:123456789012:log-group::log-stream:*".length + 3;

/** Groups under /aws/vendedlogs/ are let in as one, so they take no room in the policy. */
export const logPolicyOverflow: Rule = {
  code: "log-policy-overflow",
  severity: "error",
  title: "Access log groups outside /aws/vendedlogs/ that overflow the shared resource policy",
  source: `aws-cdk #19535 https://github.com/aws/aws-cdk/issues/19535; ${SOURCES.logDelivery}`,
  check(model, report) {
    const groups = outside(model, (group, why) => report.unknown(group, `the log group's name (${why})`));
    const size = FRAME + groups.reduce((sum, [, name]) => sum + ENTRY + name.length, 0);
    if (size <= LIMIT) return;
    for (const [group, name] of groups)
      report({
        at: group,
        message: `The log groups of ${groups.length} stages take about ${size} characters of a resource policy that holds ${LIMIT}: AWS refuses the delivery.`,
        remedy: `Name it under /aws/vendedlogs/, e.g. "${LOG_GROUP.vended.value}apigateway/${name.split("/").at(-1) ?? name}".`,
      });
  },
};

function outside(model: Model, unknown: (group: LogGroup, why: string) => void): [LogGroup, string][] {
  const groups = new Set(
    ofHttp(model.stages).flatMap(({ accessLog }) => {
      const group = accessLog.known && accessLog.value ? targetOf(accessLog.value.group) : undefined;
      return group ? [group] : [];
    }),
  );
  return [...groups].flatMap((group): [LogGroup, string][] => {
    const name = nameOf(group);
    if (name === undefined) unknown(group, group.name.known ? "its prefix isn't known" : group.name.why);
    return name === undefined || name.startsWith(LOG_GROUP.vended.value) ? [] : [[group, name]];
  });
}

/** The name, or as much of it as is written down; its beginning decides. */
function nameOf({ name, resource: { attributes } }: LogGroup): string | undefined {
  const prefix = attributes.text("name_prefix");
  if (name.known) return name.value ?? (prefix.known ? prefix.value : undefined);
  const written = attributes.written("name");
  return written === undefined || written.startsWith("${") ? undefined : written;
}
