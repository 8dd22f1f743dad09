import { readOn, type Fact, type NamePattern } from "./fact";

const fact = readOn("2026-11-22");

/** The form of ARNs where AWS takes those of one kind of resource only. */
export const ARN = {
  /** `awslayer` is AWS's own. */
  layer: fact<NamePattern>(
    {
      pattern: /^arn:[^:]+:lambda:[^:]*:(\d{12})?:(layer:[\w-]+:\d+|awslayer:[\w-]+)$/,
      words: "the ARN of a layer's version: arn:aws:lambda:REGION:ACCOUNT:layer:NAME:VERSION",
    },
    "AWS Lambda API reference: CreateFunction (Layers) https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html",
  ),
  deadLetter: fact<NamePattern>(
    {
      pattern: /^arn:[^:]+:(sqs|sns):[^:]+:\d{12}:[\w.-]+(?<!\.fifo)$/,
      words: "arn:aws:sqs:REGION:ACCOUNT:QUEUE or arn:aws:sns:REGION:ACCOUNT:TOPIC, of a standard queue or topic",
    },
    "AWS Lambda developer guide: Capturing records of asynchronous invocations https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html",
  ),
  listener: fact<NamePattern>(
    {
      pattern:
        /^arn:[^:]+:(elasticloadbalancing:[^:]+:\d{12}:listener\/(app|net)|servicediscovery:[^:]+:\d{12}:service)\/\S+$/,
      words:
        "the ARN of a load balancer's listener (arn:aws:elasticloadbalancing:REGION:ACCOUNT:listener/app/NAME/ID/ID) or of a Cloud Map service",
    },
    "API Gateway: Create private integrations for HTTP APIs https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-private.html",
  ),
  role: fact<NamePattern>(
    { pattern: /^arn:[\w-]+:iam::(\d{12}|aws):role\/\S+$/, words: "arn:aws:iam::ACCOUNT:role/NAME" },
    "AWS IAM: IAM identifiers https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html",
  ),
  policy: fact<NamePattern>(
    { pattern: /^arn:[\w-]+:iam::(\d{12}|aws):policy\/\S+$/, words: "arn:aws:iam::ACCOUNT:policy/NAME" },
    "AWS IAM: IAM identifiers https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html",
  ),
} satisfies Readonly<Record<string, Fact<NamePattern>>>;

/** Arguments by which a service gets a role, and the service. */
export const SERVICE_ROLES: readonly (readonly [type: string, path: readonly (string | number)[], service: string])[] =
  [
    ["aws_cognito_user_pool", ["sms_configuration", 0, "sns_caller_arn"], "cognito-idp.amazonaws.com"],
    ["aws_apigatewayv2_authorizer", ["authorizer_credentials_arn"], "apigateway.amazonaws.com"],
    ["aws_apigatewayv2_integration", ["credentials_arn"], "apigateway.amazonaws.com"],
    ["aws_api_gateway_authorizer", ["authorizer_credentials"], "apigateway.amazonaws.com"],
    ["aws_api_gateway_integration", ["credentials"], "apigateway.amazonaws.com"],
    ["aws_api_gateway_account", ["cloudwatch_role_arn"], "apigateway.amazonaws.com"],
    ["aws_appsync_datasource", ["service_role_arn"], "appsync.amazonaws.com"],
    ["aws_scheduler_schedule", ["target", 0, "role_arn"], "scheduler.amazonaws.com"],
    ["aws_cloudwatch_event_target", ["role_arn"], "events.amazonaws.com"],
    ["aws_pipes_pipe", ["role_arn"], "pipes.amazonaws.com"],
    ["aws_sfn_state_machine", ["role_arn"], "states.amazonaws.com"],
  ];
