import { leadsTo, targetOf, type EntryPoint, type Model, type Resource } from "../../model/index";
import { SOURCES } from "../../aws/sources";
import { isOfOrganization } from "../../model/permissions";
import type { Rule } from "../rule";

interface Caller {
  readonly principal: string;
  readonly source: string;
  readonly who: string;
  /** The argument that names the source, where that is another resource. */
  readonly from?: string;
}

const BALANCER: Caller = {
  principal: "elasticloadbalancing.amazonaws.com",
  source: "aws_lb_target_group.NAME.arn",
  who: "the load balancer",
};

const API: Caller = {
  principal: "apigateway.amazonaws.com",
  source: '"${aws_api_gateway_rest_api.NAME.execution_arn}/*/*"',
  who: "the API",
};

/** Which service invokes a function for what isn't a route of an HTTP API: of those, `function-permission` tells. */
const CALLERS: Readonly<Record<string, Caller>> = {
  aws_api_gateway_method: API,
  aws_api_gateway_rest_api: API,
  // By quick create, or by an OpenAPI body.
  aws_apigatewayv2_api: { ...API, source: '"${aws_apigatewayv2_api.NAME.execution_arn}/*/*"' },
  aws_lb_listener: BALANCER,
  aws_lb_listener_rule: BALANCER,
  aws_sns_topic_subscription: {
    principal: "sns.amazonaws.com",
    source: "aws_sns_topic.NAME.arn",
    who: "the topic",
    from: "topic_arn",
  },
  aws_cloudwatch_event_target: {
    principal: "events.amazonaws.com",
    source: "aws_cloudwatch_event_rule.NAME.arn",
    who: "the rule",
    from: "rule",
  },
  aws_s3_bucket_notification: {
    principal: "s3.amazonaws.com",
    source: "aws_s3_bucket.NAME.arn",
    who: "the bucket",
    from: "bucket",
  },
  aws_cloudwatch_log_subscription_filter: {
    principal: "logs.amazonaws.com",
    source: '"${aws_cloudwatch_log_group.NAME.arn}:*"',
    who: "CloudWatch Logs",
    from: "log_group_name",
  },
  aws_iot_topic_rule: { principal: "iot.amazonaws.com", source: "aws_iot_topic_rule.NAME.arn", who: "the rule" },
  aws_ses_receipt_rule: { principal: "ses.amazonaws.com", source: "aws_ses_receipt_rule.NAME.arn", who: "Amazon SES" },
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
      // What stands before another entry point doesn't invoke the function by itself.
      if (entryPoint.authorization.kind === "forwarded") continue;
      const caller = CALLERS[entryPoint.resource.type];
      const fn = entryPoint.target.kind === "function" ? targetOf(entryPoint.target.function) : undefined;
      if (!caller || !fn?.managed || mayHaveRole(model, entryPoint, caller)) continue;
      const fits = model.permissions.some(
        ({ principal, ...permission }) =>
          leadsTo(permission.function, fn) !== false &&
          (!principal.known ||
            (principal.value === "*" && !isOfOrganization(permission)) ||
            (serves(principal.value, caller) && mayBeFor(permission.resource, entryPoint, caller))),
      );
      const key = `${entryPoint.groupAddress ?? entryPoint.address} ${fn.address}`;
      if (fits || told.has(key)) continue;
      told.add(key);
      report({
        at: entryPoint,
        message: `No aws_lambda_permission of ${fn.address} is for ${caller.principal} and this source, as which ${caller.who} invokes it for ${entryPoint.name}: such calls fail.`,
        remedy: `Add one with principal = "${caller.principal}" and source_arn = ${caller.source}.`,
      });
    }
  },
};

/** `logs.eu-west-1.amazonaws.com` is CloudWatch Logs too. */
function serves(principal: string | undefined, { principal: wanted }: Caller): boolean {
  return principal?.replace(/^(\w+)\.[a-z]{2}-[\w-]+\./, "$1.") === wanted;
}

/** Does the source ARN name what calls, as far as references tell? One that names another of the same kind doesn't. */
function mayBeFor(permission: Resource, { address, groupAddress, resource }: EntryPoint, { from }: Caller): boolean {
  const sources = permission.attributes.references("source_arn").map((one) => baseOf(one.address));
  const callers = [address, groupAddress ?? address, ...namesAt(resource, from)].map(baseOf);
  const comparable = sources.filter((one) => callers.some((caller) => kindOf(caller) === kindOf(one)));
  return (
    comparable.length === 0 || comparable.length < sources.length || comparable.some((one) => callers.includes(one))
  );
}

function namesAt({ attributes }: Resource, argument: string | undefined): readonly string[] {
  return argument === undefined ? [] : attributes.references(argument).map(({ address }) => address);
}

const baseOf = (address: string): string => address.replace(/\[[^\]]*\]$/, "");

const typeOf = (address: string): string => address.split(".").at(-2) ?? "";

/** The type; both products of API Gateway are one service. */
function kindOf(address: string): string {
  const type = typeOf(address);
  return /^aws(?:_api_|cc_api)gateway_rest_api$|^aws(?:cc)?_apigatewayv2_api$/.test(type) ? "api" : type;
}

/** Of a REST API's own integration; which method it belongs to may not be known. In an OpenAPI body it isn't looked for. */
function mayHaveRole(model: Model, { resource, name }: EntryPoint, caller: Caller): boolean {
  if (caller.principal !== API.principal) return namesRole(resource);
  if (resource.type !== "aws_api_gateway_method")
    return /credentials/.test(JSON.stringify(resource.attributes.json("body")) ?? "");
  const verb = name.split(" ")[0];
  return model.ofType("aws_api_gateway_integration").some((one) => {
    const method = one.attributes.text("http_method");
    // A variable says nothing of which method it is.
    const others = namesAt(one, "http_method")
      .map(baseOf)
      .filter((address) => typeOf(address) === resource.type);
    const sameMethod =
      others.length > 0 ? others.includes(baseOf(resource.address)) : !method.known || method.value === verb;
    const apis = [one, resource].map((of) => namesAt(of, "rest_api_id").join());
    return sameMethod && (apis[0] === apis[1] || others.length > 0) && namesRole(one);
  });
}

/** `role_arn` of an event target, `credentials` of an integration. */
function namesRole({ attributes }: Resource): boolean {
  return ["credentials", "role_arn"].some((name) => {
    const role = attributes.text(name);
    return !role.known || (role.value !== undefined && role.value !== "");
  });
}
