import { accountDefaults } from "../../../../constructs";
import type { ServiceTarget } from "../../../../constructs/api/integrations/targets";
import { httpApi } from "../../../support/api";
import { expectRefusal } from "../../../support/expect-error";
import { emitted } from "../../../support/synth";
import { addresses, resource } from "../../../support/terraform-json";

const QUEUE = "arn:aws:sqs:eu-central-1:123456789012:orders";
const BOUNDARY = "arn:aws:iam::123456789012:policy/team";
const orders: ServiceTarget = {
  service: "SQS-SendMessage",
  parameters: { QueueUrl: "https://sqs.eu-central-1.amazonaws.com/123456789012/orders", MessageBody: "$request.body" },
  resourceArns: [QUEUE],
  timeoutMilliseconds: 5000,
  name: "orders",
};

const made = (target: ServiceTarget) =>
  emitted((stack) => {
    accountDefaults(stack, { permissionsBoundaryArn: BOUNDARY });
    httpApi(stack).integrations.target(target);
  });

test("a service is called without a function, in the name of a role that may do this and nothing else", () => {
  const json = made(orders);
  expect(resource(json, "aws_apigatewayv2_integration.orders")).toMatchObject({
    integration_type: "AWS_PROXY",
    integration_subtype: "SQS-SendMessage",
    credentials_arn: "${aws_iam_role.orders_integration.arn}",
    request_parameters: orders.parameters,
    payload_format_version: "1.0",
    timeout_milliseconds: 5000,
  });
  expect(resource(json, "aws_iam_role.orders_integration")).toMatchObject({
    name: "notes-api-orders",
    permissions_boundary: BOUNDARY,
    assume_role_policy: expect.stringContaining("apigateway.amazonaws.com"),
  });
  const policy = String(resource(json, "aws_iam_role_policy.orders_integration")["policy"]);
  expect(policy).toContain("sqs:SendMessage");
  expect(policy).toContain(QUEUE);
});

test("a role that is managed elsewhere is used as it is", () => {
  const roleArn = "arn:aws:iam::123456789012:role/orders";
  const rest = { ...orders, resourceArns: undefined };
  const json = made({ ...rest, roleArn });
  expect(resource(json, "aws_apigatewayv2_integration.orders")["credentials_arn"]).toBe(roleArn);
  expect(addresses(json).filter((address) => address.startsWith("aws_iam"))).toEqual([]);
});

test.each<[Partial<ServiceTarget>, string]>([
  [{ service: "SQS-SendMesage" as never }, "Did you mean SQS-SendMessage?"],
  [{ service: "toString" as never }, 'no "toString"'],
  [{ parameters: { QueueUrl: "q", MessageBdy: "$request.body" } }, "Did you mean MessageBody?"],
  [{ parameters: { QueueUrl: "q" } }, "MessageBody is missing"],
  [
    { parameters: { ...orders.parameters, QueueUrl: "${aws_sqs_queue.q.url}" }, resourceArns: [`${QUEUE}.fifo`] },
    "MessageGroupId is missing",
  ],
  [{ parameters: { ...orders.parameters, QueueUrl: "https://sqs.us-east-1.amazonaws.com/1/a.fifo" } }, "a FIFO queue"],
  [{ resourceArns: undefined }, "nothing says what the role may use"],
  [{ roleArn: "arn" }, "roleArn names another"],
])("%j is refused", (change, text) => expectRefusal(() => made({ ...orders, ...change }), "target-service", text));

test("a FIFO queue is sent messages with their group", () => {
  const parameters = { ...orders.parameters, MessageGroupId: "$context.requestId" };
  const json = made({ ...orders, parameters, resourceArns: [`${QUEUE}.fifo`] });
  expect(resource(json, "aws_apigatewayv2_integration.orders")["request_parameters"]).toEqual(parameters);
});

test("a standard queue needs none, also where the role is for a FIFO queue too", () => {
  const both = made({ ...orders, resourceArns: [QUEUE, `${QUEUE}.fifo`] });
  expect(resource(both, "aws_apigatewayv2_integration.orders")["request_parameters"]).toEqual(orders.parameters);
});
