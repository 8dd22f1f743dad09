import { servicePermission } from "../../../../posture/rules/function/service-permission";
import { holds } from "../holds";
import { goodStack } from "../support";
import type { Resources, Stack } from "../support";
import { listener, restMethod } from "../other-routes";

/** A stack whose function lets these services in beside API Gateway for the HTTP API. */
const letting = (stack: Stack, principal: string, source_arn?: string, own: object = {}): Stack => ({
  ...stack,
  resource: {
    ...stack.resource,
    aws_lambda_permission: {
      ...stack.resource["aws_lambda_permission"],
      more: {
        function_name: "items",
        action: "lambda:InvokeFunction",
        principal,
        ...(source_arn && { source_arn }),
        ...own,
      },
    },
  },
});
/** The same without a permission that any service might use. */
const bare = (stack: Stack): Stack => ({ ...stack, resource: { ...stack.resource, aws_lambda_permission: {} } });
const events = (resource: Resources): Stack => goodStack(resource);
const FN = "${aws_lambda_function.items.arn}";
const topic = events({
  aws_sns_topic_subscription: { news: { topic_arn: "arn:aws:sns:eu-west-1:1:news", protocol: "lambda", endpoint: FN } },
});
const queue = events({
  aws_lambda_event_source_mapping: { jobs: { event_source_arn: "arn:aws:sqs:eu-west-1:1:jobs", function_name: FN } },
});
const named = events({
  aws_sns_topic: { news: { name: "news" }, other: { name: "other" } },
  aws_sns_topic_subscription: {
    news: { topic_arn: "${aws_sns_topic.news.arn}", protocol: "lambda", endpoint: FN },
  },
});
const logs = events({
  aws_cloudwatch_log_subscription_filter: { all: { log_group_name: "all", destination_arn: FN } },
});
const OTHER_API = "${aws_apigatewayv2_api.api.execution_arn}/*/*";
/** The REST API's integration of this method has a role; its own method is GET. */
const withRole = (http_method: string): Stack => {
  const stack = restMethod({ authorization: "AWS_IAM" });
  const own = stack.resource["aws_api_gateway_integration"]?.["x"];
  const role = { ...own, http_method, credentials: "arn:aws:iam::123456789012:role/x" };
  const aws_api_gateway_integration: Resources[string] =
    http_method === "GET" ? { x: role } : { x: own ?? {}, other: role };
  return { ...stack, resource: { ...stack.resource, aws_api_gateway_integration } };
};

/** The same with these arguments of the integration that has the role. */
const withRoleAt = (change: Record<string, unknown>): Stack => {
  const stack = withRole("POST");
  const integrations = stack.resource["aws_api_gateway_integration"];
  const other = { ...integrations?.["other"], ...change };
  return {
    ...stack,
    resource: {
      ...stack.resource,
      aws_api_gateway_rest_api: { ...stack.resource["aws_api_gateway_rest_api"], second: { name: "second" } },
      aws_api_gateway_integration: { ...integrations, other },
    },
  };
};
const SAME = { http_method: "${aws_api_gateway_method.x.http_method}" };
const SECOND = { rest_api_id: "${aws_api_gateway_rest_api.second.id}" };

holds(servicePermission, {
  fires: {
    "a load balancer beside API Gateway's permission": [
      listener([]),
      [{ at: "aws_lb_listener.https", says: ["elasticloadbalancing.amazonaws.com"] }],
    ],
    "a topic beside the members of an organization": [
      letting(topic, "*", undefined, { principal_org_id: "o-abc1234567" }),
      [{ at: "aws_sns_topic_subscription.news" }],
    ],
    "a topic": [topic, [{ at: "aws_sns_topic_subscription.news", says: ["sns.amazonaws.com"] }]],
    "a REST API without any permission": [
      bare(restMethod({ authorization: "AWS_IAM" })),
      [{ at: "aws_api_gateway_method.x", says: ["apigateway.amazonaws.com"] }],
    ],
    "a REST API beside the permission of another API": [
      letting(bare(restMethod({ authorization: "AWS_IAM" })), "apigateway.amazonaws.com", OTHER_API),
      [{ at: "aws_api_gateway_method.x", says: ["and this source"] }],
    ],
    "a topic beside the permission of another": [
      letting(named, "sns.amazonaws.com", "${aws_sns_topic.other.arn}"),
      [{ at: "aws_sns_topic_subscription.news" }],
    ],
    "a log group": [logs, [{ at: "aws_cloudwatch_log_subscription_filter.all", says: ["logs.amazonaws.com"] }]],
    "a REST API one of whose other methods has a role": [bare(withRole("POST")), [{ at: "aws_api_gateway_method.x" }]],
    "a role for the same method of another API": [
      bare(withRoleAt({ ...SECOND, http_method: "GET" })),
      [{ at: "aws_api_gateway_method.x" }],
    ],
    "a role without a name": [
      bare(withRoleAt({ http_method: "GET", credentials: "" })),
      [{ at: "aws_api_gateway_method.x" }],
    ],
  },
  silent: {
    "a good stack": goodStack(),
    "a role of an integration that names the method": bare(withRoleAt(SAME)),
    "a role of an integration that names one of several methods": bare(
      withRoleAt({ http_method: "${aws_api_gateway_method.x[0].http_method}" }),
    ),
    "a role of an integration that names the method, and its API in another way": bare(
      withRoleAt({ ...SAME, rest_api_id: "${var.api}" }),
    ),
    "a role of an integration whose method isn't known": bare(withRoleAt({ http_method: "${var.method}" })),
    "a load balancer that may": letting(listener([]), "elasticloadbalancing.amazonaws.com"),
    "a topic beside everybody": letting(topic, "*"),
    "a topic that may": letting(topic, "sns.amazonaws.com"),
    "a permission for whom isn't known": letting(topic, "${var.service}"),
    "a queue, which is read with the function's role": queue,
    "a topic that may, by its ARN": letting(named, "sns.amazonaws.com", "${aws_sns_topic.news.arn}"),
    "a log group, as its region's service": letting(logs, "logs.eu-west-1.amazonaws.com"),
    "a REST API whose integration has a role": bare(withRole("GET")),
  },
});
