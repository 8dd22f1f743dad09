import { servicePermission } from "../../../../posture/rules/function/service-permission";
import { holds } from "../holds";
import { goodStack } from "../support";
import type { Resources, Stack } from "../support";
import { listener, restMethod } from "../ways";

/** A stack whose function lets these services in beside API Gateway for the HTTP API. */
const letting = (stack: Stack, principal: string): Stack => ({
  ...stack,
  resource: {
    ...stack.resource,
    aws_lambda_permission: {
      ...stack.resource["aws_lambda_permission"],
      more: { function_name: "items", action: "lambda:InvokeFunction", principal },
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

holds(servicePermission, {
  fires: {
    "a load balancer beside API Gateway's permission": [
      listener([]),
      [{ at: "aws_lb_listener.https", says: ["elasticloadbalancing.amazonaws.com"] }],
    ],
    "a topic": [topic, [{ at: "aws_sns_topic_subscription.news", says: ["sns.amazonaws.com"] }]],
    "a REST API without any permission": [
      bare(restMethod({ authorization: "AWS_IAM" })),
      [{ at: "aws_api_gateway_method.x", says: ["apigateway.amazonaws.com"] }],
    ],
  },
  silent: {
    "a good stack": goodStack(),
    "a load balancer that may": letting(listener([]), "elasticloadbalancing.amazonaws.com"),
    "a topic that may": letting(topic, "sns.amazonaws.com"),
    "a permission for whom isn't known": letting(topic, "${var.service}"),
    "a queue, which is read with the function's role": queue,
    "a REST API whose integration has a role": bare({
      ...restMethod({ authorization: "AWS_IAM" }),
      resource: {
        ...restMethod({ authorization: "AWS_IAM" }).resource,
        aws_api_gateway_integration: {
          x: {
            ...restMethod({}).resource["aws_api_gateway_integration"]?.["x"],
            credentials: "arn:aws:iam::123456789012:role/x",
          },
        },
      },
    }),
  },
});
