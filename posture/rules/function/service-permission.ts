import { leadsTo, targetOf } from "../../model/index";
import type { EntryPoint, Model } from "../../model/index";
import { SOURCES } from "../../aws/sources";
import type { Rule } from "../rule";

interface Caller {
  readonly principal: string;
  /** What to write as source_arn. */
  readonly source: string;
  readonly who: string;
}

const BALANCER: Caller = {
  principal: "elasticloadbalancing.amazonaws.com",
  source: "aws_lb_target_group.NAME.arn",
  who: "the load balancer",
};

/** Which service invokes a function for what isn't a route of an HTTP API: of those, `function-permission` tells. */
const CALLERS: Readonly<Record<string, Caller>> = {
  aws_api_gateway_method: {
    principal: "apigateway.amazonaws.com",
    source: '"${aws_api_gateway_rest_api.NAME.execution_arn}/*/*"',
    who: "the REST API",
  },
  aws_lb_listener: BALANCER,
  aws_lb_listener_rule: BALANCER,
  aws_sns_topic_subscription: { principal: "sns.amazonaws.com", source: "aws_sns_topic.NAME.arn", who: "the topic" },
  aws_cloudwatch_event_target: {
    principal: "events.amazonaws.com",
    source: "aws_cloudwatch_event_rule.NAME.arn",
    who: "the rule",
  },
  aws_s3_bucket_notification: { principal: "s3.amazonaws.com", source: "aws_s3_bucket.NAME.arn", who: "the bucket" },
};

/**
 * Each service needs a permission of its own: one for API Gateway lets no load balancer in. What calls with a role
 * (queues, schedules, AppSync) needs none.
 */
export const servicePermission: Rule = {
  code: "service-permission",
  severity: "error",
  title: "A function without a permission for the service that is to invoke it",
  source: SOURCES.permissions,
  check(model, report) {
    const told = new Set<string>();
    for (const entryPoint of model.entryPoints) {
      const caller = CALLERS[entryPoint.resource.type];
      const fn = entryPoint.target.kind === "function" ? targetOf(entryPoint.target.function) : undefined;
      if (!caller || !fn?.managed || mayHaveRole(model, entryPoint)) continue;
      const fits = model.permissions.some(
        ({ principal, ...permission }) =>
          leadsTo(permission.function, fn) !== false &&
          (!principal.known || principal.value === caller.principal || principal.value === "*"),
      );
      const key = `${entryPoint.groupAddress ?? entryPoint.address} ${fn.address}`;
      if (fits || told.has(key)) continue;
      told.add(key);
      report({
        at: entryPoint,
        message: `No aws_lambda_permission of ${fn.address} names ${caller.principal}, as which ${caller.who} invokes it for ${entryPoint.name}: such calls fail.`,
        remedy: `Add one with principal = "${caller.principal}" and source_arn = ${caller.source}.`,
      });
    }
  },
};

/** An integration of a REST API may invoke by a role; which method it belongs to may not be known. */
function mayHaveRole(model: Model, { resource }: EntryPoint): boolean {
  if (resource.type !== "aws_api_gateway_method") return false;
  return model.ofType("aws_api_gateway_integration").some(({ attributes }) => {
    const role = attributes.text("credentials");
    return !role.known || (role.value !== undefined && role.value !== "");
  });
}
