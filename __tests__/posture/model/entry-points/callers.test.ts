import { ARN, waysOf } from "./support";
import type { Resources } from "./support";

const EVENT = [false, "no caller: AWS invokes it by itself"] as const;
const definition = (task: object) => JSON.stringify({ StartAt: "a", States: { a: { Type: "Task", ...task } } });

const EVENTS: readonly (readonly [type: string, body: object])[] = [
  ["aws_sfn_state_machine", { definition: definition({ Resource: ARN }) }],
  ["aws_sfn_state_machine", { definition: definition({ Parameters: { FunctionName: "f" } }) }],
  ["aws_scheduler_schedule", { target: [{ arn: "x", input: JSON.stringify({ FunctionName: "f" }) }] }],
  ["aws_pipes_pipe", { target: ARN }],
  [
    "aws_kinesis_firehose_delivery_stream",
    {
      extended_s3_configuration: [
        { processing_configuration: [{ processors: [{ parameters: [{ parameter_value: `${ARN}:$LATEST` }] }] }] },
      ],
    },
  ],
  ["aws_config_config_rule", { source: [{ source_identifier: ARN }] }],
  ["aws_secretsmanager_secret_rotation", { rotation_lambda_arn: ARN }],
  ["aws_iot_topic_rule", { error_action: [{ lambda: [{ function_arn: ARN }] }] }],
  ["aws_cloudwatch_metric_alarm", { alarm_actions: [ARN], dimensions: { FunctionName: "f" } }],
  ["aws_lambda_function_event_invoke_config", { destination_config: [{ on_failure: [{ destination: ARN }] }] }],
  ["aws_cognito_user_pool", { lambda_config: [{ pre_sign_up: ARN }] }],
  ["aws_apigatewayv2_authorizer", { authorizer_uri: "${aws_lambda_function.f.invoke_arn}" }],
  ["aws_s3_bucket_notification", { bucket: "b", lambda_function: [{ lambda_function_arn: ARN }] }],
];

describe("what makes AWS call a function", () => {
  test.each(EVENTS)("%s %j is an event source", (type, body) => {
    expect(waysOf({ [type]: { x: body } })).toEqual({ [`${type}.x`]: EVENT });
  });

  test.each([
    ["a type nobody looked into", { aws_lex_bot: { x: { fulfillment_activity: [{ code_hook: [{ uri: ARN }] }] } } }],
    ["a literal ARN", { aws_lex_bot: { x: { uri: "arn:aws:lambda:eu-west-1:123456789012:function:f" } } }],
  ])("%s is named as unknown", (_, resources: Resources) => {
    expect(waysOf(resources)).toEqual({
      "aws_lex_bot.x": ["unknown", "not known yet: who may make aws_lex_bot call it isn't analysed"],
    });
  });

  test.each<Resources>([
    { aws_sqs_queue: { x: { name: "f", tags: { function: ARN } } } },
    { aws_cloudwatch_log_group: { x: { name: "/aws/lambda/${aws_lambda_function.f.function_name}" } } },
    { aws_lambda_alias: { x: { function_name: ARN, name: "live" } } },
    { aws_lambda_function_event_invoke_config: { x: { function_name: ARN } } },
  ])("%j only names it", (resources) => {
    expect(waysOf(resources)).toEqual({});
  });
});

describe("a permission for a service of which nothing else is there", () => {
  const permission = (principal: string, more: object = {}): Resources => ({
    aws_lambda_permission: { p: { action: "lambda:InvokeFunction", function_name: "f", principal, ...more } },
  });
  const ofAll = ", and the permission names no source: what other accounts have there may call it too";

  test.each([
    ["apigateway.amazonaws.com", {}, ofAll],
    ["apigateway.amazonaws.com", { source_arn: "arn:aws:execute-api:eu-west-1:123456789012:abc/*/*" }, ""],
    ["alexa-appkit.amazon.com", {}, ofAll],
    ["alexa-appkit.amazon.com", { event_source_token: "amzn1.ask.skill.1" }, ""],
    ["lexv2.amazonaws.com", { source_account: "123456789012" }, ""],
  ])("%s %j: it isn't known who calls", (principal, more, end) => {
    expect(waysOf(permission(principal, more))).toEqual({
      "aws_lambda_permission.p": [
        "unknown",
        `not known yet: what makes ${principal} call it isn't in this input${end}`,
      ],
    });
  });

  test("is an event source where the service only sends events", () => {
    expect(waysOf(permission("iot.amazonaws.com"))).toEqual({ "aws_lambda_permission.p": EVENT });
  });

  test("isn't told again where the service's own resource is there", () => {
    const topic = { aws_sns_topic_subscription: { s: { topic_arn: "t", protocol: "lambda", endpoint: ARN } } };
    expect(Object.keys(waysOf({ ...permission("sns.amazonaws.com"), ...topic }))).toEqual([
      "aws_sns_topic_subscription.s",
    ]);
    const api = { aws_apigatewayv2_api: { a: { name: "a", protocol_type: "HTTP" } } };
    const source = { source_arn: "${aws_apigatewayv2_api.a.execution_arn}/*/*" };
    expect(waysOf({ ...permission("apigateway.amazonaws.com", source), ...api })).toEqual({});
  });
});
